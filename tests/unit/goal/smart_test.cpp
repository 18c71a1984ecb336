#include "goal/smart.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "goal/growth.hpp"

using namespace salesctl;

namespace {

Date on(int year, unsigned month, unsigned day) { return make_date(year, month, day); }

/// Monthly sums that grow from year to year by what `growth` says of each year, from 2022 to 2025.
std::vector<DayTotal> history(std::vector<double> growths) {
  std::vector<DayTotal> days;
  double month = 100'000;
  for (int year = 2022; year < 2026; ++year) {
    if (year > 2022) month *= 1 + growths[static_cast<std::size_t>(year - 2023)];
    for (unsigned m = 1; m <= 12; ++m) {
      days.push_back({on(year, m, 1), static_cast<std::int64_t>(month), 1, 0});
      days.push_back({on(year, m, 28), 0, 1, 0});
    }
  }
  return days;
}

/// A well-made goal for 2026, seen on the last day of 2025.
GoalFacts goal(const std::vector<DayTotal>& days, std::int64_t amount) {
  GoalFacts facts;
  facts.metric = "revenue";
  facts.title = "Revenue";
  facts.unit = "CNY";
  facts.period = {"2026", {on(2026, 1, 1), on(2027, 1, 1)}};
  facts.amount = Money{amount};
  facts.split = SplitState{ScopeLevel::rep, PeriodUnit::month, 3, 7, 12, 0, {}};
  facts.days = days;
  facts.as_of = on(2025, 12, 31);
  return facts;
}

Judgement of(const GoalFacts& facts, Criterion criterion) { return judge(facts)[static_cast<std::size_t>(criterion)]; }
Verdict verdict(const GoalFacts& facts, Criterion criterion) { return of(facts, criterion).verdict; }
bool says(const Judgement& judgement, const std::string& text) { return judgement.reason.find(text) != std::string::npos; }

const std::vector<DayTotal> steady = history({0.10, 0.20, 0.30});
const std::int64_t last_year = total_in(steady, {make_date(2025, 1, 1), make_date(2026, 1, 1)}).minor;

}  // namespace

TEST_CASE("a well-made goal passes all five, in the order of the letters") {
  const auto judgements = judge(goal(steady, last_year * 11 / 10));
  REQUIRE(judgements.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    CAPTURE(judgements[i].reason);
    CHECK(judgements[i].criterion == static_cast<Criterion>(i));
    CHECK(judgements[i].verdict == Verdict::ok);
    CHECK(!judgements[i].reason.empty());
  }
}

TEST_CASE("specific: a metric that is gone fails; no owner, leavers and another amount in the configuration warn") {
  GoalFacts facts = goal(steady, last_year);
  facts.defined = false;
  CHECK(verdict(facts, Criterion::specific) == Verdict::fail);
  facts = goal(steady, last_year);
  facts.split.reset();
  CHECK(verdict(facts, Criterion::specific) == Verdict::warn);
  CHECK(says(of(facts, Criterion::specific), "never split"));
  CHECK(verdict(facts, Criterion::time_bound) == Verdict::warn);
  facts = goal(steady, last_year);
  facts.split->to = ScopeLevel::company;
  CHECK(verdict(facts, Criterion::specific) == Verdict::warn);
  facts.split->to = ScopeLevel::team;
  CHECK(verdict(facts, Criterion::specific) == Verdict::ok);
  facts.split->leavers = 2;
  facts.split->left_behind = Money{12345};
  CHECK(says(of(facts, Criterion::specific), "2 who left still have 123.45"));
  facts = goal(steady, last_year);
  facts.configured = Money{last_year};
  CHECK(verdict(facts, Criterion::specific) == Verdict::ok);
  facts.configured = Money{last_year + 1};
  CHECK(verdict(facts, Criterion::specific) == Verdict::warn);
}

TEST_CASE("measurable: no facts fail, old ones and nobody's warn") {
  const std::vector<DayTotal> none;
  CHECK(verdict(goal(none, 100), Criterion::measurable) == Verdict::fail);
  GoalFacts facts = goal(steady, last_year);
  facts.as_of = on(2026, 1, 28);  // 31 days after the last fact
  CHECK(verdict(facts, Criterion::measurable) == Verdict::ok);
  facts.as_of = on(2026, 1, 29);
  CHECK(verdict(facts, Criterion::measurable) == Verdict::warn);
  facts.period = {"2025", {on(2025, 1, 1), on(2026, 1, 1)}};
  CHECK(verdict(facts, Criterion::measurable) == Verdict::ok);  // it had ended by then
  std::vector<DayTotal> unclaimed = steady;
  for (DayTotal& day : unclaimed) day.nobodys = day.value / 5;
  CHECK(says(of(goal(unclaimed, last_year), Criterion::measurable), "20.0% of the past 12 months is credited to no rep"));
}

