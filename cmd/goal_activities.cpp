// salesctl goal plan-activities: what it takes to meet the targets, worked back from each rep's own figures.
#include <algorithm>
#include <map>
#include <memory>

#include "base/message.hpp"
#include "base/number.hpp"
#include "goal.hpp"
#include "goal_activities.hpp"
#include "report/attainment.hpp"
#include "store/funnel.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

constexpr std::int64_t count_scale = 10'000;

struct ActivitiesCommand {
  std::string period;
  std::string metric = "revenue";
  std::string to;
  std::string history = "12";
};

/// What a plan of activities is made from.
struct Basis {
  Metric metric;
  Period period;
  Span rest;     // the days of the period that are left
  Span history;
  std::int64_t scale = 1;
  Organisation organisation;
  std::map<RepKey, FunnelCounts> counts;
  std::vector<AttainmentRow> targets;
};

Basis read_basis(const ActivitiesCommand& command, const Database& db, const Settings& settings, const Period& period, Date as_of) {
  const Date tomorrow = as_of + days{1};
  Basis basis{find_metric(settings, command.metric), period, {}, {}, 1, {}, {}, {}};
  const Span span = basis.period.span;
  basis.rest = {std::max(tomorrow, span.from), span.to};
  if (basis.rest.empty()) {
    throw DataError(tr("{} is over on {}: no day is left to plan", basis.period.name, format_date(as_of)),
                    tr("name a later period, or an earlier day with --as-of"));
  }
  const int months = static_cast<int>(parse_integer(command.history, 1, 240));
  basis.history = {add_months(tomorrow, -months), tomorrow};
  if (basis.metric.unit == MetricUnit::count) basis.scale = count_scale;
  basis.organisation = read_organisation(db, settings);
  basis.counts = read_funnel(db, settings, basis.metric, basis.history);
  std::vector<PlanTargets> plans;
  for (const GoalPlan& plan : plans_in(db, basis.metric.name, span)) {
    plans.push_back({plan.period.span, read_targets(db, plan)});
  }
  const Span known{span.from, std::min(span.to, tomorrow)};
  basis.targets = attainment(basis.organisation, read_day_sums(db, basis.metric, known), plans, basis.period,
                             {basis.period}, ScopeLevel::rep);
  return basis;
}

/// The lowest level that has targets; reps directly under the company have one beside teams. Throws DataError when none has.
ScopeLevel lowest_level(const Basis& basis) {
  bool company = false, teams = false, direct = false, reps = false;
  for (const AttainmentRow& row : basis.targets) {
    if (!row.target) continue;
    const bool rep = row.level == ScopeLevel::rep;
    company = company || row.level == ScopeLevel::company;
    teams = teams || row.level == ScopeLevel::team;
    direct = direct || (rep && row.parent == "company");
    reps = reps || (rep && row.parent != "company");
  }
  if (reps || (direct && !teams)) return ScopeLevel::rep;
  if (teams) return ScopeLevel::team;
  if (company) return ScopeLevel::company;
  throw DataError(tr("there is no goal of {} that covers {}", basis.metric.name, basis.period.name),
                  tr("\"salesctl goal split\" makes one"));
}

std::string team_id(const Basis& basis, const Rep& rep) {
  const auto team = team_on(rep, basis.rest.from);
  return team ? basis.organisation.team(*team).id : "";
}

/// Reps with a target; of one who moved, the targets in all teams. Who has left is only counted.
std::vector<ActivityUnit> rep_units(const Basis& basis, const Calendar& calendar, std::vector<std::string>& notes) {
  std::map<std::string, std::pair<std::optional<Money>, Money>> sums;
  for (const AttainmentRow& row : basis.targets) {
    if (row.level != ScopeLevel::rep || row.scope.empty()) continue;
    auto& [target, actual] = sums[row.scope];
    if (row.target) target = target.value_or(Money{}) + *row.target;
    actual += row.actual;
  }
  std::vector<ActivityUnit> units;
  std::int64_t leavers = 0;
  for (const Rep& rep : basis.organisation.reps) {
    const auto it = sums.find(rep.id);
    if (it == sums.end() || !it->second.first) continue;
    if (employed(rep, basis.rest).empty()) {
      if (it->second.second < *it->second.first) ++leavers;
      continue;
    }
    const auto counts = basis.counts.find(rep.key);
    units.push_back({rep.id, team_id(basis, rep), *it->second.first, it->second.second,
                     counts == basis.counts.end() ? FunnelCounts{} : counts->second, days_worked(calendar, rep, basis.rest)});
  }
  if (leavers > 0) notes.push_back(tr("{} rep(s) who left are short of their targets; nobody's plan makes up for it", leavers));
  return units;
}

