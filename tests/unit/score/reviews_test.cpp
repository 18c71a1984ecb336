#include "score/reviews.hpp"

#include <doctest/doctest.h>

#include "score/scorecard.hpp"

using namespace salesctl;

namespace {

Rate percent(std::int64_t n) { return Rate{n * (Rate::one / 100)}; }
Rate tenths(std::int64_t n) { return Rate{n * (Rate::one / 10)}; }

Kpi behaviour() {
  Kpi kpi;
  kpi.source = KpiSource::review;
  kpi.weight = percent(100);
  kpi.criteria = {{"selling", percent(30)}, {"service", percent(70)}};
  return kpi;
}

/// Judgements on a scale of 0 to 5 of which each role's counts alike.
ReviewRules alike() {
  ReviewRules rules;
  rules.self = rules.manager = rules.peer = percent(100);
  rules.low = Rate{};
  return rules;
}

std::vector<Review> by(int reviewer, ReviewRole role, std::int64_t selling, std::int64_t service) {
  return {{RepKey{reviewer}, RepKey{1}, role, "selling", tenths(selling)},
          {RepKey{reviewer}, RepKey{1}, role, "service", tenths(service)}};
}

std::vector<Review> together(const std::vector<std::vector<Review>>& lists) {
  std::vector<Review> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

std::string missing(const ReviewScore& score) {
  std::string text;
  for (const ReviewRole role : score.missing()) text += std::string(to_string(role)) + " ";
  return text;
}

}  // namespace

TEST_CASE("3.6 by the manager, 3.85 by oneself and 3.85 by peers are 3.767") {
  const auto peer = [](int reviewer) { return by(reviewer, ReviewRole::peer, 35, 40); };
  const std::vector<Review> reviews =
      together({by(2, ReviewRole::manager, 50, 30), by(1, ReviewRole::self, 35, 40), peer(3), peer(4), peer(5)});
  const ReviewScore score = review_score(behaviour(), alike(), reviews);
  CHECK(*score.roles[0].score == Exact(385, 100));
  CHECK(*score.roles[1].score == Exact(36, 10));
  CHECK(*score.roles[2].score == Exact(385, 100));
  CHECK(rounded(*score.score, 3) == Rate{3'767'000'000});
  CHECK(score.missing().empty());
}

TEST_CASE("with self and peers missing the score is the manager's, not a third of it") {
  const std::vector<Review> reviews = by(2, ReviewRole::manager, 50, 30);
  const ReviewScore score = review_score(behaviour(), alike(), reviews);
  CHECK(*score.score == Exact(36, 10));
  CHECK(missing(score) == "self peer ");
}

TEST_CASE("without any review there is no score") {
  const ReviewScore score = review_score(behaviour(), alike(), {});
  CHECK_FALSE(score.score);
  CHECK(missing(score) == "self manager peer ");
}

TEST_CASE("peers count from three on") {
  std::vector<Review> reviews = together({by(3, ReviewRole::peer, 10, 10), by(4, ReviewRole::peer, 20, 20)});
  CHECK_FALSE(review_score(behaviour(), alike(), reviews).score);
  reviews.push_back({RepKey{5}, RepKey{1}, ReviewRole::peer, "selling", tenths(30)});  // the third on one criterion
  const ReviewScore score = review_score(behaviour(), alike(), reviews);
  CHECK(*score.score == 2);
  CHECK(score.roles[2].criteria[0].reviewers == 3);
  CHECK_FALSE(score.roles[2].criteria[1].score);
}

TEST_CASE("a role without weight is not missed and does not count") {
  ReviewRules rules = alike();
  rules.self = Rate{};
  const std::vector<Review> reviews = together({by(1, ReviewRole::self, 50, 50), by(2, ReviewRole::manager, 20, 20)});
  const ReviewScore score = review_score(behaviour(), rules, reviews);
  CHECK(*score.score == 2);
  CHECK(missing(score) == "peer ");
}

TEST_CASE("criteria of other items are passed over") {
  const std::vector<Review> reviews{{RepKey{2}, RepKey{1}, ReviewRole::manager, "cooking", tenths(50)}};
  CHECK_FALSE(review_score(behaviour(), alike(), reviews).score);
}

TEST_CASE("the scale of reviews becomes that of the scorecard") {
  ReviewRules rules;  // 1..5
  Scorecard card;     // 0..100
  CHECK(on_scale(1, rules, card) == 0);
  CHECK(on_scale(5, rules, card) == 100);
  CHECK(on_scale(4, rules, card) == 75);
  card.low = rules.low;
  card.high = rules.high;
  CHECK(on_scale(Exact(36, 10), rules, card) == Exact(36, 10));
}
