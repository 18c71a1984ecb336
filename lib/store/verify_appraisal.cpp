// Scorecards, courses and what the store knows of them: a name on one side only is most likely a slip of the pen, and what
// goes by it would be empty without a word.
#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/verify.hpp"

namespace salesctl {
namespace {

std::set<std::string> names_in(const Database& db, const char* sql) {
  std::set<std::string> names;
  Statement rows = db.prepare(sql);
  while (rows.step()) names.emplace(rows.text(0));
  return names;
}

/// Where there are names at all, the one that is asked for should be among them.
void look_for(const std::set<std::string>& names, const std::string& name, const Place& place, const char* problem, std::vector<Finding>& findings) {
  if (names.empty() || names.contains(name)) return;
  const std::vector<std::string_view> list(names.begin(), names.end());
  findings.push_back({"appraisal", to_string(place) + ": " + tr(problem, printable(name)) + did_you_mean(name, list)});
}

void check_periods(const Database& db, const Settings& settings, Date today, std::vector<Finding>& findings) {
  for (const std::string& period : names_in(db, "SELECT DISTINCT period FROM review_fact")) {
    std::string name;
    try {
      name = parse_period(period, today, settings.fiscal).name;
    } catch (const Error&) {
    }
    if (name != period) findings.push_back({"appraisal", tr("there are reviews of \"{}\", which is no period: they count nowhere", printable(period))});
  }
}

}  // namespace

void verify_appraisal(const Database& db, const Settings& settings, Date today, std::vector<Finding>& findings) {
  check_periods(db, settings, today, findings);
  const std::set<std::string> criteria = names_in(db, "SELECT DISTINCT criterion FROM review_fact");
  const std::set<std::string> courses = names_in(db, "SELECT DISTINCT course FROM training_fact");
  for (const Scorecard& card : settings.scorecards) {
    for (const Kpi& kpi : card.kpis) {
      for (const auto& [criterion, weight] : kpi.criteria) look_for(criteria, criterion, kpi.place, TR_NOOP("nobody was judged by \"{}\""), findings);
      if (kpi.source == KpiSource::training) look_for(courses, kpi.of, kpi.place, TR_NOOP("nobody took the course \"{}\""), findings);
    }
  }
  for (const TrainingRule& rule : settings.training) look_for(courses, rule.course, rule.place, TR_NOOP("nobody took the course \"{}\""), findings);
}

}  // namespace salesctl
