// With n = x + 1 under MBG/NBD and n = x under BG/NBD (the purchases after which the customer might have stayed away),
// both likelihoods are
//   ln L = sum_{i<x} ln(r+i) + r ln alpha - (r+x) ln(alpha+T) + sum_{i<n} [ln(b+i) - ln(a+b+i)] + ln(1 + e^D),
//   D = (r+x) [ln(alpha+T) - ln(alpha+t_x)] + ln a - ln(b+n-1), absent where n = 0,
// the gamma functions of the papers being products here, since x is whole. All but the last term goes by x or by T alone:
// it is worked out once for as many customers as share that number. Logarithms of days stand in a table.
// Many customers are fitted from what fits a part of them, where a few of Newton's steps are left to go.
#include <algorithm>
#include <cmath>

#include "base/newton.hpp"
#include "base/parallel.hpp"
#include "churn/btyd.hpp"
#include "churn/minimise.hpp"

namespace salesctl {
namespace {

constexpr std::size_t chunk_size = 4'096;
constexpr std::size_t part_size = 20'000;  // customers that a fit to many begins with
constexpr double prior_deviation = 2;  // of the logarithms: a factor of 7 either way is nothing odd
constexpr double reach = 12;  // of the logarithms of the parameters, from their start

enum : std::size_t { of_r, of_alpha, of_a, of_b };  // the order of the parameters

/// A log-likelihood with its slope and second derivatives (the lower triangle) in r, alpha, a, b.
struct Likelihood {
  double value = 0;
  std::array<double, 4> slope{};
  std::array<std::array<double, 4>, 4> second{};

  void add(const Likelihood& other, double times = 1) {
    value += times * other.value;
    for (std::size_t i = 0; i < 4; ++i) {
      slope[i] += times * other.slope[i];
      for (std::size_t j = 0; j <= i; ++j) second[i][j] += times * other.second[i][j];
    }
  }
};

/// ln(b+i) - ln(a+b+i): to have stayed at the chance to leave that comes after i others.
void add_stay(const Btyd& at, double i, Likelihood& sum) {
  const double stays = 1 / (at.b + i);
  const double all = 1 / (at.a + at.b + i);
  sum.value += std::log((at.b + i) * all);
  sum.slope[of_a] -= all;
  sum.slope[of_b] += stays - all;
  sum.second[of_a][of_a] += all * all;
  sum.second[of_b][of_a] += all * all;
  sum.second[of_b][of_b] += all * all - stays * stays;
}

/// r ln alpha - (r+x) ln(alpha+T) of customers of the same age, whose purchases r+x are summed up.
Likelihood of_age(const Btyd& at, double weeks, double customers, double bought) {
  const double age = at.alpha + weeks;
  Likelihood sum;
  sum.value = customers * at.r * std::log(at.alpha) - bought * std::log(age);
  sum.slope[of_r] = customers * (std::log(at.alpha) - std::log(age));
  sum.slope[of_alpha] = customers * at.r / at.alpha - bought / age;
  sum.second[of_alpha][of_r] = customers * (1 / at.alpha - 1 / age);
  sum.second[of_alpha][of_alpha] = bought / (age * age) - customers * at.r / (at.alpha * at.alpha);
  return sum;
}

class LogLikelihood {
 public:
  LogLikelihood(ChurnModel model, std::span<const Rhythm> customers) : model_(model), customers_(customers) {
    int most = 0;
    int oldest = 0;
    for (const Rhythm& customer : customers) {
      most = std::max(most, customer.repeats);
      oldest = std::max(oldest, customer.age);
    }
    with_repeats_.resize(static_cast<std::size_t>(most) + 1);
    ages_.resize(static_cast<std::size_t>(oldest) + 1);
    for (const Rhythm& customer : customers) {
      ++with_repeats_[static_cast<std::size_t>(customer.repeats)];
      Age& age = ages_[static_cast<std::size_t>(customer.age)];
      ++age.customers;
      age.repeats += customer.repeats;
    }
  }

  Likelihood operator()(const Btyd& at) const {
    Likelihood all = by_repeats(at);
    std::vector<Day> days;
    days.reserve(ages_.size());
    for (std::size_t day = 0; day < ages_.size(); ++day) {
      const double weeks = static_cast<double>(day) / days_a_week;
      days.push_back({std::log(at.alpha + weeks), 1 / (at.alpha + weeks)});
      const Age& age = ages_[day];
      if (age.customers > 0) all.add(of_age(at, weeks, age.customers, age.customers * at.r + age.repeats));
    }
    std::vector<double> odds;  // of having left at the last chance, against having stayed; ln a - ln(b+n-1)
    for (std::size_t x = 0; x < with_repeats_.size(); ++x) odds.push_back(std::log(at.a / (at.b + static_cast<double>(x) - first_chance())));
    std::vector<Likelihood> parts(chunks_of(customers_.size(), chunk_size));
    in_chunks(customers_.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
      Likelihood sum;
      for (std::size_t i = from; i < to; ++i) add_left(at, days, odds, customers_[i], sum);
      parts[chunk] = sum;
    });
    for (const Likelihood& part : parts) all.add(part);
    return all;
  }

