#include "churn/btyd.hpp"

#include <algorithm>
#include <cmath>

namespace salesctl {
namespace {

/// Gauss's hypergeometric function for 0 <= z < 1 by its series.
double hypergeometric(double a, double b, double c, double z) {
  constexpr int most_terms = 100'000;
  double term = 1;
  double sum = 1;
  for (int k = 0; k < most_terms; ++k) {
    const double factor = (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
    term *= factor;
    sum += term;
    if (std::abs(factor) < 1 && std::abs(term) < 1e-12 * std::abs(sum)) break;
  }
  return sum;
}

/// P(x purchases within t of the first, of a customer who never leaves), for x = 0, 1, ...; the last: so many or more.
std::vector<double> negative_binomial(const Btyd& model, double t, int most) {
  std::vector<double> chances;
  double chance = std::pow(model.alpha / (model.alpha + t), model.r);
  double rest = 1;
  for (int x = 0; x < most; ++x) {
    chances.push_back(chance);
    rest -= chance;
    chance *= (model.r + x) / (x + 1) * t / (model.alpha + t);
  }
  chances.push_back(std::max(0.0, rest));
  return chances;
}

/// P(x repeat purchases within t): still there after them, or gone after the x-th whatever would have come.
void add_expected(const Btyd& model, double t, double customers, std::vector<RepeatCount>& counts) {
  const int most = static_cast<int>(counts.size()) - 1;
  const std::vector<double> chances = negative_binomial(model, t, most);
  double at_least = 1;  // P(x or more) of one who never leaves
  double stayed = 1;    // through the chances before the x-th purchase
  int turn = 0;
  const auto leave = [&] { return model.a / (model.a + model.b + turn); };
  double rest = 1;
  for (int x = 0; x < most; ++x) {
    const bool may_leave = chances_to_leave(model.model, x) > 0;
    const double leaves = may_leave ? stayed * leave() : 0;
    const double stays = stayed - leaves;
    const double chance = stays * chances[static_cast<std::size_t>(x)] + leaves * at_least;
    counts[static_cast<std::size_t>(x)].expected += customers * chance;
    rest -= chance;
    at_least -= chances[static_cast<std::size_t>(x)];
    stayed = stays;
    if (may_leave) ++turn;
  }
  counts.back().expected += customers * std::max(0.0, rest);
}

}  // namespace

std::optional<Rhythm> rhythm(const PurchaseDays& bought, int as_of) {
  const PurchaseDays known = bought.until(as_of);
  if (known.size() == 0) return std::nullopt;
  const int first = known.days.front();
  return Rhythm{static_cast<int>(known.size()) - 1, known.days.back() - first, as_of - first};
}

double alive(const Btyd& model, const Rhythm& customer) {
  const int chances = chances_to_leave(model.model, customer.repeats);
  if (chances == 0) return 1;
  const double since = std::log(model.alpha + customer.age / days_a_week) - std::log(model.alpha + customer.last / days_a_week);
  return 1 / (1 + std::exp((model.r + customer.repeats) * since + std::log(model.a / (model.b + chances - 1))));
}

double no_purchase(const Btyd& model, const Rhythm& customer, double days) {
  const double age = model.alpha + customer.age / days_a_week;
  const double quiet = std::pow(age / (age + days / days_a_week), model.r + customer.repeats);
  return 1 - alive(model, customer) * (1 - quiet);
}

double expected_purchases(const Btyd& model, const Rhythm& customer, double days) {
  const double weeks = days / days_a_week;
  const double age = model.alpha + customer.age / days_a_week;
  const double bought = model.r + customer.repeats;
  const double b = model.b + chances_to_leave(model.model, customer.repeats);
  double a = model.a;
  if (std::abs(a - 1) < 1e-7) a = 1 + 1e-7;  // both factors have their limit there
  double c = a + b - 1;
  if (std::abs(c) < 1e-9) c = 1e-9;
  const double quiet = std::pow(age / (age + weeks), bought);
  const double rest = 1 - quiet * hypergeometric(bought, b, c, weeks / (age + weeks));
  return std::max(0.0, c / (a - 1) * rest * alive(model, customer));
}

double purchase_rate(const Btyd& model, const Rhythm& customer) {
  return (model.r + customer.repeats) / (model.alpha + customer.age / days_a_week);
}

std::vector<RepeatCount> goodness_of_fit(const Btyd& model, std::span<const Rhythm> customers, int most) {
  std::vector<RepeatCount> counts(static_cast<std::size_t>(most) + 1);
  std::vector<std::size_t> ages;
  for (const Rhythm& customer : customers) {
    ++counts[static_cast<std::size_t>(std::min(customer.repeats, most))].actual;
    const auto age = static_cast<std::size_t>(customer.age);
    if (ages.size() <= age) ages.resize(age + 1);
    ++ages[age];
  }
  for (std::size_t age = 0; age < ages.size(); ++age) {
    if (ages[age] != 0) add_expected(model, static_cast<double>(age) / days_a_week, static_cast<double>(ages[age]), counts);
  }
  return counts;
}

}  // namespace salesctl
