// What the parts of salesctl score awards share.
#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "model/organisation.hpp"
#include "report/attainment.hpp"
#include "score/awards.hpp"

namespace salesctl {

/// The facts that awards are won by.
class AwardFacts {
 public:
  AwardFacts(const Database& db, const Settings& settings, Date as_of);
  /// Reps who worked in the period, or teams without teams below them, with their results; by id.
  std::vector<Contender> contenders(const AwardRule& rule, const Period& period) const;

 private:
  std::vector<AttainmentRow> results(const std::string& metric, const Period& period) const;
  std::vector<LeaderboardRow> results_of_reps(const std::string& metric, const Period& period) const;
  std::vector<Contender> teams(const AwardRule& rule, const Period& period) const;
  std::vector<Contender> reps(const AwardRule& rule, const Period& period) const;
  bool has_teams(const std::string& id) const;

  const Database& db_;
  const Settings& settings_;
  Date as_of_;
  Organisation organisation_;
};

}  // namespace salesctl
