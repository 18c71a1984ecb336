// What a period will bring: what is won, what the open deals may add, and how sure that is.
//
// Each open deal is won by the end of the period with a chance learned from the deals that were in its stage (WinTimes): by
// its age there, else by its age; without either day, as one that begins on the day. Where too few are decided, the deal's
// or its stage's probability holds, for deals expected by the end of the period or without such a day. A deal without an amount is drawn with the
// mean of those won. Deals not yet begun are taken from the
// periods before: what of each was won by its end from deals begun after the same day of it. Sums are drawn many times
// over: every draw wins or loses each deal, takes the new deals of one of the periods before, and draws how good each stage
// really is from what its past leaves open (Beta of won and lost).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/money.hpp"
#include "base/period.hpp"
#include "model/deal.hpp"

namespace salesctl {

/// How probable a deal must be to be committed to, and to be among the best case.
constexpr Rate commit_from{750'000'000};
constexpr Rate best_case_from{400'000'000};

/// Of one group, or of all.
struct Outlook {
  Money won;                    // within the period, so far
  std::int64_t open = 0;        // open deals
  Money commit;                 // won, and open deals with a probability of commit_from or more that should close from the day to the period's end, or any time
  Money best_case;              // that, and those with best_case_from or more
  Money pipeline;               // that, and all others that should close by the period's end
  Money overdue;                // of it open deals that should have closed before the day: nobody says any more when they will
  Money expected;               // the mean of the draws
  Money low, median, high;      // 10%, 50% and 90% of the draws lie below
  std::vector<double> draws;    // sums drawn, in minor units, ascending; of the whole only

  /// The share of draws that reach a target.
  std::optional<double> chance_of(Money target) const;
};

struct Forecast {
  std::vector<Outlook> groups;  // in the order of the groups asked for
  Outlook all;
  std::int64_t learned = 0;     // open deals whose chance is learned
  std::int64_t given = 0;       // by their own or their stage's probability
  std::int64_t without_day = 0;     // of the open deals: nobody said when they should close
  std::int64_t without_amount = 0;  // of the open deals: drawn with
  Money typical;                // the mean amount of deals won
  std::vector<Money> new_deals; // of the periods before, what came of deals not yet begun; empty: not known
};

struct ForecastRequest {
  Span period;
  Date as_of;                 // within the period, or the day before it
  std::uint64_t seed = 1;
  std::size_t draws = 10'000; // fewer where there are very many open deals
};

/// `deals` and `outlooks` as of the day; `probabilities` by stage of the rules; `groups` of the deals.
Forecast forecast(const Deals& deals, const std::vector<DealOutlook>& outlooks, std::span<const std::optional<Rate>> probabilities,
                  const DealGroups& groups, const ForecastRequest& request);

/// Won within a span, by what their deals were won for.
Money won_within(const Deals& deals, Span span);

}  // namespace salesctl
