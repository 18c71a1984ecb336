#include "goal/shares.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <random>

namespace salesctl {

TEST_CASE("weights of which none is above zero are no weights") {
  CHECK(whole_weights({}).empty());
  CHECK(whole_weights(std::vector<double>{0, 0}).empty());
  CHECK(whole_weights(std::vector<double>{-1, 0}).empty());
}

TEST_CASE("equal weights stay equal and weights below zero count as zero") {
  const auto whole = whole_weights(std::vector<double>{3, 3, -3, 3});
  REQUIRE(whole.size() == 4);
  CHECK(whole[0] == whole[1]);
  CHECK(whole[0] == whole[3]);
  CHECK(whole[0] > 0);
  CHECK(whole[2] == 0);
}

TEST_CASE("a half and a quarter are exact") {
  const auto parts = share_out(to_fixed(8), whole_weights(std::vector<double>{2, 1, 1}));
  CHECK(parts == std::vector<Fixed>{to_fixed(4), to_fixed(2), to_fixed(2)});
}

TEST_CASE("parts of the largest total sum to it, without overflow, and are as the weights say") {
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    std::vector<double> weights(1 + random() % 50);
    for (double& weight : weights) weight = random() % 4 == 0 ? 0 : static_cast<double>(random());
    weights.back() = 1;
    const Fixed total = to_fixed(INT64_MAX - static_cast<std::int64_t>(random()));
    const auto parts = share_out(total, whole_weights(weights));
    REQUIRE(std::accumulate(parts.begin(), parts.end(), Fixed{0}) == total);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      REQUIRE(to_double(parts[i]) / to_double(total) == doctest::Approx(weights[i] / sum).epsilon(1e-9));
      if (weights[i] == 0) REQUIRE(parts[i] == 0);
    }
  }
}

}  // namespace salesctl
