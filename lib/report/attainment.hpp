// Targets beside actuals, for every scope and slice of time.
//
// A fact counts for the rep credited and for the team the rep was in on that day, so a rep who moved stands under each
// of the teams. What no rep is credited with counts for the company, in a row of its own: rows always add up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
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

/// How far a period is: its working days up to and with the day known, of all.
struct Elapsed {
  int worked = 0;
  int all = 0;
  bool operator==(const Elapsed&) const = default;

  std::optional<Rate> share() const;  // to four decimals half-even; none without working days
};
Elapsed elapsed(const Calendar& calendar, Span span, Date as_of);

/// The day that is known, and which days are worked.
struct KnownDay {
  const Calendar& calendar;
  Date as_of;
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
  std::optional<Money> last_year = {};  // of the days a year before those that are known
  std::optional<Money> due = {};        // of the target: what the plan wants by the day that is known
  bool operator==(const AttainmentRow&) const = default;

  std::optional<Rate> attainment() const;  // actual / target, to four decimals half-even; none without a target above zero
  std::optional<Money> gap() const;        // actual − target: below zero is missing
  /// Actual over what is due or, where that is not known, attainment over the share of working days gone: 100% is on
  /// course. None before the first of them.
  std::optional<Rate> pace(const Elapsed& gone) const;
  /// What the whole period brings at this pace, half-even; without a target by the working days.
  std::optional<Money> run_rate(const Elapsed& gone) const;
};

/// Rows in tree order, for each scope the slices in order and, where there are several, the whole period last.
/// `plans` oldest first; a slice takes its target from the newest plan that covers it, or from several that tile it.
/// Reps who have neither a target nor a fact nor are employed in the period are left out. `last_year`: sums of
/// compared_days(period), to stand beside. `known`: for what is due by then, which is the targets of the plan's shortest
/// periods that are over and, of the one that runs, in proportion to the working days, of a rep those of its employment;
/// half-even.
std::vector<AttainmentRow> attainment(const Organisation& organisation, const std::vector<DaySum>& actuals,
                                      const std::vector<PlanTargets>& plans, const Period& period,
                                      const std::vector<Period>& slices, ScopeLevel to,
                                      const std::vector<DaySum>* last_year = nullptr, const KnownDay* known = nullptr);

/// The days a year before those of the span that are known; a February 29 has the 28th before it.
Span compared_days(Span span, Date as_of);

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

/// Reps by what they did in the whole period, or by attainment, which leaves out who has no target; best first, equals by id.
std::vector<LeaderboardRow> leaderboard(const Organisation& organisation, const std::vector<AttainmentRow>& rows, bool by_attainment = false);

}  // namespace salesctl
