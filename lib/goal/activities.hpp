// From a target to daily work: the funnel worked backwards.
//
// For each unit (a rep; where the goal is split no lower, a team or the company), over the days that are left:
//
//   gap           = target - actual so far
//   wins          = gap / average deal, rounded up
//   opportunities = wins / win rate, rounded up
//   leads         = opportunities / lead rate, rounded up
//   visits, calls = opportunities × visits, calls per opportunity, rounded up
//   per week      = each of these / working weeks left, rounded up to a tenth
//
// Each step goes on from the whole number before it, because nobody wins half a deal: rounding up makes a plan that is
// met meet the target. A gap of zero or less needs nothing. A working week is as many working days as the calendar's
// week has; days left are the unit's own: employed and not on leave.
//
// Ratios come from the history (a span before the plan):
//
//   average deal          = the metric's sum / deals won (n): what one won deal brings in, with all that comes beside it
//   win rate              = deals won / deals decided (n)
//   lead rate             = leads converted / leads that came in (n)
//   visits, calls per opp.= visits, calls / deals decided (n)
//
// Own ratios of few deals say little, so they are shrunk towards the team's, and the team's towards the company's:
//
//   used = (n × own + k × above) / (n + k),  k = 10 deals won or decided, 20 leads
//
// that is, as if k more had gone as they do above. With n = 0 the ratio above is used as it is. Averages are rounded to
// the minor unit, the others to four places, half-up, before they are used: the table can be recomputed by hand.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/rate.hpp"
#include "model/funnel.hpp"

namespace salesctl {

inline constexpr std::int64_t deal_strength = 10;  // k
inline constexpr std::int64_t lead_strength = 20;

/// What is not known is not there: no leads, no visits recorded.
struct FunnelRatios {
  Money average_deal;  // of the metric's minor units, times the plan's `scale`; above zero
  Rate win_rate;       // above zero
  std::optional<Rate> lead_rate;
  std::optional<Rate> visits;  // per opportunity
  std::optional<Rate> calls;
  bool operator==(const FunnelRatios&) const = default;
};

/// Own figures, nothing where n is 0: for --explain.
struct OwnRatios {
  std::optional<Money> average_deal;
  std::optional<Rate> win_rate;
  std::optional<Rate> lead_rate;
  std::optional<Rate> visits;
  std::optional<Rate> calls;
};

struct Needs {
  std::int64_t wins = 0;
  std::int64_t opportunities = 0;
  std::optional<std::int64_t> leads;
  std::optional<std::int64_t> visits;
  std::optional<std::int64_t> calls;
  bool operator==(const Needs&) const = default;
};

/// (sum + k × above) / (n + k), rounded half-up; `above` when n is 0.
std::int64_t shrunk(std::int64_t sum, std::int64_t n, std::int64_t above, std::int64_t k);

/// `scale` is how many parts the metric's unit is counted in: 1 for money, 10,000 for counts, whose average is no whole
/// number.
OwnRatios own_ratios(const FunnelCounts& counts, std::int64_t scale);

/// The company's. Throws DataError when no deal was won or the metric is not above zero: there is nothing to plan with.
FunnelRatios company_ratios(const FunnelCounts& counts, std::int64_t scale);
FunnelRatios shrunk_ratios(const FunnelCounts& counts, const FunnelRatios& above, std::int64_t scale);

/// Throws DataError on numbers past 64 bits.
Needs needs(Money gap, const FunnelRatios& ratios, std::int64_t scale);
Needs operator+(const Needs& a, const Needs& b);

/// In tenths, rounded up. None when no day is left.
std::optional<std::int64_t> per_week_tenths(std::int64_t total, std::int64_t days_left, std::int64_t days_a_week);

/// Somebody with a target.
struct ActivityUnit {
  std::string id;
  std::string team;  // id; of a rep the one in the days left; empty: directly under the company
  Money target;
  Money actual;
  FunnelCounts counts;
  std::int64_t days_left = 0;
};

struct ActivityRow {
  ActivityUnit unit;
  Money gap;  // target - actual
  FunnelRatios ratios;
  FunnelRatios above;
  Needs total;
};

/// Rows as the units. `teams` are the counts of teams by id; a unit that is a team itself stands right under the company.
std::vector<ActivityRow> plan_activities(const std::vector<ActivityUnit>& units,
                                         const std::map<std::string, FunnelCounts>& teams, const FunnelCounts& company,
                                         std::int64_t scale);

}  // namespace salesctl