 private:
  struct Age {
    double customers = 0;
    double repeats = 0;
  };
  struct Day {
    double log;      // ln(alpha + weeks)
    double inverse;
  };

  /// How many repeat purchases come before the first chance to leave.
  double first_chance() const { return model_ == ChurnModel::mbg_nbd ? 0 : 1; }

  /// sum_{i<x} ln(r+i) and to have stayed so far, of all customers.
  Likelihood by_repeats(const Btyd& at) const {
    Likelihood one;
    Likelihood all;
    for (std::size_t x = 0; x < with_repeats_.size(); ++x) {
      const auto repeats = static_cast<double>(x);
      if (x > 0) {
        const double rate = at.r + repeats - 1;
        one.value += std::log(rate);
        one.slope[of_r] += 1 / rate;
        one.second[of_r][of_r] -= 1 / (rate * rate);
      }
      if (repeats >= first_chance()) add_stay(at, repeats - first_chance(), one);
      all.add(one, with_repeats_[x]);
    }
    return all;
  }

  /// ln(1 + e^D).
  void add_left(const Btyd& at, const std::vector<Day>& days, const std::vector<double>& odds, const Rhythm& customer, Likelihood& sum) const {
    if (customer.repeats < first_chance()) return;
    const Day& age = days[static_cast<std::size_t>(customer.age)];
    const Day& last = days[static_cast<std::size_t>(customer.last)];
    const double bought = at.r + customer.repeats;
    const double since = age.log - last.log;
    const double shorter = age.inverse - last.inverse;
    const double stays = 1 / (at.b + customer.repeats - first_chance());
    const double d = bought * since + odds[static_cast<std::size_t>(customer.repeats)];
    const double e = std::exp(-std::abs(d));
    const double gone = (d > 0 ? 1 : e) / (1 + e);
    const double unsure = e / ((1 + e) * (1 + e));  // gone * (1 - gone)
    const std::array<double, 4> slope{since, bought * shorter, 1 / at.a, -stays};  // of D
    sum.value += std::max(d, 0.0) + std::log(1 + e);
    for (std::size_t i = 0; i < 4; ++i) {
      sum.slope[i] += gone * slope[i];
      for (std::size_t j = 0; j <= i; ++j) sum.second[i][j] += unsure * slope[i] * slope[j];
    }
    sum.second[of_alpha][of_r] += gone * shorter;
    sum.second[of_alpha][of_alpha] += gone * bought * (last.inverse * last.inverse - age.inverse * age.inverse);
    sum.second[of_a][of_a] -= gone / (at.a * at.a);
    sum.second[of_b][of_b] += gone * stays * stays;
  }

  ChurnModel model_;
  std::span<const Rhythm> customers_;
  std::vector<double> with_repeats_;  // how many customers have 0, 1, ... repeat purchases
  std::vector<Age> ages_;             // by days
};

std::array<double, 4> parameters(const Btyd& at) { return {at.r, at.alpha, at.a, at.b}; }

/// The likelihood of customers as what is to be brought down: its negative, of the mean customer, in the logarithms of the
/// parameters, which so stay above zero.
class Loss {
 public:
  Loss(ChurnModel model, std::span<const Rhythm> customers)
      : model_(model), customers_(static_cast<double>(customers.size())), likelihood_(model, customers) {}

  /// From now on with a weak prior: that the logarithms are normally distributed around `centre`.
  void hold(std::vector<double> centre) { centre_ = std::move(centre); }

  Btyd at(const std::vector<double>& logs) const {
    Btyd btyd;
    btyd.model = model_;
    btyd.r = std::exp(logs[of_r]);
    btyd.alpha = std::exp(logs[of_alpha]);
    btyd.a = std::exp(logs[of_a]);
    btyd.b = std::exp(logs[of_b]);
    return btyd;
  }

