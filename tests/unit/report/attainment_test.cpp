#include "report/attainment.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/error.hpp"

using namespace salesctl;

namespace {

// company -> north -> bj; south. w in bj, moves to south in March; l in bj; s directly under the company.
Organisation firm() {
  Organisation o;
  o.company = "Acme";
  o.teams = {{TeamKey{3}, "bj", "Beijing", TeamKey{1}}, {TeamKey{1}, "north", "North", {}}, {TeamKey{2}, "south", "South", {}}};
  Rep w{RepKey{1}, "w", "Wang", TeamKey{3}, {}, {}, Rate{Rate::one}, {{make_date(2026, 3, 1), TeamKey{2}}}, {}};
  Rep l{RepKey{2}, "l", "Li", TeamKey{3}, {}, make_date(2025, 12, 31), Rate{Rate::one}, {}, {}};
  Rep s{RepKey{3}, "s", "Solo", {}, {}, {}, Rate{Rate::one}, {}, {}};
  o.reps = {l, s, w};
  return o;
}

const Period quarter = parse_period("2026-Q1", make_date(2026, 5, 1), {});
std::vector<Period> months() { return split_span(quarter.span, PeriodUnit::month, {}); }
DaySum sum(unsigned month, unsigned day, std::int64_t rep, std::int64_t value) {
  return {day_number(make_date(2026, month, day)), rep, value};
}

const AttainmentRow* find(const std::vector<AttainmentRow>& rows, std::string_view scope, std::string_view parent,
                          std::string_view period) {
  for (const AttainmentRow& row : rows) {
    if (row.scope == scope && row.parent == parent && row.period.name == period) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a rep who moved counts for each team in its time, and every level adds up") {
  const std::vector<DaySum> actuals{sum(1, 5, 1, 100), sum(2, 28, 1, 10), sum(3, 1, 1, 7), sum(3, 31, 3, 50), sum(2, 2, 0, 3)};
  const auto rows = attainment(firm(), actuals, {}, quarter, months(), ScopeLevel::rep);
  CHECK(find(rows, "w", "bj", "2026-Q1")->actual == Money{110});
  CHECK(find(rows, "w", "south", "2026-Q1")->actual == Money{7});
  CHECK(find(rows, "north", "company", "2026-02")->actual == Money{10});
  CHECK(find(rows, "company", "", "2026-Q1")->actual == Money{170});
  CHECK(find(rows, "", "company", "2026-02")->actual == Money{3});
}

TEST_CASE("who left before the period and did nothing in it is left out") {
  const auto rows = attainment(firm(), {}, {}, quarter, {quarter}, ScopeLevel::rep);
  CHECK(find(rows, "l", "bj", "2026-Q1") == nullptr);
  CHECK(find(rows, "s", "company", "2026-Q1") != nullptr);
}

TEST_CASE("a slice takes its target from the newest plan that covers it") {
  const Period year = parse_period("2026", make_date(2026, 1, 1), {});
  const auto plan = [](const Period& whole, PeriodUnit unit, std::int64_t amount, std::int64_t of_month) {
    PlanTargets made{whole.span, {{{ScopeLevel::company, 0, "company", "", 0}}, {{whole, unit}}, {{0, 0, Money{amount}, 0}}}};
    for (const Period& m : months()) {
      made.targets.cells.push_back({0, static_cast<std::uint32_t>(made.targets.periods.size()), Money{of_month}, 0});
      made.targets.periods.push_back({m, PeriodUnit::month});
    }
    return made;
  };
  const PlanTargets old = plan(year, PeriodUnit::year, 1200, 100);
  const PlanTargets newer = plan(quarter, PeriodUnit::quarter, 60, 20);
  const auto both = attainment(firm(), {}, {old, newer}, quarter, months(), ScopeLevel::company);
  CHECK(find(both, "company", "", "2026-01")->target == Money{20});
  CHECK(find(both, "company", "", "2026-Q1")->target == Money{60});
  const auto only_old = attainment(firm(), {}, {old}, quarter, months(), ScopeLevel::company);
  CHECK(find(only_old, "company", "", "2026-Q1")->target == Money{300});  // the sum of its months
  const Period week = parse_period("2026-W03", make_date(2026, 1, 1), {});
  CHECK(!attainment(firm(), {}, {old}, week, {week}, ScopeLevel::company).front().target);
}

TEST_CASE("attainment is rounded to four decimals half-even and needs a target above zero") {
  AttainmentRow row;
  row.actual = Money{8734};
  CHECK(!row.attainment());
  row.target = Money{0};
  CHECK(!row.attainment());
  row.target = Money{10000};
  CHECK(format_plain(*row.attainment()) == "0.8734");
  row.target = Money{80'000};
  row.actual = Money{4};  // 0.00005 -> 0.0000 (even)
  CHECK(format_plain(*row.attainment()) == "0");
  row.actual = Money{12};  // 0.00015 -> 0.0002
  CHECK(format_plain(*row.attainment()) == "0.0002");
  row.actual = Money{-12};
  CHECK(format_plain(*row.attainment()) == "-0.0002");
  CHECK(*row.gap() == Money{-80'012});
}

TEST_CASE("equal results share a rank and the next one is skipped") {
  const std::vector<DaySum> actuals{sum(1, 5, 1, 50), sum(1, 6, 3, 50)};
  const auto rows = attainment(firm(), actuals, {}, quarter, {quarter}, ScopeLevel::rep);
  const auto board = leaderboard(firm(), rows);
  REQUIRE(board.size() == 2);
  CHECK(board[0].rep == "s");
  CHECK(board[0].rank == 1);
  CHECK(board[1].rank == 1);
  CHECK(board[1].team == "south");
}

TEST_CASE("teams in a circle are an error that names them") {
  Organisation o = firm();
  o.teams[1].parent = TeamKey{3};
  CHECK_THROWS_AS(attainment(o, {}, {}, quarter, {quarter}, ScopeLevel::rep), DataError);
}

TEST_CASE("on random facts each scope is the sum of what stands below it") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    std::vector<DaySum> actuals;
    std::int64_t total = 0;
    for (int i = 0; i < 40; ++i) {
      const auto value = static_cast<std::int64_t>(random() % 2001) - 1000;
      actuals.push_back({day_number(quarter.span.from) + static_cast<int>(random() % 90), static_cast<std::int64_t>(random() % 4), value});
      total += value;
    }
    const auto rows = attainment(firm(), actuals, {}, quarter, months(), ScopeLevel::rep);
    CHECK(find(rows, "company", "", "2026-Q1")->actual == Money{total});
    for (const AttainmentRow& parent : rows) {
      if (parent.level == ScopeLevel::rep) continue;
      Money below;
      for (const AttainmentRow& row : rows) {
        if (row.parent == parent.scope && row.period == parent.period && row.depth == parent.depth + 1) below += row.actual;
      }
      CHECK(below == parent.actual);
    }
  }
}

TEST_CASE("pace and run rate go by working days, and are none before the first") {
  const Calendar calendar;
  const Elapsed gone = elapsed(calendar, quarter.span, make_date(2026, 2, 14));
  CHECK(gone == Elapsed{32, 64});
  CHECK(elapsed(calendar, quarter.span, make_date(2025, 12, 31)) == Elapsed{0, 64});
  CHECK(elapsed(calendar, quarter.span, make_date(2027, 1, 1)) == Elapsed{64, 64});
  AttainmentRow row;
  row.actual = Money{300};
  CHECK_FALSE(row.pace(gone));
  CHECK(row.run_rate(gone) == Money{600});
  row.target = Money{1'000};
  CHECK(row.pace(gone) == Rate{Rate::one / 10 * 6});
  CHECK_FALSE(row.pace({0, 64}));
  CHECK_FALSE(row.run_rate({0, 64}));
  CHECK(gone.share() == Rate{Rate::one / 2});
  CHECK_FALSE(Elapsed{}.share());
  row.actual = Money{-7};
  CHECK(row.run_rate({2, 3}) == Money{-10});  // half to even
}

TEST_CASE("what was done a year before stands beside its slice, up to the same day, and February 29 has the 28th before it") {
  CHECK(compared_days(quarter.span, make_date(2026, 2, 14)) == Span{make_date(2025, 1, 1), make_date(2025, 2, 15)});
  CHECK(compared_days(Span{make_date(2024, 2, 1), make_date(2024, 3, 1)}, make_date(2025, 1, 1)) == Span{make_date(2023, 2, 1), make_date(2023, 3, 1)});
  CHECK(compared_days(Span{make_date(2024, 2, 1), make_date(2024, 3, 1)}, make_date(2024, 2, 29)).to == make_date(2023, 3, 1));
  const auto before = [](unsigned month, unsigned day, std::int64_t rep, std::int64_t value) { return DaySum{day_number(make_date(2025, month, day)), rep, value}; };
  const std::vector<DaySum> last_year{before(1, 31, 1, 5), before(2, 3, 0, 11), before(3, 1, 3, 7)};
  const auto rows = attainment(firm(), {}, {}, quarter, months(), ScopeLevel::rep, &last_year);
  CHECK(find(rows, "w", "bj", "2026-01")->last_year == Money{5});
  CHECK(find(rows, "w", "bj", "2026-02")->last_year == Money{0});
  CHECK(find(rows, "s", "company", "2026-Q1")->last_year == Money{7});
  CHECK(find(rows, "company", "", "2026-Q1")->last_year == Money{23});
}

TEST_CASE("what is due goes by the plan's shortest periods, and of the one that runs by its working days") {
  // January 100, February 20, March 60 of 180; on 13 February half of its 20 working days are gone
  PlanTargets plan{quarter.span, {{{ScopeLevel::company, 0, "company", "", 0}}, {{quarter, PeriodUnit::quarter}}, {{0, 0, Money{180}, 0}}}};
  for (const Period& m : months()) {
    const std::int64_t amount = m.name == "2026-01" ? 100 : m.name == "2026-02" ? 20 : 60;
    plan.targets.cells.push_back({0, static_cast<std::uint32_t>(plan.targets.periods.size()), Money{amount}, 0});
    plan.targets.periods.push_back({m, PeriodUnit::month});
  }
  const Calendar calendar;
  const auto of = [&](Date as_of, const char* period) {
    const KnownDay known{calendar, as_of};
    const auto rows = attainment(firm(), {sum(1, 5, 1, 55)}, {plan}, quarter, months(), ScopeLevel::company, nullptr, &known);
    return *find(rows, "company", "", period);
  };
  const AttainmentRow row = of(make_date(2026, 2, 13), "2026-Q1");
  CHECK(row.due == Money{110});
  CHECK(row.pace({30, 64}) == Rate{Rate::one / 2});
  CHECK(row.run_rate({30, 64}) == Money{90});
  CHECK(of(make_date(2026, 2, 13), "2026-01").due == Money{100});
  CHECK(of(make_date(2026, 2, 13), "2026-02").due == Money{10});
  CHECK_FALSE(of(make_date(2026, 2, 13), "2026-03").due);
  CHECK(of(make_date(2026, 3, 31), "2026-Q1").due == Money{180});
  CHECK_FALSE(of(make_date(2025, 12, 31), "2026-Q1").due);
  // month by month to the whole, never less than the day before
  Money before;
  for (Date day = quarter.span.from; day < quarter.span.to; day += std::chrono::days{1}) {
    const Money due = of(day, "2026-Q1").due.value_or(Money{});
    CHECK(before <= due);
    before = due;
  }
}
