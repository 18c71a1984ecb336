// Targets of the config: what goal split takes when no amount is given.
#include "base/message.hpp"
#include "base/number.hpp"
#include "config/config.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

Blend read_blend(const Node& node, Over over) {
  if (node.kind == Node::Kind::scalar) {
    return parse_at(node, [&](const std::string& text) { return Blend(parse_weights(text, over)); });
  }
  std::vector<std::pair<Weights, Rate>> parts;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    Node key;
    key.text = node.keys[i];
    key.place = node.key_places[i];
    parts.emplace_back(parse_at(key, [&](const std::string& text) { return parse_weights(text, over); }),
                       parse_at(node.children[i], parse_rate));
  }
  return parse_at(node, [&](const std::string&) { return Blend(std::move(parts)); });
}

std::vector<Rate> read_rates(const Node* node) {
  std::vector<Rate> rates;
  if (node == nullptr) return rates;
  for (const Node& item : node->children) rates.push_back(parse_at(item, parse_rate));
  return rates;
}

void read_weights(const Node& entry, GoalRule& goal) {
  goal.time_shares = read_rates(entry.find("time_shares"));
  if (const Node* shares = entry.find("people_shares")) {
    for (std::size_t i = 0; i < shares->keys.size(); ++i) {
      goal.people_shares.emplace_back(shares->keys[i], parse_at(shares->children[i], parse_rate));
    }
  }
  if (!goal.time_shares.empty()) goal.time = Weights::given;
  if (!goal.people_shares.empty()) goal.people = Weights::given;
  if (const Node* weights = entry.find("weights")) {
    if (const Node* time = weights->find("time")) goal.time = read_blend(*time, Over::time);
    if (const Node* people = weights->find("people")) goal.people = read_blend(*people, Over::people);
  }
  if (const Node* years = entry.find("history_years")) {
    goal.history_years = parse_at(*years, [](const std::string& text) { return static_cast<int>(parse_integer(text, 1, 20)); });
  }
}

/// Ramp, growth, stretch and rounding unit.
void read_bounds(const Node& entry, int decimals, GoalRule& goal) {
  goal.ramp = read_rates(entry.find("ramp"));
  if (const Node* growth = entry.find("growth")) {
    if (const Node* min = growth->find("min")) goal.min_growth = parse_at(*min, parse_rate);
    if (const Node* max = growth->find("max")) goal.max_growth = parse_at(*max, parse_rate);
  }
  if (const Node* stretch = entry.find("stretch")) {
    if (const Node* team = stretch->find("team")) goal.team_stretch = parse_at(*team, parse_rate);
    if (const Node* rep = stretch->find("rep")) goal.rep_stretch = parse_at(*rep, parse_rate);
  }
  if (const Node* from = entry.find("from")) {
    goal.from = parse_at(*from, [](const std::string& text) { return parse_date(text); });
  }
  if (const Node* round = entry.find("round")) {
    goal.round = parse_at(*round, [&](const std::string& text) { return parse_amount(text, decimals); });
  }
}

GoalRule read_goal(const Node& entry, const Settings& settings) {
  GoalRule goal;
  goal.place = entry.place;
  goal.metric = entry.at("metric").text;
  const int decimals = parse_at(entry.at("metric"), [&](const std::string& name) {
    return metric_decimals(settings, find_metric(settings, name));
  });
  goal.period = read_dated_period(entry.at("period"), settings.fiscal).name;
  goal.amount = parse_at(entry.at("amount"), [&](const std::string& text) { return parse_amount(text, decimals); });
  if (const Node* by = entry.find("by")) goal.by = parse_at(*by, parse_period_unit);
  if (const Node* to = entry.find("to")) goal.to = parse_at(*to, parse_scope_level);
  read_weights(entry, goal);
  read_bounds(entry, decimals, goal);
  return parse_at(entry, [&](const std::string&) {
    check(goal);
    return goal;
  });
}

}  // namespace

std::vector<GoalRule> read_goals(const Node& node, const Settings& settings) {
  std::vector<GoalRule> goals;
  for (const Node& entry : node.children) {
    GoalRule goal = read_goal(entry, settings);
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

GoalRule read_goal_definition(const std::string& text, const Settings& settings) {
  return read_goal(parse_yaml(text, "goal"), settings);
}

}  // namespace salesctl
