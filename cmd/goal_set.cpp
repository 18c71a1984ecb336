// salesctl goal set: a target fixed by hand; the plan it lies in is split again around it.
#include <algorithm>
#include <memory>

#include "base/message.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "goal.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

struct SetCommand {
  std::string scope;
  std::string period;
  std::string amount;
  std::string metric = "revenue";
  bool remove = false;
  bool list = false;
};

int run_list(const SetCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Metric& metric = find_metric(settings, command.metric);
  const Database db = context.open_store(Access::read);
  Table table;
  table.title = tr("Targets of {} set by hand", metric.name);
  table.money_decimals = metric_decimals(settings, metric);
  table.columns = {{"metric", tr("Metric")},
                   {"scope_level", tr("Level")},
                   {"scope", tr("Scope")},
                   {"period", tr("Period")},
                   {"amount", tr("Target"), ColumnType::money}};
  for (const HandSet& set : hand_set_goals(db, settings, metric)) {
    table.rows.push_back({{metric.name, std::string(to_string(set.level)), set.scope, set.period, set.amount}});
  }
  context.show(std::move(table));
  return 0;
}

int run_set(const SetCommand& command, Context& context) {
  if (command.list) return run_list(command, context);
  if (command.scope.empty() || command.period.empty() || command.amount.empty() == !command.remove) {
    throw UsageError(tr("SCOPE, PERIOD and AMOUNT are needed"), tr("or SCOPE, PERIOD and --remove; or --list alone"));
  }
  const Settings& settings = context.settings();
  const Metric& metric = find_metric(settings, command.metric);
  const Period period = context.period(command.period);
  const Database db = context.open_store(Access::write);
  const Organisation organisation = read_organisation(db, settings);
  HandSet set{find_scope(command.scope, organisation).level, command.scope, period.name, {}};
  if (!command.remove) set.amount = parse_amount(command.amount, metric_decimals(settings, metric));
  Transaction transaction(db);
  const std::int64_t run = record_run(db, context.run({}, {}));
  if (command.remove) {
    if (!remove_hand_set(db, metric, set)) {
      throw DataError(tr("no target of {} is set by hand for {} in {}", metric.name, printable(set.scope), period.name),
                      tr("see \"salesctl goal set --list\""));
    }
  } else {
    if (set.amount.minor < 0) throw UsageError(tr("a target is not below zero"));
    write_hand_set(db, settings, metric, set);
  }
  for (const GoalPlan& plan : plans_in(db, metric.name, period.span)) {
    if (period.span.from < plan.period.span.from || plan.period.span.to < period.span.to) continue;
    if (plan.definition.empty()) continue;  // of an older store: nothing tells how to split it again
    const GoalRule rule = read_goal_definition(plan.definition, settings);
    const SplitResult result =
        split_goal(split_request(db, settings, rule, plan.period, context.as_of(), organisation), organisation);
    GoalPlan next = plan_of(db, settings, rule, plan.period);
    store_plan(db, context, next, result.targets, run);
    if (context.options.dry_run) {
      context.show(goal_difference(plan, read_targets(db, plan), next, result.targets, organisation, std::nullopt));
    }
  }
  if (context.options.dry_run) return 0;
  transaction.commit();
  return 0;
}

}  // namespace

void add_goal_set(CommandLine app) {
  const CommandLine set = app.subcommand("set", tr("Fix a target by hand; the rest of its plan moves around it"));
  SetCommand& command = set.runs(run_set);
  set.argument("SCOPE", command.scope, tr("A rep or team by its id, or company"));
  set.argument("PERIOD", command.period, tr("Such as 2026-03 or 2026-Q1"));
  set.argument("AMOUNT", command.amount, tr("The target"));
  set.option("--metric", command.metric, "NAME", tr("What is targeted (default revenue)"));
  set.flag("--remove", command.remove, tr("No longer set by hand"));
  set.flag("--list", command.list, tr("Show what is set by hand"));
  set.footer(tr("Examples:\n  salesctl goal set R007 2026-03 450000\n  salesctl goal set north 2026-Q1 1200万 -n\n"
                 "  salesctl goal set R007 2026-03 --remove"));
}

}  // namespace salesctl
