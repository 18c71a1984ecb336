// Two validators are held against each other: ours, which gives the messages, and valijson, as an editor would judge.
#if __has_include(<valijson/validator.hpp>)
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "base/error.hpp"
#include "base/refusal.hpp"
#include "config/config.hpp"
#include "config/schema.hpp"
#include "config/sections.hpp"

using namespace salesctl;

namespace {

using Json = nlohmann::json;

constexpr const char* full_config = R"(
company: 2026
currency: CNY
timezone: Asia/Shanghai
language: zh_CN
fiscal_year_start: 04-01
calendar:
  working_week: [mon, tue, wed, thu, fri]
  holidays: [2026-01-01, 2026-02-16..2026-02-22]
  workdays: [2026-02-14]
  files: []
store: sales.db
fields:
  customer: {tier: text, contract_value: {type: money, doc: yearly}, grade: {type: choice, choices: [A, 2]}}
import:
  deals:
    kind: opportunity
    encoding: gb18030
    delimiter: ";"
    skip: {column: IsDeleted, value: true}
    footer: true
    only_mapped: false
    columns: {id: deal, rep: [agent, Owner], stage: {column: [s, t], values: {Won: won, 1: 2}}, type: {constant: new}}
metrics:
  revenue: {title: Revenue, unit: money, from: opportunity, sum: 1, on: closed_on, rep: rep, where: "a = 'b'"}
stages: [{name: needs, aliases: [Engaging], kind: open, probability: 0.2}, {name: won, kind: won}]
goals: [{metric: revenue, period: 2026, amount: 12000, by: month, to: rep, weights: {time: even}, history_years: 2}]
reports:
  big: {title: Big, description: d, period: this-month, sql: SELECT 1, columns: {a: A, b: {title: B, type: money}}}
)";

/// As an editor sees it: what is plain is a number, true, false or null where it looks like one.
Json to_json(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return nullptr;
    case Node::Kind::sequence: {
      Json list = Json::array();
      for (const Node& child : node.children) list.push_back(to_json(child));
      return list;
    }
    case Node::Kind::map: {
      Json map = Json::object();
      for (std::size_t i = 0; i < node.keys.size(); ++i) map[node.keys[i]] = to_json(node.children[i]);
      return map;
    }
    case Node::Kind::scalar: break;
  }
  if (node.quoted) return node.text;
  if (node.text == "true" || node.text == "false") return node.text == "true";
  const bool number = !node.text.empty() && node.text.find_first_not_of("0123456789.") == std::string::npos;
  if (number && node.text.find('.') == std::string::npos) return std::stoll(node.text);
  if (number && std::ranges::count(node.text, '.') == 1 && node.text.size() > 1) return std::stod(node.text);
  return node.text;
}

class Editor {
 public:
  Editor() {
    const Json text = Json::parse(config_schema());
    const valijson::adapters::NlohmannJsonAdapter adapter(text);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, schema_);
  }
  bool takes(const Node& config) {
    const Json json = to_json(config);
    const valijson::adapters::NlohmannJsonAdapter adapter(json);
    return valijson::Validator(valijson::Validator::kStrongTypes).validate(schema_, adapter, nullptr);
  }

 private:
  valijson::Schema schema_;
};

bool valid(const Node& config) {
  try {
    validate(config);
    return true;
  } catch (const ConfigError&) {
    return false;
  }
}

/// Whether the whole of loading takes it.
bool loads(const Node& config) {
  try {
    validate(config);
    read_settings("salesctl.yaml", config, [](const Node& name) -> std::string { throw ConfigError("no files", {}, name.place); });
    return true;
  } catch (const ConfigError&) {
    return false;
  }
}

Node random_value(test::Random& random) {
  Node node;
  const auto choice = random.between(0, 9);
  constexpr std::array words{"x", "2026", "1.5", "true", "money", "open", "CNY"};
  if (choice == 0) return node;
  node.kind = choice == 1 ? Node::Kind::sequence : choice == 2 ? Node::Kind::map : Node::Kind::scalar;
  if (choice == 2) {
    node.keys = {"type"};
    node.key_places.resize(1);
    node.children.push_back(random_value(random));
  }
  if (choice > 2) node.text = words[static_cast<std::size_t>(random.between(0, std::ssize(words) - 1))];
  node.quoted = choice > 6;
  return node;
}

/// Changes one thing somewhere below.
void mutate(Node& node, test::Random& random) {
  const auto some = static_cast<std::size_t>(random.between(0, std::max<std::int64_t>(0, std::ssize(node.children) - 1)));
  if (node.children.empty() || random.between(0, 7) == 0) {
    node = random_value(random);
  } else if (random.between(0, 7) == 0) {
    node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(some));
    if (node.kind == Node::Kind::map) {
      node.keys.erase(node.keys.begin() + static_cast<std::ptrdiff_t>(some));
      node.key_places.erase(node.key_places.begin() + static_cast<std::ptrdiff_t>(some));
    }
  } else if (node.kind == Node::Kind::map && random.between(0, 7) == 0) {
    node.keys[some] += "x";
  } else {
    mutate(node.children[some], random);
  }
}

}  // namespace

TEST_CASE("the schema takes a config with every section, plain numbers for text included") {
  const Node config = parse_yaml(full_config, "salesctl.yaml");
  CHECK(valid(config));
  CHECK(loads(config));
  CHECK(Editor().takes(config));
}

TEST_CASE("an editor takes what init writes") {
  CHECK(Editor().takes(parse_yaml(config_template("A: b", "CNY"), "salesctl.yaml")));
}

// An editor also holds patterns and takes a plain number for no date; our readers of the sections do that.
TEST_CASE("on random changes an editor refuses what our validator refuses, and what it refuses does not load") {
  test::Random random;
  INFO("seed ", random.seed);
  Editor editor;
  const Node config = parse_yaml(full_config, "salesctl.yaml");
  int taken = 0;
  constexpr int cases = 3000;
  for (int i = 0; i < cases; ++i) {
    Node changed = config;
    mutate(changed, random);
    if (changed.kind == Node::Kind::null) continue;  // an empty file is all defaults for us
    CAPTURE(i);
    CAPTURE(to_json(changed).dump());
    const bool takes = editor.takes(changed);
    taken += takes ? 1 : 0;
    if (takes) REQUIRE(valid(changed));
    if (!takes) REQUIRE_FALSE(loads(changed));
  }
  CHECK(taken > cases / 10);
  CHECK(taken < cases * 9 / 10);
}
#endif
