#include "goal/pipeline.hpp"

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

const Date today = make_date(2026, 6, 30);
const Span quarter{make_date(2026, 7, 1), make_date(2026, 10, 1)};
const Rate half{Rate::one / 2};

DecidedDeals past() {
  DecidedDeals deals;
  deals.won = 4;
  deals.lost = 12;
  deals.with_amount = 2;
  deals.amount = Money{1000};
  deals.with_days = 2;
  deals.days = 120;
  return deals;
}

}  // namespace

TEST_CASE("open deals count by amount and probability when they should close in the span") {
  const std::vector<OpenDeal> deals{{Money{100'00}, half, {}, make_date(2026, 7, 1)},
                                    {Money{100'00}, half, {}, make_date(2026, 9, 30)},
                                    {Money{100'00}, half, {}, make_date(2026, 10, 1)}};
  CHECK(expected_pipeline(deals, past(), quarter, today) == Pipeline{2, 0, Money{100'00}});
}

TEST_CASE("an overdue deal is expected tomorrow, one without a date after the average way to a win") {
  const OpenDeal overdue{Money{10}, Rate{Rate::one}, {}, make_date(2026, 1, 1)};
  const OpenDeal fresh{Money{20}, Rate{Rate::one}, make_date(2026, 6, 1), {}};      // 60 days: 31 July
  const OpenDeal late{Money{40}, Rate{Rate::one}, make_date(2026, 8, 2), {}};       // 1 October
  const OpenDeal timeless{Money{80}, Rate{Rate::one}, {}, {}};
  const std::vector<OpenDeal> deals{overdue, fresh, late, timeless};
  CHECK(expected_pipeline(deals, past(), quarter, today).weighted == Money{110});
  const Span august{make_date(2026, 8, 1), make_date(2026, 9, 1)};
  CHECK(expected_pipeline(deals, past(), august, today).deals == 0);
}

TEST_CASE("deals without an amount count with the average won deal, of unknown probability with the win rate") {
  const std::vector<OpenDeal> deals{{{}, half, {}, {}}, {Money{400}, {}, {}, {}}};
  CHECK(expected_pipeline(deals, past(), quarter, today) == Pipeline{2, 1, Money{250 + 100}});
  CHECK(expected_pipeline(deals, {}, quarter, today) == Pipeline{2, 1, Money{}});
}

TEST_CASE("deals tell about metrics that count whole sales only") {
  Metric metric{"revenue", "Revenue", MetricUnit::money, "credited_order", "amount", "ordered_on", "rep", "", {}};
  CHECK(counts_whole_sales(metric));
  metric.sum = "amount - coalesce(cost, 0)";
  CHECK(!counts_whole_sales(metric));
  metric = {"won", "Won", MetricUnit::money, "opportunity", "coalesce(amount, 0)", "closed_on", "rep", "stage_kind = 'won'", {}};
  CHECK(counts_whole_sales(metric));
  metric.where = "stage_kind = 'won' AND product = 'P1'";
  CHECK(!counts_whole_sales(metric));
  CHECK(!counts_whole_sales({"orders", "Orders", MetricUnit::count, "order", "amount", "ordered_on", "rep", "", {}}));
}
