#include "goal/people.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "goal/firm.hpp"

namespace salesctl {
namespace {

struct Made {
  People people;
  std::vector<std::string> notes;
};

Made make(const SplitRequest& request, const Organisation& firm) {
  Made made;
  made.people = people(request, firm, scope_tree(firm), period_tree(request.period, request.by, request.fiscal),
                       made.notes);
  return made;
}

SplitRequest quarter(ScopeLevel to = ScopeLevel::rep) {
  SplitRequest request;
  request.period = testing::period("2026-Q1");
  request.to = to;
  return request;
}

using Numbers = std::vector<double>;
using Scopes = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("a rep who is always there weighs one in every slice") {
  const People made = make(quarter(), testing::small_firm()).people;
  REQUIRE(made.units.size() == 3);
  CHECK(made.weight == Numbers(9, 1.0));
  CHECK(made.scope == Scopes{2, 2, 2, 2, 2, 2, 3, 3, 3});
}

TEST_CASE("availability is the share of working days employed times the part-time rate") {
  Organisation firm = testing::small_firm();
  firm.reps[0].hired_on = make_date(2026, 2, 14);  // a Saturday: 10 of 20 working days are left
  firm.reps[0].part_time = Rate{Rate::one / 2};
  firm.reps[1].left_on = make_date(2026, 1, 31);
  const People made = make(quarter(), firm).people;
  CHECK(made.weight == Numbers{0, 0.25, 0.5, 1, 0, 0, 1, 1, 1});
}

TEST_CASE("in a slice without working days calendar days count") {
  Organisation firm = testing::small_firm();
  firm.reps[0].hired_on = make_date(2026, 2, 15);
  SplitRequest request = quarter();
  for (int d = 1; d <= 28; ++d) request.calendar.holidays.insert(make_date(2026, 2, static_cast<unsigned>(d)));
  CHECK(make(request, firm).people.weight[1] == 0.5);
}

TEST_CASE("who is not employed within the period is left out") {
  Organisation firm = testing::small_firm();
  firm.reps[0].left_on = make_date(2025, 12, 31);
  firm.reps[1].hired_on = make_date(2026, 4, 1);
  CHECK(make(quarter(), firm).people.units.size() == 1);
}

TEST_CASE("a slice counts for the team of the first employed day in it") {
  Organisation firm = testing::small_firm();
  firm.reps[0].moves = {{make_date(2026, 2, 2), TeamKey{3}}};
  firm.reps[1].moves = {{make_date(2026, 2, 2), TeamKey{3}}};
  firm.reps[1].hired_on = make_date(2026, 2, 2);
  const People made = make(quarter(), firm).people;
  CHECK(Scopes(made.scope.begin(), made.scope.begin() + 6) == Scopes{2, 2, 3, 3, 3, 3});
}

TEST_CASE("a rep without history weighs as the mean of the others, and the note names the rep") {
  SplitRequest request = quarter();
  request.people = Weights::history;
  request.rep_history = {{RepKey{11}, 100}, {RepKey{13}, 300}};
  const Made made = make(request, testing::small_firm());
  CHECK(made.people.weight == Numbers{0.5, 0.5, 0.5, 1, 1, 1, 1.5, 1.5, 1.5});
  REQUIRE(made.notes.size() == 1);
  CHECK(made.notes[0].find("r2") != std::string::npos);
}

TEST_CASE("a history of zero or less gives no target, and that is noted") {
  SplitRequest request = quarter();
  request.people = Weights::history;
  request.rep_history = {{RepKey{11}, -100}, {RepKey{12}, 0}, {RepKey{13}, 300}};
  const Made made = make(request, testing::small_firm());
  CHECK(made.people.weight[0] == 0);
  REQUIRE(made.notes.size() == 1);
  CHECK(made.notes[0].find("r1, r2") != std::string::npos);
}

TEST_CASE("no history of anybody is refused") {
  SplitRequest request = quarter();
  request.people = Weights::history;
  CHECK_THROWS_AS(make(request, testing::small_firm()), DataError);
}

TEST_CASE("a part-time rate below zero is refused, naming the rep") {
  Organisation firm = testing::small_firm();
  firm.reps[2].part_time = Rate{-Rate::one / 5};
  CHECK_THROWS_WITH_AS(make(quarter(), firm), doctest::Contains("r3"), DataError);
}

TEST_CASE("a split to teams takes each lowest team as one") {
  const Made made = make(quarter(ScopeLevel::team), testing::small_firm());
  REQUIRE(made.people.units.size() == 2);
  CHECK(made.people.weight == Numbers{2, 2, 2, 1, 1, 1});
  CHECK(made.notes.empty());
}

TEST_CASE("a split to teams lists people beside teams one by one, for the slices they stand there") {
  Organisation firm = testing::small_firm();
  firm.reps[0].team = TeamKey{2};
  firm.reps[0].moves = {{make_date(2026, 2, 1), TeamKey{1}}};
  const Made made = make(quarter(ScopeLevel::team), firm);
  REQUIRE(made.people.units.size() == 3);
  CHECK(made.people.units[2].rep->id == "r1");
  CHECK(made.people.weight == Numbers{1, 2, 2, 1, 1, 1, 1, 0, 0});
  CHECK(made.notes.size() == 1);
}

TEST_CASE("a split to the company needs nobody") {
  CHECK(make(quarter(ScopeLevel::company), {}).people.weight == Numbers{1, 1, 1});
}

TEST_CASE("weights over people are blended by their parts") {
  SplitRequest request = quarter();
  request.people = parse_blend("history=50%,given=50%", Over::people);
  request.rep_history = {{RepKey{11}, 100}, {RepKey{12}, 100}, {RepKey{13}, 400}};
  request.rep_shares = {{RepKey{11}, 600}, {RepKey{12}, 400}};
  const Made made = make(request, testing::small_firm());
  const Numbers& weight = made.people.weight;
  CHECK(weight[0] == doctest::Approx(0.5 * 100 / 200 + 0.5 * 600 / (1000.0 / 3)));
  CHECK(weight[3] == doctest::Approx(0.5 * 100 / 200 + 0.5 * 400 / (1000.0 / 3)));
  CHECK(weight[6] == doctest::Approx(0.5 * 400 / 200));
}

TEST_CASE("a new hire counts by month of service") {
  SplitRequest request = quarter();
  request.ramp = {Rate{250'000'000}, Rate{500'000'000}};
  Organisation firm = testing::small_firm();
  firm.reps[0].hired_on = make_date(2026, 1, 1);
  firm.reps[1].hired_on = make_date(2026, 1, 19);  // the first month of service ends on 18 February
  const Made made = make(request, firm);
  const Numbers& weight = made.people.weight;
  CHECK(weight[0] == doctest::Approx(0.25));
  CHECK(weight[1] == doctest::Approx(0.5));
  CHECK(weight[2] == doctest::Approx(1));
  // January 2026 has 22 working days, ten of them from the 19th on; February 20, thirteen of them up to the 18th.
  CHECK(weight[3] == doctest::Approx(0.25 * 10 / 22));
  CHECK(weight[4] == doctest::Approx((0.25 * 13 + 0.5 * 7) / 20));
}

TEST_CASE("leave of absence counts nothing, by working day") {
  SplitRequest request = quarter();
  Organisation firm = testing::small_firm();
  firm.reps[0].absences = {{make_date(2026, 1, 10), make_date(2026, 1, 20)}, {make_date(2026, 1, 15), make_date(2026, 3, 1)}};
  const Made made = make(request, firm);
  CHECK(made.people.weight[0] == doctest::Approx(7.0 / 22));  // 1 to 9 January
  CHECK(made.people.weight[1] == 0);
  CHECK(made.people.weight[2] == 1);
}

}  // namespace salesctl
