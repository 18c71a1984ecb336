// The traffic light of attainment, and what the leaderboard shows.
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t most_shown = 1000;

/// Whether "actual", "target" or "attainment" is to be shown.
void show(const std::string& word, const Place& place, LeaderboardRules& rules) {
  if (word == "actual") rules.actual = true;
  else if (word == "target") rules.target = true;
  else if (word == "attainment") rules.attainment = true;
  else throw ConfigError(tr("show: \"{}\" cannot be shown{}", printable(word), did_you_mean(word, {"actual", "target", "attainment"})),
                         tr("allowed: {}", "actual, target, attainment"), place);
}

}  // namespace

TrafficLight read_traffic_light(const Node& node) {
  TrafficLight light;
  if (const Node* green = node.find("green")) light.green = parse_at(*green, parse_rate);
  if (const Node* yellow = node.find("yellow")) light.yellow = parse_at(*yellow, parse_rate);
  if (light.yellow <= Rate{} || light.green < light.yellow) {
    throw ConfigError(tr("traffic_light: yellow begins at {}, green at {}", format_percent(light.yellow), format_percent(light.green)),
                      tr("such as {green: 100%, yellow: 90%}"), node.place);
  }
  return light;
}

LeaderboardRules read_leaderboard(const Node& node, const Settings& settings) {
  LeaderboardRules rules;
  if (const Node* metrics = node.find("metrics")) {
    rules.metrics = words_of(metrics);
    for (const std::string& name : rules.metrics) parse_at(*metrics, [&](const std::string&) { return find_metric(settings, name).name; });
  }
  if (const Node* shown = node.find("show")) {
    rules.actual = rules.target = rules.attainment = false;
    for (const std::string& word : words_of(shown)) show(word, shown->place, rules);
  }
  if (const Node* top = node.find("top")) rules.top = static_cast<int>(parse_at(*top, [](const std::string& text) { return parse_integer(text, 1, most_shown); }));
  return rules;
}

}  // namespace salesctl
