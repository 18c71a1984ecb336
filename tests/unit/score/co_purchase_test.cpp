#include "score/co_purchase.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace salesctl;

namespace {

using Basket = std::set<std::uint32_t>;

Baskets baskets_of(const std::vector<Basket>& all, std::uint32_t products) {
  Baskets baskets;
  for (std::size_t i = 0; i < all.size(); ++i) {
    baskets.customers.push_back({static_cast<std::int64_t>(i)});
    baskets.first.push_back(baskets.products.size());
    baskets.products.insert(baskets.products.end(), all[i].begin(), all[i].end());
  }
  baskets.first.push_back(baskets.products.size());
  for (std::uint32_t p = 0; p < products; ++p) baskets.product_keys.push_back(p);
  return baskets;
}

/// Customers who differ much in how many products they buy, and choose them independently of each other; the last one has
/// all products, so that none is without a buyer.
std::vector<Basket> by_chance(std::mt19937& random, int customers, std::uint32_t products) {
  std::uniform_real_distribution<double> any(0, 1);
  std::vector<double> sought(products);
  for (double& s : sought) s = 0.1 + any(random);
  std::vector<Basket> all;
  for (int i = 0; i < customers; ++i) {
    const double appetite = -std::log(any(random)) * 0.8;
    Basket basket;
    for (std::uint32_t p = 0; p < products; ++p) {
      if (any(random) < 1 - std::exp(-appetite * sought[p])) basket.insert(p);
    }
    if (!basket.empty()) all.push_back(basket);
  }
  Basket everything;
  for (std::uint32_t p = 0; p < products; ++p) everything.insert(p);
  all.push_back(everything);
  return all;
}

std::size_t with(const std::vector<Basket>& all, std::uint32_t a, std::uint32_t b) {
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](const Basket& c) { return c.contains(a) && c.contains(b); }));
}

}  // namespace

TEST_CASE("support, confidence and lift by hand") {
  // 40 customers: 10 bought pens and paper, 2 pens alone, 4 paper alone, 24 glue
  std::vector<Basket> all(10, Basket{0, 1});
  all.insert(all.end(), 2, Basket{0});
  all.insert(all.end(), 4, Basket{1});
  all.insert(all.end(), 24, Basket{2});
  const Offers offers = find_offers(baskets_of(all, 3), 10, {});
  CHECK(offers.customers == 40);
  CHECK(offers.tried == 1);
  REQUIRE(offers.best.size() == 1);
  const Offer& offer = offers.best.front();
  CHECK(offer.product == 1);
  CHECK(offer.because == 0);
  CHECK(offer.both == 10);
  CHECK(offer.with_because == 12);
  CHECK(offer.with_product == 14);
  CHECK(offer.confidence == doctest::Approx(10.0 / 12));
  CHECK(offer.lift == doctest::Approx((10.0 / 12) / (14.0 / 40)));
  CHECK(offer.lift_low < offer.lift);
  CHECK(offer.lift_low > 1);
  // too few, or not surely enough
  CHECK(find_offers(baskets_of(all, 3), 10, {.least_support = 11}).best.empty());
  CHECK(find_offers(baskets_of(all, 3), 10, {.error = 1e-9}).best.empty());
  // who has both, or bought nothing that goes with anything, is offered nothing
  CHECK(find_offers(baskets_of(all, 3), 0, {}).best.empty());
  CHECK(find_offers(baskets_of(all, 3), 30, {}).best.empty());
}

TEST_CASE("every rule's counts are those of a naive count, and only what was never bought is offered") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto products = static_cast<std::uint32_t>(3 + random() % 12);
    const std::vector<Basket> all = by_chance(random, 20 + static_cast<int>(random() % 200), products);
    const Baskets baskets = baskets_of(all, products);
    const std::size_t customer = random() % all.size();
    const Offers offers = find_offers(baskets, customer, {.least_support = 3, .more = 0, .error = 1e9, .most = 100});
    std::size_t tried = 0;
    std::set<std::uint32_t> offered;
    for (std::uint32_t a = 0; a < products; ++a) {
      for (std::uint32_t b = 0; b < products; ++b) {
        const std::size_t both = with(all, a, b);
        if (!all[customer].contains(a) || all[customer].contains(b) || both < 3) continue;
        ++tried;
        const double lift = static_cast<double>(both * all.size()) / static_cast<double>(with(all, a, a) * with(all, b, b));
        if (lift > 1 + 1e-12) offered.insert(b);
      }
    }
    CHECK(offers.tried == tried);
    CHECK(offers.best.size() == offered.size());
    for (const Offer& o : offers.best) {
      CHECK(offered.contains(o.product));
      CHECK(all[customer].contains(o.because));
      CHECK(o.both == with(all, o.because, o.product));
      CHECK(o.with_because == with(all, o.because, o.because));
      CHECK(o.with_product == with(all, o.product, o.product));
      CHECK(o.confidence == doctest::Approx(static_cast<double>(o.both) / static_cast<double>(o.with_because)));
      CHECK(o.lift == doctest::Approx(o.confidence * static_cast<double>(all.size()) / static_cast<double>(o.with_product)));
    }
    CHECK(std::ranges::is_sorted(offers.best, std::greater(), &Offer::lift_low));
  }
}

TEST_CASE("where customers differ only in how much they buy nothing is offered; a pair that belongs together is found") {
  std::mt19937 random(5);
  int wrong = 0;
  int right = 0;
  constexpr int rounds = 40;
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    std::vector<Basket> all = by_chance(random, 2'000, 20);
    all.push_back({0, 5, 7});  // who is asked for
    if (!find_offers(baskets_of(all, 20), all.size() - 1, {}).best.empty()) ++wrong;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      if (all[i].contains(0) && random() % 2 == 0) all[i].insert(1);
    }
    const Offers offers = find_offers(baskets_of(all, 20), all.size() - 1, {});
    if (offers.best.size() == 1 && offers.best.front().product == 1 && offers.best.front().because == 0) ++right;
  }
  CHECK(wrong <= 1);
  CHECK(right >= rounds * 3 / 4);
}
