// How one target of a split came about, step by step from the whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "goal/split.hpp"

namespace salesctl {

struct ExplainStep {
  std::string what;
  std::optional<Money> amount;   // of the metric's own minor unit, rounded to it for show
  std::optional<double> factor;  // a weight, or what the amount before is multiplied by
  std::string how;
};

/// Whose target and when; the span is that of one or more periods of the targets.
struct TargetPlace {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;  // as in GoalScope
  Period period;
};

/// What stands at the place; nothing when there is no such target.
std::optional<Money> target_at(const Targets& targets, const TargetPlace& place);

/// The chain from the request's total to the target. A period that is divided further is explained as the sum of its
/// parts. `targets` is what split_goal made of the request; amounts are written with `decimals`.
/// Throws DataError: there is no such target.
std::vector<ExplainStep> explain_target(const SplitRequest& request, const Organisation& organisation,
                                        const Targets& targets, const TargetPlace& place, int decimals);

}  // namespace salesctl
