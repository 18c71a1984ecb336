// Judgements by oneself, the manager and peers as one score.
//
// A role's score on a criterion is the mean of its reviewers; a role's score is the mean over the criteria by their
// weights; the score is the mean over the roles by theirs. What nobody judged is left out and the rest counts for it, so
// that a missing review is never zero. Peers count from three on: fewer could be told apart from the result.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/review.hpp"
#include "score/exact.hpp"

namespace salesctl {

constexpr int least_peers = 3;

struct CriterionScore {
  std::string criterion;
  int reviewers = 0;
  std::optional<Exact> score;  // none: too few reviewers
};

struct RoleScore {
  ReviewRole role = ReviewRole::self;
  Rate weight;                           // as in the rules
  std::vector<CriterionScore> criteria;  // in the order of the KPI
  std::optional<Exact> score;            // none: nobody judged, or too few
};

struct ReviewScore {
  std::array<RoleScore, 3> roles;  // self, manager, peer
  std::optional<Exact> score;      // on the scale of reviews

  /// Roles that have a weight and no score.
  std::vector<ReviewRole> missing() const;
};

/// `about`: reviews of one rep; those on other criteria are passed over.
ReviewScore review_score(const Kpi& kpi, const ReviewRules& rules, std::span<const Review> about);

/// A score on the scale of reviews as one on the scale of the scorecard: least is least, best is best, straight between.
Exact on_scale(const Exact& score, const ReviewRules& rules, const Scorecard& card);

}  // namespace salesctl
