// Honours that are won anew each period.
#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t most_winners = 1000;
constexpr std::int64_t longest = 600;  // months

int read_number(const Node& node, std::int64_t most) {
  return static_cast<int>(parse_at(node, [&](const std::string& text) { return parse_integer(text, 1, most); }));
}

std::string read_metric(const Node& node, const Settings& settings) {
  return parse_at(node, [&](const std::string& name) { return find_metric(settings, name).name; });
}

void refuse_with(const Node& entry, std::string_view key, const std::string& why) {
  if (const Node* node = entry.find(key)) throw ConfigError(std::string(key) + ": " + why, tr("leave it out"), node->place);
}

/// What makes no sense together.
void check(const Node& entry, const AwardRule& rule) {
  if (!rule.sql.empty()) {
    refuse_with(entry, "metric", tr("sql says what counts"));
    refuse_with(entry, "by", tr("sql says what counts"));
    refuse_with(entry, "min", tr("this is of a metric; let the sql leave out who did too little"));
    refuse_with(entry, "min_attainment", tr("this is of a metric; let the sql leave out who did too little"));
    if (rule.kind == AwardKind::team || rule.kind == AwardKind::improved) {
      throw ConfigError(tr("sql gives a number per rep, which is not for kind {}", to_string(rule.kind)), tr("name a metric"), entry.at("sql").place);
    }
  }
  if (rule.kind == AwardKind::improved) refuse_with(entry, "by", tr("kind improved goes by growth"));
  if (rule.kind != AwardKind::newcomer) refuse_with(entry, "months", tr("only kind newcomer has it"));
}

AwardRule read_award(const Node& entry, const Settings& settings) {
  AwardRule rule;
  rule.place = entry.place;
  rule.name = entry.at("name").text;
  if (!is_name(rule.name)) {
    throw ConfigError(tr("\"{}\" cannot be the name of an award", printable(rule.name)), tr("small letters, digits and _"), entry.at("name").place);
  }
  rule.title = text_of(entry, "title", rule.name);
  if (const Node* kind = entry.find("kind")) rule.kind = parse_at(*kind, parse_award_kind);
  if (const Node* every = entry.find("every")) rule.every = parse_at(*every, parse_period_unit);
  if (const Node* metric = entry.find("metric")) rule.metric = read_metric(*metric, settings);
  if (const Node* metric = entry.find("tie_break")) rule.tie_break = read_metric(*metric, settings);
  rule.sql = text_of(entry, "sql");
  rule.by_attainment = text_of(entry, "by", "actual") == "attainment";
  if (const Node* winners = entry.find("winners")) rule.winners = read_number(*winners, most_winners);
  if (const Node* months = entry.find("months")) rule.months = read_number(*months, longest);
  const int decimals = metric_decimals(settings, find_metric(settings, rule.metric));
  if (const Node* least = entry.find("min")) {
    rule.least = parse_at(*least, [&](const std::string& text) { return parse_amount(text, decimals); });
  }
  if (const Node* least = entry.find("min_attainment")) rule.least_attainment = parse_at(*least, parse_rate);
  rule.prize = text_of(entry, "prize");
  if (const Node* amount = entry.find("amount")) {
    rule.amount = parse_at(*amount, [&](const std::string& text) { return parse_amount(text, settings.currency); });
    if (*rule.amount < Money{}) throw ConfigError(tr("amount: a prize is not below zero"), {}, amount->place);
  }
  check(entry, rule);
  return rule;
}

}  // namespace

std::vector<AwardRule> read_awards(const Node& awards, const Settings& settings) {
  std::vector<AwardRule> rules;
  for (const Node& entry : awards.children) {
    AwardRule rule = read_award(entry, settings);
    if (const auto twin = std::ranges::find(rules, rule.name, &AwardRule::name); twin != rules.end()) {
      throw ConfigError(tr("the award \"{}\" stands twice, first at {}", printable(rule.name), to_string(twin->place)), {}, rule.place);
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace salesctl
