#include "score/co_purchase.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "score/chance.hpp"

namespace salesctl {
namespace {

constexpr double two_sided_95 = 1.959964;

double share(std::size_t part, std::size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

/// Which customers bought each of these products.
std::vector<std::vector<std::size_t>> buyers(const Baskets& baskets, std::span<const std::uint32_t> products) {
  std::vector<std::vector<std::size_t>> all(products.size());
  for (std::size_t i = 0; i < baskets.size(); ++i) {
    for (const std::uint32_t product : baskets.of(i)) {
      const auto at = std::ranges::lower_bound(products, product);
      if (at != products.end() && *at == product) all[static_cast<std::size_t>(at - products.begin())].push_back(i);
    }
  }
  return all;
}

Offer rule(std::uint32_t a, std::uint32_t b, std::size_t both, std::size_t with_a, std::size_t with_b, std::size_t customers) {
  Offer r{b, a, both, with_a, with_b};
  r.confidence = share(both, with_a);
  r.lift = r.confidence / share(with_b, customers);
  const auto one_over = [](std::size_t n) { return 1 / static_cast<double>(n); };
  const double variance = one_over(both) - one_over(with_a) - one_over(with_b) + 2 * share(both, with_a) / static_cast<double>(with_b) - one_over(customers);
  r.lift_low = r.lift * std::exp(-two_sided_95 * std::sqrt(std::max(0.0, variance)));
  return r;
}

/// The rules from what the customer bought to what it did not, with enough support.
std::vector<Offer> rules_for(const Baskets& baskets, std::size_t customer, std::size_t least_support) {
  const std::span<const std::uint32_t> own = baskets.of(customer);
  std::vector<std::size_t> counts(baskets.product_keys.size());
  for (const std::uint32_t product : baskets.products) ++counts[product];
  const std::vector<std::vector<std::size_t>> who = buyers(baskets, own);
  std::vector<Offer> all;
  for (std::size_t i = 0; i < own.size(); ++i) {
    std::vector<std::size_t> both(counts.size());
    for (const std::size_t other : who[i]) {
      for (const std::uint32_t product : baskets.of(other)) ++both[product];
    }
    for (std::uint32_t b = 0; b < both.size(); ++b) {
      if (both[b] < std::max<std::size_t>(1, least_support) || std::ranges::binary_search(own, b)) continue;
      all.push_back(rule(own[i], b, both[b], who[i].size(), counts[b], baskets.size()));
    }
  }
  return all;
}

}  // namespace

Offers find_offers(const Baskets& baskets, std::size_t customer, const OfferRules& rules) {
  std::vector<Offer> all = rules_for(baskets, customer, rules.least_support);
  Offers found{{}, all.size(), baskets.size()};
  if (all.empty()) return found;
  const ChanceModel chance(baskets);
  const double error = rules.error / static_cast<double>(all.size());  // Bonferroni
  std::erase_if(all, [&](Offer& r) {
    if (r.lift <= 1) return true;
    const ChanceMoments moments = chance.both(r.because, r.product);
    r.expected = moments.mean;
    r.chance = chance_of_as_many(r.both, {moments.mean * rules.more, moments.variance * rules.more});
    return r.chance > error;
  });
  std::ranges::sort(all, {}, [](const Offer& r) { return std::tuple(-r.lift_low, r.product, r.because); });
  for (const Offer& r : all) {
    if (found.best.size() == rules.most) break;
    if (std::ranges::find(found.best, r.product, &Offer::product) == found.best.end()) found.best.push_back(r);
  }
  return found;
}

}  // namespace salesctl
