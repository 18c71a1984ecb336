#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::says;

TEST_CASE("the traffic light is green from one pace on and yellow from a lower one") {
  const ConfigFolder folder;
  const TrafficLight light = folder.load("traffic_light: {green: 95%, yellow: 80%}\n").traffic_light;
  CHECK(light.green == Rate{Rate::one / 100 * 95});
  CHECK(light.yellow == Rate{Rate::one / 100 * 80});
  CHECK(says(folder.fault("traffic_light: {green: 80%, yellow: 90%}\n"), "yellow begins at 90%"));
}

TEST_CASE("the leaderboard is public as far as the config says") {
  const ConfigFolder folder;
  CHECK(folder.load("company: A\n").leaderboard == LeaderboardRules{});
  const LeaderboardRules rules = folder.load("leaderboard: {metrics: [orders], show: [target, attainment], top: 5}\n").leaderboard;
  CHECK(rules.metrics == std::vector<std::string>{"orders"});
  CHECK_FALSE(rules.actual);
  CHECK(rules.target);
  CHECK(rules.attainment);
  CHECK(rules.top == 5);
  CHECK(says(folder.fault("leaderboard: {show: [x]}\n"), "cannot be shown"));
  CHECK(says(folder.fault("leaderboard: {top: 0}\n"), "salesctl.yaml:1"));
}
