// salesctl goal split|show: a target over the year and the people; the plans that were made.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "command.hpp"
#include "context.hpp"
#include "goal/split.hpp"
#include "store/goals.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct SplitCommand {
  std::string period;
  std::string metric = "revenue";
  std::string amount;
  std::string by;
  std::string to;
  std::string time;
  std::string people;
  std::string history;
};

Weights parse_weights(const std::string& text) {
  if (text == "even") return Weights::even;
  if (text == "working_days" || text == "working-days") return Weights::working_days;
  if (text == "history") return Weights::history;
  throw UsageError(tr("there are no weights \"{}\"", text), tr("weights: even, working_days, history"));
}

std::string_view to_string(Weights weights) {
  switch (weights) {
    case Weights::even: return "even";
    case Weights::working_days: return "working_days";
    case Weights::history: return "history";
  }
  return {};
}

/// The config's entry for this metric and period, with what the flags say instead.
GoalRule rule_of(const SplitCommand& command, const Settings& settings, const Period& period) {
  GoalRule rule;
  rule.metric = command.metric;
  const auto entry = std::ranges::find_if(
      settings.goals, [&](const GoalRule& g) { return g.metric == command.metric && g.period == period.name; });
  if (entry != settings.goals.end()) rule = *entry;
  const Metric& metric = find_metric(settings, command.metric);
  if (!command.amount.empty()) {
    rule.amount = parse_amount(command.amount, metric_decimals(settings, metric));
  } else if (entry == settings.goals.end()) {
    throw UsageError(tr("how much is the target of {} for {}?", command.metric, period.name),
                     tr("give --amount, or an entry in \"goals\" of {}", settings.file.string()));
  }
  if (!command.by.empty()) rule.by = parse_period_unit(command.by);
  if (!command.to.empty()) rule.to = command.to;
  if (!command.time.empty()) rule.time = parse_weights(command.time);
  if (!command.people.empty()) rule.people = parse_weights(command.people);
  if (!command.history.empty()) rule.history_years = static_cast<int>(parse_integer(command.history, 1, 20));
  return rule;
}

/// What the metric was in the same span of each of the past years, as far as known on `as_of`.
double past(const std::vector<DaySum>& sums, Span span, Date as_of) {
  const int from = day_number(span.from);
  const int to = std::min(day_number(span.to), day_number(as_of) + 1);
  const auto begin = std::ranges::lower_bound(sums, from, {}, &DaySum::day);
  double total = 0;
  for (auto it = begin; it != sums.end() && it->day < to; ++it) total += static_cast<double>(it->value);
  return total;
}

void read_history(const Database& db, const Metric& metric, int years, Date as_of, SplitRequest& request,
                  const Settings& settings) {
  const Span all{years_before(request.period.span, years).from, request.period.span.to};
  const std::vector<DaySum> sums = read_day_sums(db, metric, all);
  if (request.time == Weights::history) {
    for (const Period& slice : split_span(request.period.span, request.by, settings.fiscal)) {
      double& total = request.slice_history[slice.span.from];
      for (int y = 1; y <= years; ++y) total += past(sums, years_before(slice.span, y), as_of);
    }
  }
  if (request.people == Weights::history) {
    const int before = day_number(request.period.span.from);
    for (const DaySum& sum : sums) {
      if (sum.day < before && sum.day <= day_number(as_of) && sum.rep_key != 0) {
        request.rep_history[RepKey{sum.rep_key}] += static_cast<double>(sum.value);
      }
    }
  }
}

