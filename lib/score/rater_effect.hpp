// How much more lenient or stricter than others a reviewer judges.
//
// The additive two-way model: a score is the level of the person judged on a criterion, plus the reviewer's effect, plus
// chance. Levels and effects minimise the sum of squares of what is left, plus `shrink` x effect^2 for each reviewer: with
// few judgements an effect is drawn towards none, as the best linear unbiased prediction does where reviewers differ as
// much as their single judgements do (shrink 1). With shrink 0 it is plain least squares. Where everybody has an effect,
// the effects sum to zero.
// Source: G. K. Robinson, That BLUP is a good thing, Statistical Science 6 (1991).
#pragma once

#include <vector>

#include "model/review.hpp"
#include "model/score_rule.hpp"

namespace salesctl {

constexpr int least_people = 3;  // whom a reviewer must have judged to have an effect

struct RaterEffect {
  RepKey rater{};
  int judgements = 0;
  int people = 0;
  double effect = 0;  // above zero: lenient
};

/// Of those who judged at least three others; by rater. Judgements of oneself are no part of it.
std::vector<RaterEffect> rater_effects(const std::vector<Review>& reviews, double shrink = 1);

/// The reviews without the effects, which are taken off to two decimals; scores stay on the scale.
std::vector<Review> corrected(std::vector<Review> reviews, const std::vector<RaterEffect>& effects, const ReviewRules& rules);

}  // namespace salesctl
