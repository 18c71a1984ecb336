// Whose an objective is, and what of a metric is theirs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "goal/okr.hpp"
#include "model/day_sum.hpp"
#include "model/organisation.hpp"

namespace salesctl {

/// The team, rep or company an objective belongs to.
struct OkrOwner {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;  // TeamKey or RepKey
  std::string id = "company";
};

/// "company", or the id of a team or rep, or "team:ID" and "rep:ID" where both have it. Throws UsageError with the
/// nearest id.
OkrOwner find_owner(const Organisation& organisation, const std::string& text);

/// The owner's part of the day sums that lie in the span: a team's is that of the people in it on the day.
Progress progress_of(const Organisation& organisation, const OkrOwner& owner, const std::vector<DaySum>& sums, Span span);

}  // namespace salesctl
