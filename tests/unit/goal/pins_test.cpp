#include "goal/pins.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "goal/checks.hpp"
#include "goal/firm.hpp"

namespace salesctl {
namespace {

using testing::refusal;
using testing::small_firm;

SplitRequest year(std::int64_t total) {
  SplitRequest made;
  made.period = testing::period("2026");
  made.total = Money{total};
  made.time = Weights::even;
  return made;
}

Pin pin(ScopeLevel level, std::int64_t key, const std::string& scope, const std::string& period, std::int64_t amount) {
  return {level, key, scope, testing::period(period), Money{amount}};
}
Pin rep_pin(std::int64_t key, const std::string& period, std::int64_t amount) {
  return pin(ScopeLevel::rep, key, "r" + std::to_string(key - 10), period, amount);
}

/// Summed over the rows of a rep who moves.
std::int64_t amount(const std::vector<testing::FlatCell>& cells, ScopeLevel level, std::int64_t key, const Period& period) {
  std::int64_t sum = 0;
  const testing::FlatCell* first = nullptr;
  for (const testing::FlatCell& cell : cells) {
    if (cell.level != level || cell.key != key || !(cell.period.span == period.span)) continue;
    if (first != nullptr && first->parent == cell.parent) continue;  // the whole and its only part
    first = &cell;
    sum += cell.amount.minor;
  }
  return sum;
}
std::int64_t amount(const testing::FlatSplit& result, ScopeLevel level, std::int64_t key, const std::string& period) {
  return amount(result.cells, level, key, testing::period(period));
}

}  // namespace

TEST_CASE("a target set by hand stands, and the month's others give") {
  SplitRequest asked = year(36'000);
  asked.pins = {rep_pin(11, "2026-03", 1600)};
  const testing::FlatSplit result = testing::split_flat(asked, small_firm());
  testing::check_scopes(result.cells);
  testing::check_periods(result.cells);
  CHECK(amount(result, ScopeLevel::rep, 11, "2026-03") == 1600);
  CHECK(amount(result, ScopeLevel::rep, 12, "2026-03") == 700);
  CHECK(amount(result, ScopeLevel::company, 0, "2026-03") == 3000);
  CHECK(amount(result, ScopeLevel::rep, 11, "2026-04") == 1000);
  CHECK(result.cells.front().amount.minor == 36'000);
}

TEST_CASE("pins of every level stand together") {
  SplitRequest asked = year(36'000);
  asked.pins = {rep_pin(11, "2026-03", 1600), rep_pin(11, "2026-Q1", 4000), rep_pin(13, "2026", 9000),
                pin(ScopeLevel::team, 1, "bj", "2026-Q2", 7001), pin(ScopeLevel::team, 2, "north", "2026-12", 1234),
                pin(ScopeLevel::company, 0, "company", "2026-Q4", 8000)};
  const testing::FlatSplit result = testing::split_flat(asked, small_firm());
  testing::check_scopes(result.cells);
  testing::check_periods(result.cells);
  for (const Pin& set : asked.pins) {
    INFO(set.scope, " ", set.period.name);
    CHECK(amount(result, set.level, set.key, set.period.name) == set.amount.minor);
  }
}

TEST_CASE("a pin that a month has no room for makes the month grow, and other months give") {
  SplitRequest asked = year(36'000);
  asked.pins = {rep_pin(11, "2026-03", 5000)};
  const testing::FlatSplit result = testing::split_flat(asked, small_firm());
  CHECK(amount(result, ScopeLevel::company, 0, "2026-03") == 7000);
  CHECK(amount(result, ScopeLevel::rep, 12, "2026-03") == 1000);
  CHECK(result.cells.front().amount.minor == 36'000);
}

TEST_CASE("pins that cannot be met together are named") {
  SplitRequest asked = year(36'000);
  asked.pins = {rep_pin(11, "2026-01", 500), rep_pin(11, "2026-Q1", 400), rep_pin(12, "2026-05", 7)};
  std::string said = refusal(asked, small_firm());
  CHECK(said.find("r1 2026-01") != std::string::npos);
  CHECK(said.find("r1 2026-Q1") != std::string::npos);
  CHECK(said.find("r2") == std::string::npos);

  asked.pins = {rep_pin(13, "2026", 5000), pin(ScopeLevel::team, 3, "south", "2026", 4000)};
  said = refusal(asked, small_firm());
  CHECK(said.find("r3 2026") != std::string::npos);
  CHECK(said.find("south 2026") != std::string::npos);

  asked.pins = {pin(ScopeLevel::company, 0, "company", "2026-Q1", 36'001)};
  CHECK(refusal(asked, small_firm()).find("company 2026-Q1") != std::string::npos);
  asked.pins = {rep_pin(11, "2026", 36'001)};
  CHECK(refusal(asked, small_firm()).find("r1 2026") != std::string::npos);
  asked.pins = {rep_pin(11, "2026", 12'000), rep_pin(12, "2026", 12'000), rep_pin(13, "2026", 11'999)};
  CHECK(refusal(asked, small_firm()).find("r3 2026") != std::string::npos);
}

TEST_CASE("a pin for who is not there, or for half a month, is refused by name") {
  SplitRequest asked = year(36'000);
  Organisation firm = small_firm();
  firm.reps[0].hired_on = make_date(2026, 6, 1);
  asked.pins = {rep_pin(11, "2026-01", 5)};
  CHECK(refusal(asked, firm).find("r1 2026-01") != std::string::npos);
  asked.pins = {rep_pin(12, "2026-01-03..2026-01-20", 5)};
  CHECK(refusal(asked, firm).find("not made of whole periods") != std::string::npos);
  firm.reps[0].hired_on = make_date(2027, 6, 1);
  asked.pins = {rep_pin(11, "2026-07", 5)};
  CHECK(refusal(asked, firm).find("not employed") != std::string::npos);
}

TEST_CASE("random pins taken from a plan are met when the rest is split anew") {
  int pinned = 0;
  for (unsigned seed = 1; seed <= 1500; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const Organisation firm = testing::random_firm(random, 5, 9);
    SplitRequest asked = testing::random_request(random);
    if (asked.period.span.days() > 130 && asked.by == PeriodUnit::day) asked.by = PeriodUnit::month;
    const testing::FlatSplit plan = testing::split_flat(asked, firm);
    SplitRequest other = asked;  // other weights, so that the pins bind
    other.time = Weights::even;
    other.people = Weights::even;
    for (int n = 1 + random.below(4); n > 0; --n) {
      const testing::FlatCell& cell = plan.cells[static_cast<std::size_t>(random.below(static_cast<int>(plan.cells.size())))];
      other.pins.push_back({cell.level, cell.key, cell.scope, cell.period, Money{amount(plan.cells, cell.level, cell.key, cell.period)}});
    }
    testing::FlatSplit result;
    try {
      result = testing::split_flat(other, firm);
    } catch (const DataError& error) {  // even weights may leave nobody where history left somebody
      continue;
    }
    ++pinned;
    const bool moves = std::ranges::any_of(firm.reps, [](const Rep& rep) { return !rep.moves.empty(); });
    testing::check_scopes(result.cells);
    testing::check_periods(result.cells);
    testing::check_near(result.cells, moves);
    REQUIRE(result.cells.front().amount == asked.total);
    for (const Pin& set : other.pins) {
      INFO(set.scope, " ", set.period.name, " by ", std::string(to_string(asked.by)));
      REQUIRE(amount(result.cells, set.level, set.key, set.period) == set.amount.minor);
    }
  }
  CHECK(pinned > 1200);
}

TEST_CASE("growth is held within its bounds and the others make up for it") {
  SplitRequest asked = year(36'000);
  asked.min_growth = Rate{-100'000'000};
  asked.max_growth = Rate{500'000'000};
  asked.last_year = {{RepKey{11}, Money{4000}}, {RepKey{12}, Money{20'000}}};
  const testing::FlatSplit result = testing::split_flat(asked, small_firm());
  testing::check_scopes(result.cells);
  testing::check_periods(result.cells);
  testing::check_near(result.cells, false);
  CHECK(amount(result, ScopeLevel::rep, 11, "2026") == 6000);
  CHECK(amount(result, ScopeLevel::rep, 12, "2026") == 18'000);
  CHECK(amount(result, ScopeLevel::rep, 13, "2026") == 12'000);
  asked.last_year[RepKey{13}] = Money{4000};
  CHECK(refusal(asked, small_firm()).find("bounds on growth") != std::string::npos);
}

TEST_CASE("targets are multiples of the rounding unit; the rest stands in one cell, which is named") {
  for (unsigned seed = 1; seed <= 500; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const Organisation firm = testing::random_firm(random, 5, 9);
    SplitRequest asked = testing::random_request(random);
    const std::int64_t units[] = {1, 10, 100, 12'345};
    asked.round = Money{units[random.below(4)]};
    const bool moves = std::ranges::any_of(firm.reps, [](const Rep& rep) { return !rep.moves.empty(); });
    const testing::FlatSplit result = testing::split_flat(asked, firm);
    testing::check_scopes(result.cells);
    testing::check_periods(result.cells);
    testing::check_near(result.cells, moves, asked.round.minor);
    REQUIRE(result.cells.front().amount == asked.total);
    PeriodUnit finest = PeriodUnit::year;
    for (const testing::FlatCell& cell : result.cells) finest = std::min(finest, cell.unit);
    int odd = 0;
    for (const testing::FlatCell& cell : result.cells) {
      const bool lowest = cell.level == asked.to && cell.unit == finest && cell.level != ScopeLevel::team;
      if (lowest && cell.amount.minor % asked.round.minor != 0) ++odd;
    }
    if (asked.to != ScopeLevel::team && asked.period.span.days() > 200) {
      REQUIRE(odd == (asked.total.minor % asked.round.minor == 0 ? 0 : 1));
    }
  }
}

TEST_CASE("stretched levels sum to their own totals, and follow the level above") {
  SplitRequest asked = year(1'000'001);
  asked.team_stretch = Rate{1'030'000'000};
  asked.rep_stretch = Rate{1'050'000'000};
  const auto cells = testing::split_flat(asked, small_firm()).cells;
  std::map<std::pair<ScopeLevel, std::string>, std::int64_t> sums;
  for (const testing::FlatCell& cell : cells) {
    const bool top = cell.level != ScopeLevel::team || cell.parent == "company";
    if (top && (cell.unit == PeriodUnit::month || cell.unit == PeriodUnit::year)) sums[{cell.level, cell.period.name}] += cell.amount.minor;
  }
  CHECK(sums[{ScopeLevel::company, "2026"}] == 1'000'001);
  CHECK(sums[{ScopeLevel::team, "2026"}] == 1'030'001);
  CHECK(sums[{ScopeLevel::rep, "2026"}] == 1'081'501);
  for (const char* month : {"2026-01", "2026-12"}) {
    CHECK(std::abs(static_cast<double>(sums[{ScopeLevel::team, month}]) - 1'030'001 / 12.0) < 1);
    CHECK(std::abs(static_cast<double>(sums[{ScopeLevel::rep, month}]) - 1'081'501 / 12.0) < 1);
  }
}

TEST_CASE("what is past stays as it was, and the rest is split for those who are there") {
  SplitRequest asked = year(36'000);
  const SplitRequest asked_before = asked;
  Organisation firm = small_firm();
  const testing::FlatSplit before = testing::split_flat(asked, firm);
  firm.reps[1].left_on = make_date(2026, 6, 30);
  firm.reps.push_back(testing::rep(14, "r4", TeamKey{3}));
  firm.reps.back().hired_on = make_date(2026, 7, 1);
  asked.total = Money{40'000};
  asked.from = make_date(2026, 7, 1);
  asked.kept = split_goal(asked_before, small_firm()).targets;
  std::erase_if(asked.kept.cells, [&](const GoalCell& cell) {
    return asked.kept.scope(cell).level != ScopeLevel::rep || asked.kept.period(cell).unit != PeriodUnit::month ||
           asked.kept.span(cell).to > *asked.from;
  });
  const testing::FlatSplit result = testing::split_flat(asked, firm);
  testing::check_scopes(result.cells);
  testing::check_periods(result.cells);
  CHECK(result.cells.front().amount.minor == 40'000);
  for (const char* month : {"2026-01", "2026-06"}) {
    for (const std::int64_t key : {11, 12, 13}) {
      CHECK(amount(result, ScopeLevel::rep, key, month) == amount(before, ScopeLevel::rep, key, month));
    }
  }
  CHECK(amount(result, ScopeLevel::rep, 12, "2026") == 6000);
  CHECK(amount(result, ScopeLevel::rep, 14, "2026-07") > 0);
  CHECK(amount(result, ScopeLevel::company, 0, "2026-H1") == 0);  // no such level
  asked.total = Money{17'000};
  CHECK(refusal(asked, firm).find("past already") != std::string::npos);
}

}  // namespace salesctl
