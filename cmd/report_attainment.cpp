// salesctl report attainment and leaderboard: targets beside actuals, and who did most.
#include <algorithm>
#include <map>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
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
  std::vector<Period> slices;
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

Figures figures(const ReportCommand& command, Context& context, ScopeLevel to, std::optional<PeriodUnit> by, bool with_last_year) {
  const Settings& settings = context.settings();
  Figures f{find_metric(settings, command.metric.empty() ? "revenue" : command.metric),
            context.period(command.subject.empty() ? "this-year" : command.subject), {}, {}, {}, {}};
  const Database db = context.open_store(Access::read);
  f.organisation = read_organisation(db, settings);
  std::vector<PlanTargets> plans;
  for (const GoalPlan& plan : plans_in(db, f.metric.name, f.period.span)) {
    plans.push_back({plan.period.span, read_targets(db, plan)});
    f.sources.push_back(tr("target: plan {} version {}, {}", plan.period.name, plan.version, plan.rule) + "; " + rule_source(settings, plan));
  }
  const Span known{f.period.span.from, std::min(f.period.span.to, context.as_of() + std::chrono::days{1})};
  f.slices = by ? split_span(f.period.span, *by, settings.fiscal) : std::vector{f.period};
  refuse_too_many(f.slices.size(), f.organisation, to);
  std::vector<DaySum> last_year;
  if (with_last_year) last_year = read_day_sums(db, f.metric, compared_days(f.period.span, context.as_of()));
  const KnownDay day{settings.calendar, context.as_of()};
  f.rows = attainment(f.organisation, read_day_sums(db, f.metric, known), plans, f.period, f.slices, to, with_last_year ? &last_year : nullptr, &day);
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

/// The command with a metric that the config allows to rank by: the one asked for, else revenue, else the first.
ReportCommand public_one(ReportCommand command, const LeaderboardRules& rules) {
  const auto allowed = [&](const std::string& metric) { return rules.metrics.empty() || std::ranges::find(rules.metrics, metric) != rules.metrics.end(); };
  if (command.metric.empty()) command.metric = allowed("revenue") ? "revenue" : rules.metrics.front();
  if (allowed(command.metric)) return command;
  throw UsageError(tr("the leaderboard does not rank by {}", printable(command.metric)),
                   tr("\"leaderboard: metrics:\" in the config allows: {}", joined({rules.metrics.begin(), rules.metrics.end()})));
}

/// None before a twentieth of the days is gone: the first deal would turn it.
const char* light(const TrafficLight& rule, const std::optional<Rate>& pace, const Elapsed& gone) {
  constexpr int least = 20;
  if (!pace || gone.worked * least < gone.all) return "";
  return *pace >= rule.green ? TR_NOOP("green") : *pace >= rule.yellow ? TR_NOOP("yellow") : TR_NOOP("red");
}

/// Puts a column right behind another one.
void move_column(Table& table, const char* key, const char* behind) {
  const auto place = [&](const char* name) { return static_cast<std::ptrdiff_t>(column_place(table, name)); };
  const auto from = place(key);
  const auto to = place(behind) + 1;
  if (from == std::ssize(table.columns) || to > from) return;
  std::rotate(table.columns.begin() + to, table.columns.begin() + from, table.columns.begin() + from + 1);
  for (Row& row : table.rows) std::rotate(row.cells.begin() + to, row.cells.begin() + from, row.cells.begin() + from + 1);
}

/// Leaves out what the title, the indent or another column says as well, and tells of a running period how far it is.
void fit_to_page(Table& table, const Figures& f, const Elapsed& gone) {
  drop_columns(table, {"parent", "metric", "elapsed"});
  if (f.slices.size() == 1) drop_columns(table, {"period"});
  if (gone.worked == gone.all) drop_columns(table, {"pace", "run_rate", "due"});
  if (std::ranges::none_of(f.rows, [](const AttainmentRow& row) { return row.target.has_value(); })) drop_columns(table, {"pace", "light", "due"});
  const std::size_t target = column_place(table, "target");
  const std::size_t handed_on = column_place(table, "handed_on");
  const auto as_much = [&](const Row& row) { return row.cells[handed_on] == Value() || row.cells[handed_on] == row.cells[target]; };
  if (std::ranges::all_of(table.rows, as_much)) drop_columns(table, {"handed_on"});  // else more, or less, than there is to do
  move_column(table, "handed_on", "target");
  move_column(table, "light", "scope");
  move_column(table, "due", "target");
  if (std::ranges::all_of(f.rows, [](const AttainmentRow& row) { return row.last_year.value_or(Money{}) == Money{}; })) drop_columns(table, {"last_year"});
  if (gone.worked == gone.all) return;
  table.notes.push_back(tr("{} of {} working days of {} are gone: {}. Due by now: what the plan wants by this day, which need not be even over the days; pace: actual over that; at this "
                           "rate: the target times the pace. Last year: up to the same day.", gone.worked, gone.all,
                           f.period.name, format_percent(gone.share().value_or(Rate{}))));
}

}  // namespace

