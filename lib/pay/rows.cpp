// Rows of a rep, and what was given back of them.
#include <algorithm>
#include <cstdlib>

#include "pay/engine.hpp"

namespace salesctl::pay {

bool is_return(const PayRow& row, PayBasis basis) {
  return basis == PayBasis::collected ? row.amount < Money{} : row.source != row.origin;
}

std::span<const PayRow> Engine::rows_of(std::size_t rep, PayBasis basis, Span days) const {
  const auto& rows = basis == PayBasis::collected ? p_.facts.payments : p_.facts.orders;
  const auto [first, last] = (basis == PayBasis::collected ? payments_ : orders_).at(rep);
  const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(last);
  const auto before = [](const PayRow& row, Date day) { return row.day < day; };
  const auto from = std::lower_bound(begin, end, days.from, before);
  return {from, std::lower_bound(from, end, days.to, before)};
}

bool Engine::meets(const PayComponent& component, const PayRow& row) const {
  if (component.when.empty()) return true;
  const bool payments = component.basis == PayBasis::collected;
  const auto it = std::ranges::find_if(p_.facts.conditions, [&](const PayCondition& c) { return c.payments == payments && c.when == component.when; });
  const auto& rows = payments ? p_.facts.payments : p_.facts.orders;
  return it->met.at(static_cast<std::size_t>(&row - rows.data()));
}

bool Engine::is_held(RepKey rep, PayBasis basis, std::int64_t origin) const {
  return held_[static_cast<std::size_t>(basis)].contains({rep, origin});
}

/// Takes what is given back off the row it belongs to. Of payments, off those of the same order, the last first.
Netted Engine::net(std::size_t rep, PayBasis basis, Span days) const {
  Netted netted;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> by_origin;
  const auto rows = rows_of(rep, basis, days);
  netted.rows.reserve(rows.size());
  bool any_return = false;
  for (const PayRow& row : rows) {
    any_return = any_return || is_return(row, basis);
    if (!is_return(row, basis)) netted.rows.push_back({&row, row.of(basis), row.units, false});
  }
  if (!any_return) return netted;
  for (std::size_t i = 0; i < netted.rows.size(); ++i) by_origin[netted.rows[i].row->origin].push_back(i);
  std::vector<NetRow> alone;
  for (const PayRow& row : rows) {
    if (!is_return(row, basis)) continue;
    Money left = row.of(basis);
    const auto own = by_origin.find(row.origin);
    if (own != by_origin.end() && basis != PayBasis::collected) {
      netted.rows[own->second.front()].amount += left;
      netted.rows[own->second.front()].units -= std::abs(row.units);  // whatever sign the quantity of a refund has
      continue;
    }
    for (std::size_t i = own == by_origin.end() ? 0 : own->second.size(); i-- > 0 && left < Money{};) {
      NetRow& paid = netted.rows[own->second[i]];
      const Money part = std::max(left, -paid.amount);
      paid.amount += part;
      left -= part;
    }
    if (left == Money{} && own != by_origin.end()) continue;
    if (is_held(p_.organisation.reps[rep].key, basis, row.origin)) {
      netted.returns.push_back({&row, left});
    } else {
      alone.push_back({&row, left, row.units, true});
    }
  }
  netted.rows.insert(netted.rows.end(), alone.begin(), alone.end());
  std::ranges::sort(netted.rows, {}, [](const NetRow& r) { return std::pair(r.row->day, r.row->source); });
  return netted;
}

const Netted& Engine::current(std::size_t rep, PayBasis basis) {
  const auto it = current_.find({rep, basis});
  if (it != current_.end()) return it->second;
  return current_.emplace(std::pair(rep, basis), net(rep, basis, period_.span)).first->second;
}

}  // namespace salesctl::pay
