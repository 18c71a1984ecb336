// What counts as buying, and when customers count as leaving.
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr int longest = 3660;  // days

int read_days(const Node& node) {
  return parse_at(node, [](const std::string& text) { return parse_days(text, 1, longest); });
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

Play read_play(const Node& entry) {
  Play play;
  play.place = entry.place;
  play.action = entry.at("action").text;
  if (trim(play.action).empty()) throw ConfigError(tr("action: this is empty"), {}, entry.at("action").place);
  if (const Node* risk = entry.find("risk")) play.risk = parse_at(*risk, parse_risk_level);
  if (const Node* reason = entry.find("reason")) play.reason = parse_at(*reason, parse_reason);
  return play;
}

}  // namespace

CustomerRules read_customers(const Node& node, const Settings& settings) {
  CustomerRules rules;
  if (const Node* metric = node.find("purchases")) {
    rules.purchases = parse_at(*metric, [&](const std::string& name) { return find_metric(settings, name).name; });
    rules.purchases_place = metric->place;
  }
  return rules;
}

ChurnRules read_churn(const Node& node) {
  ChurnRules rules;
  take(node, "model", rules.method, [](const Node& model) { return parse_at(model, parse_churn_method); });
  take(node, "horizon", rules.horizon, [](const Node& days) { return read_days(days); });
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
    for (const Node& entry : playbook->children) rules.playbook.push_back(read_play(entry));
  }
  return rules;
}

}  // namespace salesctl
