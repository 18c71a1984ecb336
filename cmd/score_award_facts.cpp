// salesctl score awards: who may win, and what they did.
#include "score_awards.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "store/awards.hpp"
#include "store/goals.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

/// They are in the order of their ids.
Contender* find(std::vector<Contender>& all, const std::string& id) {
  const auto c = std::ranges::lower_bound(all, id, {}, &Contender::id);
  return c == all.end() || c->id != id ? nullptr : &*c;
}

}  // namespace

AwardFacts::AwardFacts(const Database& db, const Settings& settings, Date as_of)
    : db_(db), settings_(settings), as_of_(as_of), organisation_(read_organisation(db, settings)) {}

std::vector<Contender> AwardFacts::contenders(const AwardRule& rule, const Period& period) const {
  return rule.kind == AwardKind::team ? teams(rule, period) : reps(rule, period);
}

std::vector<AttainmentRow> AwardFacts::results(const std::string& metric, const Period& period) const {
  std::vector<PlanTargets> plans;
  for (const GoalPlan& plan : plans_in(db_, metric, period.span)) plans.push_back({plan.period.span, read_targets(db_, plan)});
  const Span known{period.span.from, std::min(period.span.to, as_of_ + days{1})};
  return attainment(organisation_, read_day_sums(db_, find_metric(settings_, metric), known), plans, period, {period}, ScopeLevel::rep);
}

std::vector<LeaderboardRow> AwardFacts::results_of_reps(const std::string& metric, const Period& period) const {
  return leaderboard(organisation_, results(metric, period));
}

bool AwardFacts::has_teams(const std::string& id) const {
  const Team* const team = organisation_.find_team(id);
  return team != nullptr && std::ranges::find(organisation_.teams, std::optional(team->key), &Team::parent) != organisation_.teams.end();
}

std::vector<Contender> AwardFacts::teams(const AwardRule& rule, const Period& period) const {
  std::vector<Contender> all;
  for (const AttainmentRow& row : results(rule.metric, period)) {
    if (row.level == ScopeLevel::team && !has_teams(row.scope)) all.push_back({row.scope, row.name, row.actual, row.target});
  }
  std::ranges::sort(all, {}, &Contender::id);
  if (rule.tie_break.empty()) return all;
  for (const AttainmentRow& row : results(rule.tie_break, period)) {
    Contender* const c = row.level == ScopeLevel::team ? find(all, row.scope) : nullptr;
    if (c != nullptr) c->tie_break = row.actual;
  }
  return all;
}

std::vector<Contender> AwardFacts::reps(const AwardRule& rule, const Period& period) const {
  std::vector<Contender> all;
  const Span year_before{add_months(period.span.from, -12), period.span.from};
  std::unordered_map<std::int64_t, Money> before;
  if (rule.kind == AwardKind::improved) {
    for (const DaySum& sum : read_day_sums(db_, find_metric(settings_, rule.metric), year_before)) before[sum.rep_key] += Money{sum.value};
  }
  for (const Rep& rep : organisation_.reps) {
    Contender c{rep.id, rep.name};
    c.before = before[static_cast<std::int64_t>(rep.key)];
    c.since = rep.hired_on;
    c.days = days_worked(settings_.calendar, rep, {period.span.from, std::min(period.span.to, as_of_ + days{1})});
    c.days_before = days_worked(settings_.calendar, rep, year_before);
    if (c.days > 0) all.push_back(std::move(c));
  }
  if (rule.sql.empty()) {
    for (const LeaderboardRow& row : results_of_reps(rule.metric, period)) {
      if (Contender* const c = find(all, row.rep)) std::tie(c->actual, c->target) = std::tuple(row.actual, row.target);
    }
  } else {
    for (const auto& [rep, number] : read_rep_numbers(db_, settings_, award_numbers(rule), period.span, as_of_)) {
      if (Contender* const c = find(all, rep)) c->number = number;
    }
  }
  if (!rule.tie_break.empty()) {
    for (const LeaderboardRow& row : results_of_reps(rule.tie_break, period)) {
      if (Contender* const c = find(all, row.rep)) c->tie_break = row.actual;
    }
  }
  return all;
}

}  // namespace salesctl
