// With n = x + 1 under MBG/NBD and n = x under BG/NBD (the purchases after which the customer might have stayed away),
// both likelihoods are
//   ln L = sum_{i<x} ln(r+i) + r ln alpha - (r+x) ln(alpha+T) + sum_{i<n} [ln(b+i) - ln(a+b+i)] + ln(1 + e^D),
//   D = (r+x) [ln(alpha+T) - ln(alpha+t_x)] + ln a - ln(b+n-1), absent where n = 0,
// the gamma functions of the papers being products here, since x is whole. 1 / (1 + e^D) is the chance of being there.
// The sums depend on x alone and the logarithms on whole days, so both stand in tables, made once for each evaluation.
#include "churn/btyd.hpp"

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "churn/minimise.hpp"

namespace salesctl {
namespace {

constexpr std::size_t chunk_size = 16'384;
constexpr double reach = 12;  // of the logarithms of the parameters, from their start

int chances_to_leave(ChurnModel model, int repeats) { return repeats + (model == ChurnModel::mbg_nbd ? 1 : 0); }

/// A log-likelihood and its slope in r, alpha, a, b.
struct Likelihood {
  double value = 0;
  std::array<double, 4> slope{};
  Likelihood& operator+=(const Likelihood& other) {
    value += other.value;
    for (std::size_t i = 0; i < slope.size(); ++i) slope[i] += other.slope[i];
    return *this;
  }
};

/// What depends on the number of repeat purchases alone.
std::vector<Likelihood> by_repeats(const Btyd& at, int most) {
  std::vector<Likelihood> table(static_cast<std::size_t>(most) + 1);
  const auto leaves = [&](Likelihood& sum, double i) {
    sum.value += std::log(at.b + i) - std::log(at.a + at.b + i);
    sum.slope[2] -= 1 / (at.a + at.b + i);
    sum.slope[3] += 1 / (at.b + i) - 1 / (at.a + at.b + i);
  };
  table[0].value = at.r * std::log(at.alpha);
  table[0].slope = {std::log(at.alpha), at.r / at.alpha, 0, 0};
  if (at.model == ChurnModel::mbg_nbd) leaves(table[0], 0);
  for (int x = 1; x <= most; ++x) {
    Likelihood next = table[static_cast<std::size_t>(x) - 1];
    next.value += std::log(at.r + x - 1);
    next.slope[0] += 1 / (at.r + x - 1);
    leaves(next, chances_to_leave(at.model, x) - 1);
    table[static_cast<std::size_t>(x)] = next;
  }
  return table;
}

class LogLikelihood {
 public:
  explicit LogLikelihood(std::span<const Rhythm> customers) : customers_(customers) {
    for (const Rhythm& customer : customers) {
      most_ = std::max(most_, customer.repeats);
      oldest_ = std::max(oldest_, customer.age);
    }
  }

  Likelihood operator()(const Btyd& at) const {
    const std::vector<Likelihood> repeats = by_repeats(at, most_);
    std::vector<double> logs;
    for (int day = 0; day <= oldest_; ++day) logs.push_back(std::log(at.alpha + day / days_a_week));
    std::vector<Likelihood> parts(chunks_of(customers_.size(), chunk_size));
    in_chunks(customers_.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
      Likelihood sum;
      for (std::size_t i = from; i < to; ++i) add(at, repeats, logs, customers_[i], sum);
      parts[chunk] = sum;
    });
    Likelihood all;
    for (const Likelihood& part : parts) all += part;
    return all;
  }

 private:
  static void add(const Btyd& at, const std::vector<Likelihood>& repeats, const std::vector<double>& logs,
                  const Rhythm& customer, Likelihood& sum) {
    const double log_age = logs[static_cast<std::size_t>(customer.age)];
    const double bought = at.r + customer.repeats;
    const double inverse_age = 1 / (at.alpha + customer.age / days_a_week);
    sum += repeats[static_cast<std::size_t>(customer.repeats)];
    sum.value -= bought * log_age;
    sum.slope[0] -= log_age;
    sum.slope[1] -= bought * inverse_age;
    const int chances = chances_to_leave(at.model, customer.repeats);
    if (chances == 0) return;
    const double since = log_age - logs[static_cast<std::size_t>(customer.last)];
    const double odds = bought * since + std::log(at.a / (at.b + chances - 1));
    const double gone = 1 / (1 + std::exp(-odds));
    sum.value += odds > 30 ? odds : std::log1p(std::exp(odds));
    sum.slope[0] += gone * since;
    sum.slope[1] += gone * bought * (inverse_age - 1 / (at.alpha + customer.last / days_a_week));
    sum.slope[2] += gone / at.a;
    sum.slope[3] -= gone / (at.b + chances - 1);
  }

  std::span<const Rhythm> customers_;
  int most_ = 0;
  int oldest_ = 0;
};

Btyd with(ChurnModel model, const std::vector<double>& logs) {
  Btyd at;
  at.model = model;
  at.r = std::exp(logs[0]);
  at.alpha = std::exp(logs[1]);
  at.a = std::exp(logs[2]);
  at.b = std::exp(logs[3]);
  return at;
}

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

std::optional<Btyd> fit_btyd(ChurnModel model, std::span<const Rhythm> customers) {
  const auto repeat = std::ranges::count_if(customers, [](const Rhythm& c) { return c.repeats > 0; });
  if (customers.size() < fewest_customers || static_cast<std::size_t>(repeat) < fewest_repeat_customers) return std::nullopt;
  const LogLikelihood likelihood(customers);
  const auto n = static_cast<double>(customers.size());
  const auto loss = [&](const std::vector<double>& logs, std::vector<double>& slope, double scale) {
    const Btyd at = with(model, logs);
    const Likelihood sum = likelihood(at);
    const std::array<double, 4> values{at.r, at.alpha, at.a, at.b};
    for (std::size_t i = 0; i < values.size(); ++i) slope[i] = -sum.slope[i] * values[i] / scale;
    return -sum.value / scale;
  };
  double purchases = 0;
  double weeks = 0;
  for (const Rhythm& customer : customers) {
    purchases += customer.repeats;
    weeks += customer.age / days_a_week;
  }
  const double alpha = std::max(1e-3, weeks / purchases);  // so that r / alpha is the rate of all when r is 1
  const auto best = minimised([&](const auto& at, auto& slope) { return loss(at, slope, n); }, {0, std::log(alpha), 0, 0.5}, reach);
  if (!best) return std::nullopt;
  Btyd fitted = with(model, *best);
  fitted.customers = customers.size();
  fitted.log_likelihood = likelihood(fitted).value;
  const std::vector<double> errors = standard_errors([&](const auto& at, auto& slope) { return loss(at, slope, 1); }, *best);
  if (errors.size() == fitted.errors.size()) {  // of the logarithms: those of the parameters by the delta method
    fitted.errors = {errors[0] * fitted.r, errors[1] * fitted.alpha, errors[2] * fitted.a, errors[3] * fitted.b};
  }
  return fitted;
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
