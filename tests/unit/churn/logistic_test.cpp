#include "churn/logistic.hpp"

#include <cmath>
#include <random>

#include <doctest/doctest.h>

#include "churn/one_processor.hpp"

using namespace salesctl;

namespace {

/// What was thought is off by 0.7, and the evidence at 2 counts for 0.8 of its standard deviation, that at 5 against by 0.5.
std::vector<Observation> observed(std::size_t n) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<Observation> all(n);
  for (Observation& o : all) {
    o.log_odds = normal(random);
    for (double& value : o.evidence) value = 10 + 3 * normal(random);
    o.evidence[7] = 4;  // never varies
    const double odds = o.log_odds + 0.7 + 0.8 * (o.evidence[2] - 10) / 3 - 0.5 * (o.evidence[5] - 10) / 3;
    o.happened = uniform(random) < 1 / (1 + std::exp(-odds));
  }
  return all;
}

}  // namespace

TEST_CASE("a correction finds what was off, and what of the evidence says it") {
  const std::vector<Observation> all = observed(60'000);
  const auto found = fit_correction(all);
  REQUIRE(found);
  CHECK(found->intercept == doctest::Approx(0.7).epsilon(0.05));
  for (std::size_t i = 0; i < evidence_count; ++i) {
    const double truth = i == 2 ? 0.8 : i == 5 ? -0.5 : 0;
    CHECK(std::abs(found->weights[i] - truth) < 0.05);
  }
  CHECK(found->weights[7] == 0);
}

TEST_CASE("a correction's mean chance is the share that happened") {
  const std::vector<Observation> all = observed(3'000);  // where the likelihood in the intercept, which nothing draws, is level
  const auto found = fit_correction(all);
  REQUIRE(found);
  double expected = 0;
  double happened = 0;
  for (const Observation& o : all) {
    expected += corrected(*found, o.log_odds, o.evidence);
    happened += o.happened ? 1 : 0;
  }
  CHECK(expected == doctest::Approx(happened).epsilon(1e-9));
}

TEST_CASE("a correction is the same to the last bit, whatever the number of threads") {
  const std::vector<Observation> all = observed(30'000);
  const auto by_several = fit_correction(all);
  const OneProcessor alone;
  WARN(alone.matters());
  const auto by_one = fit_correction(all);
  REQUIRE(by_several);
  REQUIRE(by_one);
  CHECK(by_several->intercept == by_one->intercept);
  CHECK(by_several->weights == by_one->weights);
}

TEST_CASE("where all happened, or nothing, there is no correction") {
  std::vector<Observation> all = observed(100);
  for (Observation& o : all) o.happened = true;
  CHECK_FALSE(fit_correction(all));
  for (Observation& o : all) o.happened = false;
  CHECK_FALSE(fit_correction(all));
  CHECK_FALSE(fit_correction({}));
}
