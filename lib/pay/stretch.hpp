// Who is under which plan on which days.
#pragma once

#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/organisation.hpp"
#include "model/pay_plan.hpp"

namespace salesctl {

/// All days of a rep under one plan within a period.
struct Stretch {
  std::size_t rep = 0;   // its place in Organisation::reps
  std::size_t plan = 0;  // its place in the list of plans
  std::vector<Span> spans;
  int days() const;
  bool contains(Date day) const;
  bool operator==(const Stretch&) const = default;
};

/// The stretches of the span, by rep, then by first day. On a day the most specific valid plan counts: one that names the
/// rep, then the level, then the nearest team, then one for everybody; days of employment only.
/// Throws ConfigError where two are equally specific.
std::vector<Stretch> stretches(const Organisation& organisation, const std::vector<PayPlan>& plans, Span span);

/// Whether the team is `above` or below it.
bool is_within(const Organisation& organisation, std::optional<TeamKey> team, TeamKey above);

}  // namespace salesctl
