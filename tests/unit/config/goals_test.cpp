#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

namespace {

std::string goal(const std::string& more) { return "goals:\n  - {metric: revenue, " + more + "}\n"; }

}  // namespace

TEST_CASE("a goal is read with its defaults and without") {
  const ConfigFolder folder;
  const GoalRule brief = folder.load(goal("period: 2026, amount: 1.2亿")).goals.at(0);
  CHECK(brief.period == "2026");
  CHECK(brief.amount == Money{12'000'000'000});
  CHECK(brief.by == PeriodUnit::month);
  CHECK(brief.to == ScopeLevel::rep);
  CHECK(brief.time == Weights::working_days);
  CHECK(brief.people == Weights::even);
  CHECK(brief.history_years == 1);
  const GoalRule full = folder.load(
      goal("period: 2026-Q3, amount: 0.01, by: week, to: team, weights: {time: history, people: history}, history_years: 3")).goals.at(0);
  CHECK(full.amount == Money{1});
  CHECK(full.by == PeriodUnit::week);
  CHECK(full.to == ScopeLevel::team);
  CHECK(full.time == Weights::history);
  CHECK(full.people == Weights::history);
  CHECK(full.history_years == 3);
  CHECK(full.place.line == 2);
}

TEST_CASE("a goal for a count is a whole number") {
  CHECK(ConfigFolder().load("goals: [{metric: visits, period: 2026, amount: \"1,200\"}]\n").goals.at(0).amount == Money{1200});
  CHECK(says(fault("goals: [{metric: visits, period: 2026, amount: 1.5}]\n"), "1:48 "));
}

TEST_CASE("periods of goals name their year") {
  const ConfigFolder folder;
  CHECK(folder.load(goal("period: 2026-01..2026-03, amount: 1")).goals.at(0).period == "2026-Q1");
  CHECK(folder.load("fiscal_year_start: 04-01\n" + goal("period: 2026-04..2027-03, amount: 1")).goals.at(0).period == "2026");
  for (const char* period : {"last-month", "ytd", "today", "2026-01-01..today", "2026..last-year"}) {
    CAPTURE(period);
    CHECK(says(fault(goal("period: " + std::string(period) + ", amount: 1")), "is relative to today"));
  }
  for (const char* period : {"2026-Q5", "26", "2026-13", "2026-06..2026-01", "\"\"", "soon"}) {
    CAPTURE(period);
    CHECK(says(fault(goal("period: " + std::string(period) + ", amount: 1")), "salesctl.yaml:2:31 "));
  }
}

TEST_CASE("goals that cannot be meant are refused") {
  CHECK(says(fault("goals: [{metric: revenu, period: 2026, amount: 1}]\n"), "did you mean \"revenue\""));
  CHECK(says(fault(goal("period: 2026")), "\"amount\" is missing"));
  CHECK(says(fault(goal("period: 2026, amount: 1.234")), "2:45 "));
  CHECK(says(fault(goal("period: 2026, amount: 99999999999999999999")), "2:45 "));
  CHECK(says(fault(goal("period: 2026, amount: 1, by: moth")), "did you mean \"month\""));
  CHECK(says(fault(goal("period: 2026, amount: 1, history_years: 0")), "2:63 "));
  CHECK(says(fault("goals:\n  - {metric: revenue, period: 2026, amount: 1}\n  - {metric: orders, period: 2026, amount: 1}\n"
                   "  - {metric: revenue, period: 2026-01..2026-12, amount: 2}\n"),
             "4:5 the goal for revenue in 2026 stands twice"));
}
