// Courses and their exams.
#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr int most_days = 3650;
constexpr std::int64_t most_months = 600;

int read_days(const Node& node) {
  return parse_at(node, [](const std::string& text) { return parse_days(text, 1, most_days); });
}

std::string read_metric(const Node& node, const Settings& settings) {
  return parse_at(node, [&](const std::string& name) { return find_metric(settings, name).name; });
}

TrainingRule read_course(const Node& entry, const Settings& settings) {
  TrainingRule rule;
  rule.place = entry.place;
  rule.course = entry.at("course").text;
  if (trim(rule.course).empty()) throw ConfigError(tr("{}: this is empty", "course"), {}, entry.at("course").place);
  rule.title = text_of(entry, "title", rule.course);
  rule.whom = read_audience(entry);
  rule.only_when_weak = text_of(entry, "required") == "when weak";
  if (rule.only_when_weak && !rule.whom.everybody()) {
    throw ConfigError(tr("required: \"when weak\" asks the scorecards who needs it"), tr("leave out reps, levels and teams"), entry.at("required").place);
  }
  if (const Node* within = entry.find("within")) rule.within = read_days(*within);
  if (const Node* every = entry.find("every")) {
    rule.every = parse_at(*every, [](const std::string& text) { return static_cast<int>(parse_integer(text, 1, most_months)); });
  }
  if (const Node* pass = entry.find("pass")) {
    rule.pass = parse_at(*pass, parse_rate);
    if (*rule.pass < Rate{}) throw ConfigError(tr("pass: it must not be below zero"), {}, pass->place);
  }
  if (const Node* aim = entry.find("aim")) rule.aim = read_metric(*aim, settings);
  for (const char* key : {"per", "window"}) {
    const Node* node = entry.find(key);
    if (node != nullptr && rule.aim.empty()) throw ConfigError(tr("{}: there is no aim to measure", key), tr("name a metric as \"aim\""), node->place);
  }
  if (const Node* per = entry.find("per")) rule.per = read_metric(*per, settings);
  if (const Node* window = entry.find("window")) rule.window = read_days(*window);
  return rule;
}

}  // namespace

std::vector<TrainingRule> read_training(const Node& courses, const Settings& settings) {
  std::vector<TrainingRule> rules;
  for (const Node& entry : courses.children) {
    TrainingRule rule = read_course(entry, settings);
    if (const auto twin = std::ranges::find(rules, rule.course, &TrainingRule::course); twin != rules.end()) {
      throw ConfigError(tr("the course \"{}\" stands twice, first at {}", printable(rule.course), to_string(twin->place)), {}, rule.place);
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace salesctl
