#include "score/chance.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <random>

using namespace salesctl;

namespace {

/// Every customer has `size` of the products, one after the other in a circle.
Baskets circle(std::size_t customers, std::uint32_t products, std::uint32_t size) {
  Baskets baskets;
  for (std::size_t i = 0; i < customers; ++i) {
    baskets.customers.push_back({static_cast<std::int64_t>(i)});
    baskets.first.push_back(baskets.products.size());
    for (std::uint32_t p = 0; p < size; ++p) baskets.products.push_back((static_cast<std::uint32_t>(i) + p) % products);
  }
  baskets.first.push_back(baskets.products.size());
  for (std::uint32_t p = 0; p < products; ++p) baskets.product_keys.push_back(p);
  return baskets;
}

}  // namespace

TEST_CASE("alike customers and products: as many pairs as a draw without putting back makes") {
  const ChanceModel model(circle(120, 12, 3));
  CHECK(model.both(0, 7).mean == doctest::Approx(120 * 3.0 / 12 * 2 / 11).epsilon(1e-3));
  // and what varies of them is what varies of the hypergeometric distribution: N p q (1 - p) (1 - q)
  CHECK(ChanceModel(circle(1000, 100, 50)).both(0, 50).variance == doctest::Approx(1000 / 16.0).epsilon(0.03));
}

TEST_CASE("one product each makes no pairs, all products each makes all") {
  CHECK(ChanceModel(circle(50, 5, 1)).both(0, 1).mean == 0);
  CHECK(ChanceModel(circle(50, 5, 5)).both(0, 1).mean == doctest::Approx(50).epsilon(0.01));
}

TEST_CASE("the pairs of all products add up to the pairs in the baskets") {
  std::mt19937 random(3);
  Baskets baskets;
  double pairs = 0;
  constexpr std::uint32_t products = 9;
  for (std::int64_t i = 0; i < 300; ++i) {
    const std::size_t before = baskets.products.size();
    for (std::uint32_t p = 0; p < products; ++p) {
      if (random() % (p + 2) == 0 || p == i % products) baskets.products.push_back(p);
    }
    baskets.customers.push_back({i});
    baskets.first.push_back(before);
    const auto size = static_cast<double>(baskets.products.size() - before);
    pairs += size * (size - 1) / 2;
  }
  baskets.first.push_back(baskets.products.size());
  for (std::uint32_t p = 0; p < products; ++p) baskets.product_keys.push_back(p);
  const ChanceModel model(baskets);
  double sum = 0;
  for (std::uint32_t a = 0; a < products; ++a) {
    for (std::uint32_t b = 0; b < a; ++b) sum += model.both(a, b).mean;
  }
  CHECK(sum == doctest::Approx(pairs).epsilon(0.01));
}

TEST_CASE("chances of a count are the binomial's and the Poisson distribution's") {
  // 10 trials of 1/2: 8 or more in 56 of 1024
  CHECK(chance_of_as_many(8, {5, 2.5}) == doctest::Approx(56.0 / 1024));
  CHECK(chance_of_as_many(10, {5, 2.5}) == doctest::Approx(1.0 / 1024));
  // Poisson, mean 1: 1 - e^-1 (1 + 1 + 1/2)
  CHECK(chance_of_as_many(3, {1, 1}) == doctest::Approx(1 - 2.5 * std::exp(-1)));
  CHECK(chance_of_as_many(5, {5, 4}) == 1);
  CHECK(chance_of_as_many(0, {0, 0}) == 1);
  CHECK(chance_of_as_many(3, {0, 0}) == 0);
  CHECK(chance_of_as_many(1'000'000, {500'000, 250'000}) < 1e-300);
}

TEST_CASE("the chance falls with the count") {
  for (const ChanceMoments moments : {ChanceMoments{0.3, 0.29}, ChanceMoments{20, 12}, ChanceMoments{1000, 900}, ChanceMoments{5000, 4999.9999}}) {
    double last = 1;
    for (auto count = static_cast<std::size_t>(moments.mean) + 1; count < static_cast<std::size_t>(moments.mean * 2) + 20; ++count) {
      const double now = chance_of_as_many(count, moments);
      REQUIRE(now <= last);
      if (now > 0) REQUIRE(now < last);
      last = now;
    }
  }
}
