#include "score/rater_effect.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <random>

using namespace salesctl;

namespace {

Rate hundredths(double value) { return Rate{std::llround(value * 100) * (Rate::one / 100)}; }

Review judgement(int reviewer, int reviewee, double score, const std::string& criterion = "service") {
  return {RepKey{reviewer}, RepKey{reviewee}, ReviewRole::peer, criterion, hundredths(score)};
}

/// Reviewers 1 to 4, one and a half, a half, minus a half and minus one and a half points from the truth.
std::vector<Review> constructed(int people) {
  constexpr std::array effects{1.5, 0.5, -0.5, -1.5};
  std::vector<Review> reviews;
  for (int rater = 1; rater <= 4; ++rater) {
    for (int person = 0; person < people; ++person) {
      reviews.push_back(judgement(rater, 100 + person, 3 + person % 3 + effects[static_cast<std::size_t>(rater - 1)]));
    }
  }
  return reviews;
}

double of(const std::vector<RaterEffect>& effects, int rater) {
  for (const RaterEffect& effect : effects) {
    if (effect.rater == RepKey{rater}) return effect.effect;
  }
  return 99;
}

}  // namespace

TEST_CASE("least squares finds the effects that were put in") {
  const std::vector<RaterEffect> effects = rater_effects(constructed(6), 0);
  REQUIRE(effects.size() == 4);
  CHECK(of(effects, 1) == doctest::Approx(1.5));
  CHECK(of(effects, 2) == doctest::Approx(0.5));
  CHECK(of(effects, 4) == doctest::Approx(-1.5));
  CHECK(effects[0].people == 6);
  CHECK(effects[0].judgements == 6);
}

TEST_CASE("shrunk effects are n / (n + 1) of them where everybody judges the same n") {
  const std::vector<RaterEffect> effects = rater_effects(constructed(9), 1);
  CHECK(of(effects, 1) == doctest::Approx(1.35));
  CHECK(of(effects, 3) == doctest::Approx(-0.45));
}

TEST_CASE("who judged weaker people is not taken to be strict") {
  // Reviewer 1 judges the weak, 2 the strong, 3 everybody; nobody is lenient.
  std::vector<Review> reviews;
  for (int person = 0; person < 8; ++person) {
    const double level = person < 4 ? 2 : 4;
    reviews.push_back(judgement(person < 4 ? 1 : 2, 100 + person, level));
    reviews.push_back(judgement(3, 100 + person, level));
  }
  for (const RaterEffect& effect : rater_effects(reviews)) CHECK(effect.effect == doctest::Approx(0).epsilon(0.001));
}

TEST_CASE("the effects leave the smallest sum of squares") {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    CAPTURE(round);
    std::vector<Review> reviews;
    for (int rater = 1; rater <= 5; ++rater) {
      for (int person = 0; person < 7; ++person) {
        if (random() % 4 != 0) reviews.push_back(judgement(rater, 100 + person, 1 + static_cast<double>(random() % 401) / 100));
      }
    }
    std::vector<RaterEffect> effects = rater_effects(reviews);
    const auto loss = [&] {
      double sum = 0;
      for (int person = 0; person < 7; ++person) {
        double level = 0;
        int n = 0;
        const auto rest = [&](const Review& r) {
          const double e = of(effects, static_cast<int>(r.reviewer));
          return static_cast<double>(r.score.billionths) / 1e9 - (e == 99 ? 0 : e);
        };
        for (const Review& r : reviews) {
          if (r.reviewee == RepKey{100 + person}) level += rest(r), ++n;
        }
        for (const Review& r : reviews) {
          if (r.reviewee == RepKey{100 + person}) sum += std::pow(rest(r) - level / n, 2);
        }
      }
      for (const RaterEffect& effect : effects) sum += effect.effect * effect.effect;
      return sum;
    };
    const double least = loss();
    for (RaterEffect& effect : effects) {
      for (const double step : {0.01, -0.01}) {
        effect.effect += step;
        CHECK(loss() > least);
        effect.effect -= step;
      }
    }
  }
}

TEST_CASE("corrected scores are those without the effect, on the scale, and judgements of oneself stay") {
  std::vector<Review> reviews = constructed(6);
  reviews.push_back({RepKey{1}, RepKey{1}, ReviewRole::self, "service", hundredths(4)});
  const std::vector<Review> now = corrected(reviews, rater_effects(reviews, 0), {});
  for (std::size_t i = 0; i < 24; ++i) CHECK(now[i].score == hundredths(3 + static_cast<double>(i % 6 % 3)));
  CHECK(now.back() == reviews.back());
  const std::vector<Review> cut = corrected({judgement(1, 2, 4.9)}, {{RepKey{1}, 9, 9, -0.5}}, {});
  CHECK(cut[0].score == hundredths(5));
}

TEST_CASE("who judged one or two people has no effect: it would tell what was said of them") {
  std::vector<Review> reviews = constructed(6);
  reviews.push_back(judgement(5, 100, 1));
  reviews.push_back(judgement(5, 101, 1));
  const std::vector<RaterEffect> effects = rater_effects(reviews);
  CHECK(effects.size() == 4);
  CHECK(of(effects, 5) == 99);
  CHECK(rater_effects({}).empty());
}
