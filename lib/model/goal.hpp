// Targets: what a split makes, the store keeps and reports compare with; and those set by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/period.hpp"
#include "model/organisation.hpp"

namespace salesctl {

/// Whose targets: a row of a plan.
struct GoalScope {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;  // TeamKey or RepKey; 0 for the company
  std::string id;        // "company" for the company
  std::string parent;    // id of the scope above; empty for the company
  int depth = 0;         // in the scope tree, for indenting
};

/// Targets of when: a column of a plan.
struct GoalPeriod {
  Period period;
  PeriodUnit unit = PeriodUnit::month;
};

struct GoalCell {
  std::uint32_t scope = 0;   // its place in Targets::scopes
  std::uint32_t period = 0;  // and in Targets::periods
  Money amount;
  double exact = 0;          // before rounding, in minor units; not kept in the store
};

/// All targets of a plan. A rep who changes teams is a scope under each, with cells for the time there only.
struct Targets {
  std::vector<GoalScope> scopes;    // the company; a team, the teams below, then its reps
  std::vector<GoalPeriod> periods;  // the whole first, then level by level from coarse to fine
  std::vector<GoalCell> cells;      // by scope, then by period

  const GoalScope& scope(const GoalCell& cell) const { return scopes[cell.scope]; }
  const GoalPeriod& period(const GoalCell& cell) const { return periods[cell.period]; }
  const Span& span(const GoalCell& cell) const { return periods[cell.period].period.span; }
};

/// A target set by hand.
struct Pin {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;  // as in GoalScope
  std::string scope;     // id, for messages
  Period period;
  Money amount;
};

}  // namespace salesctl
