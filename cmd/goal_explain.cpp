// What --explain says of one target of a plan.
#include <algorithm>
#include <cstdlib>

#include "base/message.hpp"
#include "base/text.hpp"
#include "goal.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

std::string days(Span span) { return format_date(span.from) + ".." + format_date(span.to - std::chrono::days{1}); }

/// Enough to follow the chain; the target itself is computed with all of them.
double six_digits(double value) { return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr); }

[[noreturn]] void refuse_period(const Period& period, const Targets& targets) {
  std::string pieces;  // of a week that a month's edge cuts
  std::string units;
  for (const auto& [part, unit] : targets.periods) {
    if (part.name == period.name) pieces += (pieces.empty() ? "" : ", ") + days(part.span);
    const std::string name(to_string(unit));
    if (units.find(name) == std::string::npos) units += (units.empty() ? "" : ", ") + name;
  }
  throw UsageError(tr("the plan has no target for {}", period.name),
                   pieces.empty() ? tr("it is divided by {}", units) : tr("a month's edge cuts it: {}", pieces));
}

}  // namespace

GoalScope find_scope(const std::string& id, const Organisation& organisation) {
  if (id == "company") return {};
  if (const Rep* rep = organisation.find_rep(id)) return {ScopeLevel::rep, static_cast<std::int64_t>(rep->key), id, {}, 0};
  if (const Team* team = organisation.find_team(id)) return {ScopeLevel::team, static_cast<std::int64_t>(team->key), id, {}, 0};
  std::vector<std::string_view> ids{"company"};
  for (const Rep& rep : organisation.reps) ids.emplace_back(rep.id);
  for (const Team& team : organisation.teams) ids.emplace_back(team.id);
  throw UsageError(tr("there is no rep or team \"{}\"{}", printable(id), did_you_mean(id, ids)),
                   tr("name a rep or team by its id, or the company by company"));
}

std::string rule_source(const Settings& settings, const GoalPlan& plan) {
  for (const GoalRule& entry : settings.goals) {
    if (entry.metric != plan.metric || entry.period != plan.period.name) continue;
    const std::string place = to_string(entry.place);
    if (definition(entry, plan.decimals) == plan.definition) return tr("by the goal at {}", place);
    return tr("by the goal at {} with other options, which \"salesctl goal history\" shows", place);
  }
  return tr("by the options of the command, which \"salesctl goal history\" shows");
}

void need_explain(const std::string& target, const Context& context) {
  if (target.empty() || context.options.explain) return;
  throw UsageError(tr("\"{}\" is one argument too many", printable(target)), tr("with --explain it names the target to be explained"));
}

TargetPlace parse_place(const std::string& text, const Targets& targets, const Organisation& organisation, Context& context) {
  const auto slash = text.rfind('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == text.size()) {
    throw UsageError(tr("\"{}\" names no target", printable(text)), tr("write SCOPE/PERIOD, such as r12/2026-03 or company/2026-Q1"));
  }
  const GoalScope scope = find_scope(text.substr(0, slash), organisation);
  TargetPlace place{scope.level, scope.key, context.period(text.substr(slash + 1))};
  const bool known = std::ranges::any_of(targets.periods, [&](const GoalPeriod& p) { return p.period.span == place.period.span; });
  if (!known) refuse_period(place.period, targets);
  if (!target_at(targets, place)) {
    throw UsageError(tr("the plan has no target for {} in {}", printable(text.substr(0, slash)), place.period.name),
                     tr("\"salesctl goal show\" shows those there are"));
  }
  return place;
}

Table goal_explanation(const GoalPlan& plan, const SplitRequest& request, const Organisation& organisation,
                       const Targets& targets, const TargetPlace& place, const Settings& settings) {
  const Names names(organisation);
  const auto scope = std::ranges::find_if(
      targets.scopes, [&](const GoalScope& s) { return s.level == place.level && s.key == place.key; });
  Table table;
  table.title = tr("{} of {} in {}: {}", plan.metric, human(names.scope(scope->level, scope->id), plan.decimals), place.period.name,
                   format_grouped(target_at(targets, place).value_or(Money{}), plan.decimals));
  table.money_decimals = plan.decimals;
  table.columns = {{"step", tr("Step")},
                   {"amount", tr("Target"), ColumnType::money},
                   {"factor", tr("Factor"), ColumnType::number},
                   {"how", tr("How")}};
  for (const ExplainStep& step : explain_target(request, organisation, targets, place, plan.decimals)) {
    table.rows.push_back({{step.what, step.amount ? Value{*step.amount} : Value{},
                           step.factor ? Value{six_digits(*step.factor)} : Value{}, step.how}});
  }
  table.notes = {plan.rule + "; " + rule_source(settings, plan)};
  return table;
}

}  // namespace salesctl
