// Targets of the config: what goal split takes when no amount is given.
#include "base/message.hpp"
#include "base/number.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

Weights weights(const std::string& name) {
  if (name == "even") return Weights::even;
  return name == "history" ? Weights::history : Weights::working_days;
}

/// Whether an end of the period is a word such as today.
bool relative(const std::string& text) {
  const auto word = [](std::string_view end) { return !end.empty() && end.front() >= 'a' && end.front() <= 'z'; };
  const auto dots = text.find("..");
  return word(trim(text)) || (dots != std::string::npos && word(trim_left(std::string_view(text).substr(dots + 2))));
}

}  // namespace

std::vector<GoalRule> read_goals(const Node& node, const Settings& settings) {
  std::vector<GoalRule> goals;
  for (const Node& entry : node.children) {
    GoalRule goal;
    goal.place = entry.place;
    goal.metric = entry.at("metric").text;
    const Metric& metric =
        parse_at(entry.at("metric"), [&](const std::string& name) -> const Metric& { return find_metric(settings, name); });
    // Only periods that name their year are meant here. Today is put late, so that "2026..today" is told for what it is.
    goal.period = parse_at(entry.at("period"), [&](const std::string& text) {
      const Period period = parse_period(text, make_date(9000, 1, 1), settings.fiscal);
      if (relative(text)) {
        throw ValueError(tr("\"{}\" is relative to today", text), tr("name the period, such as 2026 or 2026-Q3"));
      }
      return period.name;
    });
    goal.amount = parse_at(entry.at("amount"), [&](const std::string& text) {
      return parse_amount(text, metric_decimals(settings, metric));
    });
    if (const Node* by = entry.find("by")) goal.by = parse_at(*by, parse_period_unit);
    goal.to = text_of(entry, "to", goal.to);
    if (const Node* w = entry.find("weights")) {
      goal.time = weights(text_of(*w, "time", "working_days"));
      goal.people = weights(text_of(*w, "people", "even"));
    }
    if (const Node* years = entry.find("history_years")) {
      goal.history_years = parse_at(*years, [](const std::string& text) { return static_cast<int>(parse_integer(text, 1, 20)); });
    }
    for (const GoalRule& other : goals) {
      if (other.metric == goal.metric && other.period == goal.period) {
        throw ConfigError(tr("the goal for {} in {} stands twice, first at {}", goal.metric, goal.period, to_string(other.place)),
                          tr("keep one of the two"), goal.place);
      }
    }
    goals.push_back(std::move(goal));
  }
  return goals;
}

}  // namespace salesctl