std::map<std::string, FunnelCounts> team_counts(const Basis& basis) {
  std::map<std::string, FunnelCounts> teams;
  for (const Team& team : basis.organisation.teams) teams[team.id];
  for (const Rep& rep : basis.organisation.reps) {
    const auto it = basis.counts.find(rep.key);
    const std::string team = team_id(basis, rep);
    if (it != basis.counts.end() && !team.empty()) teams[team] += it->second;
  }
  return teams;
}

FunnelCounts company_counts(const Basis& basis) {
  FunnelCounts sum;
  for (const auto& [rep, counts] : basis.counts) sum += counts;
  return sum;
}

/// For goals that are split no lower than teams: what each team has beyond the teams below it, and the reps directly under
/// the company; or the whole company.
std::vector<ActivityUnit> wider_units(const Basis& basis, ScopeLevel level, const Calendar& calendar,
                                      std::vector<std::string>& notes) {
  const std::int64_t left = working_days(calendar, basis.rest);
  const std::map<std::string, FunnelCounts> teams = team_counts(basis);
  std::vector<ActivityUnit> units;
  for (const AttainmentRow& row : basis.targets) {
    if (row.level != level || !row.target) continue;
    ActivityUnit unit{row.scope, "", *row.target, row.actual, {}, left};
    if (level == ScopeLevel::company) {
      unit.counts = company_counts(basis);
    } else {
      unit.counts = teams.at(row.scope);
      for (const AttainmentRow& below : basis.targets) {
        if (below.level != ScopeLevel::team || below.parent != row.scope) continue;
        unit.target -= below.target.value_or(Money{});
        unit.actual -= below.actual;
      }
      if (unit.target == Money{}) continue;
    }
    units.push_back(std::move(unit));
  }
  if (level == ScopeLevel::company) return units;
  for (ActivityUnit& unit : rep_units(basis, calendar, notes)) {
    unit.id.clear();
    units.push_back(std::move(unit));
  }
  return units;
}

std::array<std::optional<std::int64_t>, 5> weekly(const Needs& total, std::int64_t left, std::int64_t week) {
  const std::array<std::optional<std::int64_t>, 5> all{total.wins, total.opportunities, total.leads, total.visits, total.calls};
  std::array<std::optional<std::int64_t>, 5> result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i]) result[i] = per_week_tenths(*all[i], left, week);
  }
  return result;
}

void add(ActivityLine& sum, const ActivityLine& part) {
  sum.target += part.target;
  sum.actual += part.actual;
  sum.gap += part.gap;
  sum.total = sum.total + part.total;
  sum.days_left = std::max(sum.days_left, part.days_left);
  for (std::size_t i = 0; i < sum.weekly.size(); ++i) {
    if (part.weekly[i]) sum.weekly[i] = sum.weekly[i].value_or(0) + *part.weekly[i];
  }
}

