#include "goal/look_ahead.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace salesctl;

namespace {

const Span july{make_date(2026, 7, 1), make_date(2026, 8, 1)};  // 23 working days, 10 of them up to the 14th

/// 1 each calendar day from a day to another.
std::vector<DayTotal> one_a_day(Date from, Date to) {
  std::vector<DayTotal> totals;
  for (Date day = from; day < to; day += std::chrono::days{1}) totals.push_back({day, 1, 1, 0});
  return totals;
}

}  // namespace

TEST_CASE("a period ends as those before it ended, by the working days that were gone") {
  // June has 22 working days: 10 of 23 are 9.57, so ten, up to the 12th. May has 21: 9.13, so nine, up to the 13th.
  // 12 of June's 30 and 13 of May's 31 days are there by then.
  const std::vector<DayTotal> before = one_a_day(make_date(2026, 5, 1), july.from);
  const std::optional<LookAhead> look = look_ahead({}, july, make_date(2026, 7, 14), Money{1'200'000}, before);
  REQUIRE(look);
  CHECK(look->ends == std::vector{Money{2'861'538}, Money{3'000'000}});  // 1200000 x 31 / 13, x 30 / 12
  CHECK(look->low() == Money{2'861'538});
  CHECK(look->median() == Money{2'861'538});
  CHECK(look->high() == Money{3'000'000});
  CHECK(look->reaching(Money{2'861'538}) == 2);
  CHECK(look->reaching(Money{2'861'539}) == 1);
  CHECK(look->reaching(Money{3'000'001}) == 0);
}

TEST_CASE("a period that facts do not cover says nothing, nor do fewer than two") {
  const auto looks = [&](Date first) { return look_ahead({}, july, make_date(2026, 7, 14), Money{100}, one_a_day(first, july.from)); };
  CHECK_FALSE(looks(make_date(2026, 5, 9)));  // of May more than a week is missing
  CHECK(looks(make_date(2026, 5, 1))->ends.size() == 2);
  CHECK(looks(make_date(2025, 11, 1))->ends.size() == 8);
  CHECK(looks(make_date(2025, 1, 1))->ends.size() == 8);
  CHECK_FALSE(look_ahead({}, july, make_date(2026, 7, 14), Money{100}, {}));
}

TEST_CASE("before the first working day and after the last there is nothing to look ahead to") {
  const std::vector<DayTotal> before = one_a_day(make_date(2026, 1, 1), july.from);
  CHECK_FALSE(look_ahead({}, july, make_date(2026, 6, 30), Money{}, before));
  CHECK(look_ahead({}, july, make_date(2026, 7, 1), Money{5}, before));
  CHECK(look_ahead({}, july, make_date(2026, 7, 30), Money{5}, before));
  CHECK_FALSE(look_ahead({}, july, make_date(2026, 7, 31), Money{5}, before));
}

TEST_CASE("what had nothing by then, or less, is left out") {
  std::vector<DayTotal> before = one_a_day(make_date(2026, 4, 1), july.from);
  for (DayTotal& total : before) {
    if (total.day >= make_date(2026, 6, 1)) total.value = total.day < make_date(2026, 6, 20) ? -1 : 9;
  }
  CHECK(look_ahead({}, july, make_date(2026, 7, 14), Money{100}, before)->ends.size() == 2);
}

TEST_CASE("what went on as ever ends at its own rate, whatever the days brought") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    std::vector<std::int64_t> pattern(31);
    for (std::int64_t& value : pattern) value = static_cast<std::int64_t>(random() % 1000) + 1;
    const Span period{make_date(2026, 8, 1), make_date(2026, 9, 1)};
    Calendar every_day;
    every_day.working_week.fill(true);
    std::vector<DayTotal> before = one_a_day(make_date(2025, 12, 1), period.from);
    Money july_all;
    for (DayTotal& total : before) {
      if (total.day < july.from) continue;
      total.value = pattern[static_cast<std::size_t>((total.day - july.from).count())];
      july_all += Money{total.value};
    }
    const int gone = 1 + static_cast<int>(random() % 30);
    Money actual;
    for (int i = 0; i < gone; ++i) actual += Money{3 * pattern[static_cast<std::size_t>(i)]};
    const std::optional<LookAhead> look = look_ahead(every_day, period, period.from + std::chrono::days{gone - 1}, actual, before);
    REQUIRE(look);
    CHECK(std::ranges::count(look->ends, Money{3 * july_all.minor}) >= 1);
  }
}
