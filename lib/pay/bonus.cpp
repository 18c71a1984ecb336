// Bonuses: the highest step that attainment reaches, of one's own or of the team.
#include <algorithm>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "base/sorted.hpp"
#include "pay/engine.hpp"

namespace salesctl::pay {
namespace {

/// The highest step reached; its place, and nothing where none is.
std::optional<std::size_t> reached(const std::vector<PayStep>& steps, Money actual, const std::optional<Money>& target, const std::vector<Money>& sums) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const PayBound& from = steps[i].from;
    const bool there = from.money ? actual >= sums[i] : target && *target > Money{} && !is_less(actual, *target, *from.share);
    if (there) best = i;
  }
  return best;
}

std::string step_text(const PayStep& step, int decimals) {
  return step.from.share ? format_percent(*step.from.share) : format_grouped(*step.from.money, decimals);
}

/// Parts of a pool that sum to it: largest remainder, of equals the first.
std::vector<Money> shared(Money pool, const std::vector<std::int64_t>& weights) {
  Wide sum = 0;
  for (const std::int64_t w : weights) sum += w;
  std::vector<Money> parts;
  std::vector<std::pair<Wide, std::size_t>> rests;
  Money left = pool;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide product = static_cast<Wide>(pool.minor) * weights[i];
    parts.push_back(Money{static_cast<std::int64_t>(product / sum)});
    rests.emplace_back(-(product % sum), i);
    left -= parts.back();
  }
  std::ranges::stable_sort(rests);
  for (std::size_t i = 0; left > Money{}; ++i, left -= Money{1}) parts[rests[i].second] += Money{1};
  return parts;
}

}  // namespace

bool is_bonus(PayType type) { return type == PayType::bonus || type == PayType::team_bonus; }

int Engine::decimals_of(const std::string& metric) const { return p_.counts.contains(metric) ? 0 : p_.decimals; }

Money Engine::actual(const std::string& metric, const Stretch& stretch) const {
  const auto sums = p_.actuals.find(metric);
  if (sums == p_.actuals.end()) return {};
  const auto [by_rep, made] = actuals_.try_emplace(metric);
  for (std::size_t i = 0; made && i < sums->second.size(); ++i) by_rep->second[sums->second[i].rep_key].push_back(sums->second[i]);
  Money sum;
  const auto own = by_rep->second.find(static_cast<std::int64_t>(p_.organisation.reps[stretch.rep].key));
  for (std::size_t i = 0; own != by_rep->second.end() && i < own->second.size(); ++i) {
    if (stretch.contains(from_day_number(own->second[i].day))) sum += Money{own->second[i].value};
  }
  return sum;
}

void Engine::pay_bonus(const Stretch& stretch, const PayComponent& component) {
  const Period whole = window(component, period_);
  if (whole.span.to != period_.span.to) return;
  const Stretch& days = in_window(stretch, component, period_);
  const Money done = actual(component.metric, days);
  const auto goal = target(component, days, period_);
  if (uses_target(component) && !goal) {
    note_once({TR_NOOP("{} has no target of {} in {}: what goes by it is not reached"), {p_.organisation.reps[stretch.rep].id, component.metric, whole.name}});
  }
  std::vector<Money> sums;
  for (const PayStep& step : component.steps) sums.push_back(step.from.money ? scaled(*step.from.money, component, days, whole) : Money{});
  const auto step = reached(component.steps, done, goal, sums);
  PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, step ? LineKind::bonus : LineKind::total);
  if (!p_.counts.contains(component.metric)) made.sum = done;
  std::optional<Rate> share;
  if (goal && *goal > Money{}) share = Rate{rounded(static_cast<Wide>(done.minor) * 10'000, goal->minor).minor * (Rate::one / 10'000)};
  const int decimals = decimals_of(component.metric);
  const std::string reached_text = share ? format_percent(*share) : format_grouped(done, decimals);
  if (step) {
    made.amount = scaled(component.steps[*step].amount, component, days, whole);
    made.reason = {TR_NOOP("{} of {} in {} reaches the step from {}"), {reached_text, component.metric, whole.name, step_text(component.steps[*step], decimals)}};
  } else {
    made.reason = {TR_NOOP("{} of {} in {}; the first step is {}"), {reached_text, component.metric, whole.name, step_text(component.steps.front(), decimals)}};
  }
  add(std::move(made));
}

