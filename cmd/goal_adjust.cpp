// salesctl goal adjust: the past stays as it was, the rest is split anew for the people there are now.
#include <algorithm>
#include <memory>

#include "base/message.hpp"
#include "config/config.hpp"
#include "goal.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

struct AdjustCommand {
  std::string from;
  std::string metric = "revenue";
  std::string amount;
  bool carry_gap = false;
};

/// What the past was planned to bring beyond what it brought, as far as known: below zero, it brought more.
Money gap(const Database& db, const Metric& metric, const GoalPlan& plan, const Targets& targets, Date from, Date as_of) {
  Money gap;
  for (const GoalCell& cell : targets.cells) {
    const bool slice = targets.period(cell).unit == plan.by || targets.span(cell) == plan.period.span;
    if (targets.scope(cell).level == ScopeLevel::company && slice && targets.span(cell).to <= from) gap = gap + cell.amount;
  }
  const Span past{plan.period.span.from, std::min(from, as_of + std::chrono::days{1})};
  for (const DaySum& sum : read_day_sums(db, metric, past)) gap = gap - Money{sum.value};
  return gap;
}

int run_adjust(const AdjustCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Metric& metric = find_metric(settings, command.metric);
  const Period from = context.period(command.from);
  const Database db = context.open_store(context.options.dry_run ? Access::read : Access::write);
  const GoalPlan plan = existing_plan(db, metric.name, from, {});
  if (plan.definition.empty()) {
    throw DataError(tr("nothing tells how {} {} was split", plan.metric, plan.period.name), tr("split it once more"));
  }
  const Targets targets = read_targets(db, plan);
  const bool starts = std::ranges::any_of(
      targets.periods, [&](const GoalPeriod& p) { return p.unit == plan.by && p.period.span.from == from.span.from; });
  if (!starts) {
    throw UsageError(tr("{} does not begin where a {} of the plan does", from.name, to_string(plan.by)),
                     tr("adjust from the beginning of one"));
  }
  GoalRule rule = read_goal_definition(plan.definition, settings);
  rule.from = from.span.from;
  if (!command.amount.empty()) rule.amount = parse_amount(command.amount, plan.decimals);
  if (command.carry_gap) {
    rule.amount = rule.amount + gap(db, metric, plan, targets, from.span.from, context.as_of());
  }
  const Organisation organisation = read_organisation(db, settings);
  const SplitResult result =
      split_goal(split_request(db, settings, rule, plan.period, context.as_of(), organisation), organisation);
  GoalPlan next = plan_of(db, settings, rule, plan.period);
  keep_plan(db, context, next, result.targets);
  if (!context.shows_stored()) return 0;
  Table table = goal_difference(plan, targets, next, result.targets, organisation, std::nullopt);
  table.notes.insert(table.notes.end(), result.notes.begin(), result.notes.end());
  context.show(std::move(table));
  return 0;
}

}  // namespace

void add_goal_adjust(CommandLine app) {
  const CommandLine adjust = app.subcommand("adjust", tr("Split the rest of a plan anew; what is past stays"));
  AdjustCommand& command = adjust.runs(run_adjust);
  adjust.option("--from", command.from, "PERIOD", tr("The first period that is split anew"), Need::required);
  adjust.option("--metric", command.metric, "NAME", tr("What is targeted (default revenue)"));
  adjust.option("--amount", command.amount, "AMOUNT", tr("The new target of the whole plan (default: as it was)"));
  adjust.flag("--carry-gap,!--no-carry-gap", command.carry_gap,
                   tr("What the past missed is added to the rest, what it brought beyond is taken off (default: not)"));
  adjust.footer(tr("Examples:\n  salesctl goal adjust --from 2026-07 --carry-gap -n\n"
                    "  salesctl goal adjust --from 2026-Q3 --amount 1.3亿"));
}

}  // namespace salesctl
