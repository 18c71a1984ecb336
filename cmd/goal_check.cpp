// salesctl goal check: every goal held against SMART. Exit 3 with --fail-on when something was found.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "base/message.hpp"
#include "goal.hpp"
#include "goal/growth.hpp"
#include "goal/smart.hpp"
#include "model/stage_chance.hpp"
#include "store/deals.hpp"
#include "store/funnel.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

constexpr int found_something = 3;

struct CheckCommand {
  std::string period;
  std::string metric;
  std::string fail_on;
};

/// A goal as it is known: split, configured, or both.
struct Goal {
  std::string metric;
  Period period;
  Money amount;
  std::optional<GoalPlan> plan;
  std::optional<Money> configured;
  Targets targets;
};

/// The newest version of every plan, and what the configuration has beside; shorter after longer, by metric.
std::vector<Goal> known_goals(const Database& db, const Settings& settings, Date as_of) {
  std::vector<Goal> goals;
  for (const GoalPlan& plan : plans_in(db, {}, std::nullopt)) {
    goals.push_back({plan.metric, plan.period, plan.amount, plan, {}, read_targets(db, plan)});
  }
  for (const GoalRule& rule : settings.goals) {
    const Period period = parse_period(rule.period, as_of, settings.fiscal);
    const auto split = std::ranges::find_if(
        goals, [&](const Goal& goal) { return goal.metric == rule.metric && goal.period.name == period.name; });
    if (split != goals.end()) {
      split->configured = rule.amount;
    } else {
      goals.push_back({rule.metric, period, rule.amount, {}, rule.amount, {}});
    }
  }
  std::ranges::stable_sort(goals, {}, [](const Goal& goal) {
    return std::tuple(goal.metric, goal.period.span.from, -goal.period.span.days());
  });
  return goals;
}

std::vector<OpenDeal> open_deals(const Database& db, const Settings& settings, Date as_of) {
  const Deals deals = read_deals(db, settings, as_of);
  const std::vector<DealOutlook> outlooks = read_outlooks(db, deals, as_of);
  const std::vector<std::optional<Rate>> chances = probabilities(settings.stages, deals);
  const auto date = [](const std::optional<int>& day) { return day ? std::optional(from_day_number(*day)) : std::nullopt; };
  std::vector<OpenDeal> open;
  for (std::size_t i = 0; i < deals.deals.size(); ++i) {
    const Deal& deal = deals.deals[i];
    if (deal.state != DealState::open) continue;
    open.push_back({deal.amount, probability_of(deal, outlooks[i], chances), date(deal.began), date(outlooks[i].expected)});
  }
  return open;
}

/// Facts that several goals share, read once.
class Facts {
 public:
  Facts(const Database& db, const Settings& settings, Date as_of)
      : db_(db), settings_(settings), as_of_(as_of), organisation_(read_organisation(db, settings)) {}

  const std::vector<DayTotal>& days(const Metric& metric) {
    const auto [it, fresh] = days_.try_emplace(metric.name);
    if (fresh) it->second = read_day_totals(db_, metric, as_of_);
    return it->second;
  }

  Pipeline pipeline(Span span) {
    if (!open_) open_ = open_deals(db_, settings_, as_of_);
    if (!past_) past_ = read_decided_deals(db_, {add_months(as_of_ + std::chrono::days{1}, -12), as_of_ + std::chrono::days{1}});
    return expected_pipeline(*open_, *past_, span, as_of_);
  }

  const Rep* rep(std::int64_t key) const { return organisation_.find_rep(RepKey{key}); }
  const Settings& settings() const { return settings_; }
  Date as_of() const { return as_of_; }

 private:
  const Database& db_;
  const Settings& settings_;
  Date as_of_;
  Organisation organisation_;
  std::map<std::string, std::vector<DayTotal>> days_;
  std::optional<std::vector<OpenDeal>> open_;
  std::optional<DecidedDeals> past_;
};

