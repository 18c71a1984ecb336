// Targets beside actuals, for every scope and slice of time.
//
// A fact counts for the rep credited and for the team the rep was in on that day, so a rep who moved stands under each
// of the teams. What no rep is credited with counts for the company, in a row of its own: rows always add up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/period.hpp"
#include "model/day_sum.hpp"
#include "model/goal.hpp"
#include "model/organisation.hpp"

namespace salesctl {

/// One goal plan and what it covers.
struct PlanTargets {
  Span span;
  Targets targets;
};

struct AttainmentRow {
  ScopeLevel level = ScopeLevel::company;
  std::string scope;   // id; empty for what no rep is credited with
  std::string name;    // for people
  std::string parent;  // id of the scope above
  int depth = 0;
  Period period;
  bool whole = false;  // the whole period, when it was cut into several slices
  std::optional<Money> target;
  Money actual;
  bool operator==(const AttainmentRow&) const = default;

  std::optional<Rate> attainment() const;  // actual / target, to four decimals half-even; none without a target above zero
  std::optional<Money> gap() const;        // actual − target: below zero is missing
};

/// Rows in tree order, for each scope the slices in order and, where there are several, the whole period last.
/// `plans` oldest first; a slice takes its target from the newest plan that covers it, or from several that tile it.
/// Reps who have neither a target nor a fact nor are employed in the period are left out.
std::vector<AttainmentRow> attainment(const Organisation& organisation, const std::vector<DaySum>& actuals,
                                      const std::vector<PlanTargets>& plans, const Period& period,
                                      const std::vector<Period>& slices, ScopeLevel to);

struct LeaderboardRow {
  int rank = 0;  // equal results share a rank; the next one is skipped
  std::string rep;
  std::string name;
  std::string team;  // id of the last one in the period
  Money actual;
  std::optional<Money> target;
  std::optional<Rate> attainment;
  bool operator==(const LeaderboardRow&) const = default;
};

/// Reps by what they did in the whole period, best first; equals by id.
std::vector<LeaderboardRow> leaderboard(const Organisation& organisation, const std::vector<AttainmentRow>& rows);

}  // namespace salesctl
