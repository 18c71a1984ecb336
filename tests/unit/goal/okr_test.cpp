#include "goal/okr.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/refusal.hpp"
#include "firm.hpp"
#include "goal/key_result.hpp"
#include "goal/okr_owner.hpp"

using namespace salesctl;
using test::has;
using test::refusal;
using Seeded = test::Random;
using testing::period;

namespace {

const Date july_1 = make_date(2026, 7, 1);
const Date mid_quarter = make_date(2026, 8, 15);  // day 46 of 92
const Date quarter_end = make_date(2026, 9, 30);

KeyResult by_hand(const std::string& id, std::int64_t start, std::int64_t target) {
  KeyResult result;
  result.id = id;
  result.start = Money{start * 1'000'000};
  result.target = Money{target * 1'000'000};
  if (target < start) result.direction = Direction::down;
  return result;
}

KeyResult summed(const std::string& id, std::int64_t start, std::int64_t target) {
  KeyResult result = by_hand(id, 0, 0);
  result.metric = "orders";
  result.decimals = 0;
  result.start = Money{start};
  result.target = Money{target};
  if (target < start) result.direction = Direction::down;
  return result;
}

Objective objective(const std::string& id, std::vector<KeyResult> results, const std::string& above = {}) {
  Objective made;
  made.id = id;
  made.period = period("2026-Q3");
  made.aligns_with = above;
  made.key_results = std::move(results);
  return made;
}

CheckIn said(Date on, std::int64_t value, std::optional<Rate> confidence = std::nullopt) {
  return {"k", on, Money{value * 1'000'000}, confidence, "", ""};
}

Rate percent(int n) { return Rate{n * (Rate::one / 100)}; }
Rate thousandths(std::int64_t n) { return Rate{n * (Rate::one / 1000)}; }

KeyResultGrade grade(const KeyResult& result, const OkrFacts& facts, Date as_of) {
  return grade_okr({{objective("o", {result})}, 21}, facts, as_of).at(0).key_results.at(0);
}

/// Of a key result checked in by hand, with that value on that day.
KeyResultGrade grade_at(std::int64_t start, std::int64_t target, std::int64_t value, Date as_of = mid_quarter) {
  return grade(by_hand("k", start, target), {{}, {{"k", {said(as_of, value)}}}}, as_of);
}

bool remarks(const auto& graded, const std::string& word) {
  return std::ranges::any_of(graded.remarks, [&](const std::string& text) { return has(text, word); });
}

}  // namespace

TEST_CASE("a key result is graded by its way from start to target") {
  CHECK(grade_at(0, 100, 25).grade == percent(25));
  CHECK(grade_at(20, 40, 25).grade == percent(25));
  CHECK(grade_at(0, 3, 2).grade == thousandths(667));
  CHECK(grade_at(0, 100, 130).grade == percent(100));
  CHECK(grade_at(20, 40, 10).grade == percent(0));
  CHECK(grade_at(-10, 10, 0).grade == percent(50));
}

TEST_CASE("with direction down less is better") {
  CHECK(grade_at(40, 20, 35).grade == percent(25));
  CHECK(grade_at(40, 20, 10).grade == percent(100));
  CHECK(grade_at(40, 20, 50).grade == percent(0));
}

TEST_CASE("a start that is the target is kept or not") {
  CHECK(grade_at(50, 50, 50).grade == percent(100));
  CHECK(grade_at(50, 50, 49).grade == percent(0));
  KeyResult down = by_hand("k", 50, 50);
  down.direction = Direction::down;
  CHECK(grade(down, {{}, {{"k", {said(mid_quarter, 51)}}}}, mid_quarter).grade == percent(0));
  CHECK(grade(down, {{}, {{"k", {said(mid_quarter, 49)}}}}, mid_quarter).grade == percent(100));
}

TEST_CASE("grades are rounded half-even to thousandths") {
  CHECK(share(1, 2000) == thousandths(0));
  CHECK(share(3, 2000) == thousandths(2));
  CHECK(share(5, 2000) == thousandths(2));
  CHECK(share(2, 3) == thousandths(667));
  CHECK(share(-1, 3) == Rate{});
  CHECK(share(4, 3) == percent(100));
}

