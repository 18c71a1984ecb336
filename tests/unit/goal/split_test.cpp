#include "goal/split.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <tuple>

#include "base/error.hpp"
#include "goal/flat.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

Organisation two_teams() {
  Organisation o;
  o.company = "Acme";
  o.teams = {{TeamKey{1}, "a", "A", {}}, {TeamKey{2}, "b", "B", {}}};
  for (int i = 1; i <= 4; ++i) {
    o.reps.push_back({RepKey{i}, "r" + std::to_string(i), "R", TeamKey{i <= 2 ? 1 : 2}, {}, {}, Rate{Rate::one}, {}, {}});
  }
  return o;
}

SplitRequest year(std::int64_t total) {
  SplitRequest request;
  request.total = Money{total};
  request.period = parse_period("2026", make_date(2026, 1, 1), {});
  request.time = Weights::even;
  return request;
}

Money amount(const FlatSplit& result, std::string_view scope, std::string_view period) {
  Money sum;
  for (const FlatCell& cell : result.cells) {
    if (cell.scope == scope && cell.period.name == period) sum += cell.amount;
  }
  return sum;
}

/// A company of random shape: teams to any depth, people who join, leave, move, work part-time.
struct RandomCase {
  Organisation organisation;
  SplitRequest request;

  explicit RandomCase(unsigned seed) {
    std::mt19937 random(seed);
    const auto any = [&](unsigned n) { return static_cast<int>(random() % n); };
    const auto date = [&] { return make_date(2025, 6, 1) + std::chrono::days{any(700)}; };
    const int teams = any(7);
    for (int i = 1; i <= teams; ++i) {
      std::optional<TeamKey> parent;
      if (i > 1 && any(3) > 0) parent = TeamKey{1 + any(static_cast<unsigned>(i - 1))};
      organisation.teams.push_back({TeamKey{i}, "t" + std::to_string(i), "T", parent});
    }
    const auto team = [&]() -> std::optional<TeamKey> {
      if (teams == 0 || any(6) == 0) return std::nullopt;
      return TeamKey{1 + any(static_cast<unsigned>(teams))};
    };
    const int reps = 1 + any(12);
    for (int i = 1; i <= reps; ++i) {
      Rep rep{RepKey{i}, (i < 10 ? "r0" : "r") + std::to_string(i), "R", team(), {}, {}, Rate{Rate::one}, {}, {}};
      if (i > 1) {  // the first is always there, so that no month is empty
        if (any(3) == 0) rep.hired_on = date();
        if (any(4) == 0) rep.left_on = date();
        if (any(5) == 0) rep.part_time = Rate{Rate::one / 2};
      }
      if (teams > 0 && any(4) == 0) rep.moves.push_back({date(), TeamKey{1 + any(static_cast<unsigned>(teams))}});
      organisation.reps.push_back(rep);
    }
    const std::int64_t totals[]{0, 1, 7, 12'000'000'01, 999'999'999'999'999, static_cast<std::int64_t>(random()) % 100'000};
    request.total = Money{totals[any(6)]};
    const char* const periods[]{"2026", "2026-Q3", "2026-H1", "2026-02"};
    request.period = parse_period(periods[any(4)], make_date(2026, 1, 1), {});
    const PeriodUnit units[]{PeriodUnit::quarter, PeriodUnit::month, PeriodUnit::week, PeriodUnit::day};
    request.by = units[any(20) == 0 ? 3 : any(3)];
    request.to = any(5) == 0 ? ScopeLevel::team : ScopeLevel::rep;
    request.time = any(2) == 0 ? Weights::even : Weights::working_days;
    if (any(3) == 0) {
      request.people = Weights::history;
      for (const Rep& rep : organisation.reps) {
        if (any(3) > 0) request.rep_history[rep.key] = any(1'000'000) + 1;
      }
      request.rep_history[RepKey{1}] = 5000;
    }
    for (int i = 0; i < 10; ++i) request.calendar.holidays.insert(date());
  }
};

}  // namespace

