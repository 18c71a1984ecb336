#include "report/win_times.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace salesctl;

namespace {

/// n courses that end alike.
void add(std::vector<Course>& courses, int n, int days, DealState end) { courses.insert(courses.end(), static_cast<std::size_t>(n), {days, end}); }

}  // namespace

TEST_CASE("without open deals the chance is the share won, of those still open at that age") {
  std::vector<Course> courses;
  add(courses, 10, 5, DealState::won);
  add(courses, 10, 10, DealState::lost);
  add(courses, 20, 20, DealState::won);
  add(courses, 10, 30, DealState::lost);
  const WinTimes times(courses);
  CHECK(times.won() == 30);
  CHECK(times.decided() == 50);
  CHECK(times.won_within(0, 4).value() == doctest::Approx(0));
  CHECK(times.won_within(0, 5).value() == doctest::Approx(0.2));
  CHECK(times.won_within(0, 100).value() == doctest::Approx(0.6));
  CHECK(times.won_within(5, 100).value() == doctest::Approx(0.5));    // 20 of the 40 still open after 5 days
  CHECK(times.won_within(10, 10).value() == doctest::Approx(2.0 / 3));  // 20 of 30
  CHECK(times.won_within(25, 100).value() == doctest::Approx(0));     // the last ten are lost
}

TEST_CASE("deals still open count as lasting at least so long: Aalen and Johansen by hand") {
  std::vector<Course> courses;
  add(courses, 10, 1, DealState::won);
  add(courses, 10, 1, DealState::open);  // known for a day only
  add(courses, 10, 2, DealState::won);
  add(courses, 10, 2, DealState::lost);
  const WinTimes times(courses);
  // 10 of 40 on day 1; of the 20 looked at on day 2 half are won: 1/4 + 3/4 x 1/2
  CHECK(times.won_within(0, 2).value() == doctest::Approx(0.25 + 0.75 * 0.5));
  CHECK(times.won_within(1, 1).value() == doctest::Approx(0.5));
}

TEST_CASE("few decided deals say nothing, and ages that few deals reached are not told apart") {
  std::vector<Course> courses;
  add(courses, 19, 5, DealState::won);
  CHECK_FALSE(WinTimes(courses).won_within(0, 10));
  CHECK_FALSE(WinTimes().won_within(0, 10));
  add(courses, 1, 400, DealState::lost);
  add(courses, 11, 6, DealState::won);
  const WinTimes times(courses);  // after day 5 twelve are open, after day 6 one
  CHECK(times.won_within(399, 10) == times.won_within(5, 10));
  CHECK(times.won_within(5, 10).value() == doctest::Approx(11.0 / 12));
}

TEST_CASE("the chance grows with the time left, lies between 0 and 1, and its parts make the whole") {
  std::mt19937 random(20261125);
  for (int round = 0; round < 200; ++round) {
    std::vector<Course> courses;
    for (int i = 0; i < 200; ++i) courses.push_back({static_cast<int>(random() % 60), static_cast<DealState>(random() % 3)});
    const WinTimes times(courses);
    std::ranges::shuffle(courses, random);
    CHECK(WinTimes(courses).won_within(7, 9) == times.won_within(7, 9));
    double before = 0;
    for (int days = 0; days < 70; days += 7) {
      const double chance = times.won_within(10, days).value();
      CHECK(chance >= before);
      CHECK(chance <= 1);
      before = chance;
    }
  }
}

TEST_CASE("a constant chance to be won each day is found, whatever part of the deals is still open") {
  std::mt19937 random(7);
  std::vector<Course> courses;
  for (int i = 0; i < 20'000; ++i) {
    const int watched = static_cast<int>(random() % 80);
    Course course{watched, DealState::open};
    for (int day = 1; day <= watched; ++day) {
      const auto draw = random() % 1000;  // won with 1%, lost with 2% a day
      if (draw >= 30) continue;
      course = {day, draw < 10 ? DealState::won : DealState::lost};
      break;
    }
    courses.push_back(course);
  }
  const double truth = (1 - std::pow(0.97, 20)) / 3;
  for (const int age : {0, 10, 30}) CHECK(WinTimes(courses).won_within(age, 20).value() == doctest::Approx(truth).epsilon(0.06));
}
