#include <doctest/doctest.h>

#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::test;

namespace {

/// 500 from 100% of a target of 1,000 on, 900 from 120%.
PayComponent bonus() {
  PayComponent b;
  b.name = "bonus";
  b.type = PayType::bonus;
  b.metric = "revenue";
  b.steps = {{{{}, percent(100)}, yuan(500), {}}, {{{}, percent(120)}, yuan(900), {}}};
  return b;
}

/// Who sold what, each on the 15th of the month.
void sold(PayProblem& p, unsigned month, std::vector<std::int64_t> yuan_of_reps) {
  std::erase_if(p.actuals["revenue"], [&](const DaySum& d) { return d.day == day_number(day(month, 15)); });
  for (std::size_t i = 0; i < yuan_of_reps.size(); ++i) {
    p.actuals["revenue"].push_back({day_number(day(month, 15)), static_cast<std::int64_t>(i) + 1, yuan_of_reps[i] * 100, 1});
  }
  std::ranges::stable_sort(p.actuals["revenue"], {}, &DaySum::day);
}

PayProblem firm_with_bonus() {
  PayProblem p = firm(1, {bonus()});
  for (const char* month : {"2026-01", "2026-02", "2026-03"}) p.targets[{"revenue", month}].reps[RepKey{1}] = yuan(1'000);
  sold(p, 1, {1'000});
  return p;
}

}  // namespace

TEST_CASE("a bonus of a closed period is corrected to the step that its facts reach now, once") {
  PayProblem p = firm_with_bonus();
  const PayRun january = paid(p);
  CHECK(total(january) == yuan(500));
  hold(p, january, 2, true);
  CHECK(total(paid(p)) == Money{});
  sold(p, 1, {999});
  const PayRun february = paid(p);
  REQUIRE(total(february) == -yuan(500));
  const auto made = std::ranges::find_if(february.lines, [](const PayLine& l) { return l.amount != Money{}; });
  CHECK(made->adjusts == 1);
  CHECK(made->about == "2026-01");
  CHECK(made->period == "2026-02");
  CHECK(made->sum == yuan(999));
  CHECK(in_english(made->reason) == "changed since 2026-01 was paid: 0.00 instead of 500.00");
  hold(p, february, 3, true);
  CHECK(total(paid(p)) == Money{});
  sold(p, 1, {1'200});
  CHECK(total(paid(p)) == yuan(900));
}

TEST_CASE("a bonus not reached then and reached now is paid with the next period") {
  PayProblem p = firm_with_bonus();
  sold(p, 1, {10});
  hold(p, paid(p), 2, true);
  sold(p, 1, {1'100});
  const PayRun february = paid(p);
  CHECK(total(february) == yuan(500));
}

TEST_CASE("another target or another rule changes no bonus of a closed period") {
  PayProblem p = firm_with_bonus();
  p.definitions["revenue"] = "sum of amount";
  hold(p, paid(p), 2, true);
  p.targets[{"revenue", "2026-01"}].reps[RepKey{1}] = yuan(2'000);
  CHECK(total(paid(p)) == Money{});
  sold(p, 1, {500});
  CHECK(total(paid(p)) == -yuan(500));
  SUBCASE("steps") { p.plans[0].components[0].steps[0].amount = yuan(400); }
  SUBCASE("metric") { p.definitions["revenue"] = "sum of amount - discount"; }
  SUBCASE("prorating") { p.plans[0].components[0].prorate = false; }
  SUBCASE("people") { p.plans[0].whom.levels = {""}; }
  CHECK(total(paid(p)) == Money{});
}

TEST_CASE("a bonus over a quarter is corrected after its last month") {
  PayComponent b = bonus();
  b.over = PeriodUnit::quarter;
  PayProblem p = firm(1, {b});
  p.targets[{"revenue", "2026-Q1"}].reps[RepKey{1}] = yuan(1'000);
  sold(p, 1, {600});
  sold(p, 3, {500});
  hold(p, paid(p), 2, true);
  hold(p, paid(p), 3, true);
  const PayRun march = paid(p);
  CHECK(total(march) == yuan(500));
  hold(p, march, 4, true);
  CHECK(facts_from(p) == day(1, 1));
  sold(p, 1, {400});
  CHECK(total(paid(p)) == -yuan(500));
}

TEST_CASE("a team bonus of a closed period is corrected for everybody, to the minor unit") {
  PayComponent b = bonus();
  b.type = PayType::team_bonus;
  b.steps = {{{yuan(100), {}}, Money{10'000}, {}}};
  PayProblem p = firm(3, {b});
  p.organisation.teams = {{TeamKey{1}, "bj", "Beijing", {}}};
  for (Rep& rep : p.organisation.reps) rep.team = TeamKey{1};
  sold(p, 1, {60, 30, 9});
  hold(p, paid(p), 2, true);
  sold(p, 1, {60, 30, 10});
  const PayRun february = paid(p);
  REQUIRE(february.lines.size() == 3);
  CHECK(february.lines[0].amount == Money{3'334});
  CHECK(total(february) == Money{10'000});
  hold(p, february, 3, true);
  sold(p, 1, {0, 0, 0});
  CHECK(total(paid(p)) == -Money{10'000});
}

TEST_CASE("an override on pay goes down with what is corrected, also of who has left since") {
  PayComponent o;
  o.name = "override";
  o.type = PayType::manager_override;
  o.price.rate = percent(10);
  o.of = {"c"};
  PayProblem p = firm(2, {o, commission("c", percent(5))});
  p.organisation.teams = {{TeamKey{1}, "bj", "Beijing", {}}};
  for (Rep& rep : p.organisation.reps) rep.team = TeamKey{1};
  p.managers = {{TeamKey{1}, 0}};
  p.facts.orders = {sale(1, 1, day(1, 2), yuan(2'000))};
  const PayRun january = paid(p);
  CHECK(total(january) == yuan(100 + 10));
  hold(p, january, 2, true);
  p.organisation.reps[1].left_on = day(1, 20);
  p.facts.orders.push_back(refund(2, p.facts.orders[0], day(2, 2), yuan(2'000)));
  CHECK(total(paid(p)) == -yuan(110));
}
