// Overrides: a part of what the people of one's teams sell, or of what they are paid.
#include <algorithm>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "pay/engine.hpp"

namespace salesctl::pay {

bool Engine::manages(std::size_t manager, std::size_t rep, Date day) const {
  const auto team = team_on(p_.organisation.reps[rep], day);
  if (!team) return false;
  const auto [it, made] = managers_above_.try_emplace(*team);
  if (made) {
    for (const TeamKey key : with_ancestors(p_.organisation, *team)) {
      for (const auto& [managed, who] : p_.managers) {
        if (managed == key) it->second.push_back(who);
      }
    }
  }
  return std::ranges::find(it->second, manager) != it->second.end();
}

/// What the people of the manager's teams are paid by these components, with what is corrected of earlier periods; of those
/// who left, the people who were in the teams last.
Money Engine::paid_to_teams(std::size_t manager, const PayComponent& component) const {
  Money sum;
  for (const PayLine& l : run_.lines) {
    const auto rep = rep_index_.find(l.rep);
    if (l.type == PayType::manager_override || rep == rep_index_.end() || std::ranges::find(component.of, l.component) == component.of.end()) continue;
    if (rep->second == manager && !component.own) continue;
    const Span there = employed(p_.organisation.reps[rep->second], {make_date(1000, 1, 1), period_.span.to});
    if (!there.empty() && manages(manager, rep->second, there.to - std::chrono::days{1})) sum += l.amount;
  }
  return sum;
}

void Engine::pay_override(const Stretch& stretch, const PayComponent& component) {
  const bool leads = std::ranges::any_of(p_.managers, [&](const auto& m) { return m.second == stretch.rep; });
  if (!leads) return;
  const std::size_t first = run_.lines.size();
  PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, component.of.empty() ? LineKind::rate : LineKind::share);
  made.rate = component.price.rate;
  if (!component.of.empty()) made.sum = scaled(paid_to_teams(stretch.rep, component), component, stretch, period_);
  for (std::size_t rep = 0; component.of.empty() && rep < p_.organisation.reps.size(); ++rep) {
    if (rep == stretch.rep && !component.own) continue;
    for (const NetRow& row : current(rep, component.basis).rows) {
      if (!stretch.contains(row.row->day) || !manages(stretch.rep, rep, row.row->origin_day) || !meets(component, *row.row)) continue;
      made.sum += row.amount;
      made.parts.push_back({row.row->source, row.row->origin, row.amount, 0});
    }
  }
  if (made.parts.empty() && made.sum == Money{}) return;
  std::ranges::stable_sort(made.parts, {}, &PayPart::source);
  made.amount = rounded(static_cast<Wide>(made.sum.minor) * made.rate->billionths, Rate::one);
  if (component.of.empty()) {
    made.reason = {TR_NOOP("{} of what the teams sold"), {format_percent(*made.rate)}};
  } else {
    std::string names;
    for (const std::string& name : component.of) names += (names.empty() ? "" : ", ") + name;
    made.reason = {TR_NOOP("{} of what the teams are paid as {}"), {format_percent(*made.rate), names}};
  }
  add(std::move(made));
  limit(stretch, component, first);
}

}  // namespace salesctl::pay
