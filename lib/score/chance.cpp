#include "score/chance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace salesctl {
namespace {

constexpr int most_sweeps = 300;
constexpr double close_enough = 1e-4;  // relative, of the numbers that are to be met
constexpr double many_trials = 1e7;
constexpr double small_enough = 1e-12; // of a sum, relative

/// Values and how often each is there, ascending by value.
void tally(const std::vector<std::size_t>& values, std::vector<double>& distinct, std::vector<double>& times) {
  std::map<std::size_t, std::size_t> all;
  for (const std::size_t value : values) ++all[value];
  for (const auto& [value, n] : all) {
    distinct.push_back(static_cast<double>(value));
    times.push_back(static_cast<double>(n));
  }
}

/// Adds up a distribution's tail from its first term on; next(k) is the term after k over that of k, and falls.
template <typename Next>
double tail(double first, double k, Next next) {
  double sum = 0;
  for (double term = first; term > sum * small_enough; ++k) {
    sum += term;
    term *= next(k);
  }
  return std::min(1.0, sum);
}

}  // namespace

ChanceModel::ChanceModel(const Baskets& baskets) {
  std::vector<std::size_t> sizes(baskets.size());
  std::vector<std::size_t> counts(baskets.product_keys.size());
  for (std::size_t i = 0; i < baskets.size(); ++i) sizes[i] = baskets.of(i).size();
  for (const std::uint32_t product : baskets.products) ++counts[product];
  tally(sizes, sizes_, customers_);
  tally(counts, counts_, products_);
  for (const std::size_t count : counts) {
    const auto at = std::ranges::lower_bound(counts_, static_cast<double>(count));
    group_.push_back(static_cast<std::size_t>(at - counts_.begin()));
  }
  solve();
  for (std::size_t i = 0; i < sizes_.size(); ++i) {
    double squares = 0;
    for (std::size_t g = 0; g < counts_.size(); ++g) squares += products_[g] * chance(i, g) * chance(i, g);
    const double pairs = sizes_[i] * sizes_[i] - squares;  // as drawn, in both orders
    scale_.push_back(pairs > 0 ? sizes_[i] * (sizes_[i] - 1) / pairs : 0);
  }
}

double ChanceModel::chance(std::size_t size, std::size_t group) const {
  const double odds = x_[size] * y_[group];
  return odds / (1 + odds);
}

/// Each in turn is set to what meets its number with the others as they are, until all are met. Who bought everything
/// has no finite x; it grows until the sweeps end.
void ChanceModel::solve() {
  const double all = std::inner_product(sizes_.begin(), sizes_.end(), customers_.begin(), 0.0);
  for (const double size : sizes_) x_.push_back(size / std::sqrt(all));
  for (const double count : counts_) y_.push_back(count / std::sqrt(all));
  double off = 1;
  const auto meet = [&off](double number, const std::vector<double>& times, const std::vector<double>& others, double& own) {
    double sum = 0;
    for (std::size_t i = 0; i < others.size(); ++i) sum += times[i] * others[i] / (1 + own * others[i]);
    off = std::max(off, std::abs(number / (own * sum) - 1));
    own = number / sum;
  };
  for (int sweep = 0; sweep < most_sweeps && off > close_enough; ++sweep) {
    off = 0;
    for (std::size_t i = 0; i < x_.size(); ++i) meet(sizes_[i], products_, y_, x_[i]);
    for (std::size_t g = 0; g < y_.size(); ++g) meet(counts_[g], customers_, x_, y_[g]);
  }
}

/// That each product has as many customers as it has takes from the variance what the numbers of customers explain of it
/// (linear regression on both); for customers and products that are all alike the hypergeometric variance is left.
ChanceMoments ChanceModel::both(std::uint32_t a, std::uint32_t b) const {
  ChanceMoments sum;
  std::array<double, 2> with_count{};   // covariances with the numbers of customers of a and b
  std::array<double, 2> of_count{};     // variances of these
  for (std::size_t i = 0; i < sizes_.size(); ++i) {
    const double p = chance(i, group_[a]);
    const double q = chance(i, group_[b]);
    const double both = std::min(1.0, scale_[i] * p * q);
    sum.mean += customers_[i] * both;
    sum.variance += customers_[i] * both * (1 - both);
    with_count[0] += customers_[i] * both * (1 - p);
    with_count[1] += customers_[i] * both * (1 - q);
    of_count[0] += customers_[i] * p * (1 - p);
    of_count[1] += customers_[i] * q * (1 - q);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (of_count.at(i) > 0) sum.variance -= with_count.at(i) * with_count.at(i) / of_count.at(i);
  }
  sum.variance = std::max(sum.variance, sum.mean * 1e-9);
  return sum;
}

double chance_of_as_many(std::size_t count, ChanceMoments m) {
  const auto x = static_cast<double>(count);
  if (x <= m.mean) return 1;
  if (m.mean <= 0) return 0;
  const double trials = std::max(x, std::ceil(m.mean * m.mean / std::max(m.mean - m.variance, 1e-300)));
  if (trials > many_trials) {
    return tail(std::exp(x * std::log(m.mean) - m.mean - std::lgamma(x + 1)), x, [&](double k) { return m.mean / (k + 1); });
  }
  const double p = m.mean / trials;
  const double first = std::exp(std::lgamma(trials + 1) - std::lgamma(x + 1) - std::lgamma(trials - x + 1) + x * std::log(p) +
                                (trials - x) * std::log1p(-p));
  return tail(first, x, [&](double k) { return (trials - k) / (k + 1) * p / (1 - p); });
}

}  // namespace salesctl
