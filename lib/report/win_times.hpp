// How likely, and how soon, deals that stand in a stage are won: the cumulative incidence of winning where losing competes
// with it and deals still open count as lasting at least so long. O. O. Aalen and S. Johansen, "An empirical transition
// matrix for non-homogeneous Markov chains based on censored observations", Scandinavian J. Statistics 5 (1978), 141-150.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/deal.hpp"

namespace salesctl {

/// A deal from the day it came into a stage, or began, to its end, or to the day it is looked at.
struct Course {
  int days = 0;
  DealState end = DealState::open;
  bool operator==(const Course&) const = default;
};

class WinTimes {
 public:
  WinTimes() = default;
  explicit WinTimes(std::vector<Course> courses);

  /// The chance that a deal still open after `age` days is won within the next `days`. Nothing where fewer than 20 deals are
  /// decided. Of ages at which fewer than 10 deals were still open nothing is known: the last one with so many stands for them.
  std::optional<double> won_within(int age, int days) const;

  std::int64_t won() const { return won_; }
  std::int64_t decided() const { return decided_; }

 private:
  struct Step {
    int days = 0;
    double open = 1;  // the share still open after this day
    double won = 0;   // the share won by this day
  };
  Step at(int days) const;

  std::vector<Step> steps_;  // by day
  int last_age_ = 0;         // up to which ages are told apart
  std::int64_t won_ = 0;
  std::int64_t decided_ = 0;
};

}  // namespace salesctl
