#include "goal/split.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/error.hpp"
#include "goal/checks.hpp"
#include "goal/firm.hpp"

namespace salesctl {
namespace {

using testing::check_near;
using testing::check_periods;
using testing::check_scopes;
using testing::refusal;
using testing::small_firm;

SplitRequest request(const std::string& period, std::int64_t total) {
  SplitRequest made;
  made.period = testing::period(period);
  made.total = Money{total};
  return made;
}

std::int64_t amount(const testing::FlatSplit& result, const std::string& scope, const std::string& period) {
  const auto it = std::ranges::find_if(
      result.cells, [&](const testing::FlatCell& cell) { return cell.scope == scope && cell.period.name == period; });
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
    const testing::FlatSplit result = testing::split_flat(asked, firm);
    REQUIRE(result.cells.front().level == ScopeLevel::company);
    REQUIRE(result.cells.front().amount == asked.total);
    check_scopes(result.cells);
    check_periods(result.cells);
    check_near(result.cells, moves);
    std::ranges::shuffle(firm.reps, random.engine());
    std::ranges::shuffle(firm.teams, random.engine());
    REQUIRE(testing::split_flat(asked, firm).cells == result.cells);
  }
}

TEST_CASE("a year for a larger firm adds up by week") {
  for (unsigned seed = 1; seed <= 15; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const Organisation firm = testing::random_firm(random, 40, 300);
    SplitRequest asked = request("2026", 1'200'000'001);
    asked.by = PeriodUnit::week;
    const testing::FlatSplit result = testing::split_flat(asked, firm);
    check_scopes(result.cells);
    check_periods(result.cells);
    check_near(result.cells, true);
  }
}

TEST_CASE("ten thousand people add up") {
  testing::Random random(1);
  Organisation firm;
  while (firm.reps.size() < 10'000) firm = testing::random_firm(random, 400, 15'000);
  SplitRequest asked = request("2026", 1'234'567'890'123);
  asked.people = Weights::history;
  for (const Rep& rep : firm.reps) asked.rep_history[rep.key] = random.unit() * 1e7;
  const testing::FlatSplit result = testing::split_flat(asked, firm);
  check_scopes(result.cells);
  check_periods(result.cells);
  check_near(result.cells, true);
}

TEST_CASE("a target of zero is zero for everybody, whatever history is missing") {
  SplitRequest asked = request("2026", 0);
  asked.time = asked.people = Weights::history;
  const testing::FlatSplit result = testing::split_flat(asked, small_firm());
  CHECK_FALSE(result.cells.empty());
  CHECK(std::ranges::all_of(result.cells, [](const testing::FlatCell& cell) { return cell.amount == Money{}; }));
}

TEST_CASE("one unit goes to one person in one month") {
  const testing::FlatSplit result = testing::split_flat(request("2026", 1), small_firm());
  const auto ones = std::ranges::count_if(result.cells, [](const testing::FlatCell& cell) {
    return cell.level == ScopeLevel::rep && cell.unit == PeriodUnit::month && cell.amount == Money{1};
  });
  CHECK(ones == 1);
}

TEST_CASE("the largest target is split without overflow") {
  const testing::FlatSplit result = testing::split_flat(request("2026", INT64_MAX), small_firm());
  CHECK(result.cells.front().amount.minor == INT64_MAX);
  check_scopes(result.cells);
  check_periods(result.cells);
}

TEST_CASE("a month without working days has no target, for anybody") {
  SplitRequest asked = request("2026-Q1", 1000);
  for (int d = 1; d <= 28; ++d) asked.calendar.holidays.insert(make_date(2026, 2, static_cast<unsigned>(d)));
  const testing::FlatSplit result = testing::split_flat(asked, small_firm());
  CHECK(amount(result, "company", "2026-02") == 0);
  CHECK(amount(result, "r1", "2026-02") == 0);
  CHECK(amount(result, "company", "2026-01") == 500);
}

TEST_CASE("a split to teams shows no reps and the company alone needs none") {
  SplitRequest asked = request("2026", 100);
  asked.to = ScopeLevel::team;
  const auto cells = testing::split_flat(asked, small_firm()).cells;
  CHECK(std::ranges::none_of(cells, [](const testing::FlatCell& cell) { return cell.level == ScopeLevel::rep; }));
  asked.to = ScopeLevel::company;
  CHECK(testing::split_flat(asked, {}).cells.size() == 17);
  CHECK(testing::split_flat(asked, small_firm()).cells.size() == 17);
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
  CHECK(amount(testing::split_flat(asked, firm), "company", "2026-01") == 0);
}

}  // namespace salesctl
