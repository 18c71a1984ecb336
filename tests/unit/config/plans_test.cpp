#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

namespace {

/// A plan whose only component has these keys.
std::string component(const std::string& keys) { return "plans:\n  - name: p\n    components:\n      - {name: c, type: " + keys + "}\n"; }
std::string commission(const std::string& keys) { return component("commission, " + keys); }
std::vector<PayPlan> load(const std::string& text) { return ConfigFolder().load(text).plans; }
std::vector<PlanWarning> warnings(const std::string& text, const std::vector<std::string>& goals = {}) { return plan_warnings(load(text), goals); }

}  // namespace

TEST_CASE("without plans nobody is paid") { CHECK(load("company: Acme\n").empty()); }

TEST_CASE("a plan is read with all its keys") {
  const std::vector<PayPlan> plans = load(
      "plans:\n  - name: field\n    title: Field sales\n    from: 2026-01-01\n    to: 2026-12-31\n    every: quarter\n"
      "    teams: [north, south]\n    levels: senior\n    components:\n"
      "      - {name: c, type: commission, basis: margin, when: amount > 0, rate: 5%, target: margin, mode: whole, tie: higher, over: year,\n"
      "         tiers: [{to: 80%, times: 50%}, {from: 80%, to: 1.2亿, times: 1.5}, {times: 2}], threshold: 60%, cap: 1000万, floor: 10, prorate: false}\n"
      "      - {name: o, type: override, of: [c], rate: 10%, own: true}\n"
      "      - {name: b, type: bonus, metric: visits, steps: [{from: 100%, amount: 500}, {from: 120%, amount: 900}]}\n"
      "      - {name: t, type: team_bonus, share: contribution, steps: [{from: 500000, amount: 1000}]}\n"
      "      - {name: s, type: spiff, amount: 10, per: unit, from: 2026-03-01, to: 2026-03-31, budget: 5000}\n"
      "      - {name: d, type: draw, amount: 3000, recoverable: false}\n"
      "      - {name: car, type: benefit, text: A company car}\n");
  REQUIRE(plans.size() == 1);
  const PayPlan& p = plans.front();
  CHECK(p.every == PeriodUnit::quarter);
  CHECK(p.from == make_date(2026, 1, 1));
  CHECK(p.whom.teams == std::vector<std::string>{"north", "south"});
  CHECK(p.whom.levels == std::vector<std::string>{"senior"});
  REQUIRE(p.components.size() == 7);
  const PayComponent& c = p.components[0];
  CHECK(c.basis == PayBasis::margin);
  CHECK(c.whole);
  CHECK(c.higher);
  CHECK(c.over == PeriodUnit::year);
  REQUIRE(c.tiers.size() == 3);
  CHECK(c.tiers[0].to->share == Rate{Rate::one * 8 / 10});
  CHECK(c.tiers[1].to->money == Money{12'000'000'000});
  CHECK(c.tiers[1].times == Rate{Rate::one * 3 / 2});
  CHECK_FALSE(c.tiers[2].to);
  CHECK(c.threshold->share == Rate{Rate::one * 6 / 10});
  CHECK(c.cap == Money{1'000'000'000});
  CHECK_FALSE(c.prorate);
  CHECK(p.components[1].of == std::vector<std::string>{"c"});
  CHECK(p.components[2].metric == "visits");
  CHECK(p.components[3].share == TeamShare::contribution);
  CHECK(p.components[4].per_unit);
  CHECK(p.components[4].budget == Money{500'000});
  CHECK_FALSE(p.components[5].recoverable);
  CHECK(p.components[6].text == "A company car");
}

TEST_CASE("rates by product, class and kind are read, and equal ones refused") {
  const auto plans = load(commission("rate: 2%, rates: [{product: p1, rate: 5%}, {series: s, kind: renewal, amount: 10}, {class: A, rate: 3%}]"));
  const PayComponent& c = plans.at(0).components.at(0);
  REQUIRE(c.rates.size() == 3);
  CHECK(c.rates[1].price.each == Money{1'000});
  CHECK(c.rates[2].customer_class == "A");
  CHECK(says(fault(commission("rates: [{product: p1, rate: 5%}, {product: p1, rate: 6%}]")), "this fits the same as the entry at"));
  CHECK(says(fault(commission("rates: [{class: Z, rate: 5%}]")), "there is no class \"Z\""));
  CHECK(says(fault(commission("rates: [{product: p1, series: s, rate: 5%}]")), "exclude each other"));
}

TEST_CASE("gaps, overlaps and disorder of tiers are errors with their line") {
  CHECK(says(fault(commission("tiers: [{to: 1000, rate: 4%}, {from: 1001, rate: 5%}]")), "salesctl.yaml:4:"));
  CHECK(says(fault(commission("tiers: [{to: 1000, rate: 4%}, {from: 1001, rate: 5%}]")), "a gap"));
  CHECK(says(fault(commission("tiers: [{to: 1000, rate: 4%}, {from: 900, rate: 5%}]")), "not where the one before ends"));
  CHECK(says(fault(commission("tiers: [{to: 1000, rate: 4%}]")), "above the last \"to\""));
  CHECK(says(fault(commission("tiers: [{to: 1000, rate: 4%}, {to: 1000, rate: 5%}, {rate: 6%}]")), "or below"));
  CHECK(says(fault(commission("tiers: [{rate: 4%}, {to: 5, rate: 5%}]")), "only the last tier"));
  CHECK(fault(commission("tiers: [{from: 0, to: 1000, rate: 4%}, {from: 1000, rate: 5%}]")).empty());
}

TEST_CASE("a cliff is an error where it is certain, and falling rates are a warning") {
  const std::string falling = "tiers: [{to: 1000, rate: 6%}, {rate: 5%}]";
  CHECK(says(fault(commission(falling + ", mode: whole")), "lowers the pay"));
  REQUIRE(warnings(commission(falling)).size() == 1);
  CHECK(warnings(commission(falling))[0].place.line == 4);
  CHECK(warnings(component("bonus, steps: [{from: 100, amount: 9}, {from: 200, amount: 8}]")).size() == 1);
}

TEST_CASE("an accelerator whose metric has no goal is a warning") {
  const std::string text = commission("rate: 5%, tiers: [{to: 100%, times: 1}, {times: 1.5}]");
  CHECK(warnings(text).size() == 1);
  CHECK(warnings(text, {"revenue"}).empty());
}

TEST_CASE("a rate must be one: no rate, two rates and times of nothing are errors") {
  CHECK(says(fault(component("commission")), "pays nothing"));
  CHECK(says(fault(commission("rate: 5%, amount: 10")), "exclude each other"));
  CHECK(says(fault(commission("tiers: [{times: 2}]")), "there is none"));
  CHECK(says(fault(commission("rate: 5%, tiers: [{rate: 2%}]")), "beside rates"));
  CHECK(says(fault(commission("rate: -5%")), "no rate to pay by"));
  CHECK(says(fault(commission("rate: 5%, mode: whole")), "there are no tiers"));
}

TEST_CASE("keys that another type has are refused with those allowed") {
  CHECK(says(fault(component("draw, amount: 5, tiers: [{rate: 1%}]")), "a draw has no \"tiers\""));
  CHECK(says(fault(component("bonus, rate: 5%")), "a bonus has no \"rate\""));
  CHECK(says(fault(commission("rate: 5%, over: month")), "is not allowed"));
  CHECK(says(fault(component("override, of: [nobody], rate: 5%")), "no component \"nobody\" pays"));
}

TEST_CASE("names stand once") {
  CHECK(says(fault("plans:\n  - {name: p, reps: [a], components: [{name: c, type: draw, amount: 1}]}\n"
                   "  - {name: p, reps: [b], components: [{name: c, type: draw, amount: 1}]}\n"),
             "the plan \"p\" stands twice"));
  CHECK(says(fault("plans:\n  - {name: p, components: [{name: c, type: draw, amount: 1}, {name: c, type: draw, amount: 1}]}\n"), "the component \"c\" stands twice"));
}

TEST_CASE("plans for the same people must not meet in time") {
  const auto two = [](const std::string& first, const std::string& second) {
    const std::string components = "components: [{name: c, type: draw, amount: 1}]}\n";
    return fault("plans:\n  - {name: a, " + first + ", " + components + "  - {name: b, " + second + ", " + components);
  };
  CHECK(says(two("to: 2026-06-30", "from: 2026-06-30"), "are both for everybody"));
  CHECK(two("to: 2026-06-30", "from: 2026-07-01").empty());
  CHECK(says(two("teams: [north]", "teams: [south, north]"), "the team north"));
  CHECK(two("teams: [north]", "levels: [senior]").empty());
  CHECK(says(two("from: 2026-07-01, to: 2026-01-01", "every: month"), "to lies before from"));
}