std::vector<ActivityLine> unit_lines(const std::vector<ActivityRow>& rows, ScopeLevel level, std::int64_t week) {
  std::vector<ActivityLine> lines;
  for (const ActivityRow& row : rows) {
    ActivityLine line;
    line.rep = level == ScopeLevel::rep ? row.unit.id : "";
    line.team = level == ScopeLevel::team ? row.unit.id : row.unit.team;
    line.target = row.unit.target;
    line.actual = row.unit.actual;
    line.gap = row.gap;
    line.counts = row.unit.counts;
    line.ratios = row.ratios;
    line.above = row.above;
    line.total = row.total;
    line.days_left = row.unit.days_left;
    line.weekly = weekly(row.total, row.unit.days_left, week);
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Lines of one team (or all lines) made one, with the ratios of that team (the company).
std::vector<ActivityLine> summed(const std::vector<ActivityLine>& lines, ScopeLevel to, const Basis& basis) {
  const FunnelRatios whole = company_ratios(company_counts(basis), basis.scale);
  const std::map<std::string, FunnelCounts> teams = team_counts(basis);
  std::map<std::string, ActivityLine> sums;
  for (const ActivityLine& line : lines) {
    const std::string key = to == ScopeLevel::team ? line.team : "";
    const auto [it, fresh] = sums.try_emplace(key);
    if (fresh) {
      const auto counts = teams.find(key);
      it->second.team = key;
      it->second.counts = counts == teams.end() ? company_counts(basis) : counts->second;
      it->second.ratios = counts == teams.end() ? whole : shrunk_ratios(counts->second, whole, basis.scale);
      it->second.above = whole;
    }
    add(it->second, line);
  }
  std::vector<ActivityLine> list;
  for (auto& [key, line] : sums) list.push_back(std::move(line));
  return list;
}

void add_notes(const Basis& basis, const FunnelRatios& whole, int decimals, std::vector<std::string>& notes) {
  const FunnelCounts all = company_counts(basis);
  const std::string history = format_date(basis.history.from) + ".." + format_date(basis.history.to - days{1});
  if (!whole.lead_rate) notes.push_back(tr("no lead that came in {} was converted: leads are not planned", history));
  if (!whole.visits) notes.push_back(tr("no visits are recorded in {}: visits are not planned", history));
  if (!whole.calls) notes.push_back(tr("no calls are recorded in {}: calls are not planned", history));
  if (all.lost == 0) notes.push_back(tr("no lost deals are recorded in {}: every opportunity counts as won", history));
  if (basis.metric.unit == MetricUnit::money && all.won_value.minor < all.value.minor / 2) {
    notes.push_back(tr("deals won in {} came to {}, {} to {}: the average deal holds what came beside them too", history,
                       format_grouped(all.won_value, decimals), basis.metric.name, format_grouped(all.value, decimals)));
  }
}

int run_activities(const ActivitiesCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const std::optional<ScopeLevel> asked = command.to.empty() ? std::nullopt : std::optional(parse_scope_level(command.to));
  const Database db = context.open_store(Access::read);
  const Basis basis = read_basis(command, db, settings, context.period(command.period), context.as_of());
  const ScopeLevel level = lowest_level(basis);
  const ScopeLevel to = asked.value_or(level);
  if (to > level) {
    throw UsageError(tr("the plan goes down to the {} only", to_string(level)),
                     tr("split it again with --to {}", to_string(to)));
  }
  Table table;
  table.title = tr("What {} for {} takes from {} to {}", tr(basis.metric.title.c_str()), basis.period.name,
                   format_date(basis.rest.from), format_date(basis.rest.to - days{1}));
  table.money_decimals = metric_decimals(settings, basis.metric);
  const auto units = level == ScopeLevel::rep ? rep_units(basis, settings.calendar, table.notes)
                                              : wider_units(basis, level, settings.calendar, table.notes);
  const auto week = std::max<std::int64_t>(1, std::ranges::count(settings.calendar.working_week, true));
  const FunnelCounts company = company_counts(basis);
  std::vector<ActivityLine> lines = unit_lines(plan_activities(units, team_counts(basis), company, basis.scale), level, week);
  if (to != ScopeLevel::rep) lines = summed(lines, to, basis);
  const bool explain = context.options.explain;
  fill_activity_table(table, lines, to, Names(basis.organisation), basis.scale, explain);
  // For people: what is not known of anybody takes no room. Machines get every column.
  if (is_page(context.format())) drop_empty_columns(table);
  add_notes(basis, company_ratios(company, basis.scale), table.money_decimals, table.notes);
  if (explain) {
    table.notes.push_back(tr("ratios: {}..{}, (n × own + k × above) / (n + k) with k = {} deals, {} leads",
                             format_date(basis.history.from), format_date(basis.history.to - days{1}), deal_strength,
                             lead_strength));
  }
  context.show(std::move(table));
  return 0;
}

}  // namespace

std::vector<ActivityRow> needs_of_reps(const Database& db, const Settings& settings, const Period& period, Date as_of) {
  const Basis basis = read_basis({}, db, settings, period, as_of);
  if (lowest_level(basis) != ScopeLevel::rep) return {};
  std::vector<std::string> unsaid;
  return plan_activities(rep_units(basis, settings.calendar, unsaid), team_counts(basis), company_counts(basis), basis.scale);
}

void add_goal_activities(CommandLine app) {
  const CommandLine plan = app.subcommand("plan-activities", tr("Work the funnel backwards: wins, opportunities, leads, visits and calls a week"));
  ActivitiesCommand& command = plan.runs(run_activities);
  plan.argument("PERIOD", command.period, tr("Such as 2026-Q4 or this-quarter"), Need::required);
  plan.option("--metric", command.metric, "NAME", tr("Whose targets are to be met (default revenue)"));
  plan.option("--to", command.to, "LEVEL", tr("A row per rep (default), team or company"));
  plan.option("--history", command.history, "MONTHS", tr("Months back that ratios are measured over (default 12)"));
  plan.footer(tr("Examples:\n  salesctl goal plan-activities 2026-Q4\n  salesctl goal plan-activities this-quarter --to team -f csv"));
}

}  // namespace salesctl