TEST_CASE("what is nearly there is rounded to 1 and still not reached") {
  const KeyResultGrade almost = grade(summed("k", 0, 10'000), {{{"k", {Money{9'999}, july_1}}}, {}}, mid_quarter);
  CHECK(almost.grade == percent(100));
  CHECK(!almost.reached);
}

TEST_CASE("before the first check-in the grade is 0 and there is no value") {
  const KeyResultGrade none = grade(by_hand("k", 0, 10), {}, mid_quarter);
  CHECK(!none.current);
  CHECK(none.grade == Rate{});
  CHECK(remarks(none, "no check-in yet"));
  CHECK(grade(by_hand("k", 0, 10), {}, july_1 - std::chrono::days{1}).remarks.empty());
}

TEST_CASE("check-ins later than the day asked for do not exist") {
  const OkrFacts facts{{}, {{"k", {said(july_1, 1), said(mid_quarter, 5, percent(80)), said(quarter_end, 10)}}}};
  const KeyResultGrade then = grade(by_hand("k", 0, 10), facts, mid_quarter);
  CHECK(then.current == Money{5'000'000});
  CHECK(then.confidence == percent(80));
  CHECK(grade(by_hand("k", 0, 10), facts, mid_quarter - std::chrono::days{1}).grade == percent(10));
  CHECK(grade(by_hand("k", 0, 10), facts, quarter_end).grade == percent(100));
  CHECK(grade(by_hand("k", 0, 10), facts, quarter_end).confidence == percent(80));
}

TEST_CASE("expected is the part of the period that is gone") {
  const auto expected = [](Date as_of) { return grade(by_hand("k", 0, 10), {}, as_of).expected; };
  CHECK(expected(july_1 - std::chrono::days{1}) == Rate{});
  CHECK(expected(july_1) == thousandths(11));
  CHECK(expected(mid_quarter) == percent(50));
  CHECK(expected(quarter_end) == percent(100));
  CHECK(expected(make_date(2027, 1, 1)) == percent(100));
}

TEST_CASE("the status follows from grade, time gone and confidence") {
  const auto status = [](int graded, int expected, std::optional<Rate> confidence = std::nullopt) {
    return okr_status(percent(graded), percent(expected), confidence);
  };
  CHECK(status(51, 50) == OkrStatus::ahead);
  CHECK(status(50, 50) == OkrStatus::on_track);
  CHECK(status(45, 50) == OkrStatus::on_track);
  CHECK(status(44, 50) == OkrStatus::behind);
  CHECK(status(35, 50) == OkrStatus::behind);
  CHECK(status(34, 50) == OkrStatus::at_risk);
  CHECK(status(0, 0) == OkrStatus::on_track);
  CHECK(status(100, 100) == OkrStatus::ahead);
  CHECK(status(51, 50, percent(50)) == OkrStatus::ahead);
  CHECK(status(51, 50, percent(49)) == OkrStatus::behind);
  CHECK(status(19, 50, percent(49)) == OkrStatus::at_risk);
  CHECK(status(51, 50, percent(29)) == OkrStatus::at_risk);
  CHECK(status(100, 50, percent(0)) == OkrStatus::ahead);
}

TEST_CASE("a metric that should go down is graded by where it ends at this pace") {
  const KeyResult refunds = summed("k", 120, 60);
  const auto at = [&](std::int64_t sum, Date as_of) { return grade(refunds, {{{"k", {Money{sum}, as_of}}}, {}}, as_of); };
  CHECK(at(40, mid_quarter).grade == thousandths(667));  // 80 at the end
  CHECK(at(30, mid_quarter).grade == percent(100));
  CHECK(at(60, mid_quarter).grade == percent(0));
  CHECK(at(60, quarter_end).grade == percent(100));
  CHECK(at(40, mid_quarter).expected == percent(100));
  CHECK(at(0, july_1 - std::chrono::days{1}).grade == Rate{});
}

