#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

namespace {

/// A scorecard with these items, as flow maps.
std::string card(const std::string& items, const std::string& keys = "") {
  return "scorecards:\n  - name: sales\n    every: quarter\n" + keys + "    items:\n" + items;
}

std::string one(const std::string& rest) { return card("      - {name: a, weight: 100%, " + rest + "}\n"); }

}  // namespace

TEST_CASE("a scorecard has items with sources, targets, curves and weights") {
  const Settings settings = ConfigFolder().load(card(
      "      - {name: sales, weight: 40%, metric: revenue, target: goal}\n"
      "      - {name: margin, weight: 20%, metric: margin, per: revenue, target: 30%, curve: {steps: [{from: 80%, score: 2}, {from: 100%, score: 4.5}]}}\n"
      "      - {name: late, weight: 10%, sql: \"SELECT rep, count(*) FROM ticket GROUP BY 1\", target: 4, direction: down, curve: linear}\n"
      "      - {name: exam, weight: 10%, training: Service, target: 80, curve: {threshold: 60%, then: full}}\n"
      "      - {name: csat, weight: 10%, survey: csat, target: 5, curve: {points: [{at: 70%, score: 0}, {at: 1, score: 5}]}}\n"
      "      - {name: ways, weight: 10%, review: {team play: 70%, order: 30%}, improve: {below: 3, text: talk, course: Teams}}\n",
      "    scale: 0..5\n    grades: {A: 4.5, B: 3}\n    levels: [senior]\n    teams: north\n"));
  REQUIRE(settings.scorecards.size() == 1);
  const Scorecard& c = settings.scorecards[0];
  CHECK(c.title == "sales");
  CHECK(c.every == PeriodUnit::quarter);
  CHECK(c.high == Rate{5 * Rate::one});
  CHECK(c.whom.levels == std::vector<std::string>{"senior"});
  CHECK(c.whom.teams == std::vector<std::string>{"north"});
  CHECK(c.grades == std::vector<ScoreGrade>{{"A", Rate{4'500'000'000}}, {"B", Rate{3 * Rate::one}}});
  CHECK_FALSE(c.distributed);
  REQUIRE(c.kpis.size() == 6);
  CHECK(c.kpis[0].goal);
  CHECK(c.kpis[0].curve == Curve{});
  CHECK(c.kpis[0].place.line == 9);
  CHECK(c.kpis[1].per == "revenue");
  CHECK(c.kpis[1].target == Quantity{300'000'000, Rate::one});
  CHECK(c.kpis[1].curve.points == std::vector<Curve::Point>{{Rate{800'000'000}, Rate{2 * Rate::one}}, {Rate{Rate::one}, Rate{4'500'000'000}}});
  CHECK(c.kpis[2].source == KpiSource::sql);
  CHECK(c.kpis[2].down);
  CHECK(c.kpis[2].curve.kind == Curve::Kind::linear);
  CHECK(c.kpis[3].curve == Curve{Curve::Kind::threshold, Rate{600'000'000}, true});
  CHECK(c.kpis[4].curve.kind == Curve::Kind::points);
  CHECK(c.kpis[5].criteria == std::vector<std::pair<std::string, Rate>>{{"team play", Rate{700'000'000}}, {"order", Rate{300'000'000}}});
  CHECK(c.kpis[5].improve == Improvement{Rate{3 * Rate::one}, "talk", "Teams"});
}

TEST_CASE("a target of money is an amount") {
  const Settings settings = ConfigFolder().load(one("metric: revenue, target: \"10万\""));
  CHECK(settings.scorecards[0].kpis[0].target == Quantity{10'000'000, 100});
  CHECK(says(fault(one("metric: revenue, target: 1.005")), "5:"));
  CHECK(says(fault(one("metric: orders, target: 0")), "target: it must be above zero"));
}

TEST_CASE("weights that do not sum to 100% are told with their sum and the line") {
  CHECK(says(fault(card("      - {name: a, weight: 40%, survey: csat, target: 5}\n      - {name: b, weight: 50%, survey: nps, target: 50}\n")),
             "2:5 scorecard sales: the weights sum to 90%, not to 100%"));
  CHECK(says(fault(card("      - {name: a, weight: 0%, survey: csat, target: 5}\n")), "weight: it must be above zero"));
}

TEST_CASE("an item is measured in exactly one way") {
  CHECK(says(fault(one("target: 1")), "5:9 a: nothing is measured"));
  CHECK(says(fault(one("survey: csat, metric: revenue, target: 1")), "a: it is measured in two ways"));
  CHECK(says(fault(one("metric: revenu, target: 1")), "did you mean \"revenue\"?"));
  CHECK(says(fault(one("survey: csat, per: revenue, target: 1")), "per: only a metric is divided by another"));
  CHECK(says(fault(one("review: [x, x]")), "review: x stands twice"));
}

TEST_CASE("targets and curves stand where they make sense") {
  CHECK(says(fault(one("survey: csat")), "a: there is no target"));
  CHECK(says(fault(one("survey: csat, target: goal")), "target: only a metric that is not divided has goals"));
  CHECK(says(fault(one("metric: margin, per: revenue, target: goal")), "only a metric that is not divided has goals"));
  CHECK(says(fault(one("review: x, target: 3")), "target: a review is a score already"));
  CHECK(says(fault(one("survey: csat, target: 5, curve: {cap: 1, threshold: 1}")), "curve: it is one of cap, threshold, steps and points"));
  CHECK(says(fault(one("survey: csat, target: 5, curve: {cap: 1, then: full}")), "curve: it is one of"));
  CHECK(says(fault(one("survey: csat, target: 5, curve: {}")), "curve: it is one of"));
  CHECK(says(fault(one("survey: csat, target: 5, curve: {steps: [{from: 80%, score: 3}, {from: 70%, score: 4}]}")), "curve: 70% does not come after 80%"));
  CHECK(says(fault(one("survey: csat, target: 5, curve: {steps: [{from: 80%, score: 300}]}")), "300 lies outside the scale 0..100"));
  CHECK(says(fault(one("survey: csat, target: 5, improve: {below: 30}")), "improve: it says nothing to do"));
}

TEST_CASE("grades descend, shares sum to 100%, and only one of them is said") {
  const std::string item = "      - {name: a, weight: 100%, survey: csat, target: 5}\n";
  CHECK(fault(card(item, "    distribution: {A: 20%, B: 70%, C: 10%}\n    ties: down\n")).empty());
  CHECK(says(fault(card(item, "    grades: {A: 70, B: 80}\n")), "grades: B from 80 comes after A from 70"));
  CHECK(says(fault(card(item, "    grades: {A: 170}\n")), "170 lies outside the scale"));
  CHECK(says(fault(card(item, "    distribution: {A: 20%, B: 70%}\n")), "distribution: the shares sum to 90%, not to 100%"));
  CHECK(says(fault(card(item, "    grades: {A: 70}\n    distribution: {A: 100%}\n")), "grades go by score or by distribution"));
  CHECK(says(fault(card(item, "    ties: up\n")), "ties: only a distribution has them"));
  CHECK(says(fault(card(item, "    scale: 5\n")), "scale: \"5\" is not a scale"));
  CHECK(says(fault(card(item, "    scale: 5..1\n")), "goes nowhere"));
  CHECK(says(fault(card(item, "    scale: 0..x\n")), "\"x\" is not a rate"));
}

TEST_CASE("two scorecards of one unit cannot both be for everybody, and names are single") {
  const std::string rest = "every: month, items: [{name: a, weight: 1, survey: csat, target: 5}]}\n";
  CHECK(says(fault("scorecards:\n  - {name: x, " + rest + "  - {name: y, " + rest), "3:5 the scorecards x and y are both for everybody"));
  CHECK(says(fault("scorecards:\n  - {name: x, " + rest + "  - {name: x, levels: senior, " + rest), "the scorecard \"x\" stands twice"));
  CHECK(fault("scorecards:\n  - {name: x, " + rest + "  - {name: y, levels: senior, " + rest).empty());
}

TEST_CASE("reviews have weights, a scale and the number of peers") {
  const ConfigFolder folder;
  const ReviewRules rules = folder.load("reviews: {weights: {self: 1, manager: 3}, scale: 0..10, peers: 4, rater_effect: true}\n").reviews;
  CHECK(rules.self == Rate{Rate::one});
  CHECK(rules.peer == Rate{});
  CHECK(rules.high == Rate{10 * Rate::one});
  CHECK(rules.peers == 4);
  CHECK(rules.rater_effect);
  CHECK(folder.load("company: A\n").reviews == ReviewRules{});
  CHECK(says(fault("reviews: {weights: {}}\n"), "weights: nobody judges"));
  CHECK(says(fault("reviews: {peers: -1}\n"), "1:18"));
  CHECK(says(fault("reviews: {weights: {boss: 1}}\n"), "there is no key \"boss\""));
}
