#include "goal/growth.hpp"

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

Date on(int year, unsigned month, unsigned day) { return make_date(year, month, day); }

/// `value` on the first of each month of the span.
void monthly(std::vector<DayTotal>& days, Span span, std::int64_t value) {
  for (Date day = span.from; day < span.to; day = add_months(day, 1)) days.push_back({day, value, 1, 0});
}

}  // namespace

TEST_CASE("facts cover whole months, without a first one that begins late and a last one that ends early") {
  const Date later = on(2027, 1, 1);
  CHECK(!covered_span({}, later));
  const std::vector<DayTotal> whole{{on(2025, 1, 7), 1, 1, 0}, {on(2025, 3, 25), 1, 1, 0}};
  CHECK(*covered_span(whole, later) == Span{on(2025, 1, 1), on(2025, 4, 1)});
  const std::vector<DayTotal> part{{on(2025, 1, 8), 1, 1, 0}, {on(2025, 3, 24), 1, 1, 0}};
  CHECK(*covered_span(part, later) == Span{on(2025, 2, 1), on(2025, 3, 1)});
  CHECK(*covered_span(part, on(2025, 3, 25)) == Span{on(2025, 2, 1), on(2025, 3, 26)});
  CHECK(!covered_span({part.begin(), 1}, later));
  CHECK(!covered_span(part, on(2024, 12, 31)));
}

TEST_CASE("past growths slide back by month as far as both years are covered") {
  std::vector<DayTotal> days;
  monthly(days, {on(2024, 1, 1), on(2025, 1, 1)}, 100);
  monthly(days, {on(2025, 1, 1), on(2026, 1, 1)}, 150);
  const Span covered{on(2024, 1, 1), on(2026, 1, 1)};
  const auto quarters = past_growths(days, {on(2026, 1, 1), on(2026, 4, 1)}, covered);
  REQUIRE(quarters.size() == 10);  // from 2025-10..12 back to 2025-01..03
  CHECK(quarters.front().span == Span{on(2025, 10, 1), on(2026, 1, 1)});
  CHECK(quarters.back().span == Span{on(2025, 1, 1), on(2025, 4, 1)});
  CHECK(quarters.front().value == Money{450});
  CHECK(quarters.front().before == Money{300});
  CHECK(quarters.front().rate == doctest::Approx(0.5));
  CHECK(past_growths(days, {on(2026, 1, 1), on(2027, 1, 1)}, covered).size() == 1);
}

TEST_CASE("a span that was nothing or less a year before has no growth") {
  std::vector<DayTotal> days;
  monthly(days, {on(2024, 1, 1), on(2025, 1, 1)}, -5);
  monthly(days, {on(2025, 1, 1), on(2026, 1, 1)}, 150);
  CHECK(past_growths(days, {on(2026, 1, 1), on(2026, 2, 1)}, {on(2024, 1, 1), on(2026, 1, 1)}).empty());
}

TEST_CASE("spans that do not begin months keep their length as they slide") {
  std::vector<DayTotal> days;
  monthly(days, {on(2023, 1, 1), on(2026, 1, 1)}, 100);
  for (const Growth& growth : past_growths(days, {on(2026, 1, 5), on(2026, 1, 12)}, {on(2023, 1, 1), on(2026, 1, 1)})) {
    CHECK(growth.span.days() == 7);
  }
}

TEST_CASE("a span is named as briefly as it can be") {
  CHECK(span_name({on(2025, 1, 1), on(2026, 1, 1)}, {}) == "2025");
  CHECK(span_name({on(2025, 4, 1), on(2026, 4, 1)}, {4}) == "2025");
  CHECK(span_name({on(2025, 7, 1), on(2025, 10, 1)}, {}) == "2025-Q3");
  CHECK(span_name({on(2025, 7, 1), on(2026, 7, 1)}, {}) == "2025-07..2026-06");
  CHECK(span_name({on(2025, 7, 2), on(2025, 7, 4)}, {}) == "2025-07-02..2025-07-03");
}
