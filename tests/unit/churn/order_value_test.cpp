#include "churn/order_value.hpp"

#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace salesctl;

TEST_CASE("Gamma-Gamma finds the parameters that orders were simulated with") {
  const double p = 4;
  const double q = 5;
  const double v = 2000;
  std::mt19937_64 random(3);
  std::vector<OrderValues> customers;
  for (int i = 0; i < 40'000; ++i) {
    const double scale = std::gamma_distribution<double>(q, 1 / v)(random);
    const int repeats = 1 + static_cast<int>(random() % 6);
    double sum = 0;
    for (int k = 0; k < repeats; ++k) sum += std::gamma_distribution<double>(p, 1 / scale)(random);
    customers.push_back({repeats, sum / repeats});
  }
  const auto fitted = fit_gamma_gamma(customers);
  REQUIRE(fitted);
  CHECK(fitted->p == doctest::Approx(p).epsilon(0.05));
  CHECK(fitted->q == doctest::Approx(q).epsilon(0.05));
  CHECK(fitted->v == doctest::Approx(v).epsilon(0.10));
  CHECK(expected_value(*fitted, {0, 0}) == doctest::Approx(p * v / (q - 1)).epsilon(0.02));
  CHECK(expected_value(*fitted, {1000, 500}) == doctest::Approx(500).epsilon(0.01));
}

TEST_CASE("without thirty customers with repeat orders above zero there is no Gamma-Gamma") {
  std::vector<OrderValues> customers(29, OrderValues{2, 100});
  customers.resize(100, OrderValues{0, 0});
  customers.push_back({3, 0});
  CHECK_FALSE(fit_gamma_gamma(customers));
}
