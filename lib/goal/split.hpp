// Goal split: one target for a metric over a period -> a target for every scope and every slice of time, exact in
// both directions.
//
// A slice's share of the total is its time weight over the sum of time weights. Within a slice, a rep's share is
// weight × availability over the sum of these for all who are there in that slice; availability is the part of the
// slice's working days on which the rep is employed, times the part-time rate. So cell = total × time share × people
// share; a team's cells are the sums of its reps', the company's of all.
//
// Rounding is controlled: the cells are turned into whole rounding units so that every cell, every rep's and team's
// period total and every company, team and rep slice (and coarser period of a rep and of the company) is less
// than one unit from its exact value, and all sums are exact. See rounding.hpp. For a rep who changes teams within
// the period the coarser periods are those by team; the totals of the teams left and entered are then exact sums, but
// may be off by a unit more per such rep (those of a team above both are not).
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "model/goal.hpp"
#include "model/organisation.hpp"
#include "model/goal_rule.hpp"

namespace salesctl {

/// What a slice was in the past years.
struct PastSlice {
  double value = 0;
  double facts = std::numeric_limits<double>::infinity();  // rows the value comes from: few of them are believed less
};

struct SplitRequest {
  Money total;               // of the metric's own minor unit
  Period period;
  PeriodUnit by = PeriodUnit::month;      // finest slices: quarter, month, week or day
  ScopeLevel to = ScopeLevel::rep;
  Blend time = Weights::working_days;
  Blend people = Weights::even;
  std::map<Date, PastSlice> slice_history;  // by a slice's first day, for history over time
  std::map<RepKey, double> rep_history;     // the metric in past years, for history over people; absent: none
  std::map<RepKey, double> rep_potential;   // what the rep's customers are worth
  std::map<RepKey, double> rep_shares;      // for given weights over people
  std::vector<Rate> time_shares;            // for given weights over time: of quarters, months … as many as there are
  std::vector<Rate> ramp;                   // what a rep counts in the first, second … month of service
  std::optional<Rate> min_growth;           // of a rep's total against last_year
  std::optional<Rate> max_growth;
  std::map<RepKey, Money> last_year;
  Rate team_stretch{Rate::one};             // teams together, as a share of the company
  Rate rep_stretch{Rate::one};              // reps together, as a share of the teams
  Money round{1};                           // targets are multiples of this
  std::vector<Pin> pins;
  std::optional<Date> from;                 // slices before this day stay as in `kept`
  Targets kept;                             // cells of the reps; of the teams or the company in a split that goes no lower
  Calendar calendar;
  FiscalYear fiscal;
};

struct SplitResult {
  /// Teams and reps by id. Periods: the whole, then years, quarters, months, ... that are finer than the period and
  /// not finer than `by`.
  Targets targets;
  std::vector<std::string> notes;  // what the reader should know: history missing and even weights used, ...
};

/// The request for one level alone, as stretched levels are split: its total, and the pins above it stretched as it is.
SplitRequest level_request(const SplitRequest& request, ScopeLevel level);

/// Throws DataError naming what is impossible: nobody employed in a slice with a target, all weights zero,
/// no history at all.
SplitResult split_goal(const SplitRequest& request, const Organisation& organisation);

}  // namespace salesctl
