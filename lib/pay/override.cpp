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

void Engine::pay_override(const Stretch& stretch, const PayComponent& component) {
  const PayPlan& plan = p_.plans[stretch.plan];
  const std::size_t first = run_.lines.size();
  PayLine made = line(stretch.rep, plan, component, component.of.empty() ? LineKind::rate : LineKind::share);
  made.rate = component.price.rate;
  const bool leads = std::ranges::any_of(p_.managers, [&](const auto& m) { return m.second == stretch.rep; });
  for (std::size_t rep = 0; leads && rep < p_.organisation.reps.size(); ++rep) {
    if (rep == stretch.rep && !component.own) continue;
    if (!component.of.empty()) {
      const Span there = employed(p_.organisation.reps[rep], p_.period.span);
      if (there.empty() || !manages(stretch.rep, rep, there.to - std::chrono::days{1})) continue;
      for (const PayLine& l : run_.lines) {
        const bool counts = l.rep == p_.organisation.reps[rep].key && l.type != PayType::manager_override && std::ranges::find(component.of, l.component) != component.of.end();
        if (counts) made.sum += l.amount;
      }
      continue;
    }
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
