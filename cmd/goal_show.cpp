// salesctl goal show: a plan that was made, or a part of it.
#include <algorithm>
#include <memory>

#include "base/message.hpp"
#include "config/config.hpp"
#include "goal.hpp"
#include "goal_sheets.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

struct ShowCommand {
  std::string period;
  std::string target;
  std::string metric;
  std::string by;
  std::string to;
  std::string version;
};

/// How a target of a stored plan came about: the split is done once more, by the plan's own rule and today's facts.
int explain(const GoalPlan& plan, const Database& db, const std::string& target, Context& context) {
  const Settings& settings = context.settings();
  if (plan.definition.empty()) {
    throw DataError(tr("nothing tells how {} {} was split", plan.metric, plan.period.name), tr("split it once more"));
  }
  const Organisation organisation = read_organisation(db, settings);
  const Targets stored = read_targets(db, plan);
  const TargetPlace place = parse_place(target, stored, organisation, context);
  const GoalRule rule = read_goal_definition(plan.definition, settings);
  const SplitRequest request = split_request(db, settings, rule, plan.period, context.as_of(), organisation);
  const Targets targets = split_goal(request, organisation).targets;
  const auto now = target_at(targets, place);
  const std::string was = format_grouped(target_at(stored, place).value_or(Money{}), plan.decimals);
  const std::string changed = tr("version {} has {}: facts, people, calendar or targets set by hand have changed since", plan.version, was);
  if (!now) throw DataError(changed, tr("split it once more; today this target would not be"));
  Table table = goal_explanation(plan, request, organisation, targets, place, settings);
  if (now != target_at(stored, place)) table.notes.push_back(changed);
  context.show(std::move(table));
  return 0;
}

int run_show(const ShowCommand& asked, Context& context) {
  ShowCommand command = asked;
  const Settings& settings = context.settings();
  if (command.target.empty() && command.period.find('/') != std::string::npos) command.target.swap(command.period);
  need_explain(command.target, context);
  if (!command.metric.empty()) find_metric(settings, command.metric);
  std::optional<Period> period;
  if (!command.period.empty()) period = context.period(command.period);
  const Database db = context.open_store(Access::read);
  const GoalPlan plan = existing_plan(db, command.metric, period, command.version);
  if (!command.target.empty()) return explain(plan, db, command.target, context);
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
  Table table = goal_table(plan, targets, read_organisation(db, settings), false);
  if (context.options.explain) table.notes.push_back(rule_source(settings, plan));
  show_goal(context, std::move(table));
  return 0;
}

}  // namespace

void add_goal_show(CommandLine app) {
  const CommandLine show = app.subcommand("show", tr("Show the newest version of a plan, or another one"));
  ShowCommand& command = show.runs(run_show);
  show.argument("PERIOD", command.period, tr("The plan's period or a part of it (default: the newest plan)"));
  show.argument("TARGET", command.target, tr("With --explain: this one alone, such as r12/2026-03"));
  show.option("--metric", command.metric, "NAME", tr("Only plans of this metric"));
  show.option("--by", command.by, "UNIT", tr("No finer than quarter, month ..."));
  show.option("--to", command.to, "LEVEL", tr("No lower than company, team or rep"));
  show.option("--version", command.version, "N", tr("Another than the newest version"));
  show.footer(tr("Examples:\n  salesctl goal show 2026 --by quarter --to team\n  salesctl goal show 2026-07 -f csv\n  salesctl goal show --explain r12/2026-03"));
}

}  // namespace salesctl
