// Who has passed the courses that are required, who is late, and how often they are passed.
#pragma once

#include <optional>
#include <vector>

#include "model/organisation.hpp"
#include "model/training_rule.hpp"

namespace salesctl {

/// done     passed, and not run out
/// due      not passed, and there is still time
/// overdue  not passed in time, or run out
enum class TrainingState { done, due, overdue };
const char* to_string(TrainingState state);

/// A rep whom a scorecard sends to a course.
struct SentToCourse {
  RepKey rep{};
  Span period;  // that was appraised
};

/// A rep who has to pass a course.
struct TrainingDuty {
  const Rep* rep = nullptr;  // of the organisation
  TrainingState state = TrainingState::due;
  bool weak = false;                    // because a scorecard says so
  std::optional<Date> due_on = {};      // the last day to pass it, or until when the pass counts; none: no day is known, or it counts for good
  int late = 0;                         // days
  std::optional<TrainingTaken> last = {};  // the last time it was taken
  bool last_passed = false;
};

/// Everybody employed on the day who has to pass it, by id. Who was always there (no day of joining is known) has no last
/// day. Who is sent to it has to pass it from the first day of the appraised period on, whatever was passed before.
/// `taken`: of this course, up to the day.
std::vector<TrainingDuty> training_duties(const TrainingRule& rule, const Organisation& organisation, const std::vector<SentToCourse>& sent,
                                          const std::vector<TrainingTaken>& taken, Date as_of);

}  // namespace salesctl
