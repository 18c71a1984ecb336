// Targets: what a split makes, the store keeps and reports compare with; and those set by hand.
#pragma once

#include <cstdint>
#include <string>

#include "base/money.hpp"
#include "base/period.hpp"
#include "model/organisation.hpp"

namespace salesctl {

/// One target. `amount` is final; the rest says how it came about (for --explain).
struct GoalCell {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;        // TeamKey or RepKey; 0 for the company
  std::string scope;           // id; "company"
  std::string parent;          // id of the scope above; empty for the company
  int depth = 0;               // in the scope tree, for indenting
  Period period;
  PeriodUnit unit = PeriodUnit::month;
  Money amount;
  double exact = 0;            // unrounded, in minor units
  double time_share = 0;       // of the whole period
  double people_share = 0;     // of the company in this slice; 0 to 1
};

/// A target set by hand.
struct Pin {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;  // as in GoalCell
  std::string scope;     // id, for messages
  Period period;
  Money amount;
};

}  // namespace salesctl
