// A goal held against SMART: one verdict and one reason for each of the five.
//
// Specific    fail: the configuration has no such metric. warn: never split, so nobody owns a part of it; split no
//             lower than the company; owners who have left; an amount in the configuration that is not the plan's.
// Measurable  fail: the metric has no facts. warn: the last fact is more than 31 days older than the day looked at (the
//             period's last day when that is over); more than a tenth of the past year's sum is credited to no rep.
// Achievable  The growth asked is target / (the same span a year before) - 1, held against the firm's own past growths
//             (growth.hpp). fail: more than the best of at least 12 of them. warn: more than three quarters of them, or
//             nothing to compare with. Whatever the growth, ok when what is done and what open deals are expected to
//             bring in within the period (pipeline.hpp) cover the target.
// Relevant    ok: lies in a longer goal of the same metric and is not less than that goal has for its span; or an
//             objective has a key result of the metric in its period; or, where there are no objectives, a goal for a year or more,
//             which others roll up to. warn: all else.
// Time-bound  ok: at least two slices as milestones, or a period of a month or less. warn: all else.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/period.hpp"
#include "goal/pipeline.hpp"
#include "model/funnel.hpp"
#include "model/organisation.hpp"

namespace salesctl {

enum class Criterion { specific, measurable, achievable, relevant, time_bound };
std::string_view to_string(Criterion criterion);

enum class Verdict { ok, warn, fail };
std::string_view to_string(Verdict verdict);
/// "warn" or "fail"; throws ValueError.
Verdict parse_fail_on(std::string_view text);

/// How a goal was split; what is left of it when nobody owns it any more.
struct SplitState {
  ScopeLevel to = ScopeLevel::company;
  PeriodUnit by = PeriodUnit::month;
  std::int64_t teams = 0;       // that have a target
  std::int64_t reps = 0;
  std::int64_t milestones = 0;  // slices of time
  std::int64_t leavers = 0;     // reps with targets for days after they left
  Money left_behind;            // these targets
};

/// A longer goal of the same metric that the goal lies in.
struct LongerGoal {
  std::string period;
  Money amount;
  std::optional<Money> part;  // what it has for the span of the shorter one; none: not split as fine
};

struct GoalFacts {
  std::string metric;
  std::string title;         // of the metric, for people
  bool defined = true;       // the configuration has the metric
  std::string unit;          // a currency, or empty for counts
  int decimals = 2;
  Period period;
  FiscalYear fiscal;
  Money amount;
  std::optional<SplitState> split;   // none: stands in the configuration only
  std::optional<Money> configured;   // what the configuration says for the same metric and period
  std::span<const DayTotal> days;    // of the metric, up to as_of
  Date as_of;
  std::optional<Pipeline> pipeline;  // none: deals do not tell about this metric
  std::optional<LongerGoal> longer;
  bool has_objectives = false;
  std::string objective;             // one that holds the metric for the period; empty: none
};

struct Judgement {
  Criterion criterion = Criterion::specific;
  Verdict verdict = Verdict::ok;
  std::string reason;  // translated, one sentence
};

/// Five, in the order of the letters.
std::vector<Judgement> judge(const GoalFacts& goal);

}  // namespace salesctl
