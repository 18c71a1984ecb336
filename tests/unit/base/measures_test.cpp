#include "base/measures.hpp"

#include <cmath>
#include <random>

#include <doctest/doctest.h>

using namespace salesctl;

TEST_CASE("AUC is the share of pairs that stand the right way round, ties counting half") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 50; ++round) {
    Predictions predictions;
    for (int i = 0; i < 40; ++i) predictions.push_back({static_cast<double>(random() % 8), random() % 3 == 0});
    double right = 0;
    double pairs = 0;
    for (const Prediction& yes : predictions) {
      for (const Prediction& no : predictions) {
        if (!yes.happened || no.happened) continue;
        ++pairs;
        right += yes.score > no.score ? 1 : yes.score == no.score ? 0.5 : 0;
      }
    }
    if (pairs == 0) continue;
    CHECK(auc(predictions) == doctest::Approx(right / pairs));
    const Interval interval = auc_interval(predictions);
    CHECK(interval.low <= auc(predictions));
    CHECK(interval.high >= auc(predictions));
  }
  CHECK(auc({{0.3, true}, {0.4, true}}) == 0.5);
  CHECK(auc({}) == 0.5);
}

TEST_CASE("Brier score, log loss and calibration by hand") {
  const Predictions predictions{{0.9, true}, {0.2, false}, {0.25, true}};
  CHECK(brier(predictions) == doctest::Approx((0.01 + 0.04 + 0.5625) / 3));
  CHECK(log_loss(predictions) == doctest::Approx(-(std::log(0.9) + std::log(0.8) + std::log(0.25)) / 3));
  const std::vector<Bin> bins = calibration(predictions);
  REQUIRE(bins.size() == 10);
  CHECK(bins[2].customers == 2);
  CHECK(bins[2].predicted == doctest::Approx(0.225));
  CHECK(bins[2].happened == doctest::Approx(0.5));
  CHECK(bins[9].customers == 1);
  CHECK(calibration({{1.0, true}})[9].customers == 1);
}
