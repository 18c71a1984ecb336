// salesctl goal show: a plan that was made, or a part of it.
#include <algorithm>
#include <memory>

#include "base/message.hpp"
#include "goal.hpp"
#include "goal_sheets.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

struct ShowCommand {
  std::string period;
  std::string metric;
  std::string by;
  std::string to;
  std::string version;
};

int run_show(const ShowCommand& command, Context& context) {
  const Settings& settings = context.settings();
  if (!command.metric.empty()) find_metric(settings, command.metric);
  std::optional<Period> period;
  if (!command.period.empty()) period = context.period(command.period);
  const Database db = context.open_store(Access::read);
  const GoalPlan plan = existing_plan(db, command.metric, period, command.version);
  Targets targets = read_targets(db, plan);
  const Span span = period ? period->span : plan.period.span;
  const PeriodUnit finest = command.by.empty() ? plan.by : parse_period_unit(command.by);
  const ScopeLevel lowest = command.to.empty() ? plan.to : parse_scope_level(command.to);
  if (finest < plan.by) {
    throw UsageError(tr("the plan goes down to the {} only", to_string(plan.by)),
                     tr("split it again with --by {}", to_string(finest)));
  }
  std::erase_if(targets.cells, [&](const GoalCell& cell) {
    const Span part = targets.span(cell);
    return targets.period(cell).unit < finest || targets.scope(cell).level > lowest || part.from < span.from || span.to < part.to;
  });
  show_goal(context, goal_table(plan, targets, read_organisation(db, settings), false));
  return 0;
}

}  // namespace

void add_goal_show(CommandLine app) {
  const CommandLine show = app.subcommand("show", tr("Show the newest version of a plan, or another one"));
  ShowCommand& command = show.runs(run_show);
  show.argument("PERIOD", command.period, tr("The plan's period or a part of it (default: the newest plan)"));
  show.option("--metric", command.metric, "NAME", tr("Only plans of this metric"));
  show.option("--by", command.by, "UNIT", tr("No finer than quarter, month ..."));
  show.option("--to", command.to, "LEVEL", tr("No lower than company, team or rep"));
  show.option("--version", command.version, "N", tr("Another than the newest version"));
  show.footer(tr("Examples:\n  salesctl goal show 2026 --by quarter --to team\n  salesctl goal show 2026-07 -f csv"));
}

}  // namespace salesctl