int run_attainment(const ReportCommand& command, Context& context) {
  const ScopeLevel to = command.to.empty() ? ScopeLevel::rep : parse_scope_level(command.to);
  std::optional<PeriodUnit> by;
  if (!command.by.empty()) by = parse_period_unit(command.by);
  const Figures f = figures(command, context, to, by, true);
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
                   {"gap", tr("Gap"), ColumnType::money},
                   {"elapsed", tr("Days gone"), ColumnType::percent},
                   {"pace", tr("Pace"), ColumnType::percent},
                   {"run_rate", tr("At this rate"), ColumnType::money},
                   {"last_year", tr("Last year"), ColumnType::money},
                   {"light", tr("Light"), ColumnType::light},
                   {"due", tr("Due by now"), ColumnType::money},
                   {"handed_on", tr("Handed on"), ColumnType::money}};
  const Calendar& calendar = context.settings().calendar;
  const Names names(f.organisation);
  std::map<std::pair<std::string, std::string>, Money> below;  // targets handed on, by scope above and period
  for (const AttainmentRow& row : f.rows) {
    if (row.target && row.level != ScopeLevel::company) below[{row.parent, row.period.name}] += *row.target;
  }
  const auto handed_on = [&](const AttainmentRow& row) {
    const auto sum = row.level == ScopeLevel::rep ? below.end() : below.find({row.scope, row.period.name});
    return sum == below.end() ? Value() : Value(sum->second);
  };
  table.rows.reserve(f.rows.size());
  std::map<std::pair<Date, Date>, Elapsed> gone;  // by first and last day
  for (const AttainmentRow& row : f.rows) {
    const Rep* const rep = row.level == ScopeLevel::rep ? f.organisation.find_rep(row.scope) : nullptr;
    const Span there = rep == nullptr ? row.period.span : employed(*rep, row.period.span);  // a target is for these days
    const auto [known, made] = gone.try_emplace({there.from, there.to});
    if (made) known->second = elapsed(calendar, there, context.as_of());
    const Elapsed& days = known->second;
    table.rows.push_back({{std::string(to_string(row.level)), names.scope(row.level, row.scope), names.parent(row.parent),
                           row.period.name, f.metric.name, or_nothing(row.target), row.actual,
                           or_nothing(row.attainment()), or_nothing(row.gap()), or_nothing(days.share()), or_nothing(row.pace(days)),
                           or_nothing(row.run_rate(days)), or_nothing(row.last_year), word(light(context.settings().traffic_light, row.pace(days), days)), or_nothing(row.due), handed_on(row)},
                          row.depth, row.level == ScopeLevel::company});
  }
  table.charts = charts_of(f, to, by.has_value(), context.as_of());
  if (context.options.explain) table.notes = f.sources;
  if (is_page(context.format())) fit_to_page(table, f, elapsed(calendar, f.period.span, context.as_of()));
  context.show(std::move(table));
  return 0;
}

int run_leaderboard(const ReportCommand& command, Context& context) {
  const LeaderboardRules& rules = context.settings().leaderboard;
  const Figures f = figures(public_one(command, rules), context, ScopeLevel::rep, std::nullopt, false);
  Table table;
  table.title = tr("Leaderboard: {}, {}", tr(f.metric.title.c_str()), f.period.name);
  table.money_decimals = metric_decimals(context.settings(), f.metric);
  table.columns = {{"rank", tr("Rank"), ColumnType::integer},
                   {"rep", tr("Rep")},
                   {"team", tr("Team")}};
  if (rules.actual) table.columns.push_back({"actual", tr("Actual"), ColumnType::money});
  if (rules.target) table.columns.push_back({"target", tr("Target"), ColumnType::money});
  if (rules.attainment) table.columns.push_back({"attainment", tr("Attainment"), ColumnType::percent});
  const bool by_attainment = !rules.actual && rules.attainment && std::ranges::any_of(f.rows, [](const AttainmentRow& row) { return row.target.has_value(); });
  const Names names(f.organisation);
  const std::vector<LeaderboardRow> board = leaderboard(f.organisation, f.rows, by_attainment);
  const bool nothing = std::ranges::all_of(board, [](const LeaderboardRow& row) { return row.actual == Money{}; });
  for (const LeaderboardRow& place : board) {
    if (nothing && is_page(context.format())) break;  // everybody is first
    if (rules.top > 0 && place.rank > rules.top) break;
    const Value team = place.team.empty() ? Value{} : names.scope(ScopeLevel::team, place.team);
    Row row{{std::int64_t{place.rank}, names.scope(ScopeLevel::rep, place.rep), team}, 0, false};
    if (rules.actual) row.cells.emplace_back(place.actual);
    if (rules.target) row.cells.push_back(or_nothing(place.target));
    if (rules.attainment) row.cells.push_back(or_nothing(place.attainment));
    table.rows.push_back(std::move(row));
  }
  if (by_attainment) {
    table.notes.push_back(tr("ranked by attainment of {}", tr(f.metric.title.c_str())));
  } else if (!rules.actual) {
    table.notes.push_back(tr("ranked by {}, which is not shown", tr(f.metric.title.c_str())));
  }
  if (rules.actual) {
    table.charts = {{ChartKind::bullet, "rep", {"actual", "target"}}};
  } else if (rules.attainment) {
    table.charts = {{ChartKind::bar, "rep", {"attainment"}}};
  }
  if (context.options.explain) table.notes = f.sources;
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
