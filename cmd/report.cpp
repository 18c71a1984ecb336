// salesctl report NAME: attainment and leaderboard are computed; every other report is SQL from the config or built in.
#include <algorithm>
#include <memory>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "config/config.hpp"
#include "context.hpp"
#include "goal.hpp"
#include "report/attainment.hpp"
#include "store/goals.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"
#include "store/read_only.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct ReportCommand {
  std::string name;
  std::string period;
  std::string metric = "revenue";
  std::string by;
  std::string to;
  std::string show;
  bool list = false;
};

struct Computed {
  const char* name;
  const char* description;
  const char* period;  // default
};
constexpr Computed computed_reports[]{
    {"attainment", TR_NOOP("Targets beside actuals by company, team and rep"), "this-year"},
    {"leaderboard", TR_NOOP("Reps ranked by what they did"), "this-year"},
};

/// Facts, goals and people of one metric and period, and what follows from them.
struct Figures {
  Metric metric;
  Period period;
  Organisation organisation;
  std::vector<AttainmentRow> rows;
  std::vector<std::string> sources;  // for --explain
};

/// Rows are kept in memory until they are written; more of them nobody reads.
void refuse_too_many(std::size_t slices, const Organisation& organisation, ScopeLevel to) {
  constexpr std::size_t most_rows = 2'000'000;
  std::size_t scopes = 1;
  if (to != ScopeLevel::company) scopes += organisation.teams.size();
  if (to == ScopeLevel::rep) scopes += organisation.reps.size();
  if (slices * scopes <= most_rows) return;
  throw UsageError(tr("the report would have {} rows or more", slices * scopes),
                   tr("choose a shorter period, or a coarser --by or --to"));
}

Figures figures(const ReportCommand& command, Context& context, ScopeLevel to, std::optional<PeriodUnit> by) {
  const Settings& settings = context.settings();
  Figures f{find_metric(settings, command.metric), context.period(command.period), {}, {}, {}};
  const Database db = context.open_store(Access::read);
  f.organisation = read_organisation(db, settings);
  std::vector<PlanTargets> plans;
  for (const GoalPlan& plan : plans_in(db, f.metric.name, f.period.span)) {
    plans.push_back({plan.period.span, read_targets(db, plan)});
    f.sources.push_back(tr("target: plan {} version {}, {}", plan.period.name, plan.version, plan.rule) + "; " + rule_source(settings, plan));
  }
  const Span known{f.period.span.from, std::min(f.period.span.to, context.as_of() + std::chrono::days{1})};
  const auto slices = by ? split_span(f.period.span, *by, settings.fiscal) : std::vector{f.period};
  refuse_too_many(slices.size(), f.organisation, to);
  f.rows = attainment(f.organisation, read_day_sums(db, f.metric, known), plans, f.period, slices, to);
  std::string rule = tr("actual: sum of {} over {} by {}", f.metric.sum, f.metric.from, f.metric.on);
  if (!f.metric.where.empty()) rule += tr(", where {}", f.metric.where);
  if (!f.metric.place.file.empty()) rule += " (" + to_string(f.metric.place) + ")";
  f.sources.push_back(rule);
  f.sources.push_back(tr("facts up to {}", format_date(context.as_of())));
  return f;
}

int run_attainment(const ReportCommand& command, Context& context) {
  const ScopeLevel to = command.to.empty() ? ScopeLevel::rep : parse_scope_level(command.to);
  std::optional<PeriodUnit> by;
  if (!command.by.empty()) by = parse_period_unit(command.by);
  const Figures f = figures(command, context, to, by);
  Table table;
  table.title = tr("Attainment of {}, {}", tr(f.metric.title.c_str()), f.period.name);
  table.money_decimals = metric_decimals(context.settings(), f.metric);
  table.columns = {{"scope_level", tr("Level")},
                   {"scope", tr("Scope")},
                   {"parent", tr("Under")},
                   {"period", tr("Period")},
                   {"metric", tr("Metric")},
                   {"target", tr("Target"), ColumnType::money},
                   {"actual", tr("Actual"), ColumnType::money},
                   {"attainment", tr("Attainment"), ColumnType::percent},
                   {"gap", tr("Gap"), ColumnType::money}};
  const Names names(f.organisation);
  for (const AttainmentRow& row : f.rows) {
    table.rows.push_back({{std::string(to_string(row.level)), names.scope(row.level, row.scope), names.parent(row.parent),
                           row.period.name, f.metric.name, or_nothing(row.target), row.actual,
                           or_nothing(row.attainment()), or_nothing(row.gap())},
                          row.depth, row.level == ScopeLevel::company});
  }
  if (context.options.explain) table.notes = f.sources;
  context.show(std::move(table));
  return 0;
}

