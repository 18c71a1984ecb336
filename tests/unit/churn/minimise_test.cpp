#include "churn/minimise.hpp"

#include <cmath>

#include <doctest/doctest.h>

#include "base/newton.hpp"

using namespace salesctl;

namespace {

/// ln(cosh(x - 3)) + e^y - 2 y, lowest where x is 3 and y is ln 2.
LocalCurve valley(const std::vector<double>& at) {
  const double t = std::tanh(at[0] - 3);
  return {std::log(std::cosh(at[0] - 3)) + std::exp(at[1]) - 2 * at[1], {t, std::exp(at[1]) - 2}, {{1 - t * t, 0}, {0, std::exp(at[1])}}};
}

}  // namespace

TEST_CASE("both searches find the same point") {
  const auto slope = [](const std::vector<double>& at, std::vector<double>& to) {
    const LocalCurve curve = valley(at);
    to = curve.slope;
    return curve.value;
  };
  const auto afar = minimised(slope, {-4, 4}, 12);
  REQUIRE(afar);
  const auto nearby = minimised_nearby(valley, *afar, 12);
  REQUIRE(nearby);
  for (std::size_t i = 0; i < 2; ++i) CHECK((*afar)[i] == doctest::Approx(nearby->at[i]).epsilon(1e-5));
}
