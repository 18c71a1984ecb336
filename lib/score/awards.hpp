// Who wins an award.
//
// The highest result wins; equals are parted by the tie break where there is one, else they share the place, and all who
// share the last place that wins do win.
//
// Improvement is measured per working day, so that nobody gains or loses by leave or by having come late: with n what a
// rep did a day in the period, b what they did a day in the year before it, and N and B the same of all others together,
// the result is (n / b) / (N / B). What the season or the market gives to everybody is in both parts and cancels out. Who
// did less than half of the median b cannot win: from next to nothing every step is a leap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/award.hpp"

namespace salesctl {

/// A rep or team that may win.
struct Contender {
  std::string id;
  std::string name;
  std::optional<Money> actual = {};      // of the metric in the period
  std::optional<Money> target = {};
  std::optional<double> number = {};     // of the SQL
  std::optional<Money> tie_break = {};
  std::optional<Date> since = {};        // hired
  int days = 0;                          // worked in the period
  Money before = {};                     // in the year before
  int days_before = 0;

  std::optional<double> attainment() const;  // nothing without a target above zero
};

/// Why somebody cannot win.
enum class Barred { no, no_result, no_target, below_least, below_attainment, not_new, too_little_before };

struct AwardStanding {
  std::size_t contender = 0;
  std::optional<double> result;  // amount, attainment, number or growth
  int rank = 0;                  // 0: barred
  bool wins = false;
  Barred barred = Barred::no;
  double own_growth = 0;         // of improved: n / b
  double norm = 1;               // and N / B
  bool operator==(const AwardStanding&) const = default;
};

/// Best first, those who are barred last; equals by id.
std::vector<AwardStanding> award_standings(const AwardRule& rule, const std::vector<Contender>& contenders, Span period);

}  // namespace salesctl
