// `training`: courses and their exams, who has to pass them, and what they are to lift.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/rate.hpp"
#include "model/audience.hpp"

namespace salesctl {

struct TrainingRule {
  std::string course;  // as the records of training call it
  std::string title;
  Audience whom = {};
  bool only_when_weak = false;  // required only of whom a scorecard sends to it
  int within = 90;              // days to pass it in: from joining, or from the end of the period that was appraised
  int every = 0;                // months after which a pass runs out; 0: never
  std::optional<Rate> pass = {};  // the least score; none: as the record says
  std::string aim = {};         // the metric it is to lift; empty: none
  std::string per = {};         // a metric to divide by; empty: the working day
  int window = 90;              // days before and after that are compared
  Place place = {};
  bool operator==(const TrainingRule&) const = default;
};

/// A course that a rep took.
struct TrainingTaken {
  RepKey rep{};
  Date on;
  std::optional<double> score = {};
  std::optional<bool> said = {};  // whether the record calls it passed
  bool operator==(const TrainingTaken&) const = default;
};

/// By the least score where there is one and a score; else what the record says; else a course without exam is passed by
/// having been there, one with an exam is not.
bool passed(const TrainingRule& rule, const TrainingTaken& taken);

}  // namespace salesctl