TEST_CASE("achievable: the growth asked is held against three quarters and the best of past growths") {
  // 25 windows of a year, from 2023 to 2025, growing from 10% to 30%; the upper quarter begins at 27.5%.
  CHECK(verdict(goal(steady, last_year * 12 / 10), Criterion::achievable) == Verdict::ok);
  CHECK(verdict(goal(steady, last_year * 129 / 100), Criterion::achievable) == Verdict::warn);
  CHECK(verdict(goal(steady, last_year * 131 / 100), Criterion::achievable) == Verdict::fail);
  const Judgement judgement = of(goal(steady, last_year * 131 / 100), Criterion::achievable);
  CHECK(says(judgement, "asks +31.0% on 2025"));
  CHECK(says(judgement, "25 of 25 past growths (percentile 100; best +30.0% in 2025)"));
}

TEST_CASE("achievable: the best of fewer than twelve growths is no bound") {
  const std::vector<DayTotal> two_years(steady.begin() + 48, steady.end());  // 2024 and 2025: one window
  CHECK(verdict(goal(two_years, last_year * 2), Criterion::achievable) == Verdict::warn);
  CHECK(verdict(goal(two_years, last_year), Criterion::achievable) == Verdict::ok);
}

TEST_CASE("achievable: without history, with a short one or one below zero there is a warning") {
  const std::vector<DayTotal> none;
  CHECK(verdict(goal(none, 100), Criterion::achievable) == Verdict::warn);
  const std::vector<DayTotal> year(steady.begin() + 72, steady.end());
  CHECK(says(of(goal(year, last_year), Criterion::achievable), "no earlier growth"));
  const std::vector<DayTotal> part(steady.begin() + 80, steady.end());
  CHECK(says(of(goal(part, last_year), Criterion::achievable), "the history is short"));
  std::vector<DayTotal> refunds = steady;
  for (DayTotal& day : refunds) day.value = -day.value;
  CHECK(says(of(goal(refunds, last_year), Criterion::achievable), "there is no history to compare with: 2025 came to -"));
}

TEST_CASE("achievable: what is done and what open deals bring in may cover any growth") {
  GoalFacts facts = goal(steady, last_year * 2);
  facts.pipeline = Pipeline{3, 1, Money{last_year * 2 - 1}};
  CHECK(verdict(facts, Criterion::achievable) == Verdict::fail);
  facts.pipeline->weighted = Money{last_year * 2};
  CHECK(verdict(facts, Criterion::achievable) == Verdict::ok);
  CHECK(says(of(facts, Criterion::achievable), "3 open deal(s) cover 100.0% (1 without an amount"));
}

TEST_CASE("achievable: more asked is never judged better") {
  for (int percent = 50; percent < 160; ++percent) {
    CHECK(verdict(goal(steady, last_year * percent / 100), Criterion::achievable) <=
          verdict(goal(steady, last_year * (percent + 1) / 100), Criterion::achievable));
  }
}

TEST_CASE("relevant: a longer goal, an objective or a year of its own") {
  GoalFacts facts = goal(steady, 100'00);
  CHECK(verdict(facts, Criterion::relevant) == Verdict::ok);
  facts.has_objectives = true;
  CHECK(verdict(facts, Criterion::relevant) == Verdict::warn);
  facts.objective = "Grow";
  CHECK(verdict(facts, Criterion::relevant) == Verdict::ok);
  facts = goal(steady, 100'00);
  facts.period = {"2026-Q1", {on(2026, 1, 1), on(2026, 4, 1)}};
  CHECK(verdict(facts, Criterion::relevant) == Verdict::warn);
  facts.longer = LongerGoal{"2026", Money{400'00}, Money{100'00}};
  CHECK(verdict(facts, Criterion::relevant) == Verdict::ok);
  CHECK(says(of(facts, Criterion::relevant), "25.0% of the goal for 2026 (400.00), which has 100.00 for 2026-Q1"));
  facts.longer->part = Money{100'01};
  CHECK(verdict(facts, Criterion::relevant) == Verdict::warn);
  facts.longer->part.reset();
  CHECK(verdict(facts, Criterion::relevant) == Verdict::ok);
}

TEST_CASE("time-bound: a long period needs milestones") {
  GoalFacts facts = goal(steady, last_year);
  CHECK(says(of(facts, Criterion::time_bound), "12 milestones by month"));
  facts.split->milestones = 1;
  CHECK(verdict(facts, Criterion::time_bound) == Verdict::warn);
  facts.period = {"2026-01", {on(2026, 1, 1), on(2026, 2, 1)}};
  CHECK(verdict(facts, Criterion::time_bound) == Verdict::ok);
}

TEST_CASE("verdicts to fail on are warn and fail") {
  CHECK(parse_fail_on("warn") == Verdict::warn);
  CHECK(parse_fail_on("fail") == Verdict::fail);
  CHECK_THROWS_AS(parse_fail_on("ok"), ValueError);
}
