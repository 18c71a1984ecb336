// The way from a lead to a won deal, counted: what plans of activities and checks of goals know of the pipeline.
#pragma once

#include <cstdint>
#include <optional>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/rate.hpp"

namespace salesctl {

/// What a rep, a team or the company did in a span.
struct FunnelCounts {
  Money value;                 // of the metric that is planned: minor units, or a whole number
  Money won_value;             // of the deals won, as far as they have an amount
  std::int64_t won = 0;        // deals won in the span
  std::int64_t lost = 0;
  std::int64_t leads = 0;      // leads that came in within the span
  std::int64_t converted = 0;  // those of them that became a customer or a deal
  std::int64_t visits = 0;
  std::int64_t calls = 0;
  bool operator==(const FunnelCounts&) const = default;

  std::int64_t decided() const { return won + lost; }
  FunnelCounts& operator+=(const FunnelCounts& other) {
    value += other.value;
    won_value += other.won_value;
    won += other.won;
    lost += other.lost;
    leads += other.leads;
    converted += other.converted;
    visits += other.visits;
    calls += other.calls;
    return *this;
  }
};

/// A deal that was open on a day, as it stood then.
struct OpenDeal {
  std::optional<Money> amount;
  std::optional<Rate> probability;  // of winning it; none: not known
  std::optional<Date> created;
  std::optional<Date> expected;     // when it should close
};

/// What became of the deals decided in a span.
struct DecidedDeals {
  std::int64_t won = 0;
  std::int64_t lost = 0;
  std::int64_t with_amount = 0;  // of the won ones
  Money amount;                  // of these
  std::int64_t with_days = 0;    // of the won ones, those whose beginning is known
  std::int64_t days = 0;         // from beginning to end, of these together
};

/// A metric on one day, all reps together.
struct DayTotal {
  Date day;
  std::int64_t value = 0;    // minor units or a whole number
  std::int64_t facts = 0;    // how many rows were added up
  std::int64_t nobodys = 0;  // the part of value that no rep is credited with
};

}  // namespace salesctl
