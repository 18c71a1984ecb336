// Corrections: what was given back of rows that earlier lines paid for, and what changed in closed periods.
//
// A line that corrects another has the change of that line's parts, so that the two together are the line as it would be
// now: its amount is the difference to that line rounded anew. All given back is so all that was paid.
#include <algorithm>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "pay/engine.hpp"
#include "pay/holding.hpp"

namespace salesctl::pay {
namespace {

/// total in the proportions of the parts' first amounts, largest remainder.
std::vector<std::int64_t> spread(std::int64_t total, const std::vector<HeldPart>& parts) {
  Wide sum = 0;
  for (const HeldPart& part : parts) sum += part.was;
  std::vector<std::int64_t> shares(parts.size(), 0);
  if (sum == 0) {
    shares.front() = total;
    return shares;
  }
  std::vector<std::pair<Wide, std::size_t>> rests;
  std::int64_t left = total;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide product = static_cast<Wide>(total) * parts[i].was;
    shares[i] = static_cast<std::int64_t>(product / sum);
    const Wide rest = product % sum;
    rests.emplace_back(rest < 0 ? rest : -rest, i);
    left -= shares[i];
  }
  std::ranges::stable_sort(rests, [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::int64_t one = left < 0 ? -1 : 1;
  for (std::size_t i = 0; left != 0; i = (i + 1) % rests.size(), left -= one) shares[rests[i].second] += one;
  return shares;
}

/// Brings the parts of an origin to their sum and `by` more.
void change(Holding& h, std::int64_t origin_key, std::int64_t source, Money by) {
  HeldOrigin& origin = h.origins.at(origin_key);
  std::int64_t total = by.minor;
  Wide weight = 0;
  for (const HeldPart& part : origin.parts) {
    total += part.is;
    weight += part.was;
  }
  const auto set = [&](HeldPart& part, std::int64_t amount) {
    const std::int64_t units = part.units_was == 0 ? 0 : part.was == 0 ? part.units : in_proportion(Money{part.units_was}, amount, part.was).minor;
    if (amount == part.is && units == part.units) return;
    HeldLine& l = h.lines[part.line];
    l.touched = true;
    l.changes.push_back({source, origin_key, Money{amount - part.is}, units - part.units});
    part.is = amount;
    part.units = units;
  };
  const std::vector<std::int64_t> shares = spread(total, origin.parts);
  for (std::size_t i = 0; i < shares.size(); ++i) set(origin.parts[i], shares[i]);
  for (HeldPart& part : origin.raised) {
    if (weight != 0) set(part, rounded(static_cast<Wide>(part.was) * total, weight < 0 ? -weight : weight).minor * (weight < 0 ? -1 : 1));
  }
}

}  // namespace

Money priced(const PayLine& line, Wide sum, Wide units) {
  return line.each ? rounded(units * line.each->minor, 1'000'000) : rounded(sum * line.rate.value_or(Rate{}).billionths, Rate::one);
}

void Engine::read_held() {
  std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> place;  // of a line's key: holding and line
  std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> limits;
  const Date closed_to = p_.closed.empty() ? period_.span.from : p_.closed.back().period.span.to;
  const auto in_closed = [&](const PayLine& l) { return !p_.closed.empty() && l.every == p_.every && l.span.to <= closed_to; };
  for (const PayLine& l : p_.held) {
    if (l.kind == LineKind::draw) debts_[l.rep] += l.amount;
    const bool is_limit = l.kind == LineKind::cap || l.kind == LineKind::floor;
    if ((!holds_rows(l) && !is_limit) || l.adjusts) continue;
    for (const PayPart& part : l.parts) {
      const bool principal = l.basis == PayBasis::collected ? part.amount >= Money{} : part.source == part.origin;
      if (principal && l.type != PayType::manager_override) held_[static_cast<std::size_t>(l.basis)].insert({l.rep, part.origin});
    }
    if (l.every != p_.every) continue;
    const auto [it, made] = holding_of_.try_emplace({l.rep, l.plan, l.component}, holdings_.size());
    if (made) holdings_.push_back({l.rep, l.plan, l.component, l.basis, l.type, {}, {}, {}});
    Holding& h = holdings_[it->second];
    if (is_limit) {
      limits.emplace(l.key, std::pair(it->second, h.limits.size()));
      h.limits.push_back({&l, l.amount});
      continue;
    }
    place.emplace(l.key, std::pair(it->second, h.lines.size()));
    for (const PayPart& part : l.parts) {
      HeldOrigin& origin = h.origins[part.origin];
      const HeldPart held{h.lines.size(), part.source, part.amount.minor, part.amount.minor, part.units, part.units};
      if (l.kind == LineKind::raise) {
        origin.raised.push_back(held);
        continue;
      }
      origin.parts.push_back(held);
      origin.principal = origin.principal || (l.basis == PayBasis::collected ? part.amount >= Money{} : part.source == part.origin);
      if (in_closed(l)) origin.closed += part.amount;
    }
    h.lines.push_back({&l, l.amount, false, {}});
  }
  for (const PayLine& l : p_.held) {
    if (l.adjusts && limits.contains(*l.adjusts)) {
      const auto [holding, limit] = limits.at(*l.adjusts);
      holdings_[holding].limits[limit].paid += l.amount;
    }
    if (!l.adjusts || !place.contains(*l.adjusts)) continue;
    const std::size_t line = place.at(*l.adjusts).second;
    Holding& h = holdings_[place.at(*l.adjusts).first];
    h.lines[line].paid += l.amount;
    for (const PayPart& part : l.parts) {
      HeldOrigin& origin = h.origins[part.origin];
      const bool raised = l.kind == LineKind::raise;
      auto& list = raised ? origin.raised : origin.parts;
      const auto it = std::ranges::find_if(list, [&](const HeldPart& held) { return held.line == line; });
      if (it == list.end()) continue;
      it->is += part.amount.minor;
      it->units += part.units;
      // What corrects an edit has the key of what was edited, what was given back has a key of its own.
      if (!raised && (in_closed(l) || origin.holds(part.source))) origin.closed += part.amount;
    }
  }
}

/// One line for each line that changed.
void Engine::write_changes(Holding& h) {
  std::vector<Wide> sums(h.lines.size(), 0);
  std::vector<Wide> units(h.lines.size(), 0);
  for (const auto& [key, origin] : h.origins) {
    for (const auto* list : {&origin.parts, &origin.raised}) {
      for (const HeldPart& part : *list) {
        sums[part.line] += part.is;
        units[part.line] += part.units;
      }
    }
  }
  for (std::size_t i = 0; i < h.lines.size(); ++i) {
    HeldLine& held = h.lines[i];
    if (!held.touched) continue;
    PayLine made = *held.line;
    made.key = 0;
    made.period = period_.name;
    made.span = period_.span;
    made.adjusts = held.line->key;
    made.parts = std::move(held.changes);
    made.sum = {};
    std::unordered_set<std::int64_t> origins;
    for (const PayPart& part : made.parts) {
      made.sum += part.amount;
      origins.insert(part.origin);
    }
    made.amount = priced(*held.line, sums[i], units[i]) - held.paid;
    held.paid += made.amount;
    made.reason = {TR_NOOP("given back or changed since {} was paid; orders: {}"), {held.line->period, std::to_string(origins.size())}};
    add(std::move(made));
  }
}

/// The limits of a period for what its lines, with corrections and what came late, sum to now: first the cap, then the floor.
void Engine::limit_again(Holding& h, const std::map<std::string, Money>& late) {
  std::map<std::string, Money> sums = late;  // by period
  for (const HeldLine& held : h.lines) sums[held.line->about] += held.paid;
  for (HeldLimit& limit : h.limits) {
    const PayLine& l = *limit.line;
    Money& sum = sums[l.about];
    const Money bound = l.each.value_or(Money{});
    const Money now = limited(l.kind, sum, bound) - sum;
    const Money by = now - limit.paid;
    PayLine made = l;
    made.key = 0;
    made.period = period_.name;
    made.span = period_.span;
    made.adjusts = l.key;
    made.sum = sum;
    made.amount = by;
    made.reason = {l.kind == LineKind::cap ? TR_NOOP("at most {} in {}; it would now be {}") : TR_NOOP("at least {} in {}; it would now be {}"),
                   {money(bound), l.about, money(sum)}};
    sum += now;
    if (by != Money{}) add(std::move(made));
  }
}

void Engine::limit_all_again(std::size_t first) {
  std::map<std::tuple<RepKey, std::string, std::string>, std::map<std::string, Money>> late;
  for (std::size_t i = first; i < run_.lines.size(); ++i) {
    const PayLine& l = run_.lines[i];
    if (!l.adjusts) late[{l.rep, l.plan, l.component}][l.about] += l.amount;
  }
  for (Holding& h : holdings_) {
    if (!h.limits.empty()) limit_again(h, late[{h.rep, h.plan, h.component}]);
  }
}

/// Rows of those days that a holding is about: the rep's own or, of an override, those of the teams.
std::vector<const PayRow*> Engine::counted_rows(const Holding& h, Span days) const {
  std::vector<const PayRow*> rows;
  const auto own = rep_index_.find(h.rep);
  if (own == rep_index_.end()) return rows;
  if (h.type != PayType::manager_override) {
    for (const PayRow& row : rows_of(own->second, h.basis, days)) rows.push_back(&row);
    return rows;
  }
  const auto plan = std::ranges::find(p_.plans, h.plan, &PayPlan::name);
  const auto* component = plan == p_.plans.end() ? nullptr : [&] {
    const auto it = std::ranges::find(plan->components, h.component, &PayComponent::name);
    return it == plan->components.end() ? nullptr : &*it;
  }();
  for (std::size_t rep = 0; rep < p_.organisation.reps.size(); ++rep) {
    if (rep == own->second && (component == nullptr || !component->own)) continue;
    for (const PayRow& row : rows_of(rep, h.basis, days)) {
      if (manages(own->second, rep, row.origin_day)) rows.push_back(&row);
    }
  }
  return rows;
}

/// Edits: what the facts of closed periods say now against what the lines hold of them.
void Engine::correct_closed(Holding& h) {
  const Span days{p_.closed.front().period.span.from, p_.closed.back().period.span.to};
  std::unordered_map<std::int64_t, Money> now;
  for (const PayRow* row : counted_rows(h, days)) {
    const auto origin = h.origins.find(row->origin);
    if (origin == h.origins.end()) continue;
    const bool counts = origin->second.holds(row->source) || (is_return(*row, h.basis) && origin->second.principal);
    if (counts) now[row->origin] += row->of(h.basis);
  }
  std::vector<std::int64_t> keys;
  for (const auto& [key, origin] : h.origins) keys.push_back(key);
  std::ranges::sort(keys);
  for (const std::int64_t key : keys) {
    const HeldOrigin& origin = h.origins.at(key);
    // What only open periods hold is run again, not corrected.
    const bool in_closed = std::ranges::any_of(origin.parts, [&](const HeldPart& part) { return h.lines[part.line].line->span.to <= days.to; });
    if (!in_closed || origin.parts.empty()) continue;
    const Money by = now[key] - origin.closed;
    if (by != Money{}) change(h, key, origin.parts.front().source, by);
  }
}

void Engine::adjust() {
  const std::size_t first = run_.lines.size();
  for (Holding& h : holdings_) {
    if (!p_.closed.empty()) correct_closed(h);
    const auto rep = rep_index_.find(h.rep);
    if (rep == rep_index_.end()) continue;
    for (std::size_t r = 0; r < p_.organisation.reps.size(); ++r) {
      if (h.type != PayType::manager_override && r != rep->second) continue;
      if (h.type == PayType::manager_override && !manages(rep->second, r, period_.span.from) && r != rep->second && current(r, h.basis).returns.empty()) continue;
      for (const Return& back : current(r, h.basis).returns) {
        const auto origin = h.origins.find(back.row->origin);
        if (origin == h.origins.end() || !origin->second.principal) continue;
        if (h.type == PayType::manager_override && !manages(rep->second, r, back.row->origin_day)) continue;
        change(h, back.row->origin, back.row->source, back.amount);
      }
      if (h.type != PayType::manager_override) break;
    }
    write_changes(h);
  }
  if (!p_.closed.empty()) pay_late_rows();
  correct_bonuses();
  limit_all_again(first);
}

}  // namespace salesctl::pay
