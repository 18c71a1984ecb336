// Spiffs: an amount for each order or unit, as long as the budget lasts.
#include <algorithm>
#include <tuple>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "pay/engine.hpp"

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

/// What a spiff pays for, of everybody under the plan: the first by date, then key, come first.
std::vector<Engine::SpiffRow> Engine::spiff_rows(std::size_t plan, const PayComponent& component) {
  std::vector<SpiffRow> rows;
  for (const Stretch& stretch : stretches_) {
    if (stretch.plan != plan) continue;
    for (const NetRow& row : current(stretch.rep, component.basis).rows) {
      const Date day = row.row->day;
      const bool within = (!component.from || *component.from <= day) && (!component.to || day <= *component.to);
      if (row.alone || !within || !stretch.contains(day) || !meets(component, *row.row)) continue;
      // What was given back in part counts in part, in full not at all.
      const std::int64_t whole = row.row->of(component.basis).minor;
      if (whole <= 0) continue;
      const std::int64_t units = component.per_unit ? row.units : in_proportion(Money{one_unit}, row.amount.minor, whole).minor;
      if (units > 0) rows.push_back({stretch.rep, row, units});
    }
  }
  std::ranges::stable_sort(rows, {}, [](const SpiffRow& r) { return std::tuple(r.net.row->day, r.net.row->source, r.net.row->rep); });
  return rows;
}

PayLine Engine::spiff_line(std::size_t rep, const PayPlan& plan, const PayComponent& component, Money each, PayReason reason) const {
  PayLine made = line(rep, plan, component, LineKind::each);
  made.each = each;
  made.reason = std::move(reason);
  return made;
}

void Engine::pay_spiff(const PayPlan& plan, const PayComponent& component) {
  const auto plan_index = static_cast<std::size_t>(&plan - p_.plans.data());
  std::optional<Money> left = budget_left(p_.held, plan, component);
  std::map<std::size_t, std::vector<PayLine>> lines;  // by rep
  const PayReason whole{component.per_unit ? TR_NOOP("{} for each unit") : TR_NOOP("{} for each order"), {money(*component.price.each)}};
  for (const SpiffRow& row : spiff_rows(plan_index, component)) {
    if (left && *left <= Money{}) {
      std::vector<PayLine>& own = lines[row.rep];
      if (own.empty() || own.back().each != Money{}) {
        own.push_back(spiff_line(row.rep, plan, component, Money{}, {TR_NOOP("the budget of {} is used up"), {money(*component.budget)}}));
      }
      own.back().sum += row.net.amount;
      own.back().parts.push_back({row.net.row->source, row.net.row->origin, row.net.amount, row.units});
      continue;
    }
    const Money worth = rounded(static_cast<Wide>(row.units) * component.price.each->minor, one_unit);
    const bool rest = left && worth > *left;
    std::vector<PayLine>& own = lines[row.rep];
    if (rest) {
      own.push_back(spiff_line(row.rep, plan, component, *left, {TR_NOOP("{}: what was left of the budget of {}"), {money(*left), money(*component.budget)}}));
    } else if (own.empty()) {
      own.push_back(spiff_line(row.rep, plan, component, *component.price.each, whole));
    }
    PayLine& last = own.back();
    last.sum += row.net.amount;
    last.parts.push_back({row.net.row->source, row.net.row->origin, row.net.amount, rest ? one_unit : row.units});
    if (left) *left -= rest ? *left : worth;
  }
  for (const Stretch& stretch : stretches_) {
    if (stretch.plan != plan_index) continue;
    const std::size_t first = run_.lines.size();
    for (PayLine& made : lines[stretch.rep]) {
      Wide units = 0;
      for (const PayPart& part : made.parts) units += part.units;
      made.amount = priced(made, made.sum.minor, units);
      add(std::move(made));
    }
    limit(stretch, component, first);
  }
}

}  // namespace salesctl::pay
