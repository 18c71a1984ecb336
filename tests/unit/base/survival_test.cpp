#include "base/survival.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace salesctl;

namespace {

constexpr double half = 0.5;

/// S(t) as it is defined: the product, over all days up to t, of the share of those at risk that the day leaves.
double naive(const std::vector<Spell>& spells, int t) {
  double surviving = 1;
  for (int day = 0; day <= t; ++day) {
    int at_risk = 0;
    int ended = 0;
    for (const Spell& spell : spells) {
      if (spell.days >= day) ++at_risk;
      if (spell.days == day && spell.over) ++ended;
    }
    if (at_risk > 0) surviving *= 1 - static_cast<double>(ended) / at_risk;
  }
  return surviving;
}

}  // namespace

// E. A. Gehan, "A generalized Wilcoxon test for comparing arbitrarily singly-censored samples", Biometrika 52 (1965): weeks of
// remission under 6-MP, from E. J. Freireich and others (1963). The table is worked in most textbooks on survival.
TEST_CASE("the remissions under 6-MP survive as the textbooks say") {
  const std::vector<Spell> weeks{{6}, {6}, {6}, {6, false}, {7}, {9, false}, {10}, {10, false}, {11, false}, {13}, {16},
                                 {17, false}, {19, false}, {20, false}, {22}, {23}, {25, false}, {32, false}, {32, false}, {34, false}, {35, false}};
  const std::vector<SurvivalStep> curve = survival(weeks);
  const std::vector<std::vector<double>> table{{6, 21, 3, 0.8571}, {7, 17, 1, 0.8067}, {10, 15, 1, 0.7529}, {13, 12, 1, 0.6902},
                                               {16, 11, 1, 0.6275}, {22, 7, 1, 0.5378}, {23, 6, 1, 0.4482}};
  REQUIRE(curve.size() == table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    CAPTURE(i);
    CHECK(curve[i].days == table[i][0]);
    CHECK(curve[i].at_risk == table[i][1]);
    CHECK(curve[i].ended == table[i][2]);
    CHECK(curve[i].surviving == doctest::Approx(table[i][3]).epsilon(0.0001));
  }
  CHECK(quantile(curve, half) == 23);
  CHECK(quantile(curve, 0.25) == 13);
  CHECK_FALSE(quantile(curve, 0.9));
}

TEST_CASE("a quantile is a day something ended on, and nothing where too little has") {
  CHECK_FALSE(quantile(survival({}), half));
  CHECK_FALSE(quantile(survival({{5, false}, {9, false}}), half));
  CHECK(quantile(survival({{5}}), 0.9) == 5);
  CHECK(quantile(survival({{5}, {9, false}}), half) == 5);
  CHECK_FALSE(quantile(survival({{5}, {9, false}}), 0.51));
  CHECK(quantile(survival({{0}, {0}, {3}, {4}}), half) == 0);
  CHECK(quantile(survival({{1}, {2}, {3}, {4}}), half) == 2);
  // three factors, 3/4 x 2/3 = 1/2 but for the last binary digit
  CHECK(quantile(survival({{1}, {2}, {2, false}, {7}}), half) == 2);
}

TEST_CASE("on random spells the curve is the naive product, whatever their order") {
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    std::vector<Spell> spells(random() % 40);
    for (Spell& spell : spells) spell = {static_cast<int>(random() % 30), random() % 3 != 0};
    const std::vector<SurvivalStep> curve = survival(spells);
    std::shuffle(spells.begin(), spells.end(), random);
    const std::vector<SurvivalStep> again = survival(spells);
    REQUIRE(again.size() == curve.size());
    std::int64_t ended = 0;
    for (std::size_t i = 0; i < curve.size(); ++i) {
      CHECK(curve[i].surviving == doctest::Approx(naive(spells, curve[i].days)));
      CHECK(curve[i].surviving == again[i].surviving);
      CHECK((i == 0 || (curve[i].days > curve[i - 1].days && curve[i].surviving < curve[i - 1].surviving)));
      ended += curve[i].ended;
    }
    CHECK(ended == std::ranges::count_if(spells, [](const Spell& s) { return s.over; }));
    for (const double share : {0.1, half, 0.9}) {
      const std::optional<int> day = quantile(curve, share);
      if (day) CHECK(naive(spells, *day) <= 1 - share + 1e-9);
      if (day) CHECK(naive(spells, *day - 1) > 1 - share - 1e-9);
      if (!day) CHECK(naive(spells, 100) > 1 - share - 1e-9);
    }
  }
}
