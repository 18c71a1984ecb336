#include "base/newton.hpp"

#include <cmath>

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

/// ln(cosh(x - 3)) + e^y - 2 y, lowest where x is 3 and y is ln 2.
LocalCurve valley(const std::vector<double>& at) {
  const double t = std::tanh(at[0] - 3);
  return {std::log(std::cosh(at[0] - 3)) + std::exp(at[1]) - 2 * at[1], {t, std::exp(at[1]) - 2}, {{1 - t * t, 0}, {0, std::exp(at[1])}}};
}

}  // namespace

TEST_CASE("Newton's steps end at the lowest point, in few evaluations") {
  int evaluations = 0;
  const auto counted = [&](const std::vector<double>& at) {
    ++evaluations;
    return valley(at);
  };
  for (const double x : {2.2, 3.0, 3.9}) {
    evaluations = 0;
    const auto found = minimised_nearby(counted, {x, 0}, 12);
    REQUIRE(found);
    CHECK(found->at[0] == doctest::Approx(3).epsilon(1e-12));
    CHECK(found->at[1] == doctest::Approx(std::log(2)).epsilon(1e-12));
    CHECK(found->curve.second[0][0] == doctest::Approx(1));
    CHECK(evaluations < 9);
  }
}

TEST_CASE("a step that overshoots is halved") {
  const auto found = minimised_nearby(valley, {6, 0}, 1000);  // the full first step leads 200 too far
  REQUIRE(found);
  CHECK(found->at[0] == doctest::Approx(3).epsilon(1e-12));
}

TEST_CASE("there is no lowest point where the function is not convex, has none within reach or is no number") {
  const auto hill = [](const std::vector<double>& at) { return LocalCurve{-at[0] * at[0], {-2 * at[0]}, {{-2}}}; };
  CHECK_FALSE(minimised_nearby(hill, {1}, 12));
  const auto slide = [](const std::vector<double>& at) { return LocalCurve{std::exp(-at[0]), {-std::exp(-at[0])}, {{std::exp(-at[0])}}}; };
  CHECK_FALSE(minimised_nearby(slide, {0}, 12));
  CHECK_FALSE(minimised_nearby(valley, {3, -20}, 12));
  const auto nothing = [](const std::vector<double>&) { return LocalCurve{NAN, {NAN}, {{NAN}}}; };
  CHECK_FALSE(minimised_nearby(nothing, {0}, 12));
}

TEST_CASE("standard errors are the roots of the inverse's diagonal") {
  const std::vector<double> errors = standard_errors({{4, 2}, {2, 9}});  // the inverse: 9/32, 4/32
  REQUIRE(errors.size() == 2);
  CHECK(errors[0] == doctest::Approx(std::sqrt(9.0 / 32)));
  CHECK(errors[1] == doctest::Approx(std::sqrt(4.0 / 32)));
  CHECK(standard_errors({{4, 7}, {7, 9}}).empty());
}
