// What open deals may still bring in within a span.
//
// A deal counts with its amount times its probability when it is expected to close within the span. One that should have
// closed already is expected the day after `as_of`; one without a date, as many days after its beginning as won deals took
// on average. One without an amount counts with the average won deal, one of unknown probability with the win rate.
#pragma once

#include <cstdint>
#include <span>

#include "base/period.hpp"
#include "model/funnel.hpp"
#include "model/settings.hpp"

namespace salesctl {

struct Pipeline {
  std::int64_t deals = 0;    // that are expected to close in the span
  std::int64_t guessed = 0;  // those of them without an amount
  Money weighted;            // rounded half-even, deal by deal
  bool operator==(const Pipeline&) const = default;
};

Pipeline expected_pipeline(std::span<const OpenDeal> open, const DecidedDeals& past, Span span, Date as_of);

/// Whether the metric counts sales in whole, as the amounts of deals do: the sum of `amount` over orders, payments or
/// won deals, without any other condition. Deals say nothing of a margin or of one product's revenue.
bool counts_whole_sales(const Metric& metric);

}  // namespace salesctl