  LocalCurve operator()(const std::vector<double>& logs) const {
    const Btyd btyd = at(logs);
    const Likelihood sum = likelihood_(btyd);
    const std::array<double, 4> p = parameters(btyd);
    LocalCurve curve{-sum.value / customers_, std::vector<double>(4), {4, std::vector<double>(4)}};
    for (std::size_t i = 0; i < 4; ++i) {
      curve.slope[i] = -sum.slope[i] * p[i] / customers_;
      for (std::size_t j = 0; j <= i; ++j) curve.second[i][j] = -sum.second[i][j] * p[i] * p[j] / customers_;
      curve.second[i][i] += curve.slope[i];
    }
    if (!centre_.empty()) add_prior(logs, curve);
    return curve;
  }

  double log_likelihood(const Btyd& btyd) const { return likelihood_(btyd).value; }

  std::optional<std::vector<double>> search(const std::vector<double>& from) const {
    return minimised(
        [&](const std::vector<double>& logs, std::vector<double>& slope) {
          LocalCurve curve = (*this)(logs);
          slope = std::move(curve.slope);
          return curve.value;
        },
        from, reach);
  }

  std::optional<Lowest> search_nearby(const std::vector<double>& from) const {
    return minimised_nearby([&](const std::vector<double>& logs) { return (*this)(logs); }, from, reach);
  }

 private:
  void add_prior(const std::vector<double>& logs, LocalCurve& curve) const {
    const double weight = 1 / (prior_deviation * prior_deviation * customers_);
    for (std::size_t i = 0; i < logs.size(); ++i) {
      const double off = logs[i] - centre_[i];
      curve.value += weight * off * off / 2;
      curve.slope[i] += weight * off;
      curve.second[i][i] += weight;
    }
  }

  ChurnModel model_;
  double customers_;
  LogLikelihood likelihood_;
  std::vector<double> centre_;  // empty: no prior
};

/// From where a search sets out.
std::vector<double> start(std::span<const Rhythm> customers) {
  double purchases = 0;
  double weeks = 0;
  for (const Rhythm& customer : customers) {
    purchases += customer.repeats;
    weeks += customer.age / days_a_week;
  }
  const double alpha = std::max(1e-3, weeks / purchases);  // so that r / alpha is the rate of all when r is 1
  return {0, std::log(alpha), 0, 0.5};
}

/// What fits some of the customers, evenly over them all; nothing where they are few.
std::optional<std::vector<double>> fit_to_part(ChurnModel model, std::span<const Rhythm> customers) {
  const std::size_t step = customers.size() / part_size;
  if (step < 2) return std::nullopt;
  std::vector<Rhythm> part;
  for (std::size_t i = 0; i < customers.size(); i += step) part.push_back(customers[i]);
  return Loss(model, part).search(start(customers));
}

/// From a point near the end, else from the fit to a part of the customers, else from afar.
std::optional<Lowest> lowest(const Loss& loss, const std::optional<std::vector<double>>& near, const std::vector<double>& afar) {
  std::optional<Lowest> best;
  if (near) best = loss.search_nearby(*near);
  if (best) return best;
  const std::optional<std::vector<double>> from = loss.search(afar);
  if (!from) return std::nullopt;
  best = loss.search_nearby(*from);
  return best ? best : Lowest{*from, loss(*from)};  // too flat there for a Newton step
}

}  // namespace

std::optional<Btyd> fit_btyd(ChurnModel model, std::span<const Rhythm> customers, const std::optional<Btyd>& near) {
  const auto repeat = std::ranges::count_if(customers, [](const Rhythm& c) { return c.repeats > 0; });
  if (customers.size() < fewest_customers || static_cast<std::size_t>(repeat) < fewest_repeat_customers) return std::nullopt;
  Loss loss(model, customers);
  std::optional<std::vector<double>> from;
  if (near) {
    from.emplace();
    for (const double parameter : parameters(*near)) from->push_back(std::log(parameter));
  } else {
    from = fit_to_part(model, customers);
  }
  const std::vector<double> afar = start(customers);
  std::optional<Lowest> best = lowest(loss, from, afar);
  const bool held = !best;
  if (held) {
    loss.hold(afar);
    best = lowest(loss, std::nullopt, afar);
  }
  if (!best) return std::nullopt;
  Btyd fitted = loss.at(best->at);
  fitted.held = held;
  fitted.customers = customers.size();
  fitted.log_likelihood = loss.log_likelihood(fitted);
  const std::vector<double> errors = standard_errors(best->curve.second);
  for (std::size_t i = 0; i < errors.size(); ++i) {  // of the logarithms of a mean; of the parameters by the delta method
    fitted.errors[i] = errors[i] / std::sqrt(static_cast<double>(customers.size())) * parameters(fitted)[i];
  }
  return fitted;
}

}  // namespace salesctl
