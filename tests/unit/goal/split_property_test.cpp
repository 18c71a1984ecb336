#include "goal/split.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/error.hpp"
#include "goal/firm.hpp"

namespace salesctl {
namespace {

using testing::small_firm;

SplitRequest request(const std::string& period, std::int64_t total) {
  SplitRequest made;
  made.period = testing::period(period);
  made.total = Money{total};
  return made;
}

/// What is printed under one name: a scope in a period of a level (the whole may share its unit with a level).
using Slot = std::tuple<std::string, std::string, PeriodUnit, Date, Date>;
Slot slot(const std::string& scope, const GoalCell& cell) {
  const Span span = cell.period.span;
  return {scope, cell.level == ScopeLevel::rep ? cell.parent : "", cell.unit, span.from, span.to};
}
Slot above(const GoalCell& cell) { return {cell.parent, "", cell.unit, cell.period.span.from, cell.period.span.to}; }

/// Every scope with rows below it is their sum, in every period.
void check_scopes(const std::vector<GoalCell>& cells) {
  std::map<Slot, std::int64_t> sums;
  std::map<Slot, std::int64_t> rows;
  for (const GoalCell& cell : cells) {
    if (cell.level != ScopeLevel::company) sums[above(cell)] += cell.amount.minor;
    REQUIRE(rows.emplace(slot(cell.scope, cell), cell.amount.minor).second);
  }
  for (const auto& [where, sum] : sums) {
    REQUIRE(rows.contains(where));
    REQUIRE(rows.at(where) == sum);
  }
}

/// Every row's levels each sum to the whole, and what lies in a coarser period to that. A row's cells follow each
/// other.
void check_periods(const std::vector<GoalCell>& cells) {
  for (std::size_t first = 0; first < cells.size();) {
    std::size_t last = first + 1;
    const auto same_row = [&](const GoalCell& cell) {
      return cell.scope == cells[first].scope && cell.parent == cells[first].parent && cell.level == cells[first].level;
    };
    while (last < cells.size() && same_row(cells[last])) ++last;
    const Span whole = cells[first].period.span;
    for (std::size_t i = first; i < last; ++i) {
      const Span span = cells[i].period.span;
      std::map<PeriodUnit, std::int64_t> sums;
      for (std::size_t k = i + 1; k < last; ++k) {
        if (i != first && cells[k].unit >= cells[i].unit) continue;
        if (span.from <= cells[k].period.span.from && cells[k].period.span.to <= span.to) {
          sums[cells[k].unit] += cells[k].amount.minor;
        }
      }
      for (const auto& [unit, sum] : sums) REQUIRE(sum == cells[i].amount.minor);
      REQUIRE(intersect(span, whole) == span);
    }
    first = last;
  }
}

bool near(double exact, std::int64_t amount) {
  return std::abs(static_cast<double>(amount) - exact) < 1 + 1e-6 + std::abs(exact) * 1e-15;
}

/// Everything promised to be within a unit is.
void check_near(const std::vector<GoalCell>& cells, bool somebody_moves) {
  PeriodUnit finest = PeriodUnit::year;
  for (const GoalCell& cell : cells) finest = std::min(finest, cell.unit);
  std::map<std::string, std::pair<double, std::int64_t>> totals;
  const Span whole = cells.front().period.span;
  for (const GoalCell& cell : cells) {
    const bool total = cell.period.span == whole;
    const bool promised = cell.level != ScopeLevel::team || cell.unit == finest || (total && !somebody_moves);
    if (promised) REQUIRE(near(cell.exact, cell.amount.minor));
    REQUIRE(cell.amount.minor >= 0);
    if (cell.exact == 0 && promised) REQUIRE(cell.amount.minor == 0);
    if (cell.level != ScopeLevel::rep || cell.unit != finest) continue;
    totals[cell.scope].first += cell.exact;
    totals[cell.scope].second += cell.amount.minor;
  }
  for (const auto& [scope, sum] : totals) REQUIRE(near(sum.first, sum.second));
}

bool same(const GoalCell& a, const GoalCell& b) {
  return a.level == b.level && a.key == b.key && a.scope == b.scope && a.parent == b.parent && a.depth == b.depth &&
         a.period == b.period && a.unit == b.unit && a.amount == b.amount && a.exact == b.exact &&
         a.time_share == b.time_share && a.people_share == b.people_share;
}

std::string refusal(const SplitRequest& asked, const Organisation& firm) {
  try {
    split_goal(asked, firm);
  } catch (const DataError& error) {
    CHECK_FALSE(error.hint().empty());
    return error.what();
  }
  return "not refused";
}

std::int64_t amount(const SplitResult& result, const std::string& scope, const std::string& period) {
  const auto it = std::ranges::find_if(
      result.cells, [&](const GoalCell& cell) { return cell.scope == scope && cell.period.name == period; });
  return it == result.cells.end() ? -1 : it->amount.minor;
}

}  // namespace

TEST_CASE("random splits add up in every direction, stay within a unit and ignore the order of the input") {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    Organisation firm = testing::random_firm(random, 7, 14);
    const SplitRequest asked = testing::random_request(random);
    INFO(asked.period.name, " by ", std::string(to_string(asked.by)), " to ", std::string(to_string(asked.to)));
    const bool moves = std::ranges::any_of(firm.reps, [](const Rep& rep) { return !rep.moves.empty(); });
    const SplitResult result = split_goal(asked, firm);
    REQUIRE(result.cells.front().level == ScopeLevel::company);
    REQUIRE(result.cells.front().amount == asked.total);
    check_scopes(result.cells);
    check_periods(result.cells);
    check_near(result.cells, moves);
    std::ranges::shuffle(firm.reps, random.engine());
    std::ranges::shuffle(firm.teams, random.engine());
    REQUIRE(std::ranges::equal(split_goal(asked, firm).cells, result.cells, same));
  }
}

