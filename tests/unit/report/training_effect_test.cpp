#include "report/training_effect.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "report/intervals.hpp"

namespace salesctl {
namespace {

const Date pass_day = make_date(2026, 3, 2);
const Date as_of = make_date(2026, 12, 31);

TrainingRule course(int window) {
  TrainingRule rule;
  rule.course = "CRM";
  rule.aim = "revenue";
  rule.window = window;
  return rule;
}

/// Every day is worked.
Calendar every_day() {
  Calendar calendar;
  calendar.working_week.fill(true);
  return calendar;
}

Organisation reps(int n) {
  Organisation o;
  for (int i = 1; i <= n; ++i) {
    Rep rep;
    rep.key = RepKey{i};
    rep.id = "r" + std::to_string(100 + i);
    o.reps.push_back(rep);
  }
  return o;
}

std::vector<TrainingTaken> passes(int n) {
  std::vector<TrainingTaken> taken;
  for (int i = 1; i <= n; ++i) taken.push_back({RepKey{i}, pass_day, {}, true});
  return taken;
}

void add(std::vector<DaySum>& sums, Date day, int rep, std::int64_t value) { sums.push_back({day_number(day), rep, value}); }

void sort(std::vector<DaySum>& sums) { std::ranges::stable_sort(sums, {}, &DaySum::day); }

}  // namespace

TEST_CASE("what the others changed by is taken off, by hand") {
  // Ten days before and after. Trained: 100 a day before, 130 after, and i more. Others: 100 before, 110 after.
  std::vector<DaySum> sums;
  for (int rep = 1; rep <= 12; ++rep) {
    add(sums, pass_day - std::chrono::days{10}, rep, 1'000);
    add(sums, pass_day, rep, 999'999);  // the day itself is neither before nor after
    add(sums, pass_day + std::chrono::days{10}, rep, rep <= 6 ? 1'300 + 10 * rep : 1'100);
    add(sums, pass_day - std::chrono::days{11}, rep, 777);  // outside
    add(sums, pass_day + std::chrono::days{11}, rep, 777);
  }
  sort(sums);
  const TrainingEffect e = training_effect(course(10), reps(12), every_day(), passes(6), sums, {}, as_of);
  CHECK(e.passed == 6);
  CHECK(e.compared == 6);
  CHECK(e.before == doctest::Approx(100));
  CHECK(e.after == doctest::Approx(133.5));
  CHECK(e.others == doctest::Approx(10));
  CHECK(e.effect == doctest::Approx(23.5));
  // 21 .. 26: variance 3.5
  const auto likely = mean_interval({6, 23.5, 3.5});
  REQUIRE(e.interval);
  CHECK(e.interval->low == doctest::Approx(likely->low));
  CHECK(e.interval->high == doctest::Approx(likely->high));
  CHECK(e.claim() == 1);
}

TEST_CASE("no claim is made of few people, of people nobody can be compared with, and where the days are not all known") {
  std::vector<DaySum> sums;
  for (int rep = 1; rep <= 12; ++rep) add(sums, pass_day + std::chrono::days{1}, rep, rep <= 6 ? 1'000 + rep : 0);
  CHECK(training_effect(course(10), reps(12), every_day(), passes(6), sums, {}, as_of).claim() == 1);
  const TrainingEffect few = training_effect(course(10), reps(12), every_day(), passes(4), sums, {}, as_of);
  CHECK(few.compared == 4);
  CHECK_FALSE(few.interval);
  CHECK(few.claim() == 0);
  CHECK(training_effect(course(10), reps(10), every_day(), passes(6), sums, {}, as_of).compared == 0);  // four others
  CHECK(training_effect(course(10), reps(12), every_day(), passes(6), sums, {}, pass_day + std::chrono::days{10}).compared == 6);
  CHECK(training_effect(course(10), reps(12), every_day(), passes(6), sums, {}, pass_day + std::chrono::days{9}).compared == 0);
  Organisation late = reps(12);
  late.reps[0].hired_on = pass_day - std::chrono::days{9};
  CHECK(training_effect(course(10), late, every_day(), passes(6), sums, {}, as_of).compared == 5);
  CHECK(training_effect(course(10), reps(12), every_day(), {}, sums, {}, as_of).passed == 0);
}

TEST_CASE("an aim that is divided is a ratio of sums, and who has nothing to divide by is left out") {
  std::vector<DaySum> sums;
  std::vector<DaySum> divisors;
  for (int rep = 1; rep <= 12; ++rep) {
    for (const int at : {-2, 2}) {
      add(sums, pass_day + std::chrono::days{at}, rep, at > 0 && rep <= 6 ? 60 + rep : 40);
      if (rep != 1 || at > 0) add(divisors, pass_day + std::chrono::days{at}, rep, 100);
    }
  }
  sort(sums);
  sort(divisors);
  TrainingRule rule = course(10);
  rule.per = "orders";
  const TrainingEffect e = training_effect(rule, reps(12), every_day(), passes(6), sums, divisors, as_of);
  CHECK(e.compared == 5);
  CHECK(e.before == doctest::Approx(0.40));
  CHECK(e.after == doctest::Approx(0.64));
  CHECK(e.others == doctest::Approx(0.0));
}

TEST_CASE("where nothing helps, a claim is made in about one case of twenty") {
  std::mt19937 random(20260101);
  std::normal_distribution<double> noise(1'000, 300);
  int claims = 0;
  const int firms = 2'000;
  for (int firm = 0; firm < firms; ++firm) {
    std::vector<DaySum> sums;
    for (int rep = 1; rep <= 60; ++rep) {
      for (const int at : {-1, 1}) add(sums, pass_day + std::chrono::days{at}, rep, static_cast<std::int64_t>(noise(random)));
    }
    sort(sums);
    if (training_effect(course(10), reps(60), every_day(), passes(10), sums, {}, as_of).claim() != 0) ++claims;
  }
  CAPTURE(claims);
  CHECK(claims > firms * 3 / 100);
  CHECK(claims < firms * 9 / 100);
}

TEST_CASE("leave is no working time") {
  std::vector<DaySum> sums;
  for (int rep = 1; rep <= 12; ++rep) add(sums, pass_day + std::chrono::days{10}, rep, 500);
  Organisation o = reps(12);
  for (int i = 0; i < 6; ++i) o.reps[static_cast<std::size_t>(i)].absences = {{pass_day + std::chrono::days{1}, pass_day + std::chrono::days{6}}};
  const TrainingEffect e = training_effect(course(10), o, every_day(), passes(6), sums, {}, as_of);
  CHECK(e.after == doctest::Approx(100));  // in five days
  CHECK(e.others == doctest::Approx(50));
}

}  // namespace salesctl
