// Holding the store against itself: what `salesctl check` reports.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

struct Finding {
  /// "file", "references", "credits", "day sums", "goals", "stages", "deals", "teams", "playbook", "plans", "reports", "appraisal"
  std::string subject;
  std::string problem;
  bool operator==(const Finding&) const = default;
};

/// The database's own integrity check, dangling references, credits that do not sum to 100%, day sums that differ from
/// the rows, goals that do not add up, stages no rule names, open deals without what their stage needs, teams in a circle,
/// owners in the playbook who are not there or gone by today, oddities in pay plans, reports whose SQL is wrong, reviews
/// of no period, criteria and courses that nobody has. Empty: all is well. `begins` is told the subject that is looked at.
std::vector<Finding> verify(const Database& database, const Settings& settings, Date today,
                            const std::function<void(const std::string& subject)>& begins = {});

/// The part of it about reviews and courses.
void verify_appraisal(const Database& database, const Settings& settings, Date today, std::vector<Finding>& findings);

}  // namespace salesctl
