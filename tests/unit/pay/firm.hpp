// A small firm, its plans and sales, for the tests of pay. Money in minor units.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "pay/pay.hpp"

namespace salesctl::test {

inline Rate percent(std::int64_t n) { return Rate{n * (Rate::one / 100)}; }
inline Money yuan(std::int64_t n) { return Money{n * 100}; }
inline Date day(unsigned month, unsigned d) { return make_date(2026, month, d); }

inline Period month_of(unsigned month) { return period_of(day(month, 1), PeriodUnit::month, {}); }

/// Reps r1, r2 … in no team, and a plan "p" for everybody.
inline PayProblem firm(std::size_t reps, std::vector<PayComponent> components, unsigned month = 1) {
  PayProblem p;
  for (std::size_t i = 0; i < reps; ++i) {
    Rep rep;
    rep.key = RepKey{static_cast<std::int64_t>(i) + 1};
    rep.id = rep.name = "r" + std::to_string(i + 1);
    p.organisation.reps.push_back(rep);
  }
  PayPlan plan;
  plan.name = "p";
  plan.components = std::move(components);
  p.plans.push_back(plan);
  p.period = month_of(month);
  p.facts.terms.emplace_back();
  return p;
}

inline PayComponent commission(const std::string& name, Rate rate) {
  PayComponent c;
  c.name = name;
  c.price.rate = rate;
  c.metric = "revenue";
  return c;
}

inline PayTier tier(std::optional<Money> to, Rate rate) {
  PayTier t;
  if (to) t.to = PayBound{to, {}};
  t.rate = rate;
  return t;
}

/// Spiff's worked example: 4% up to 150,000, 6% up to 250,000, 8% above.
inline PayComponent spiff_table() {
  PayComponent c = commission("tiers", {});
  c.price = {};
  c.tiers = {tier(yuan(150'000), percent(4)), tier(yuan(250'000), percent(6)), tier({}, percent(8))};
  return c;
}

inline PayRow sale(std::int64_t key, std::uint32_t rep, Date on, Money amount) {
  PayRow row;
  row.source = row.origin = key;
  row.rep = rep;
  row.day = row.origin_day = on;
  row.amount = amount;
  row.units = 1'000'000;
  return row;
}

inline PayRow refund(std::int64_t key, const PayRow& of, Date on, Money amount) {
  PayRow row = of;
  row.source = key;
  row.day = on;
  row.amount = -amount;
  row.units = -row.units;
  return row;
}

inline void sort_rows(PayProblem& p) {
  for (auto* rows : {&p.facts.orders, &p.facts.payments}) {
    std::ranges::sort(*rows, {}, [](const PayRow& r) { return std::tuple(r.rep, r.day, r.source); });
  }
}

inline PayRun paid(PayProblem& p) {
  sort_rows(p);
  return compute_pay(p);
}

inline Money total(const PayRun& run) {
  Money sum;
  for (const PayLine& l : run.lines) sum += l.amount;
  return sum;
}

/// The period's lines as the ledger would hold them for the next run of another month.
inline void hold(PayProblem& p, const PayRun& run, unsigned next_month, bool closed) {
  std::int64_t key = p.held.empty() ? 0 : p.held.back().key;
  for (PayLine l : run.lines) {
    l.key = ++key;
    p.held.push_back(std::move(l));
  }
  if (closed) {
    p.closed.push_back({p.period, choices(p), p.targets});
  }
  p.period = month_of(next_month);
}

}  // namespace salesctl::test
