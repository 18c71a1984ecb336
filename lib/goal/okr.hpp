// Objectives and key results, graded from 0 to 1 on a day; all grades are whole thousandths, rounded half-even.
//
// Key result: (current - start) / (target - start), cut to 0..1. `current` is the metric's sum for the owner from the
// first day of the period to that day, or the value last checked in; before there is one, the grade is 0. Where start and
// target are the same it is 1 as long as they are kept, else 0. A metric with direction down is a sum that can only grow,
// so it is graded on where it ends at this pace: current × days of the period / days gone.
// Objective: the weighted mean of its key results' grades. Rolled up: the weighted mean of these and of the rolled-up
// grades of the objectives aligned with it, each by its own weight. Means are taken of the rounded grades, so that they
// can be checked by hand.
// Expected: days gone / days of the period; 1 for a metric with direction down; weighted like the grades.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/okr.hpp"

namespace salesctl {

/// By grade / expected. Above 1, or at a grade of 1: ahead; from 0.9, where a traffic light is yellow too: on track; from
/// 0.7, which is a good grade at the end of a period (J. Doerr, Measure What Matters, 2018): behind; below: at risk. A last
/// confidence under 50% is behind at best, under 30% at risk.
enum class OkrStatus { at_risk, behind, on_track, ahead };
std::string_view to_string(OkrStatus status);  // "at risk", "behind" ...

/// What a metric came to.
struct Progress {
  Money value;
  std::optional<Date> moved_on;  // the last day that added something
};

/// What is known on a day, by id of the key result.
struct OkrFacts {
  std::map<std::string, Progress> progress;              // of every key result with a metric
  std::map<std::string, std::vector<CheckIn>> checked;   // by day; later ones than the day asked for do not exist
};

struct KeyResultGrade {
  std::optional<Money> current;  // none: nothing was checked in
  Rate grade;
  Rate expected;
  bool reached = false;          // the target is met
  bool stalled = false;
  std::optional<Rate> confidence;
  OkrStatus status = OkrStatus::on_track;
  std::vector<std::string> remarks;  // sentences, each beginning with what is wrong: "too easy: ..."
  std::string reason;                // how the grade came about
};

struct ObjectiveGrade {
  std::vector<KeyResultGrade> key_results;  // in their order
  std::optional<Rate> grade;                // none: it has no key results of its own
  Rate rolled_up;
  Rate expected;
  bool reached = false;  // by all key results and aligned objectives
  OkrStatus status = OkrStatus::on_track;
  std::vector<std::string> remarks;
  std::string reason;
};

/// One per objective, in their order.
std::vector<ObjectiveGrade> grade_okr(const Okr& okr, const OkrFacts& facts, Date as_of);

}  // namespace salesctl