Table goal_table(const GoalPlan& plan, const std::vector<GoalCell>& cells, const Organisation& organisation, bool explain) {
  Table table;
  table.title = tr("{} {}: {}, version {}", plan.metric, plan.period.name, format_grouped(plan.amount, plan.decimals),
                   plan.version);
  table.money_decimals = plan.decimals;
  table.columns = {{"metric", tr("Metric")},
                   {"scope_level", tr("Level")},
                   {"scope", tr("Scope")},
                   {"parent", tr("Under")},
                   {"period", tr("Period")},
                   {"from", tr("From"), ColumnType::date},
                   {"to", tr("To"), ColumnType::date},
                   {"amount", tr("Target"), ColumnType::money}};
  if (explain) {
    table.columns.push_back({"time_share", tr("Share of time"), ColumnType::number});
    table.columns.push_back({"people_share", tr("Share of people"), ColumnType::number});
    table.columns.push_back({"exact", tr("Before rounding"), ColumnType::number});
  } else {
    table.pivot = Pivot{"scope", "period", "amount"};
  }
  const Names names(organisation);
  for (const GoalCell& cell : cells) {
    Row row{{plan.metric, std::string(salesctl::to_string(cell.level)), names.scope(cell.level, cell.scope), names.parent(cell.parent),
             cell.period.name, cell.period.span.from, cell.period.span.to - std::chrono::days{1}, cell.amount},
            cell.depth, cell.level == ScopeLevel::company};
    if (explain) {
      row.cells.insert(row.cells.end(), {cell.time_share, cell.people_share, cell.exact});
    }
    table.rows.push_back(std::move(row));
  }
  table.notes.push_back(plan.rule);
  return table;
}

std::string rule_text(const GoalRule& rule) {
  std::string text = tr("split by {} to {}; time: {}; people: {}", salesctl::to_string(rule.by), rule.to,
                        to_string(rule.time), to_string(rule.people));
  if (rule.time == Weights::history || rule.people == Weights::history) {
    text += tr("; history of {} year(s)", rule.history_years);
  }
  return text;
}

int run_split(const SplitCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Metric& metric = find_metric(settings, command.metric);
  const Period period = context.period(command.period);
  const GoalRule rule = rule_of(command, settings, period);
  const Database db = context.open_store(context.options.dry_run ? Access::read : Access::write);
  const Organisation organisation = read_organisation(db, settings);
  SplitRequest request{rule.amount, period,        rule.by,           parse_scope_level(rule.to), rule.time,
                       rule.people, {},            {},                settings.calendar,          settings.fiscal};
  read_history(db, metric, rule.history_years, context.as_of(), request, settings);
  const SplitResult result = split_goal(request, organisation);

  GoalPlan plan{0, metric.name, period, 1, rule.amount, metric_decimals(settings, metric), rule.by, request.to,
                rule_text(rule)};
  const auto newest = find_plan(db, metric.name, period.name, std::nullopt);
  plan.version = newest ? newest->version : 1;
  if (!is_new_version(db, plan, result.cells)) {
    context.say(tr("nothing changed: version {} stands", plan.version));
  } else {
    plan.version = newest ? newest->version + 1 : 1;
    if (!context.options.dry_run) {
      Transaction transaction(db);
      write_plan(db, plan, result.cells, record_run(db, context.run({}, {})));
      transaction.commit();
    }
  }
  Table table = goal_table(plan, result.cells, organisation, context.options.explain);
  table.notes.insert(table.notes.end(), result.notes.begin(), result.notes.end());
  context.show(std::move(table));
  return 0;
}

struct ShowCommand {
  std::string period;
  std::string metric;
  std::string by;
  std::string to;
  std::string version;
};

/// The plan named, or the newest whose span holds the period asked for.
GoalPlan plan_for(const Database& db, const ShowCommand& command, const std::optional<Period>& period) {
  std::optional<std::int64_t> version;
  if (!command.version.empty()) version = parse_integer(command.version, 1);
  std::vector<GoalPlan> plans =
      plans_in(db, command.metric, period ? std::optional(period->span) : std::nullopt);
  if (period) {
    std::erase_if(plans, [&](const GoalPlan& p) {
      return period->span.from < p.period.span.from || p.period.span.to < period->span.to;
    });
  }
  if (plans.empty()) {
    throw DataError(period ? tr("there is no goal for {}", period->name) : tr("there are no goals"),
                    tr("\"salesctl goal split\" makes one"));
  }
  if (!version) return plans.back();
  const auto plan = find_plan(db, plans.back().metric, plans.back().period.name, version);
  if (!plan) throw DataError(tr("{} {} has no version {}", plans.back().metric, plans.back().period.name, *version));
  return *plan;
}

