#include "store/verify.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/goals.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"
#include "store/pay_facts.hpp"
#include "store/read_only.hpp"
#include "store/stage_needs.hpp"

namespace salesctl {
namespace {

void check_file(const Database& db, std::vector<Finding>& findings) {
  Statement integrity = db.prepare("PRAGMA integrity_check(10)");
  while (integrity.step()) {
    if (integrity.text(0) != "ok") findings.push_back({"file", std::string(integrity.text(0))});
  }
  Statement foreign = db.prepare("SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2");
  while (foreign.step()) {
    findings.push_back({"references", tr("{} rows of {} point to rows of {} that are not there", foreign.integer(2),
                                         std::string(foreign.text(0)), std::string(foreign.text(1)))});
  }
}

void check_dates(const Database& db, std::vector<Finding>& findings) {
  for (const Kind& kind : built_in_kinds()) {
    for (const Field& field : kind.fields) {
      if (field.type != FieldType::date) continue;
      Statement wrong = db.prepare("SELECT key, " + field.name + " FROM " + kind.table() + " WHERE " + field.name +
                                   " IS NOT date(" + field.name + ") LIMIT 3");
      while (wrong.step()) {
        findings.push_back({"dates", tr("{} of {} {} is no date: \"{}\"", field.name, kind.table(), wrong.integer(0),
                                        printable(wrong.text(1)))});
      }
    }
  }
}

void check_credits(const Database& db, std::vector<Finding>& findings) {
  Statement wrong = db.prepare(
      "SELECT o.id, sum(c.share_billionths) FROM order_credit_fact c JOIN order_fact o ON o.key = c.order_key "
      "GROUP BY c.order_key HAVING sum(c.share_billionths) <> 1000000000 ORDER BY o.id");
  while (wrong.step()) {
    findings.push_back({"credits", tr("the shares of order \"{}\" sum to {}, not 100%", printable(wrong.text(0)),
                                      format_percent(Rate{wrong.integer(1)}))});
  }
}

void check_day_sums(const Database& db, const Settings& settings, std::vector<Finding>& findings) {
  const Span always{from_day_number(-1'000'000), from_day_number(4'000'000)};
  for (const Metric& metric : settings.metrics) {
    const auto kept = read_day_sums(db, metric, always);
    const auto rows = compute_day_sums(db, settings, metric);
    const auto same = [](const DaySum& a, const DaySum& b) {
      return std::tie(a.day, a.rep_key, a.value) == std::tie(b.day, b.rep_key, b.value);
    };
    if (!std::ranges::equal(kept, rows, same)) {
      findings.push_back({"day sums", tr("metric {} differs from the rows it adds up", metric.name)});
    }
  }
}

void check_goals(const Database& db, std::vector<Finding>& findings) {
  for (const GoalPlan& plan : plans_in(db, {}, std::nullopt)) {
    using Place = std::pair<std::string, std::uint32_t>;  // scope above, period
    std::map<Place, Money> whole;
    std::map<Place, Money> parts;
    const Targets targets = read_targets(db, plan);
    if (!is_as_stored(db, plan, targets)) {
      findings.push_back({"goals", tr("{} {} version {} was changed after it was stored", plan.metric, plan.period.name, plan.version)});
    }
    if (plan.definition.find(", stretch: {") != std::string::npos) continue;  // levels have totals of their own
    for (const GoalCell& cell : targets.cells) {
      const GoalScope& scope = targets.scope(cell);
      if (scope.level != ScopeLevel::rep) whole[{scope.id, cell.period}] += cell.amount;
      if (scope.level != ScopeLevel::company) parts[{scope.parent, cell.period}] += cell.amount;
    }
    const bool adds_up = std::ranges::all_of(parts, [&](const auto& part) {
      const auto it = whole.find(part.first);
      return it != whole.end() && it->second == part.second;
    });
    if (!adds_up) {
      findings.push_back({"goals", tr("{} {} version {} does not add up", plan.metric, plan.period.name, plan.version)});
    }
  }
}

void check_stages(const Database& db, std::vector<Finding>& findings) {
  Statement unknown = db.prepare(
      "SELECT f.stage, count(*) FROM opportunity_fact f LEFT JOIN stage_alias a ON a.alias = f.stage "
      "WHERE a.alias IS NULL GROUP BY f.stage ORDER BY f.stage");
  while (unknown.step()) {
    findings.push_back({"stages", tr("{} opportunities stand in \"{}\", which is no stage of the config: they count as "
                                     "open; add it to an entry's aliases in \"stages\"",
                                     unknown.integer(1), printable(unknown.text(0)))});
  }
}

void check_playbook(const Database& db, const Settings& settings, Date today, std::vector<Finding>& findings) {
  Statement rep = db.prepare("SELECT left_on FROM rep_fact WHERE id = $1");
  for (const Play& play : settings.churn.playbook) {
    if (play.owner.empty()) continue;
    rep.bind(1, std::string_view(play.owner));
    const std::string owner = printable(play.owner);
    if (!rep.step()) {
      findings.push_back({"playbook", tr("{}: owner: there is no rep \"{}\"", to_string(play.place), owner)});
    } else if (const std::optional<Date> left = rep.date(0); left && *left < today) {
      findings.push_back({"playbook", tr("{}: owner: {} left on {}", to_string(play.place), owner, format_date(*left))});
    }
    rep.reset();
  }
}

void check_stage_needs(const Database& db, const Settings& settings, std::vector<Finding>& findings) {
  for (const UnmetNeed& unmet : unmet_needs(db, settings)) {
    const std::vector<std::string_view> some(unmet.some.begin(), unmet.some.end());
    const char* more = unmet.deals > static_cast<std::int64_t>(some.size()) ? " ..." : "";
    findings.push_back({"deals", tr("{} open deals that stand in \"{}\" or later are without what it needs, {}: {}{}", unmet.deals,
                                    unmet.stage, printable(unmet.need), printable(joined(some), 200), more)});
  }
}

void check_teams(const Database& db, const Settings& settings, std::vector<Finding>& findings) {
  const Organisation organisation = read_organisation(db, settings);
  try {
    for (const Team& team : organisation.teams) with_ancestors(organisation, team.key);
  } catch (const DataError& circle) {
    findings.push_back({"teams", circle.what()});
  }
}

void check_pay_plans(const Database& db, const Settings& settings, std::vector<Finding>& findings) {
  std::vector<std::string> goals;
  for (const GoalRule& goal : settings.goals) goals.push_back(goal.metric);
  std::vector<PlanWarning> warnings = plan_warnings(settings.plans, goals);
  std::ranges::copy(unknown_names(db, settings.plans), std::back_inserter(warnings));
  for (const PlanWarning& warning : warnings) findings.push_back({"plans", to_string(warning.place) + ": " + warning.problem});
}

void check_reports(const Database& db, const Settings& settings, std::vector<Finding>& findings) {
  for (const ReportRule& rule : settings.reports) {
    try {
      check_report(db, settings, rule);
    } catch (const ConfigError& e) {
      findings.push_back({"reports", to_string(e.place()) + ": " + e.what()});
    }
  }
}

}  // namespace

std::vector<Finding> verify(const Database& db, const Settings& settings, Date today, const std::function<void(const std::string& subject)>& begins) {
  std::vector<Finding> findings;
  const auto tell = [&](const char* subject) {
    if (begins) begins(subject);
  };
  tell("file");
  check_file(db, findings);
  if (!findings.empty()) return findings;  // a damaged file makes everything else unreliable
  tell("dates");
  check_dates(db, findings);
  if (!findings.empty()) return findings;
  tell("credits");
  check_credits(db, findings);
  tell("day sums");
  check_day_sums(db, settings, findings);
  tell("goals");
  check_goals(db, findings);
  tell("deals");
  check_stages(db, findings);
  check_stage_needs(db, settings, findings);
  check_teams(db, settings, findings);
  check_playbook(db, settings, today, findings);
  check_pay_plans(db, settings, findings);
  check_reports(db, settings, findings);
  verify_appraisal(db, settings, today, findings);
  return findings;
}

}  // namespace salesctl
