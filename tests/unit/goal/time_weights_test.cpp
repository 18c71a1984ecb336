#include "goal/time_weights.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "base/error.hpp"
#include "goal/firm.hpp"

namespace salesctl {
namespace {

std::vector<double> shares(const SplitRequest& request, std::vector<std::string>* said = nullptr) {
  std::vector<std::string> notes;
  const auto whole = time_weights(request, period_tree(request.period, request.by, request.fiscal), notes);
  if (said != nullptr) *said = notes;
  const double sum = static_cast<double>(std::accumulate(whole.begin(), whole.end(), std::int64_t{0}));
  std::vector<double> result;
  for (const std::int64_t weight : whole) result.push_back(static_cast<double>(weight) / sum);
  return result;
}

SplitRequest request(const std::string& period, PeriodUnit by, Weights time) {
  SplitRequest made;
  made.period = testing::period(period);
  made.by = by;
  made.time = time;
  return made;
}

}  // namespace

TEST_CASE("even weights give every month the same") {
  for (const double share : shares(request("2026", PeriodUnit::month, Weights::even))) {
    CHECK(share == doctest::Approx(1.0 / 12));
  }
}

TEST_CASE("even weights split a month over its weeks by days, and months stay equal") {
  const auto weeks = shares(request("2026-Q1", PeriodUnit::week, Weights::even));
  // January 2026 begins on a Thursday: four days, then four weeks less a day.
  CHECK(weeks[0] == doctest::Approx(4.0 / 31 / 3));
  CHECK(weeks[0] + weeks[1] + weeks[2] + weeks[3] + weeks[4] == doctest::Approx(1.0 / 3));
}

TEST_CASE("working days weigh a month, holidays and make-up days included") {
  SplitRequest asked = request("2026-Q1", PeriodUnit::month, Weights::working_days);
  asked.calendar.holidays.insert(make_date(2026, 1, 1));
  asked.calendar.workdays.insert(make_date(2026, 1, 4));
  asked.calendar.workdays.insert(make_date(2026, 2, 14));
  CHECK(shares(asked)[1] == doctest::Approx(21.0 / (22 + 21 + 22)));
}

TEST_CASE("a period without a working day is refused, a single slice needs no weight") {
  SplitRequest asked = request("2026-Q1", PeriodUnit::month, Weights::working_days);
  asked.calendar.working_week.fill(false);
  CHECK_THROWS_AS(shares(asked), DataError);
  asked.by = PeriodUnit::quarter;
  CHECK(shares(asked) == std::vector<double>{1});
}

TEST_CASE("history weighs as it was where it is thick; below zero is nothing") {
  SplitRequest asked = request("2026-Q1", PeriodUnit::month, Weights::history);
  asked.slice_history = {{make_date(2026, 1, 1), {300}}, {make_date(2026, 2, 1), {-5}}, {make_date(2026, 3, 1), {100}}};
  std::vector<std::string> notes;
  CHECK(shares(asked, &notes) == std::vector<double>{0.75, 0, 0.25});
  CHECK(notes.empty());
}

TEST_CASE("history is shrunk toward working days by how few facts it has, and that is noted") {
  SplitRequest asked = request("2026-Q1", PeriodUnit::month, Weights::history);
  // January, February and March 2026 have 22, 20 and 22 days without holidays; 20 facts count half.
  asked.slice_history = {{make_date(2026, 1, 1), {300, 20}}, {make_date(2026, 3, 1), {100, 60}}};
  std::vector<std::string> notes;
  const auto got = shares(asked, &notes);
  const double known = 44.0 / 64;
  const double january = 0.5 * 0.75 * known + 0.5 * 22 / 64;
  const double february = 20.0 / 64;
  const double march = 0.75 * 0.25 * known + 0.25 * 22 / 64;
  const double sum = january + february + march;
  CHECK(got[0] == doctest::Approx(january / sum));
  CHECK(got[1] == doctest::Approx(february / sum));
  CHECK(got[2] == doctest::Approx(march / sum));
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].find("1 of 3") != std::string::npos);
  CHECK(notes[0].find("2026-02") != std::string::npos);
}

TEST_CASE("given shares are those of the periods there are as many of, finer ones by working days") {
  SplitRequest asked = request("2026", PeriodUnit::month, Weights::given);
  asked.time_shares = {Rate{400'000'000}, Rate{100'000'000}, Rate{200'000'000}, Rate{300'000'000}};
  const auto got = shares(asked);
  CHECK(got[0] + got[1] + got[2] == doctest::Approx(0.4));
  CHECK(got[0] == doctest::Approx(0.4 * 22 / 64));
  CHECK(got[9] + got[10] + got[11] == doctest::Approx(0.3));
  asked.time_shares.pop_back();
  CHECK_THROWS_AS(shares(asked), DataError);
}

TEST_CASE("a blend adds up shares") {
  SplitRequest asked = request("2026-Q1", PeriodUnit::month, Weights::even);
  asked.slice_history = {{make_date(2026, 1, 1), {300}}, {make_date(2026, 2, 1), {0}}, {make_date(2026, 3, 1), {100}}};
  asked.time = parse_blend("history=60%,even=40%", Over::time);
  const auto got = shares(asked);
  CHECK(got[0] == doctest::Approx(0.6 * 0.75 + 0.4 / 3));
  CHECK(got[1] == doctest::Approx(0.4 / 3));
}

TEST_CASE("what lies before the day of an adjustment weighs nothing") {
  SplitRequest asked = request("2026", PeriodUnit::month, Weights::even);
  asked.from = make_date(2026, 7, 1);
  const auto got = shares(asked);
  CHECK(got[5] == 0);
  CHECK(got[6] == doctest::Approx(1.0 / 6));
}

TEST_CASE("no history at all is refused, naming the period") {
  try {
    shares(request("2026-Q1", PeriodUnit::month, Weights::history));
    FAIL("not refused");
  } catch (const DataError& error) {
    CHECK(std::string(error.what()).find("2026-Q1") != std::string::npos);
    CHECK_FALSE(error.hint().empty());
  }
}

TEST_CASE("a piece of a week is named with its dates") {
  const PeriodTree tree = period_tree(testing::period("2026-07"), PeriodUnit::week, {});
  CHECK(slice_name(tree.slice(4)) == "2026-W31 (2026-07-27 to 2026-07-31)");
  CHECK(slice_name(tree.nodes[0]) == "2026-07");
}

}  // namespace salesctl
