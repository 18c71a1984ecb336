// Facts for a split, and its way into the store: shared by goal split, set and adjust.
#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "goal.hpp"
#include "store/metric_sums.hpp"
#include "store/runs.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// What the metric was in a span, as far as known on `as_of`.
PastSlice past(const std::vector<DaySum>& sums, Span span, Date as_of) {
  const int from = day_number(span.from);
  const int to = std::min(day_number(span.to), day_number(as_of) + 1);
  PastSlice slice{0, 0};
  for (auto it = std::ranges::lower_bound(sums, from, {}, &DaySum::day); it != sums.end() && it->day < to; ++it) {
    slice.value += static_cast<double>(it->value);
    slice.facts += static_cast<double>(it->facts);
  }
  return slice;
}

void read_history(const Database& db, const Metric& metric, const GoalRule& rule, Date as_of, FiscalYear fiscal,
                  SplitRequest& request) {
  const bool of_people = rule.people.uses(Weights::history) || rule.min_growth || rule.max_growth;
  if (!of_people && !rule.time.uses(Weights::history)) return;
  const Span all{years_before(request.period.span, rule.history_years).from, request.period.span.to};
  const std::vector<DaySum> sums = read_day_sums(db, metric, all);
  if (rule.time.uses(Weights::history)) {
    for (const Period& slice : split_span(request.period.span, request.by, fiscal)) {
      PastSlice& total = request.slice_history.emplace(slice.span.from, PastSlice{0, 0}).first->second;
      for (int y = 1; y <= rule.history_years; ++y) {
        const PastSlice year = past(sums, years_before(slice.span, y), as_of);
        total.value += year.value;
        total.facts += year.facts;
      }
    }
  }
  const Span last_year = years_before(request.period.span, 1);
  for (const DaySum& sum : sums) {
    if (sum.rep_key == 0 || sum.day > day_number(as_of)) continue;
    const RepKey rep{sum.rep_key};
    if (sum.day < day_number(request.period.span.from)) request.rep_history[rep] += static_cast<double>(sum.value);
    if (day_number(last_year.from) <= sum.day && sum.day < day_number(last_year.to)) request.last_year[rep].minor += sum.value;
  }
}

void read_shares(const GoalRule& rule, const Organisation& organisation, SplitRequest& request) {
  for (const auto& [id, share] : rule.people_shares) {
    const Rep* rep = organisation.find_rep(id);
    if (rep == nullptr) throw DataError(tr("a share of people is given to \"{}\", and there is no such rep", printable(id)));
    request.rep_shares[rep->key] = static_cast<double>(share.billionths);
  }
}

std::string rule_words(const GoalRule& rule) {
  std::string text = tr("split by {} to {}; time: {}; people: {}", to_string(rule.by), to_string(rule.to),
                        to_string(rule.time), to_string(rule.people));
  if (rule.time.uses(Weights::history) || rule.people.uses(Weights::history) || rule.people.uses(Weights::potential)) {
    text += tr("; history of {} year(s)", rule.history_years);
  }
  return text;
}

}  // namespace

SplitRequest split_request(const Database& db, const Settings& settings, const GoalRule& rule, const Period& period,
                           Date as_of, const Organisation& organisation) {
  const Metric& metric = find_metric(settings, rule.metric);
  SplitRequest request;
  request.total = rule.amount;
  request.period = period;
  request.by = rule.by;
  request.to = rule.to;
  request.time = rule.time;
  request.people = rule.people;
  request.time_shares = rule.time_shares;
  request.ramp = rule.ramp;
  request.min_growth = rule.min_growth;
  request.max_growth = rule.max_growth;
  request.team_stretch = rule.team_stretch;
  request.rep_stretch = rule.rep_stretch;
  request.round = rule.round;
  request.calendar = settings.calendar;
  request.fiscal = settings.fiscal;
  read_history(db, metric, rule, as_of, settings.fiscal, request);
  if (rule.people.uses(Weights::potential)) {
    request.rep_potential = read_potential(db, years_before(period.span, rule.history_years).from, as_of);
  }
  read_shares(rule, organisation, request);
  request.pins = read_pins(db, settings, metric, period, organisation);
  if (rule.from) {
    request.from = rule.from;
    const auto plan = find_plan(db, rule.metric, period.name, std::nullopt);
    if (!plan) {
      throw DataError(tr("there is no plan of {} for {} whose past could stay", rule.metric, period.name),
                      tr("split the whole period first, without \"from\""));
    }
    request.kept = read_targets(db, *plan);
    std::erase_if(request.kept.cells, [&](const GoalCell& cell) {
      return request.kept.period(cell).unit != plan->by || request.kept.span(cell).to > *rule.from;
    });
  }
  return request;
}

