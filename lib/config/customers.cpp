// How customers are classified and looked after, and when they count as leaving.
#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr int longest = 3660;  // days

int read_days(const Node& node, int min) {
  return parse_at(node, [&](const std::string& text) { return parse_days(text, min, longest); });
}

Rate read_share(const Node& node) {
  const Rate share = parse_at(node, parse_rate);
  if (share < Rate{} || share > Rate{Rate::one}) throw ConfigError(tr("a share is between 0% and 100%"), {}, node.place);
  return share;
}

/// Overwrites a default where the key is there.
template <typename Value, typename Read>
void take(const Node& map, std::string_view key, Value& value, const Read& read) {
  if (const Node* node = map.find(key)) value = read(*node);
}

const Metric& metric_at(const Node& node, const Settings& settings) {
  return parse_at(node, [&](const std::string& name) -> const Metric& { return find_metric(settings, name); });
}

CustomerClass read_class(const Node& entry) {
  CustomerClass c;
  c.place = entry.place;
  c.name = entry.at("name").text;
  if (trim(c.name).empty()) throw ConfigError(tr("name: this is empty"), {}, entry.at("name").place);
  c.when = text_of(entry, "when");
  c.channel = text_of(entry, "channel");
  c.service = text_of(entry, "service");
  take(entry, "visit_every", c.visit_every, [](const Node& node) { return read_days(node, 1); });
  take(entry, "discount", c.discount, read_share);
  take(entry, "rank", c.rank, [](const Node& node) {
    return parse_at(node, [](const std::string& text) { return static_cast<int>(parse_integer(text, 0, 1000)); });
  });
  return c;
}

/// A class that takes everybody else must be the last, or those after it take nobody.
void check_classes(const std::vector<CustomerClass>& classes) {
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const CustomerClass& c = classes[i];
    const auto twin = std::ranges::find(classes.begin(), classes.begin() + static_cast<std::ptrdiff_t>(i), c.name, &CustomerClass::name);
    if (twin->place != c.place) {
      throw ConfigError(tr("the class \"{}\" stands twice, first at {}", printable(c.name), to_string(twin->place)), {}, c.place);
    }
    if (trim(c.when).empty() && i + 1 < classes.size()) {
      throw ConfigError(tr("the class \"{}\" takes everybody, so those after it take nobody", printable(c.name)),
                        tr("give it a \"when\", or put it last"), c.place);
    }
  }
}

Play read_play(const Node& entry, const std::vector<CustomerClass>& classes) {
  Play play;
  play.place = entry.place;
  play.action = entry.at("action").text;
  if (trim(play.action).empty()) throw ConfigError(tr("action: this is empty"), {}, entry.at("action").place);
  play.kind = text_of(entry, "kind");
  play.owner = text_of(entry, "owner");
  if (const Node* risk = entry.find("risk")) play.risk = parse_at(*risk, parse_risk_level);
  if (const Node* reason = entry.find("reason")) play.reason = parse_at(*reason, parse_reason);
  take(entry, "due", play.due, [](const Node& node) { return read_days(node, 0); });
  if (const Node* name = entry.find("class")) {
    play.customer_class = name->text;
    std::vector<std::string_view> names;
    for (const CustomerClass& c : classes) names.emplace_back(c.name);
    if (std::ranges::find(names, play.customer_class) == names.end()) {
      throw ConfigError(tr("there is no class \"{}\"{}", printable(name->text), did_you_mean(name->text, names)),
                        tr("classes: {}", joined(names)), name->place);
    }
  }
  return play;
}

}  // namespace

CustomerRules read_customers(const Node& node, const Settings& settings) {
  CustomerRules rules;
  if (const Node* metric = node.find("purchases")) {
    rules.purchases = metric_at(*metric, settings).name;
    rules.purchases_place = metric->place;
  }
  take(node, "survey_every", rules.survey_every, [](const Node& days) { return read_days(days, 1); });
  if (const Node* abc = node.find("abc")) {
    rules.abc_place = abc->place;
    if (const Node* by = abc->find("by")) rules.abc_by = metric_at(*by, settings).name;
    take(*abc, "a", rules.a, read_share);
    take(*abc, "b", rules.b, read_share);
    if (rules.b < rules.a) {
      throw ConfigError(tr("abc: b ({}) lies below a ({})", format_percent(rules.b), format_percent(rules.a)),
                        tr("both are cumulative: a is 80% and b 95% unless you say otherwise"), abc->place);
    }
  }
  if (const Node* classes = node.find("classes")) {
    rules.classes.clear();
    for (const Node& entry : classes->children) rules.classes.push_back(read_class(entry));
    check_classes(rules.classes);
  }
  return rules;
}

ChurnRules read_churn(const Node& node, const Settings& settings) {
  ChurnRules rules;
  take(node, "model", rules.method, [](const Node& model) { return parse_at(model, parse_churn_method); });
  take(node, "horizon", rules.horizon, [](const Node& days) { return read_days(days, 1); });
  take(node, "evidence", rules.evidence, [](const Node& yes) { return parse_at(yes, parse_bool); });
  if (const Node* risk = node.find("risk")) {
    take(*risk, "high", rules.high, read_share);
    take(*risk, "medium", rules.medium, read_share);
    if (rules.high < rules.medium) {
      throw ConfigError(tr("risk: high ({}) lies below medium ({})", format_percent(rules.high), format_percent(rules.medium)),
                        {}, risk->place);
    }
  }
  if (const Node* playbook = node.find("playbook")) {
    for (const Node& entry : playbook->children) rules.playbook.push_back(read_play(entry, settings.customers.classes));
  }
  return rules;
}

}  // namespace salesctl
