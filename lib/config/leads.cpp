// Which leads come first: points by rule, grades, and the fields that the chance to win is learned from.
#include <algorithm>
#include <array>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t most_points = 1'000'000;

/// Of a deal: what is known for certain only when it is decided, or says how far it has come.
constexpr std::array<std::string_view, 5> outcomes{"stage", "probability", "lost_reason", "competitor", "next_step"};
/// Kinds whose fields a deal is compared by.
constexpr std::array<std::string_view, 2> beside{"customer", "product"};

int read_points(const Node& node) {
  return parse_at(node, [](const std::string& text) { return static_cast<int>(parse_integer(text, -most_points, most_points)); });
}

std::string condition(const Node& node) {
  if (trim(node.text).empty()) throw ConfigError(tr("{}: this is empty", "when"), {}, node.place);
  return node.text;
}

PointRule read_rule(const Node& entry) {
  PointRule rule;
  rule.place = entry.place;
  rule.when = condition(entry.at("when"));
  rule.name = text_of(entry, "name");
  if (trim(rule.name).empty()) rule.name = rule.when;
  rule.points = read_points(entry.at("points"));
  rule.of_deals = text_of(entry, "of", "lead") == "opportunity";
  return rule;
}

std::vector<LeadGrade> read_grades(const Node& node) {
  std::vector<LeadGrade> grades;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const int from = read_points(node.children[i]);
    if (!grades.empty() && from >= grades.back().from) {
      throw ConfigError(tr("grades: {} from {} points comes after {} from {}", printable(node.keys[i]), from, printable(grades.back().name),
                           grades.back().from),
                        tr("grades go from the best to the worst, each from fewer points"), node.children[i].place);
    }
    grades.push_back({node.keys[i], from});
  }
  return grades;
}

/// Ids tell every deal from every other, dates mean nothing to the next deal, and outcomes are what is to be told.
bool may_be_learned(const std::string& kind, const Field& field) {
  if (field.type == FieldType::id || field.type == FieldType::date) return false;
  if (field.custom) return true;
  if (kind == "opportunity" && std::ranges::find(outcomes, field.name) != outcomes.end()) return false;
  return field.name != "name" && field.name != "lead" && field.name != "phone" && field.name != "email" && field.name != "parent";
}

LearnField read_learned(const Node& node, const std::vector<Kind>& kinds) {
  LearnField learned;
  learned.place = node.place;
  learned.field = node.text;
  const std::size_t dot = node.text.find('.');
  if (dot != std::string::npos && std::ranges::find(beside, std::string_view(node.text).substr(0, dot)) != beside.end()) {
    learned.kind = node.text.substr(0, dot);
    learned.field = node.text.substr(dot + 1);
  }
  const Kind& kind = find_kind(kinds, learned.kind);
  std::vector<std::string> names;
  const std::string before = learned.kind == "opportunity" ? "" : learned.kind + ".";
  for (const Field& field : kind.fields) {
    if (may_be_learned(kind.name, field)) names.push_back(before + field.name);
  }
  if (std::ranges::find(names, node.text) != names.end()) return learned;
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string hint = tr("allowed: {}; also customer.NAME and product.NAME", joined(views));
  if (kind.find(learned.field) != nullptr) {
    throw ConfigError(tr("learn: nothing can be learned from {}: it is no word or number that is known while a deal is open", printable(node.text)),
                      hint, node.place);
  }
  throw ConfigError(tr("learn: {} has no field \"{}\"{}", kind.name, printable(learned.field), did_you_mean(node.text, views)), hint, node.place);
}

}  // namespace

LeadRules read_leads(const Node& node, const std::vector<Kind>& kinds) {
  LeadRules rules;
  if (const Node* open = node.find("open")) {
    rules.open = condition(*open);
    rules.open_place = open->place;
  }
  if (const Node* list = node.find("rules")) {
    rules.rules.clear();
    for (const Node& entry : list->children) rules.rules.push_back(read_rule(entry));
  }
  if (const Node* grades = node.find("grades")) rules.grades = read_grades(*grades);
  if (const Node* learn = node.find("learn")) {
    rules.learn.clear();
    for (const Node& entry : learn->children) {
      rules.learn.push_back(read_learned(entry, kinds));
      if (std::ranges::count(rules.learn, rules.learn.back().name(), &LearnField::name) > 1) {
        throw ConfigError(tr("learn: {} stands twice", rules.learn.back().name()), {}, entry.place);
      }
    }
  }
  return rules;
}

}  // namespace salesctl
