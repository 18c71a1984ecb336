// Whether a course lifts what it aims at: those who passed it, before and after, beside those who did not.
//
// For each who passed it: the metric per working day in the days after the pass, less that in as many days before. From that
// goes the mean change of the others over the same days, so that season and market are not taken for the course. The mean of
// what is left has Student's 95% interval. People are not sent to courses by lot: even a clear effect is no proof.
#pragma once

#include <optional>
#include <vector>

#include "base/calendar.hpp"
#include "base/interval.hpp"
#include "model/day_sum.hpp"
#include "model/organisation.hpp"
#include "model/training_rule.hpp"

namespace salesctl {

constexpr int least_trained = 5;  // fewer people say nothing, and fewer others are nobody to compare with

struct TrainingEffect {
  int passed = 0;    // who passed it for the first time, as far as is known
  int compared = 0;  // of them, who were there all the days before and after, with enough others
  double before = 0;  // mean of those compared, in the metric's unit (minor units for money) per working day, or as a ratio
  double after = 0;
  double others = 0;  // mean change of the others
  double effect = 0;  // after - before - others
  std::optional<Interval> interval = {};  // none for fewer than least_trained, and where all changed alike

  /// 1 or -1 where the interval leaves out 0: more, or less, than chance; else 0.
  int claim() const;
};

/// `sums` of the aim and, where the rule divides, of `per`, over all days that are compared. `taken`: of this course.
TrainingEffect training_effect(const TrainingRule& rule, const Organisation& organisation, const Calendar& calendar,
                               const std::vector<TrainingTaken>& taken, const std::vector<DaySum>& sums,
                               const std::vector<DaySum>& divisors, Date as_of);

}  // namespace salesctl
