// Who may be promoted: conditions of scorecards asked over reps and how they stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// How a rep stands in a period: what conditions may name beside the columns of the view rep.
struct RepStanding {
  RepKey rep{};
  std::optional<Rate> score;
  int rank = 0;                      // 0: none
  std::string grade;                 // empty: none
  std::optional<Rate> previous;      // the score of the period before
  int periods_in_grade = 0;          // this one and those just before it with the same grade; 0 without a grade
  std::optional<int> months_employed;  // whole ones up to the last day known; none: not known since when
  int left_out = 0;                  // KPIs without data or target
};

/// How many periods just before this one each rep had the grade, as stored by `as_of`; in the order of the standings.
std::vector<int> periods_before_in_grade(const Database& database, const std::string& scorecard, const Span& period, Date as_of,
                                         const std::vector<RepStanding>& standings);

/// By rep, in the order of the standings: which of the card's promotion rules are met. Throws ConfigError at the place of
/// one that is wrong.
std::vector<std::vector<bool>> promotions_met(const Database& database, const Scorecard& card, const std::vector<RepStanding>& standings);

/// Throws ConfigError where a condition is no expression over the view rep and the standing.
void check_promotion(const Database& database, const Scorecard& card);

}  // namespace salesctl