/// A bonus over a window of several periods is paid in its last one, also to who left, or came under another plan, before.
void Engine::pay_left_bonus(const PayPlan& plan, const PayComponent& component) {
  if (!component.over) return;
  const auto plan_index = static_cast<std::size_t>(&plan - p_.plans.data());
  for (const Stretch& stretch : of_window(component)) {
    if (stretch.plan != plan_index) continue;
    const auto now = all_with(stretches_, stretch.rep, &Stretch::rep);
    if (std::ranges::find(now, plan_index, &Stretch::plan) == now.end()) pay_bonus(stretch, component);
  }
}

/// Of all who were in the team or below on the day.
Engine::TeamResult Engine::team_result(const std::string& metric, TeamKey team, Span days) const {
  TeamResult result;
  const auto sums = p_.actuals.find(metric);
  for (std::size_t i = 0; sums != p_.actuals.end() && i < sums->second.size(); ++i) {
    const DaySum& d = sums->second[i];
    const Date day = from_day_number(d.day);
    const auto rep = rep_index_.find(RepKey{d.rep_key});
    if (!days.contains(day) || rep == rep_index_.end()) continue;
    if (!is_within(p_.organisation, team_on(p_.organisation.reps[rep->second], day), team)) continue;
    result.done += Money{d.value};
    result.own[rep->second] += d.value;
  }
  return result;
}

void Engine::pay_team(const PayPlan& plan, const PayComponent& component, const Period& whole, TeamKey team, const std::map<std::size_t, std::int64_t>& days) {
  const std::string& id = p_.organisation.team(team).id;
  const TeamResult result = team_result(component.metric, team, whole.span);
  std::optional<Money> goal;
  const PeopleTargets* const targets = targets_of(component, period_);
  if (targets != nullptr && targets->teams.contains(team)) goal = targets->teams.at(team);
  if (uses_target(component) && !goal) note_once({TR_NOOP("{} has no target of {} in {}: what goes by it is not reached"), {id, component.metric, whole.name}});
  std::vector<Money> ends;
  for (const PayStep& step : component.steps) ends.push_back(step.from.money.value_or(Money{}));
  const auto step = reached(component.steps, result.done, goal, ends);
  if (!step) return;
  std::vector<std::int64_t> weights;
  for (const auto& [rep, count] : days) {
    const auto own = result.own.find(rep);
    const std::int64_t contribution = own == result.own.end() ? 0 : std::max<std::int64_t>(0, own->second);
    weights.push_back(component.share == TeamShare::equal ? 1 : component.share == TeamShare::days ? count : contribution);
  }
  if (std::ranges::all_of(weights, [](std::int64_t w) { return w == 0; })) std::ranges::fill(weights, 1);
  const int decimals = decimals_of(component.metric);
  const Money pool = component.steps[*step].amount;
  const std::vector<Money> parts = shared(pool, weights);
  std::size_t i = 0;
  for (const auto& [rep, count] : days) {
    PayLine made = line(rep, plan, component, LineKind::bonus);
    if (!p_.counts.contains(component.metric)) made.sum = result.done;
    made.amount = parts[i++];
    made.reason = {TR_NOOP("the team {} reaches the step from {} in {}; a part of {} for {}"),
                   {id, step_text(component.steps[*step], decimals), whole.name, money(pool), std::to_string(days.size())}};
    add(std::move(made));
  }
}

/// The people of a team are those under the plan, with their days in the team.
void Engine::pay_team_bonus(const PayPlan& plan, const PayComponent& component) {
  const Period whole = window(component, period_);
  if (whole.span.to != period_.span.to) return;
  const auto plan_index = static_cast<std::size_t>(&plan - p_.plans.data());
  std::map<TeamKey, std::map<std::size_t, std::int64_t>> teams;
  for (const Stretch& stretch : of_window(component)) {
    if (stretch.plan != plan_index) continue;
    for (const Span& span : stretch.spans) {
      for (Date day = span.from; day < span.to; day += std::chrono::days{1}) {
        if (const auto team = team_on(p_.organisation.reps[stretch.rep], day)) ++teams[*team][stretch.rep];
      }
    }
  }
  for (const Team& team : p_.organisation.teams) {
    const auto days = teams.find(team.key);
    if (days != teams.end()) pay_team(plan, component, whole, team.key, days->second);
  }
}

}  // namespace salesctl::pay
