// Which customers are due to be asked, for the reports that say so.
#pragma once

#include <vector>

#include "model/settings.hpp"
#include "report/survey_due.hpp"
#include "store/database.hpp"

namespace salesctl {

/// From what is known at the end of `as_of`, those due up to and including `last`.
std::vector<SurveyDue> read_surveys_due(const Database& database, const Settings& settings, Date as_of, Date last);

}  // namespace salesctl