SplitState split_state(const Goal& goal, const Facts& facts) {
  SplitState state{goal.plan->to, goal.plan->by, 0, 0, 0, 0, {}};
  std::set<std::int64_t> teams, reps, leavers;
  for (const GoalCell& cell : goal.targets.cells) {
    if (cell.amount == Money{}) continue;
    const GoalScope& scope = goal.targets.scope(cell);
    const bool finest = goal.targets.period(cell).unit == goal.plan->by;
    if (scope.level == ScopeLevel::team) teams.insert(scope.key);
    if (scope.level == ScopeLevel::rep) reps.insert(scope.key);
    if (scope.level == ScopeLevel::company && finest) ++state.milestones;
    if (scope.level != ScopeLevel::rep || !finest) continue;
    const Rep* rep = facts.rep(scope.key);
    if (rep == nullptr || !rep->left_on || *rep->left_on >= goal.targets.span(cell).from) continue;
    leavers.insert(scope.key);
    state.left_behind += cell.amount;
  }
  state.teams = static_cast<std::int64_t>(teams.size());
  state.reps = static_cast<std::int64_t>(reps.size());
  state.leavers = static_cast<std::int64_t>(leavers.size());
  return state;
}

bool holds(Span outer, Span inner) { return outer.from <= inner.from && inner.to <= outer.to; }

/// What the plan has for the span, from the coarsest cells that fill it.
std::optional<Money> part_of(const Goal& longer, Span span) {
  std::map<PeriodUnit, std::pair<int, Money>, std::greater<>> sums;
  for (const GoalCell& cell : longer.targets.cells) {
    if (longer.targets.scope(cell).level != ScopeLevel::company || !holds(span, longer.targets.span(cell))) continue;
    auto& [days, sum] = sums[longer.targets.period(cell).unit];
    days += longer.targets.span(cell).days();
    sum += cell.amount;
  }
  for (const auto& [unit, sum] : sums) {
    if (sum.first == span.days()) return sum.second;
  }
  return std::nullopt;
}

/// The shortest goal of the same metric that is longer and holds this one.
std::optional<LongerGoal> longer_goal(const Goal& goal, const std::vector<Goal>& goals) {
  const Goal* found = nullptr;
  for (const Goal& other : goals) {
    const Span span = other.period.span;
    if (other.metric != goal.metric || span.days() <= goal.period.span.days() || !holds(span, goal.period.span)) continue;
    if (found == nullptr || span.days() < found->period.span.days()) found = &other;
  }
  if (found == nullptr) return std::nullopt;
  return LongerGoal{found->period.name, found->amount, part_of(*found, goal.period.span)};
}

/// The first objective that has a key result of the metric, for a period that holds the goal's or is a part of it.
std::string objective_of(const Goal& goal, const Okr& okr) {
  for (const Objective& objective : okr.objectives) {
    const bool meets = holds(objective.period.span, goal.period.span) || holds(goal.period.span, objective.period.span);
    if (meets && std::ranges::find(objective.key_results, goal.metric, &KeyResult::metric) != objective.key_results.end()) {
      return objective.title.empty() ? objective.id : objective.title;
    }
  }
  return {};
}

GoalFacts facts_of(const Goal& goal, const std::vector<Goal>& goals, Facts& facts) {
  const Settings& settings = facts.settings();
  GoalFacts known;
  known.metric = known.title = goal.metric;
  known.period = goal.period;
  known.fiscal = settings.fiscal;
  known.amount = goal.amount;
  known.configured = goal.configured;
  known.as_of = facts.as_of();
  known.longer = longer_goal(goal, goals);
  known.has_objectives = !settings.okr.objectives.empty();
  known.objective = objective_of(goal, settings.okr);
  if (goal.plan) {
    known.split = split_state(goal, facts);
    known.decimals = goal.plan->decimals;
  }
  const auto metric = std::ranges::find(settings.metrics, goal.metric, &Metric::name);
  known.defined = metric != settings.metrics.end();
  if (!known.defined) return known;
  known.title = tr(metric->title.c_str());
  known.decimals = metric_decimals(settings, *metric);
  if (metric->unit == MetricUnit::money) known.unit = settings.currency.code;
  known.days = facts.days(*metric);
  if (counts_whole_sales(*metric)) known.pipeline = facts.pipeline(goal.period.span);
  return known;
}