TEST_CASE("a year for a larger firm adds up by week") {
  for (unsigned seed = 1; seed <= 15; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const Organisation firm = testing::random_firm(random, 40, 300);
    SplitRequest asked = request("2026", 1'200'000'001);
    asked.by = PeriodUnit::week;
    const SplitResult result = split_goal(asked, firm);
    check_scopes(result.cells);
    check_periods(result.cells);
    check_near(result.cells, true);
  }
}

TEST_CASE("a target of zero is zero for everybody, whatever history is missing") {
  SplitRequest asked = request("2026", 0);
  asked.time = asked.people = Weights::history;
  const SplitResult result = split_goal(asked, small_firm());
  CHECK_FALSE(result.cells.empty());
  CHECK(std::ranges::all_of(result.cells, [](const GoalCell& cell) { return cell.amount == Money{}; }));
}

TEST_CASE("one unit goes to one person in one month") {
  const SplitResult result = split_goal(request("2026", 1), small_firm());
  const auto ones = std::ranges::count_if(result.cells, [](const GoalCell& cell) {
    return cell.level == ScopeLevel::rep && cell.unit == PeriodUnit::month && cell.amount == Money{1};
  });
  CHECK(ones == 1);
}

TEST_CASE("the largest target is split without overflow") {
  const SplitResult result = split_goal(request("2026", INT64_MAX), small_firm());
  CHECK(result.cells.front().amount.minor == INT64_MAX);
  check_scopes(result.cells);
  check_periods(result.cells);
}

TEST_CASE("a month without working days has no target, for anybody") {
  SplitRequest asked = request("2026-Q1", 1000);
  for (int d = 1; d <= 28; ++d) asked.calendar.holidays.insert(make_date(2026, 2, static_cast<unsigned>(d)));
  const SplitResult result = split_goal(asked, small_firm());
  CHECK(amount(result, "company", "2026-02") == 0);
  CHECK(amount(result, "r1", "2026-02") == 0);
  CHECK(amount(result, "company", "2026-01") == 500);
}

TEST_CASE("a split to teams shows no reps and the company alone needs none") {
  SplitRequest asked = request("2026", 100);
  asked.to = ScopeLevel::team;
  const auto cells = split_goal(asked, small_firm()).cells;
  CHECK(std::ranges::none_of(cells, [](const GoalCell& cell) { return cell.level == ScopeLevel::rep; }));
  asked.to = ScopeLevel::company;
  CHECK(split_goal(asked, {}).cells.size() == 17);
  CHECK(split_goal(asked, small_firm()).cells.size() == 17);
}

TEST_CASE("what is impossible is refused, naming it and what to do") {
  CHECK(refusal(request("2026", -5), small_firm()).find("-5") != std::string::npos);
  CHECK(refusal(request("2026", 5), {}).find("2026-01") != std::string::npos);

  Organisation gone = small_firm();
  for (Rep& rep : gone.reps) rep.left_on = make_date(2026, 3, 15);
  CHECK(refusal(request("2026", 5), gone).find("nobody is employed in 2026-04") != std::string::npos);

  Organisation idle = small_firm();
  for (Rep& rep : idle.reps) rep.part_time = Rate{};
  CHECK(refusal(request("2026", 5), idle).find("nobody works in 2026-01") != std::string::npos);

  SplitRequest history = request("2026", 5);
  history.people = Weights::history;
  history.rep_history = {{RepKey{11}, 0}, {RepKey{12}, 0}, {RepKey{13}, 8}};
  Organisation late = small_firm();
  late.reps[2].hired_on = make_date(2026, 2, 1);
  CHECK(refusal(history, late).find("2026-01") != std::string::npos);
}

TEST_CASE("a slice without a target needs nobody") {
  Organisation firm = small_firm();
  for (Rep& rep : firm.reps) rep.hired_on = make_date(2026, 2, 1);
  SplitRequest asked = request("2026-Q1", 10);
  asked.time = Weights::history;
  asked.slice_history = {{make_date(2026, 2, 1), {1}}, {make_date(2026, 3, 1), {1}}, {make_date(2026, 1, 1), {0}}};
  CHECK(amount(split_goal(asked, firm), "company", "2026-01") == 0);
}

}  // namespace salesctl