int run_show(const ShowCommand& command, Context& context) {
  const Settings& settings = context.settings();
  if (!command.metric.empty()) find_metric(settings, command.metric);
  std::optional<Period> period;
  if (!command.period.empty()) period = context.period(command.period);
  const Database db = context.open_store(Access::read);
  const GoalPlan plan = plan_for(db, command, period);
  std::vector<GoalCell> cells = read_cells(db, plan);
  const Span span = period ? period->span : plan.period.span;
  const PeriodUnit finest = command.by.empty() ? plan.by : parse_period_unit(command.by);
  const ScopeLevel lowest = command.to.empty() ? plan.to : parse_scope_level(command.to);
  if (finest < plan.by) {
    throw UsageError(tr("the plan goes down to the {} only", salesctl::to_string(plan.by)),
                     tr("split it again with --by {}", salesctl::to_string(finest)));
  }
  std::erase_if(cells, [&](const GoalCell& cell) {
    return cell.unit < finest || cell.level > lowest || cell.period.span.from < span.from || span.to < cell.period.span.to;
  });
  context.show(goal_table(plan, cells, read_organisation(db, settings), false));
  return 0;
}

void add_split(CLI::App& app, Action& action) {
  CLI::App* split = app.add_subcommand("split", tr("Split a target over a period and its people; keep it as a version"));
  split->fallthrough();
  auto command = std::make_shared<SplitCommand>();
  split->add_option("PERIOD", command->period, tr("Such as 2026, 2026-Q3 or 2026-H1"))->required();
  split->add_option("--metric", command->metric, tr("What is targeted (default revenue)"))->type_name("NAME");
  split->add_option("--amount", command->amount, tr("Such as 12000000.01 or 1.2亿 (default: from \"goals\")"))
      ->type_name("AMOUNT");
  split->add_option("--by", command->by, tr("quarter, month, week or day (default month)"))->type_name("UNIT");
  split->add_option("--to", command->to, tr("company, team or rep (default rep)"))->type_name("LEVEL");
  split->add_option("--time", command->time, tr("Weights over time: even, working_days (default), history"))
      ->type_name("WEIGHTS");
  split->add_option("--people", command->people, tr("Weights over people: even (default), history"))
      ->type_name("WEIGHTS");
  split->add_option("--history", command->history, tr("How many past years count as history (default 1)"))
      ->type_name("YEARS");
  split->footer(tr("Examples:\n  salesctl goal split 2026 --amount 1.2亿 --time history --people history\n"
                   "  salesctl goal split 2026-Q3 --metric orders --amount 900 --to team -f csv"));
  split->callback([command, &action] { action = [command](Context& context) { return run_split(*command, context); }; });
}

void add_show(CLI::App& app, Action& action) {
  CLI::App* show = app.add_subcommand("show", tr("Show the newest version of a plan, or another one"));
  show->fallthrough();
  auto command = std::make_shared<ShowCommand>();
  show->add_option("PERIOD", command->period, tr("The plan's period or a part of it (default: the newest plan)"));
  show->add_option("--metric", command->metric, tr("Only plans of this metric"))->type_name("NAME");
  show->add_option("--by", command->by, tr("No finer than quarter, month ..."))->type_name("UNIT");
  show->add_option("--to", command->to, tr("No lower than company, team or rep"))->type_name("LEVEL");
  show->add_option("--version", command->version, tr("Another than the newest version"))->type_name("N");
  show->footer(tr("Examples:\n  salesctl goal show 2026 --by quarter --to team\n  salesctl goal show 2026-07 -f csv"));
  show->callback([command, &action] { action = [command](Context& context) { return run_show(*command, context); }; });
}

}  // namespace

void add_goal(CLI::App& app, Action& action) {
  app.require_subcommand(1);
  add_split(app, action);
  add_show(app, action);
}

}  // namespace salesctl