/// For --explain: the growths that the one asked is held against.
void explain(const GoalFacts& goal, std::vector<std::string>& notes) {
  const auto covered = covered_span(goal.days, goal.as_of);
  if (!covered) return;
  for (const Growth& growth : past_growths(goal.days, goal.period.span, *covered)) {
    notes.push_back(tr("{} {}: {} came to {}, the year before to {}: {}", goal.metric, goal.period.name,
                       span_name(growth.span, goal.fiscal), format_grouped(growth.value, goal.decimals),
                       format_grouped(growth.before, goal.decimals), fmt::format("{:+.1f}%", growth.rate * 100)));
  }
}

Value named(std::string_view id, const char* name) { return Named{std::string(id), tr(name)}; }

Value shown(Criterion criterion) {
  static const char* const names[] = {TR_NOOP("Specific"), TR_NOOP("Measurable"), TR_NOOP("Achievable"), TR_NOOP("Relevant"),
                                      TR_NOOP("Time-bound")};
  return named(to_string(criterion), names[static_cast<std::size_t>(criterion)]);
}

Value shown(Verdict verdict) {
  static const char* const names[] = {TR_NOOP("ok"), TR_NOOP("warn"), TR_NOOP("fail")};
  return named(to_string(verdict), names[static_cast<std::size_t>(verdict)]);
}

int run_check(const CheckCommand& command, Context& context) {
  const Settings& settings = context.settings();
  if (!command.metric.empty()) find_metric(settings, command.metric);
  const bool may_fail = !command.fail_on.empty();
  const Verdict limit = may_fail ? parse_fail_on(command.fail_on) : Verdict::fail;
  std::optional<Period> period;
  if (!command.period.empty()) period = context.period(command.period);
  const Database db = context.open_store(Access::read);
  const std::vector<Goal> goals = known_goals(db, settings, context.as_of());
  Facts facts(db, settings, context.as_of());
  Table table;
  table.title = tr("Goals held against SMART, as of {}", format_date(context.as_of()));
  table.columns = {{"metric", tr("Metric")}, {"period", tr("Period")}, {"criterion", tr("Criterion")},
                   {"verdict", tr("Verdict")}, {"reason", tr("Reason")}};
  Verdict worst = Verdict::ok;
  for (const Goal& goal : goals) {
    if (!command.metric.empty() && goal.metric != command.metric) continue;
    if (period && !holds(period->span, goal.period.span)) continue;
    const GoalFacts known = facts_of(goal, goals, facts);
    for (const Judgement& judgement : judge(known)) {
      worst = std::max(worst, judgement.verdict);
      table.rows.push_back({{goal.metric, goal.period.name, shown(judgement.criterion), shown(judgement.verdict),
                             judgement.reason}, 0, false});
    }
    if (context.options.explain) explain(known, table.notes);
  }
  if (table.rows.empty()) {
    throw DataError(period ? tr("there is no goal for {}", period->name) : tr("there are no goals"),
                    tr("\"salesctl goal split\" makes one"));
  }
  context.show(std::move(table));
  return may_fail && worst >= limit ? found_something : 0;
}

}  // namespace

void add_goal_check(CommandLine app) {
  const CommandLine check = app.subcommand("check", tr("Hold every goal against SMART: a verdict and a reason for each letter"));
  CheckCommand& command = check.runs(run_check);
  check.argument("PERIOD", command.period, tr("Only goals within it (default: all)"));
  check.option("--metric", command.metric, "NAME", tr("Only goals for this metric"));
  check.option("--fail-on", command.fail_on, "VERDICT", tr("Exit 3 when a verdict is as bad: warn or fail"));
  check.footer(tr("Examples:\n  salesctl goal check 2026\n  salesctl goal check --fail-on fail -q -o goals.txt"));
}

}  // namespace salesctl
