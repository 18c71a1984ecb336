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
#include <map>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "model/goal.hpp"
#include "model/organisation.hpp"
#include "model/settings.hpp"

namespace salesctl {

struct SplitRequest {
  Money total;               // of the metric's own minor unit
  Period period;
  PeriodUnit by = PeriodUnit::month;      // finest slices: quarter, month, week or day
  ScopeLevel to = ScopeLevel::rep;
  Weights time = Weights::working_days;
  Weights people = Weights::even;
  std::map<Date, double> slice_history;   // for time = history: slice's first day -> the metric in past years
  std::map<RepKey, double> rep_history;   // for people = history: the metric in past years; absent: none
  Calendar calendar;
  FiscalYear fiscal;
};

struct SplitResult {
  /// Scopes in tree order (a team, its teams, its reps; by id), each with its periods from coarse to fine:
  /// the whole period, then years, quarters, months, ... that are finer than the period and not finer than `by`.
  std::vector<GoalCell> cells;
  std::vector<std::string> notes;  // what the reader should know: history missing and even weights used, ...
};

/// Throws DataError naming what is impossible: nobody employed in a slice with a target, all weights zero,
/// no history at all.
SplitResult split_goal(const SplitRequest& request, const Organisation& organisation);

}  // namespace salesctl
