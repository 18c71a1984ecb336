// RFM after Hughes (1994), with shares instead of sorting into equal groups, so that who is alike scores alike. ABC after
// Pareto: the few who make up most.
#include "score/customers.hpp"

#include <algorithm>

namespace salesctl {
namespace {

constexpr std::size_t grades = 5;

CustomerFigures figures_of(const CustomerInput& customer, const PurchaseDays& bought, Span period) {
  CustomerFigures c;
  c.key = customer.key;
  c.year_value = customer.year_value;
  const int from = day_number(period.from);
  const int last = day_number(period.to) - 1;
  const PurchaseDays known = bought.until(last);
  for (std::size_t i = 0; i < known.size(); ++i) {
    const Money value{known.values[i]};
    c.value_ever += value;
    ++c.orders_ever;
    if (known.days[i] < from) continue;
    c.value += value;
    ++c.orders;
  }
  if (known.size() > 0) {
    c.first_order_days = last - known.days.front();
    c.last_order_days = last - known.days.back();
  }
  if (customer.value) c.value = *customer.value;
  c.ranked = customer.ranked.value_or(c.value);
  return c;
}

/// Grades those who bought within the period, the smallest of `worth` 1.
template <typename Worth>
void grade(std::vector<CustomerFigures*>& scored, int CustomerFigures::*score, Worth worth) {
  std::ranges::sort(scored, {}, [&](const CustomerFigures* c) { return worth(*c); });
  std::size_t below = 0;
  for (std::size_t i = 0; i < scored.size(); ++i) {
    if (i > 0 && worth(*scored[i - 1]) < worth(*scored[i])) below = i;
    scored[i]->*score = static_cast<int>(1 + grades * below / scored.size());
  }
}

void score_rfm(std::vector<CustomerFigures*>& scored) {
  grade(scored, &CustomerFigures::r, [](const CustomerFigures& c) { return -*c.last_order_days; });
  grade(scored, &CustomerFigures::f, [](const CustomerFigures& c) { return c.orders; });
  grade(scored, &CustomerFigures::m, [](const CustomerFigures& c) { return c.value; });
}

void class_abc(std::vector<CustomerFigures*>& ranked, Money total, const CustomerRules& rules) {
  std::ranges::sort(ranked, std::ranges::greater{}, [](const CustomerFigures* c) { return c->ranked; });
  Money sum;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    CustomerFigures& c = *ranked[i];
    c.larger = i > 0 && ranked[i - 1]->ranked == c.ranked ? ranked[i - 1]->larger : sum;
    if (c.ranked > Money{}) sum += c.ranked;
    if (c.ranked <= Money{}) {
      c.abc = 'C';
    } else if (is_less(c.larger, total, rules.a)) {
      c.abc = 'A';
    } else {
      c.abc = is_less(c.larger, total, rules.b) ? 'B' : 'C';
    }
  }
}

}  // namespace

CustomerBase score_customers(const Purchases& purchases, const std::vector<CustomerInput>& customers, Span period,
                             const CustomerRules& rules) {
  CustomerBase base;
  base.customers.reserve(customers.size());
  std::size_t at = 0;
  for (const CustomerInput& customer : customers) {
    while (at < purchases.size() && purchases.customers[at] < customer.key) ++at;
    const bool bought = at < purchases.size() && purchases.customers[at] == customer.key;
    base.customers.push_back(figures_of(customer, bought ? purchases.of(at) : PurchaseDays{}, period));
  }
  std::vector<CustomerFigures*> scored;
  for (CustomerFigures& c : base.customers) {
    if (c.orders == 0) continue;
    scored.push_back(&c);
    if (c.ranked > Money{}) base.total += c.ranked;
  }
  base.scored = static_cast<int>(scored.size());
  score_rfm(scored);
  class_abc(scored, base.total, rules);
  return base;
}

}  // namespace salesctl
