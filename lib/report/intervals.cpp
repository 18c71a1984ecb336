#include "report/intervals.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace salesctl {
namespace {

constexpr double z = 1.959963984540054;  // the 97.5th percentile of the normal distribution

}  // namespace

std::optional<Rate> share_rate(std::int64_t part, std::int64_t of) {
  if (of == 0) return std::nullopt;
  return Rate{std::llrint(static_cast<double>(part) * 10'000 / static_cast<double>(of)) * (Rate::one / 10'000)};
}

double t_quantile(std::int64_t degrees) {
  return boost::math::quantile(boost::math::students_t_distribution<double>(static_cast<double>(degrees)), 0.975);
}

std::optional<Interval> mean_interval(const Moments& of) {
  if (of.n < 2 || of.variance <= 0) return std::nullopt;
  const double half = t_quantile(of.n - 1) * std::sqrt(of.variance / static_cast<double>(of.n));
  return Interval{of.mean - half, of.mean + half};
}

Interval share_interval(std::int64_t part, std::int64_t count) {
  const auto n = static_cast<double>(count);
  const double p = static_cast<double>(part) / n;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Interval net_interval(const NetCounts& of) {
  const double n = static_cast<double>(of.n) + 2;
  const double up = (static_cast<double>(of.up) + 1) / n;
  const double down = (static_cast<double>(of.down) + 1) / n;
  const double half = z * std::sqrt((up + down - (up - down) * (up - down)) / n);
  return {std::max(-1.0, up - down - half), std::min(1.0, up - down + half)};
}

std::optional<Interval> mean_change(const Moments& now, const Moments& before) {
  if (now.n == 0 || before.n == 0 || now.n + before.n < 3) return std::nullopt;
  const auto n = static_cast<double>(now.n);
  const auto m = static_cast<double>(before.n);
  const double variance = ((n - 1) * now.variance + (m - 1) * before.variance) / (n + m - 2);
  if (variance <= 0) return std::nullopt;
  const double half = t_quantile(now.n + before.n - 2) * std::sqrt(variance * (1 / n + 1 / m));
  return Interval{now.mean - before.mean - half, now.mean - before.mean + half};
}

Interval net_change(const NetCounts& now, const NetCounts& before) {
  const double x = now.score();
  const double y = before.score();
  const Interval a = net_interval(now);
  const Interval b = net_interval(before);
  return {x - y - std::hypot(x - a.low, b.high - y), x - y + std::hypot(a.high - x, y - b.low)};
}

}  // namespace salesctl