GoalPlan plan_of(const Database& db, const Settings& settings, const GoalRule& rule, const Period& period) {
  GoalPlan plan;
  plan.metric = rule.metric;
  plan.period = period;
  plan.amount = rule.amount;
  plan.decimals = metric_decimals(settings, find_metric(settings, rule.metric));
  plan.by = rule.by;
  plan.to = rule.to;
  plan.rule = rule_words(rule);
  plan.definition = definition(rule, plan.decimals);
  const auto newest = find_plan(db, rule.metric, period.name, std::nullopt);
  plan.version = newest ? newest->version : 0;
  return plan;
}

void store_plan(const Database& db, Context& context, GoalPlan& plan, const Targets& targets, std::optional<std::int64_t> run_key) {
  const std::string digest = plan_digest(plan, targets);
  if (!is_new_version(db, plan, digest)) {
    context.say(tr("nothing changed: version {} stands", plan.version));
    return;
  }
  ++plan.version;
  if (context.options.dry_run) return;
  if (!run_key) run_key = record_run(db, context.run({}, {}));
  write_plan(db, plan, targets, digest, *run_key);
}

void keep_plan(const Database& db, Context& context, GoalPlan& plan, const Targets& targets) {
  if (context.options.dry_run) return store_plan(db, context, plan, targets);
  Transaction transaction(db);
  store_plan(db, context, plan, targets);
  transaction.commit();
}

GoalPlan existing_plan(const Database& db, const std::string& metric, const std::optional<Period>& period,
                       const std::string& version) {
  std::vector<GoalPlan> plans = plans_in(db, metric, period ? std::optional(period->span) : std::nullopt);
  if (period) {
    std::erase_if(plans, [&](const GoalPlan& p) {
      return period->span.from < p.period.span.from || p.period.span.to < period->span.to;
    });
  }
  if (plans.empty()) {
    throw DataError(period ? tr("there is no goal for {}", period->name) : tr("there are no goals"),
                    tr("\"salesctl goal split\" makes one"));
  }
  const GoalPlan& newest = plans.back();
  if (version.empty()) return newest;
  const std::int64_t number = parse_integer(version, 1);
  const auto plan = find_plan(db, newest.metric, newest.period.name, number);
  if (!plan) throw DataError(tr("{} {} has no version {}", newest.metric, newest.period.name, number));
  return *plan;
}

Table goal_table(const GoalPlan& plan, const Targets& targets, const Organisation& organisation, bool explain) {
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
  std::vector<std::string> coarser;  // than the plan's periods: sums of them
  for (const GoalPeriod& of : targets.periods) {
    if (of.unit != plan.by) coarser.push_back(of.period.name);
  }
  table.charts = {{ChartKind::line, "period", {"amount"}, {}, std::pair(std::string("scope_level"), std::string(to_string(ScopeLevel::company))), {"period", std::move(coarser)}}};
  const Names names(organisation);
  std::vector<double> whole(targets.periods.size());  // of the company, by period
  for (const GoalCell& cell : targets.cells) {
    if (cell.scope == 0) whole[cell.period] = cell.exact;
  }
  const auto share = [](double part, double of) { return of == 0 ? 0 : part / of; };
  table.rows.reserve(targets.cells.size());
  for (const GoalCell& cell : targets.cells) {
    const GoalScope& scope = targets.scope(cell);
    const Period& period = targets.period(cell).period;
    Row row{{plan.metric, std::string(to_string(scope.level)), names.scope(scope.level, scope.id), names.parent(scope.parent),
             period.name, period.span.from, period.span.to - std::chrono::days{1}, cell.amount},
            scope.depth, scope.level == ScopeLevel::company};
    if (explain) {
      row.cells.insert(row.cells.end(), {share(whole[cell.period], whole.front()), share(cell.exact, whole[cell.period]), cell.exact});
    }
    table.rows.push_back(std::move(row));
  }
  table.notes.push_back(plan.rule);
  return table;
}

}  // namespace salesctl
