#include "goal/explain.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.hpp"
#include "goal/checks.hpp"
#include "goal/firm.hpp"

namespace salesctl {
namespace {

struct Explained {
  std::vector<ExplainStep> steps;
  const ExplainStep* find(const std::string& what) const {
    const auto it = std::ranges::find(steps, what, &ExplainStep::what);
    return it == steps.end() ? nullptr : &*it;
  }
};

Explained explain(const SplitRequest& request, const Organisation& firm, const TargetPlace& place) {
  return {explain_target(request, firm, split_goal(request, firm).targets, place, 2)};
}

SplitRequest year(std::int64_t total) {
  SplitRequest request;
  request.total = Money{total};
  request.period = testing::period("2026");
  return request;
}

const TargetPlace r2_in_march{ScopeLevel::rep, 12, testing::period("2026-03")};

}  // namespace

TEST_CASE("a chain says every weight, where it comes from and the rounding") {
  Organisation firm = testing::small_firm();
  firm.reps[1].hired_on = make_date(2026, 3, 16);  // 12 of 22 working days, at half by the ramp
  firm.reps[1].part_time = Rate{Rate::one / 2};
  SplitRequest request = year(2'610'000);
  request.ramp = {Rate{Rate::one / 2}};
  request.round = Money{100};
  const Explained made = explain(request, firm, r2_in_march);
  CHECK(made.steps.front().amount == Money{2'610'000});
  CHECK(made.find("time: working_days")->how == "22 of 261 working days");
  CHECK(made.find("2026-03, the company")->amount == Money{220'000});
  CHECK(made.find("people: even")->factor == 1);
  CHECK(made.find("available")->how == "12 of 22 days, which the ramp counts as 6, part-time 50%");
  CHECK(made.find("available")->factor == doctest::Approx(6.0 / 44));
  CHECK(made.find("its share of 2026-03")->amount == Money{14'043});  // 220,000 × (6/44) / (2 + 6/44)
  CHECK(made.find("moved") == nullptr);
  CHECK(made.steps.back().how.find("from 140.42") == 0);
  CHECK((made.steps.back().amount == Money{14'000} || made.steps.back().amount == Money{14'100}));
}

TEST_CASE("history over time and people is named with its figures") {
  SplitRequest request = year(1'200'000);
  request.time = Weights::history;
  request.people = Blend({{Weights::history, Rate{Rate::one / 4}}, {Weights::even, Rate{Rate::one / 4 * 3}}});
  for (const Period& month : split_span(request.period.span, PeriodUnit::month, {})) {
    request.slice_history[month.span.from] = {100'000, 60};
  }
  request.rep_history = {{RepKey{11}, 30'000}, {RepKey{12}, 10'000}};
  const Explained made = explain(request, testing::small_firm(), r2_in_march);
  CHECK(made.find("time: history")->how ==
        "1,000.00 of 12,000.00 in the years before; of 60 facts, so it counts 75%, working days (22 of 261) the rest");
  CHECK(made.find("people: history")->how == "100.00; the mean of 3 people is 200.00; 25% of the blend");
  CHECK(made.find("people: history")->factor == doctest::Approx(0.5));
  const Explained r3 = explain(request, testing::small_firm(), {ScopeLevel::rep, 13, testing::period("2026-03")});
  CHECK(r3.find("people: history")->how.starts_with("none is known: as much as the mean of the others, 200.00"));
}

TEST_CASE("targets fixed by hand, a rest, the past and stretch have steps of their own") {
  SplitRequest request = year(1'200'050);
  request.round = Money{100};
  request.pins = {{ScopeLevel::rep, 11, "r1", testing::period("2026-03"), Money{90'000}}};
  const Explained pinned = explain(request, testing::small_firm(), r2_in_march);
  CHECK(pinned.find("in whole multiples")->amount == Money{1'200'000});
  CHECK(pinned.find("moved")->how == "around what is fixed: r1 2026-03: 900.00");
  request.pins.clear();
  int rests = 0;
  for (const std::int64_t key : {11, 12, 13}) {
    for (const Period& month : split_span(request.period.span, PeriodUnit::month, {})) {
      rests += explain(request, testing::small_firm(), {ScopeLevel::rep, key, month}).find("the rest") != nullptr ? 1 : 0;
    }
  }
  CHECK(rests == 1);
  request.rep_stretch = Rate{Rate::one / 10 * 11};
  CHECK(explain(request, testing::small_firm(), r2_in_march).find("stretched for its level")->amount == Money{1'320'100});
  request.rep_stretch = Rate{Rate::one};
  request.kept = split_goal(request, testing::small_firm()).targets;
  request.from = make_date(2026, 7, 1);
  std::erase_if(request.kept.cells, [&](const GoalCell& cell) {
    return request.kept.period(cell).unit != PeriodUnit::month || request.kept.span(cell).to > *request.from;
  });
  request.total = Money{1'500'050};
  const Explained rest_of_year = explain(request, testing::small_firm(), {ScopeLevel::rep, 12, testing::period("2026-09")});
  CHECK(rest_of_year.find("left from 2026-07-01") != nullptr);
  CHECK(rest_of_year.find("moved") == nullptr);
  const Explained past = explain(request, testing::small_firm(), r2_in_march);
  CHECK(past.steps.back().how == "past: as it was in the plan before");
}

TEST_CASE("a period that is divided is the sum of its parts; what is not there is refused") {
  const SplitRequest request = year(1'000'000);
  const Organisation firm = testing::small_firm();
  const Explained quarter = explain(request, firm, {ScopeLevel::team, 2, testing::period("2026-Q2")});
  REQUIRE(quarter.steps.size() == 4);
  CHECK(*quarter.steps[0].amount + *quarter.steps[1].amount + *quarter.steps[2].amount == *quarter.steps[3].amount);
  CHECK_THROWS_AS(explain(request, firm, {ScopeLevel::rep, 99, testing::period("2026-03")}), DataError);
}

TEST_CASE("in random splits the steps lead to the target, whatever the scope") {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const Organisation firm = testing::random_firm(random, 6, 10);
    SplitRequest request = testing::random_request(random);
    if (random.one_in(3)) request.round = Money{1 + random.below(1000)};
    if (random.one_in(3)) request.rep_stretch = Rate{Rate::one + random.below(100'000'000)};
    if (random.one_in(3)) request.ramp = {Rate{Rate::one / 4}, Rate{Rate::one / 2}};
    const Targets targets = split_goal(request, firm).targets;
    for (int i = 0; i < 10; ++i) {
      const GoalCell& cell = targets.cells[static_cast<std::size_t>(random.below(static_cast<int>(targets.cells.size())))];
      const TargetPlace place{targets.scope(cell).level, targets.scope(cell).key, targets.period(cell).period};
      const Explained made{explain_target(request, firm, targets, place, 2)};
      INFO(targets.scope(cell).id, " ", place.period.name, " exact ", cell.exact);
      REQUIRE(made.find("moved") == nullptr);
      REQUIRE(made.steps.back().amount == target_at(targets, place));
      REQUIRE(made.steps.front().amount.has_value());
    }
  }
}

}  // namespace salesctl