TEST_CASE("objectives are weighted means, rolled up over those aligned with them") {
  KeyResult heavy = by_hand("b", 0, 10);
  heavy.weight = Rate{3 * Rate::one};
  Objective below = objective("below", {by_hand("c", 0, 10)}, "top");
  below.weight = Rate{4 * Rate::one};
  const Okr okr{{below, objective("top", {by_hand("a", 0, 10), heavy}), objective("above", {}, ""),
                 objective("under", {by_hand("d", 0, 10)}, "above")},
                21};
  OkrFacts facts;
  for (const auto& [id, value] : {std::pair{"a", 10}, {"b", 2}, {"c", 5}, {"d", 3}}) {
    facts.checked[id] = {said(mid_quarter, value)};
  }
  const auto grades = grade_okr(okr, facts, mid_quarter);
  CHECK(grades[0].rolled_up == percent(50));
  CHECK(grades[1].grade == percent(40));                  // (1 × 1 + 3 × 0.2) / 4
  CHECK(grades[1].rolled_up == percent(45));              // (1 × 1 + 3 × 0.2 + 4 × 0.5) / 8
  CHECK(!grades[2].grade);
  CHECK(grades[2].rolled_up == percent(30));
  CHECK(has(grades[1].reason, "(1 × 1 + 3 × 0.2 + 4 × 0.5) / 8 = 0.45"));
}

TEST_CASE("everything at 1.0 near the end is too easy") {
  const Okr okr{{objective("o", {by_hand("k", 0, 10)})}, 21};
  const OkrFacts facts{{}, {{"k", {said(mid_quarter, 10)}}}};
  CHECK(!remarks(grade_okr(okr, facts, mid_quarter)[0], "too easy"));
  CHECK(!remarks(grade_okr(okr, facts, make_date(2026, 9, 20))[0], "too easy"));  // day 82 of 92
  CHECK(remarks(grade_okr(okr, facts, make_date(2026, 9, 21))[0], "too easy"));
  CHECK(remarks(grade_okr(okr, facts, make_date(2026, 12, 1))[0], "the period is over"));
  const Okr two{{objective("o", {by_hand("k", 0, 10), by_hand("l", 0, 10)})}, 21};
  CHECK(!remarks(grade_okr(two, facts, quarter_end)[0], "too easy"));
}

TEST_CASE("a target met at the start is too easy") {
  const auto met = [](std::int64_t value, Date on) {
    return remarks(grade(by_hand("k", 0, 10), {{}, {{"k", {said(on, value)}}}}, mid_quarter), "too easy");
  };
  CHECK(met(10, july_1));
  CHECK(met(12, july_1 - std::chrono::days{9}));
  CHECK(!met(9, july_1));
  CHECK(!met(10, july_1 + std::chrono::days{1}));
  CHECK(remarks(grade(by_hand("k", 7, 7), {}, mid_quarter), "too easy: the start, 7, already meets the target"));
}

TEST_CASE("a key result without movement and check-in is stalled") {
  const auto stalled = [](const OkrFacts& facts, Date as_of) { return grade(summed("k", 0, 10), facts, as_of).stalled; };
  const Date day_21 = july_1 + std::chrono::days{21};
  CHECK(!stalled({}, day_21 - std::chrono::days{1}));
  CHECK(stalled({}, day_21));
  CHECK(!stalled({{{"k", {Money{1}, july_1 + std::chrono::days{1}}}}, {}}, day_21));
  CHECK(stalled({{{"k", {Money{1}, july_1 + std::chrono::days{1}}}}, {}}, day_21 + std::chrono::days{1}));
  CHECK(!stalled({{{"k", {Money{1}, july_1}}}, {{"k", {said(mid_quarter, 0)}}}}, mid_quarter));
  CHECK(!stalled({{{"k", {Money{10}, july_1}}}, {}}, mid_quarter));  // it is there
  CHECK(!stalled({}, july_1 - std::chrono::days{1}));
  CHECK(!stalled({}, quarter_end + std::chrono::days{1}));
  CHECK(remarks(grade(summed("k", 0, 10), {}, day_21), "for 21 days, since 2026-07-01"));
  CHECK(remarks(grade_okr({{objective("o", {summed("k", 0, 10)})}, 21}, {}, day_21)[0], "stalled"));
  CHECK(!remarks(grade_okr({{objective("o", {summed("k", 0, 10)})}, 22}, {}, day_21)[0], "stalled"));
}

