#include "goal/pipeline.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

namespace salesctl {
namespace {

constexpr std::array<std::string_view, 5> sales_views{"credited_order", "order", "credited_payment", "payment", "opportunity"};

std::string without_spaces(std::string text) {
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  return text;
}

Date expected_day(const OpenDeal& deal, const DecidedDeals& past, Date as_of) {
  const Date tomorrow = as_of + std::chrono::days{1};
  if (deal.expected) return std::max(*deal.expected, tomorrow);
  if (!deal.created) return tomorrow;
  const std::int64_t cycle = past.with_days == 0 ? 0 : past.days / past.with_days;
  return std::max(*deal.created + std::chrono::days{cycle}, tomorrow);
}

}  // namespace

Pipeline expected_pipeline(std::span<const OpenDeal> open, const DecidedDeals& past, Span span, Date as_of) {
  const Money average{past.with_amount == 0 ? 0 : past.amount.minor / past.with_amount};
  const std::int64_t decided = past.won + past.lost;
  const Rate win_rate{decided == 0 ? 0 : past.won * 10'000 / decided * (Rate::one / 10'000)};
  Pipeline pipeline;
  for (const OpenDeal& deal : open) {
    if (!span.contains(expected_day(deal, past, as_of))) continue;
    ++pipeline.deals;
    if (!deal.amount) ++pipeline.guessed;
    pipeline.weighted +=
        multiply(deal.amount.value_or(average), deal.probability.value_or(win_rate), Rounding::half_even);
  }
  return pipeline;
}

bool counts_whole_sales(const Metric& metric) {
  if (metric.unit != MetricUnit::money || std::ranges::find(sales_views, metric.from) == sales_views.end()) return false;
  const std::string sum = without_spaces(metric.sum);
  const std::string where = without_spaces(metric.where);
  if (sum != "amount" && sum != "coalesce(amount,0)") return false;
  return where.empty() || (metric.from == "opportunity" && where == "stage_kind='won'");
}

}  // namespace salesctl