TEST_CASE("twelve equal months of 100.00 are 8.33 or 8.34 each and sum to 100.00") {
  SplitRequest request = year(100'00);
  request.to = ScopeLevel::company;
  const FlatSplit result = split_flat(request, two_teams());
  Money sum;
  for (const FlatCell& cell : result.cells) {
    if (cell.unit != PeriodUnit::month) continue;
    CHECK((cell.amount == Money{833} || cell.amount == Money{834}));
    sum += cell.amount;
  }
  CHECK(sum == Money{100'00});
}

TEST_CASE("people weigh by their history, who has none by the mean of the others") {
  SplitRequest request = year(1000);
  request.people = Weights::history;
  request.rep_history = {{RepKey{1}, 300.0}, {RepKey{2}, 100.0}, {RepKey{3}, 200.0}};
  const FlatSplit result = split_flat(request, two_teams());
  CHECK(amount(result, "r1", "2026") == Money{375});  // 300 of 300 + 100 + 200 + 200
  CHECK(amount(result, "r4", "2026") == Money{250});
  CHECK(!result.notes.empty());
}

TEST_CASE("working days weigh the months, history the months of past years") {
  SplitRequest request = year(261'00);
  request.time = Weights::working_days;
  request.to = ScopeLevel::company;
  const FlatSplit by_days = split_flat(request, two_teams());
  CHECK(amount(by_days, "company", "2026-02") == Money{20'00});  // 20 of 261 working days
  request.time = Weights::history;
  for (unsigned m = 1; m <= 12; ++m) request.slice_history[make_date(2026, m, 1)] = {m == 6 ? 3.0 : m == 7 ? 1.0 : 0.0};
  const FlatSplit by_history = split_flat(request, two_teams());
  CHECK(amount(by_history, "company", "2026-06") == Money{195'75});
  CHECK(amount(by_history, "company", "2026-01") == Money{0});
}

TEST_CASE("who joins, leaves or works part of the week is there for that part") {
  Organisation o = two_teams();
  o.reps[0].hired_on = make_date(2026, 7, 1);
  o.reps[1].left_on = make_date(2026, 6, 30);
  o.reps[2].part_time = Rate{Rate::one / 2};
  const FlatSplit result = split_flat(year(120'000), o);
  CHECK(amount(result, "r1", "2026-06") == Money{0});
  CHECK(amount(result, "r1", "2026-07") == Money{4000});  // 1 of 1 + 0.5 + 1
  CHECK(amount(result, "r2", "2026-07") == Money{0});
  CHECK(amount(result, "r3", "2026-07") == Money{2000});
}

TEST_CASE("a rep who moves counts for each team in its months") {
  Organisation o = two_teams();
  o.reps[0].moves.push_back({make_date(2026, 7, 1), TeamKey{2}});
  const FlatSplit result = split_flat(year(120'000), o);
  CHECK(amount(result, "a", "2026-06") == Money{5000});
  CHECK(amount(result, "a", "2026-07") == Money{2500});
  CHECK(amount(result, "b", "2026-07") == Money{7500});
}

TEST_CASE("what cannot be split is an error that says why") {
  SplitRequest request = year(1000);
  Organisation nobody = two_teams();
  for (Rep& rep : nobody.reps) rep.left_on = make_date(2026, 3, 31);
  try {
    split_flat(request, nobody);
    FAIL("it was split");
  } catch (const DataError& e) {
    CHECK(std::string(e.what()).find("2026-04") != std::string::npos);
  }
  CHECK_THROWS_AS(split_goal(request, Organisation{}), DataError);
  request.total = Money{-1};
  CHECK_THROWS_AS(split_goal(request, two_teams()), DataError);
  request.total = Money{1000};
  request.time = Weights::history;  // none at all
  CHECK_THROWS_AS(split_goal(request, two_teams()), DataError);
}

TEST_CASE("on random organisations every sum is exact and every cell within one unit of its exact value") {
  for (unsigned seed = 1; seed <= 1500; ++seed) {
    INFO("seed ", seed);
    const RandomCase c(seed);
    const FlatSplit result = split_flat(c.request, c.organisation);
    using Place = std::tuple<std::string, PeriodUnit, Date>;
    std::map<Place, Money> own, below;
    std::map<std::pair<std::string, std::string>, Money> leaves;  // scope under parent: sum of the finest slices
    std::map<std::pair<std::string, std::string>, Money> whole;
    PeriodUnit finest = PeriodUnit::year;
    for (const FlatCell& cell : result.cells) finest = std::min(finest, cell.unit);
    for (const FlatCell& cell : result.cells) {
      const Date from = cell.period.span.from;
      CHECK(cell.amount >= Money{0});
      if (cell.level != ScopeLevel::rep) own[{cell.scope, cell.unit, from}] += cell.amount;
      if (cell.level != ScopeLevel::company) below[{cell.parent, cell.unit, from}] += cell.amount;
      if (cell.unit == finest) {
        leaves[{cell.scope, cell.parent}] += cell.amount;
        CHECK(std::abs(static_cast<double>(cell.amount.minor) - cell.exact) < 1 + 1e-6 + cell.exact * 1e-9);
      }
      if (cell.period.span == c.request.period.span) whole[{cell.scope, cell.parent}] += cell.amount;
    }
    for (const auto& [place, sum] : below) CHECK(own[place] == sum);
    CHECK(leaves == whole);
    CHECK(whole[{"company", ""}] == c.request.total);
  }
}

TEST_CASE("the same request splits the same way again") {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    INFO("seed ", seed);
    RandomCase c(seed);
    const FlatSplit once = split_flat(c.request, c.organisation);
    const FlatSplit again = split_flat(c.request, c.organisation);
    REQUIRE(once.cells.size() == again.cells.size());
    for (std::size_t i = 0; i < once.cells.size(); ++i) CHECK(once.cells[i].amount == again.cells[i].amount);
  }
}
