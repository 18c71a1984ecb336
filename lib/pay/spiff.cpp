// Spiffs: an amount for each order or unit, as long as the budget lasts.
#include <algorithm>

#include "base/message.hpp"
#include "pay/engine.hpp"
#include "pay/exact.hpp"

namespace salesctl::pay {
namespace {

constexpr std::int64_t one_unit = 1'000'000;

/// What a budget has left after the lines of earlier periods.
std::optional<Money> budget_left(const std::vector<PayLine>& held, const PayPlan& plan, const PayComponent& component) {
  if (!component.budget) return std::nullopt;
  Money left = *component.budget;
  for (const PayLine& l : held) {
    if (l.plan == plan.name && l.component == component.name) left -= l.amount;
  }
  return left;
}

}  // namespace

/// All who have the plan share the budget: the first by date, then key, come first.
void Engine::pay_spiff(const PayPlan& plan, const PayComponent& component) {
  std::vector<std::pair<const Stretch*, NetRow>> rows;
  const auto plan_index = static_cast<std::size_t>(&plan - p_.plans.data());
  for (const Stretch& stretch : stretches_) {
    if (stretch.plan != plan_index) continue;
    for (const NetRow& row : current(stretch.rep, component.basis).rows) {
      const Date day = row.row->day;
      const bool within = (!component.from || *component.from <= day) && (!component.to || day <= *component.to);
      if (!row.alone && within && stretch.contains(day) && meets(component, *row.row)) rows.emplace_back(&stretch, row);
    }
  }
  std::ranges::stable_sort(rows, {}, [](const auto& r) { return std::tuple(r.second.row->day, r.second.row->source, r.second.row->rep); });
  std::optional<Money> left = budget_left(p_.held, plan, component);
  std::map<std::size_t, PayLine> lines;  // by rep
  std::map<std::size_t, Wide> units_of;
  std::vector<PayLine> rests;
  for (const auto& [stretch, row] : rows) {
    // A row that was given back in full is worth nothing, and so is what lies below zero.
    const std::int64_t whole_row = row.row->of(component.basis).minor;
    const std::int64_t units = component.per_unit ? row.units
                               : whole_row == 0   ? one_unit
                                                  : in_proportion(Money{one_unit}, row.amount.minor, whole_row).minor;
    if (units <= 0) continue;
    const Money worth = rounded(static_cast<Wide>(units) * component.price.each->minor, one_unit);
    if (left && *left <= Money{}) break;
    if (left && worth > *left) {
      PayLine made = line(stretch->rep, plan, component, LineKind::each);
      made.each = *left;
      made.sum = row.amount;
      made.amount = *left;
      made.reason = {TR_NOOP("{}: what was left of the budget of {}"), {money(*left), money(*component.budget)}};
      made.parts.push_back({row.row->source, row.row->origin, row.amount, one_unit});
      rests.push_back(std::move(made));
      left = Money{};
      continue;
    }
    if (left) *left -= worth;
    auto it = lines.find(stretch->rep);
    if (it == lines.end()) {
      PayLine made = line(stretch->rep, plan, component, LineKind::each);
      made.each = component.price.each;
      made.reason = {component.per_unit ? TR_NOOP("{} for each unit") : TR_NOOP("{} for each order"), {money(*component.price.each)}};
      it = lines.emplace(stretch->rep, std::move(made)).first;
    }
    it->second.sum += row.amount;
    units_of[stretch->rep] += units;
    it->second.parts.push_back({row.row->source, row.row->origin, row.amount, units});
  }
  const std::size_t first = run_.lines.size();
  for (auto& [rep, made] : lines) {
    made.amount = rounded(units_of[rep] * made.each->minor, one_unit);
    add(std::move(made));
  }
  for (PayLine& rest : rests) add(std::move(rest));
  if (!component.cap) return;
  for (const Stretch& stretch : stretches_) {
    if (stretch.plan != plan_index) continue;
    Money sum;
    for (std::size_t i = first; i < run_.lines.size(); ++i) {
      if (run_.lines[i].rep == p_.organisation.reps[stretch.rep].key) sum += run_.lines[i].amount;
    }
    const Money cap = scaled(*component.cap, component, stretch, p_.period);
    PayLine made = line(stretch.rep, plan, component, LineKind::cap);
    made.each = cap;
    made.sum = sum;
    made.amount = std::min(sum, cap) - sum;
    made.reason = {TR_NOOP("at most {}; it would be {}"), {money(cap), money(sum)}};
    add(std::move(made));
  }
}

}  // namespace salesctl::pay