TEST_CASE("a scope has its own people's facts, by the team they were in on the day") {
  Organisation firm = testing::small_firm();
  firm.reps[1].moves = {{july_1 + std::chrono::days{10}, TeamKey{3}}};  // r2: bj, then south
  const int day = day_number(july_1);
  const std::vector<DaySum> sums{{day - 1, 11, 1000}, {day, 11, 1}, {day, 12, 2}, {day + 10, 12, 4}, {day + 11, 13, 8}, {day + 12, 0, 16}};
  const auto value = [&](const std::string& scope) {
    return progress_of(firm, find_owner(firm, scope), sums, period("2026-Q3").span).value.minor;
  };
  CHECK(value("company") == 31);
  CHECK(value("north") == 3);
  CHECK(value("bj") == 3);
  CHECK(value("south") == 12);
  CHECK(value("r2") == 6);
  CHECK(progress_of(firm, find_owner(firm, "south"), sums, period("2026-Q3").span).moved_on == july_1 + std::chrono::days{11});
  CHECK(!progress_of(firm, find_owner(firm, "south"), {}, period("2026-Q3").span).moved_on);
}

TEST_CASE("an owner that is not there is told with the nearest one") {
  Organisation firm = testing::small_firm();
  CHECK(has(refusal([&] { find_owner(firm, "sout"); }), "did you mean \"south\""));
  firm.reps.push_back(testing::rep(14, "south"));
  CHECK(has(refusal([&] { find_owner(firm, "south"); }), "is a team and a rep"));
  CHECK(find_owner(firm, "team:south").level == ScopeLevel::team);
  CHECK(find_owner(firm, "rep:south").level == ScopeLevel::rep);
}

TEST_CASE("grades lie within 0 and 1 and never fall when the value improves") {
  Seeded random;
  CAPTURE(random.seed);
  for (int round = 0; round < 5000; ++round) {
    const std::int64_t start = random.any() / 4;
    const std::int64_t target = random.between(0, 9) == 0 ? start : random.any() / 4;
    const Date as_of = july_1 + std::chrono::days{random.between(-5, 100)};
    std::int64_t worse = random.any() / 4, better = random.any() / 4;
    if (worse > better) std::swap(worse, better);
    if (target < start) std::swap(worse, better);
    KeyResult result = summed("k", start, target);
    if (random.between(0, 1) == 0) result.metric.clear();
    const auto of = [&](std::int64_t value) {
      return grade(result, {{{"k", {Money{value}, july_1}}}, {{"k", {{"k", as_of, Money{value}, {}, "", ""}}}}}, as_of);
    };
    const Rate low = of(worse).grade, high = of(better).grade;
    REQUIRE(Rate{} <= low);
    REQUIRE(low <= high);
    REQUIRE(high <= percent(100));
    REQUIRE(high.billionths % (Rate::one / 1000) == 0);
    if (!result.metric.empty() && result.direction == Direction::down) continue;  // by pace
    if (as_of >= july_1 || result.metric.empty()) REQUIRE(of(target).grade == percent(100));
  }
}

TEST_CASE("neither order nor the scale of weights matters, and a mean lies between its parts") {
  Seeded random;
  CAPTURE(random.seed);
  for (int round = 0; round < 2000; ++round) {
    std::vector<KeyResult> results;
    OkrFacts facts;
    const auto count = random.between(1, 6);
    for (int k = 0; k < count; ++k) {
      results.push_back(by_hand("k" + std::to_string(k), 0, 1000));
      results.back().weight = Rate{random.between(1, 1000) * (Rate::one / 100)};
      for (int c = 0; c < 3; ++c) {
        facts.checked[results.back().id].push_back(said(july_1 + std::chrono::days{c * 20}, random.between(0, 1000)));
      }
    }
    const auto of = [&] { return grade_okr({{objective("o", results)}, 21}, facts, mid_quarter)[0]; };
    const ObjectiveGrade before = of();
    Rate low = percent(100), high;
    for (const KeyResultGrade& part : before.key_results) {
      low = std::min(low, part.grade);
      high = std::max(high, part.grade);
    }
    REQUIRE(low <= before.rolled_up);
    REQUIRE(before.rolled_up <= high);
    std::ranges::reverse(results);
    for (auto& [id, checks] : facts.checked) std::ranges::reverse(checks);
    for (KeyResult& result : results) result.weight.billionths *= 7;
    REQUIRE(of().rolled_up == before.rolled_up);
    REQUIRE(of().status == before.status);
  }
}
