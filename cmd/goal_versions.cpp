// salesctl goal diff|history: the versions of a plan, and what changed from one to another.
#include <algorithm>
#include <map>
#include <set>
#include <memory>
#include <tuple>

#include "base/message.hpp"
#include "goal.hpp"
#include "store/organisation.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct DiffCommand {
  std::string before;
  std::string after;
  std::string period;
  std::string metric;
  std::string by;
};

struct HistoryCommand {
  std::string period;
  std::string metric;
};

int run_diff(const DiffCommand& command, Context& context) {
  const Settings& settings = context.settings();
  std::optional<Period> period;
  if (!command.period.empty()) period = context.period(command.period);
  std::optional<PeriodUnit> unit;
  if (!command.by.empty()) unit = parse_period_unit(command.by);
  const Database db = context.open_store(Access::read);
  const GoalPlan before = existing_plan(db, command.metric, period, command.before);
  const GoalPlan after = existing_plan(db, command.metric, period, command.after);
  context.show(goal_difference(before, read_targets(db, before), after, read_targets(db, after), read_organisation(db, settings), unit));
  return 0;
}

int run_history(const HistoryCommand& command, Context& context) {
  context.settings();
  std::optional<Period> period;
  if (!command.period.empty()) period = context.period(command.period);
  const Database db = context.open_store(Access::read);
  Table table;
  table.title = tr("Versions of goal plans");
  table.columns = {{"metric", tr("Metric")},
                   {"period", tr("Period")},
                   {"version", tr("Version"), ColumnType::integer},
                   {"amount", tr("Target")},
                   {"at", tr("When")},
                   {"actor", tr("Who")},
                   {"command", tr("Command")},
                   {"config", tr("Config")},
                   {"rule", tr("Rule")}};
  for (const PlanVersion& version : plan_versions(db, command.metric, period ? std::optional(period->span) : std::nullopt)) {
    const GoalPlan& plan = version.plan;
    table.rows.push_back({{plan.metric, plan.period.name, plan.version, format_grouped(plan.amount, plan.decimals), version.at,
                           version.actor, version.command, version.config_hash.substr(0, 12), plan.rule}});
  }
  context.show(std::move(table));
  return 0;
}

}  // namespace

Table goal_difference(const GoalPlan& before, const Targets& old_targets, const GoalPlan& after, const Targets& new_targets,
                      const Organisation& organisation, std::optional<PeriodUnit> unit) {
  Table table;
  table.title = tr("{} {}: version {} to {}", after.metric, after.period.name, before.version, after.version);
  table.money_decimals = after.decimals;
  table.columns = {{"scope_level", tr("Level")},
                   {"scope", tr("Scope")},
                   {"parent", tr("Under")},
                   {"period", tr("Period")},
                   {"before", tr("Before"), ColumnType::money},
                   {"after", tr("After"), ColumnType::money},
                   {"change", tr("Change"), ColumnType::money}};
  using Key = std::tuple<ScopeLevel, std::int64_t, std::string, Date, Date>;
  const auto key = [](const Targets& targets, const GoalCell& cell) {
    const GoalScope& scope = targets.scope(cell);
    return Key(scope.level, scope.key, scope.parent, targets.span(cell).from, targets.span(cell).to);
  };
  const auto shown = [&](const Targets& targets, const GoalCell& cell) {
    return unit ? targets.period(cell).unit == *unit : targets.span(cell) == after.period.span;
  };
  std::map<Key, Money> old_amounts;
  for (const GoalCell& cell : old_targets.cells) {
    if (shown(old_targets, cell)) old_amounts[key(old_targets, cell)] = cell.amount;
  }
  const Names names(organisation);
  const auto add = [&](const Targets& targets, const GoalCell& cell, Money was, Money is) {
    if (was == is) return;
    const GoalScope& scope = targets.scope(cell);
    table.rows.push_back({{std::string(to_string(scope.level)), names.scope(scope.level, scope.id), names.parent(scope.parent),
                           targets.period(cell).period.name, was, is, is - was},
                          scope.depth, scope.level == ScopeLevel::company});
  };
  std::set<Key> seen;
  for (const GoalCell& cell : new_targets.cells) {
    if (!shown(new_targets, cell) || !seen.insert(key(new_targets, cell)).second) continue;
    const auto was = old_amounts.find(key(new_targets, cell));
    add(new_targets, cell, was == old_amounts.end() ? Money{} : was->second, cell.amount);
  }
  for (const GoalCell& cell : old_targets.cells) {
    if (shown(old_targets, cell) && seen.insert(key(old_targets, cell)).second) add(old_targets, cell, cell.amount, Money{});
  }
  if (table.rows.empty()) table.notes.push_back(tr("nothing changed"));
  return table;
}

void add_goal_versions(CommandLine app) {
  const CommandLine diff = app.subcommand("diff", tr("Who gained and lost what from one version to another"));
  DiffCommand& changes = diff.runs(run_diff);
  diff.argument("A", changes.before, tr("A version"), Need::required);
  diff.argument("B", changes.after, tr("A later one"), Need::required);
  diff.option("--period", changes.period, "PERIOD", tr("The plan's period or a part of it (default: the newest plan)"));
  diff.option("--metric", changes.metric, "NAME", tr("Only plans of this metric"));
  diff.option("--by", changes.by, "UNIT", tr("Month by month, say, instead of in all"));
  diff.footer(tr("Examples:\n  salesctl goal diff 1 2\n  salesctl goal diff 1 3 --by month -f csv"));

  const CommandLine history = app.subcommand("history", tr("Every version of every plan: who, when, how"));
  HistoryCommand& versions = history.runs(run_history);
  history.argument("PERIOD", versions.period, tr("Only plans that meet this period"));
  history.option("--metric", versions.metric, "NAME", tr("Only plans of this metric"));
  history.footer(tr("Examples:\n  salesctl goal history\n  salesctl goal history 2026 --metric revenue -f json"));
}

}  // namespace salesctl
