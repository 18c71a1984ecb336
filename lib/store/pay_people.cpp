// Managers and targets of people, and names in plans that nobody and nothing has.
#include <algorithm>
#include <limits>
#include <unordered_map>

#include "base/message.hpp"
#include "base/text.hpp"
#include "store/pay_facts.hpp"

namespace salesctl {
namespace {

bool is_there(const Database& db, const char* sql, const std::string& name) {
  Statement find = db.prepare(sql);
  find.bind(1, std::string_view(name));
  return find.step();
}

}  // namespace

std::vector<std::pair<TeamKey, std::size_t>> read_managers(const Database& db, const Organisation& organisation) {
  std::unordered_map<std::string, std::size_t> ids;
  std::unordered_map<std::string, std::vector<std::size_t>> names;
  for (std::size_t r = 0; r < organisation.reps.size(); ++r) {
    ids.emplace(organisation.reps[r].id, r);
    names[organisation.reps[r].name].push_back(r);
  }
  std::vector<std::pair<TeamKey, std::size_t>> managers;
  Statement rows = db.prepare("SELECT key, manager FROM team_fact WHERE manager IS NOT NULL ORDER BY id");
  while (rows.step()) {
    const std::string name(rows.text(1));
    if (const auto id = ids.find(name); id != ids.end()) {
      managers.emplace_back(TeamKey{rows.integer(0)}, id->second);
    } else if (const auto named = names.find(name); named != names.end() && named->second.size() == 1) {
      managers.emplace_back(TeamKey{rows.integer(0)}, named->second.front());
    }
  }
  return managers;
}

std::vector<std::pair<std::int64_t, Money>> read_people_targets(const Database& db, const std::string& metric, Span span, ScopeLevel level, std::optional<std::int64_t> run_key) {
  std::vector<std::pair<std::int64_t, Money>> targets;
  // Of each plan and unit the periods within the span, where they make it up: the coarsest unit of the newest plan.
  Statement find = db.prepare(
      "SELECT p.key, d.unit FROM goal_plan p JOIN goal_period d ON d.plan_key = p.key "
      "WHERE p.metric = $1 AND p.version = (SELECT max(q.version) FROM goal_plan q WHERE q.metric = p.metric AND q.period = p.period AND q.run_key <= $4) "
      "AND d.from_day >= $2 AND d.to_day <= $3 GROUP BY p.key, d.unit HAVING sum(d.to_day - d.from_day) = $3 - $2 "
      "ORDER BY p.key DESC, d.unit DESC LIMIT 1");
  const std::int64_t from = day_number(span.from);
  const std::int64_t to = day_number(span.to);
  find.bind(1, std::string_view(metric)).bind(2, from).bind(3, to).bind(4, run_key.value_or(std::numeric_limits<std::int64_t>::max()));
  if (!find.step()) return targets;
  Statement sum = db.prepare(
      "SELECT s.scope_key, sum(c.amount) FROM goal_scope s JOIN goal_period d ON d.plan_key = s.plan_key "
      "JOIN goal_cell c ON c.plan_key = s.plan_key AND c.scope = s.position AND c.period = d.position "
      "WHERE s.plan_key = $1 AND s.level = $2 AND d.unit = $3 AND d.from_day >= $4 AND d.to_day <= $5 GROUP BY s.scope_key ORDER BY 1");
  sum.bind(1, find.integer(0)).bind(2, static_cast<std::int64_t>(level)).bind(3, find.integer(1)).bind(4, from).bind(5, to);
  while (sum.step()) targets.emplace_back(sum.integer(0), Money{sum.integer(1)});
  return targets;
}

std::vector<PlanWarning> unknown_names(const Database& db, const std::vector<PayPlan>& plans) {
  std::vector<PlanWarning> warnings;
  const auto look = [&](const char* sql, const std::string& name, const std::string& what, const Place& place) {
    if (!name.empty() && !is_there(db, sql, name)) warnings.push_back({tr("there is no {} \"{}\"", what, printable(name)), place});
  };
  for (const PayPlan& plan : plans) {
    for (const std::string& name : plan.whom.reps) look("SELECT 1 FROM rep_fact WHERE id = $1", name, tr("rep"), plan.place);
    for (const std::string& name : plan.whom.levels) look("SELECT 1 FROM rep_fact WHERE level = $1", name, tr("rep of the level"), plan.place);
    for (const std::string& name : plan.whom.teams) look("SELECT 1 FROM team_fact WHERE id = $1", name, tr("team"), plan.place);
    for (const PayComponent& c : plan.components) {
      for (const RateRow& row : c.rates) {
        look("SELECT 1 FROM product_fact WHERE id = $1", row.product, tr("product"), row.place);
        look("SELECT 1 FROM product_fact WHERE series = $1", row.series, tr("product of the series"), row.place);
        look("SELECT 1 FROM product_fact WHERE category = $1", row.category, tr("product of the category"), row.place);
      }
    }
  }
  return warnings;
}

}  // namespace salesctl
