// Rows of closed periods that came to be known only later: paid now, at the rates above the closed total.
#include <algorithm>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "pay/engine.hpp"
#include "pay/holding.hpp"

namespace salesctl::pay {
namespace {

/// What the ledger holds of the running total that the period is part of, up to its end.
Money closed_total(const Holding* h, const Period& whole, const Period& period) {
  Money total;
  for (std::size_t i = 0; h != nullptr && i < h->lines.size(); ++i) {
    const PayLine& l = *h->lines[i].line;
    if (l.kind != LineKind::raise && whole.span.from <= l.span.from && l.span.to <= period.span.to) total += l.sum;
  }
  return total;
}

}  // namespace

/// Whether the ledger has paid for the row already, or taken it off something it paid for.
bool Engine::is_known(const Holding* h, const PayRow& row, PayBasis basis) const {
  if (is_return(row, basis) && is_held(p_.organisation.reps[row.rep].key, basis, row.origin)) return true;
  if (h == nullptr) return false;
  const auto origin = h->origins.find(row.origin);
  if (origin == h->origins.end()) return false;
  return origin->second.holds(row.source) || (is_return(row, basis) && origin->second.principal);
}

std::vector<NetRow> Engine::late_rows(const Stretch& stretch, const PayComponent& component, const Period& period, const Holding* h) const {
  std::vector<NetRow> rows;
  for (std::size_t rep = 0; rep < p_.organisation.reps.size(); ++rep) {
    const bool is_own = rep == stretch.rep;
    if (component.type == PayType::manager_override ? is_own && !component.own : !is_own) continue;
    for (const NetRow& row : net(rep, component.basis, period.span).rows) {
      const Date day = row.row->day;
      if (!stretch.contains(day) || is_known(h, *row.row, component.basis) || !meets(component, *row.row)) continue;
      if (component.type == PayType::manager_override && !manages(stretch.rep, rep, row.row->origin_day)) continue;
      if ((component.from && day < *component.from) || (component.to && *component.to < day)) continue;
      if (component.type == PayType::spiff && (row.alone || row.amount <= Money{})) continue;
      rows.push_back(row);
    }
  }
  return rows;
}

void Engine::pay_late(const Stretch& stretch, const PayComponent& component, const Period& period, const Holding* h) {
  const std::vector<NetRow> rows = late_rows(stretch, component, period, h);
  if (rows.empty()) return;
  if (component.type == PayType::commission) {
    const Table rates = table(stretch, component, period);
    group(stretch, component, rows, price(component, rates, rows, closed_total(h, rates.whole, period)), rates, &period);
    return;
  }
  PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, component.price.rate ? LineKind::rate : LineKind::each);
  made.rate = component.price.rate;
  made.each = component.price.each;
  made.about = period.name;
  Wide units = 0;
  for (const NetRow& row : rows) {
    const std::int64_t n = !made.each ? 0 : component.per_unit ? row.units : 1'000'000;
    made.sum += row.amount;
    units += n;
    made.parts.push_back({row.row->source, row.row->origin, row.amount, n});
  }
  made.amount = priced(made, made.sum.minor, units);
  made.reason = {TR_NOOP("dated in {} and known only since; at {}"), {period.name, made.rate ? format_percent(*made.rate) : money(*made.each)}};
  add(std::move(made));
}

void Engine::pay_late_rows() {
  for (const ClosedPeriod& closed : p_.closed) {
    for (const Stretch& stretch : stretches(p_.organisation, p_.plans, closed.period.span)) {
      const PayPlan& plan = p_.plans[stretch.plan];
      if (plan.every != p_.every) continue;
      for (const PayComponent& component : plan.components) {
        if (!pays_rows(component) || component.budget || !closed.choices.contains(choice(p_, plan, component))) continue;
        const RepKey rep = p_.organisation.reps[stretch.rep].key;
        const auto held = holding_of_.find({rep, plan.name, component.name});
        pay_late(stretch, component, closed.period, held == holding_of_.end() ? nullptr : &holdings_[held->second]);
      }
    }
  }
}

}  // namespace salesctl::pay
