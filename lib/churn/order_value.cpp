// ln L = lnG(px+q) - lnG(px) - lnG(q) + q ln v + (px-1) ln m + px ln x - (px+q) ln(xm + v), G being the gamma function.
// The first two terms depend on x alone and are worked out once for each x.
#include "churn/order_value.hpp"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <vector>

#include "base/parallel.hpp"
#include "churn/minimise.hpp"

namespace salesctl {
namespace {

constexpr std::size_t fewest = 30;
constexpr std::size_t chunk_size = 16'384;
constexpr double reach = 12;

using Sum = std::array<double, 4>;  // the value, then its slope in p, q, v

double loss(std::span<const OrderValues> customers, const std::vector<double>& logs, std::vector<double>& slope) {
  const double p = std::exp(logs[0]);
  const double q = std::exp(logs[1]);
  const double v = std::exp(logs[2]);
  std::vector<Sum> by_repeats;
  const int most = std::ranges::max_element(customers, {}, &OrderValues::repeats)->repeats;
  const double at_q = boost::math::digamma(q);
  const double log_q = boost::math::lgamma(q);
  for (int x = 0; x <= most; ++x) {
    Sum sum{};
    if (x > 0) {
      const double at_both = boost::math::digamma(p * x + q);
      sum = {boost::math::lgamma(p * x + q) - boost::math::lgamma(p * x) - log_q + q * logs[2] + p * x * std::log(x),
             x * (at_both - boost::math::digamma(p * x) + std::log(x)), at_both - at_q + logs[2], q / v};
    }
    by_repeats.push_back(sum);
  }
  std::vector<Sum> parts(chunks_of(customers.size(), chunk_size));
  in_chunks(customers.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
    Sum sum{};
    for (const OrderValues& customer : customers.subspan(from, to - from)) {
      const Sum& known = by_repeats[static_cast<std::size_t>(customer.repeats)];
      const double x = customer.repeats;
      const double log_mean = std::log(customer.mean);
      const double all = x * customer.mean + v;
      const double log_all = std::log(all);
      sum[0] += known[0] + (p * x - 1) * log_mean - (p * x + q) * log_all;
      sum[1] += known[1] + x * (log_mean - log_all);
      sum[2] += known[2] - log_all;
      sum[3] += known[3] - (p * x + q) / all;
    }
    parts[chunk] = sum;
  });
  Sum all{};
  for (const Sum& part : parts) {
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += part[i];
  }
  const auto n = static_cast<double>(customers.size());
  slope = {-all[1] * p / n, -all[2] * q / n, -all[3] * v / n};
  return -all[0] / n;
}

}  // namespace

std::optional<GammaGamma> fit_gamma_gamma(std::span<const OrderValues> customers) {
  std::vector<OrderValues> repeat;
  double mean = 0;
  for (const OrderValues& customer : customers) {
    if (customer.repeats == 0 || !(customer.mean > 0)) continue;
    repeat.push_back(customer);
    mean += customer.mean;
  }
  if (repeat.size() < fewest) return std::nullopt;
  mean /= static_cast<double>(repeat.size());
  const auto best = minimised([&](const auto& at, auto& slope) { return loss(repeat, at, slope); },
                              {std::log(3), std::log(3), std::log(mean)}, reach);
  if (!best || !((*best)[1] > 0)) return std::nullopt;
  return GammaGamma{std::exp((*best)[0]), std::exp((*best)[1]), std::exp((*best)[2]), repeat.size()};
}

double expected_value(const GammaGamma& model, const OrderValues& customer) {
  return model.p * (model.v + customer.repeats * customer.mean) / (model.p * customer.repeats + model.q - 1);
}

}  // namespace salesctl