int run_leaderboard(const ReportCommand& command, Context& context) {
  const Figures f = figures(command, context, ScopeLevel::rep, std::nullopt);
  Table table;
  table.title = tr("Leaderboard: {}, {}", tr(f.metric.title.c_str()), f.period.name);
  table.money_decimals = metric_decimals(context.settings(), f.metric);
  table.columns = {{"rank", tr("Rank"), ColumnType::integer},
                   {"rep", tr("Rep")},
                   {"team", tr("Team")},
                   {"actual", tr("Actual"), ColumnType::money},
                   {"target", tr("Target"), ColumnType::money},
                   {"attainment", tr("Attainment"), ColumnType::percent}};
  const Names names(f.organisation);
  for (const LeaderboardRow& row : leaderboard(f.organisation, f.rows)) {
    const Value team = row.team.empty() ? Value{} : names.scope(ScopeLevel::team, row.team);
    table.rows.push_back({{std::int64_t{row.rank}, names.scope(ScopeLevel::rep, row.rep), team, row.actual,
                           or_nothing(row.target), or_nothing(row.attainment)},
                          0, false});
  }
  if (context.options.explain) table.notes = f.sources;
  context.show(std::move(table));
  return 0;
}

std::vector<ReportRule> sql_reports(const Settings& settings) {
  std::vector<ReportRule> reports = settings.reports;
  for (ReportRule& rule : built_in_reports()) {
    if (std::ranges::find(reports, rule.name, &ReportRule::name) == reports.end()) reports.push_back(std::move(rule));
  }
  return reports;
}

int run_sql(const ReportCommand& command, const ReportRule& rule, Context& context) {
  std::string text = command.period;
  if (text.empty()) text = rule.period.empty() ? "today" : rule.period;
  const Period period = context.period(text);
  const Database db = context.open_store(Access::read);
  Table table = run_report(db, context.settings(), rule, period.span, context.as_of());
  if (context.options.explain) {
    table.notes.push_back(rule.place.file.empty() ? tr("built-in report; \"salesctl report --show {}\" prints its SQL", rule.name)
                                                  : to_string(rule.place));
    table.notes.push_back(tr("facts up to {}", format_date(context.as_of())));
  }
  context.show(std::move(table));
  return 0;
}

int list_reports(Context& context) {
  Table table;
  table.title = tr("Reports");
  table.columns = {{"report", tr("Report")}, {"description", tr("Description")}};
  for (const Computed& report : computed_reports) {
    table.rows.push_back({{std::string(report.name), std::string(tr(report.description))}, 0, false});
  }
  for (const ReportRule& rule : sql_reports(context.settings())) {
    table.rows.push_back({{rule.name, std::string(tr(rule.description.c_str()))}, 0, false});
  }
  context.show(std::move(table));
  return 0;
}

int show_definition(const std::string& name, Context& context) {
  const std::string source = built_in_report_source(name);
  if (source.empty()) {
    throw UsageError(tr("there is no built-in report \"{}\" said in SQL", printable(name)),
                     tr("\"salesctl report --list\" lists the reports"));
  }
  context.write(source);
  return 0;
}

int run_report_command(const ReportCommand& asked, Context& context) {
  ReportCommand command = asked;
  if (command.list) return list_reports(context);
  if (!command.show.empty()) return show_definition(command.show, context);
  for (const Computed& report : computed_reports) {
    if (command.name != report.name) continue;
    if (command.period.empty()) command.period = report.period;
    return command.name == "attainment" ? run_attainment(command, context) : run_leaderboard(command, context);
  }
  const std::vector<ReportRule> reports = sql_reports(context.settings());
  if (const auto rule = std::ranges::find(reports, command.name, &ReportRule::name); rule != reports.end()) {
    return run_sql(command, *rule, context);
  }
  std::vector<std::string_view> names;
  for (const Computed& report : computed_reports) names.emplace_back(report.name);
  for (const ReportRule& rule : reports) names.emplace_back(rule.name);
  throw UsageError(command.name.empty() ? tr("which report?")
                                        : tr("there is no report \"{}\"{}", printable(command.name),
                                             did_you_mean(command.name, names)),
                   tr("\"salesctl report --list\" lists the reports"));
}

}  // namespace

void add_report(CommandLine app) {
  ReportCommand& command = app.runs(run_report_command);
  app.argument("NAME", command.name, tr("attainment, leaderboard, pipeline or one of the config's \"reports\""));
  app.argument("PERIOD", command.period, tr("Such as 2026, 2026-Q3, last-month (default: this-year)"));
  app.option("--metric", command.metric, "NAME", tr("For attainment and leaderboard (default revenue)"));
  app.option("--by", command.by, "UNIT", tr("Attainment by quarter, month, week or day"));
  app.option("--to", command.to, "LEVEL", tr("Attainment down to company, team or rep (default)"));
  app.flag("--list", command.list, tr("List the reports"));
  app.option("--show", command.show, "NAME", tr("Print a built-in report's definition, to start your own from"));
  app.footer(tr("Examples:\n  salesctl report attainment 2026 --by month --to team\n"
                "  salesctl report leaderboard last-month -f md\n  salesctl report pipeline -o pipeline.csv"));
}

}  // namespace salesctl
