// salesctl report attainment and leaderboard: targets beside actuals, and who did most.
#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "goal.hpp"
#include "report.hpp"
#include "report/attainment.hpp"
#include "store/goals.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

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
  Figures f{find_metric(settings, command.metric.empty() ? "revenue" : command.metric),
            context.period(command.subject.empty() ? "this-year" : command.subject), {}, {}, {}};
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

/// Over time the company's trend beside its target, and who was strong when; else everybody's bar with a mark at the target.
std::vector<Chart> charts_of(const Figures& f, ScopeLevel to, bool over_time, Date as_of) {
  const std::pair<std::string, std::string> company("scope_level", to_string(ScopeLevel::company));
  const std::pair<std::string, std::string> lowest("scope_level", to_string(to));
  const Chart bars{ChartKind::bullet, "scope", {"actual", "target"}, {}, lowest};
  if (!over_time) return {bars};
  std::vector<std::string> others{f.period.name};
  for (const AttainmentRow& row : f.rows) {
    if (row.level == ScopeLevel::company && row.period.span.from > as_of) others.push_back(row.period.name);
  }
  const Chart trend{ChartKind::line, "period", {"actual", "target"}, {}, company, {"period", others}};
  const Chart map{ChartKind::heat, "scope", {"attainment"}, "period", lowest, {"period", others}};
  return to == ScopeLevel::company ? std::vector{trend} : std::vector{trend, map};
}

}  // namespace

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
  table.charts = charts_of(f, to, by.has_value(), context.as_of());
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
  table.charts = {{ChartKind::bullet, "rep", {"actual", "target"}}};
  if (context.options.explain) table.notes = f.sources;
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
