// How a target is split: what `goals` in the config says, and what a plan keeps of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"
#include "model/organisation.hpp"

namespace salesctl {

enum class Weights { even, working_days, history, potential, given };
std::string_view to_string(Weights weights);

/// Weights mixed: each is made shares of 100% first, then they are added up in these parts, which sum to 100%.
struct Blend {
  Blend(Weights only) : parts{{only, Rate{Rate::one}}} {}  // NOLINT(google-explicit-constructor): one weight is a blend
  explicit Blend(std::vector<std::pair<Weights, Rate>> mixed);  // throws ValueError unless they sum to 100%
  bool uses(Weights weights) const;
  bool operator==(const Blend&) const = default;

  std::vector<std::pair<Weights, Rate>> parts;
};

/// Reads "history" or "history=60%,working_days=40%"; `over` says which weights there are. Throws ValueError.
enum class Over { time, people };
Weights parse_weights(std::string_view text, Over over);
Blend parse_blend(std::string_view text, Over over);
/// What parse_blend reads.
std::string to_string(const Blend& blend);

/// A target and how it is split. `goal split PERIOD` without --amount takes the config's entry of that period and metric.
struct GoalRule {
  std::string metric;
  std::string period;
  Money amount;  // minor units for money metrics, whole numbers for counts
  PeriodUnit by = PeriodUnit::month;
  ScopeLevel to = ScopeLevel::rep;
  Blend time = Weights::working_days;
  Blend people = Weights::even;
  int history_years = 1;
  std::vector<Rate> time_shares;                            // for given weights over time: of equal parts of the period
  std::vector<std::pair<std::string, Rate>> people_shares;  // for given weights over people: by rep id
  std::vector<Rate> ramp;            // what a new hire counts in the first, second … month of service
  std::optional<Rate> min_growth;    // of a rep's total against the actual of the year before
  std::optional<Rate> max_growth;
  Rate team_stretch{Rate::one};      // the teams' targets together, as a share of the company's
  Rate rep_stretch{Rate::one};       // the reps' targets together, as a share of the teams'
  Money round{1};                    // targets are multiples of this
  std::optional<Date> from;          // what is before stays as in the newest plan
  Place place;
  bool operator==(const GoalRule&) const = default;
};

/// The rule as an entry of `goals`, in one line of YAML.
std::string definition(const GoalRule& rule, int decimals);

/// Throws ValueError when parts contradict each other: shares that do not sum to 100%, given weights without shares,
/// growth from more to less, stretch or round not above zero.
void check(const GoalRule& rule);

}  // namespace salesctl
