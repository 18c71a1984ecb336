#include "score/reviews.hpp"

namespace salesctl {
namespace {

CriterionScore criterion_score(const std::string& criterion, ReviewRole role, std::span<const Review> about) {
  CriterionScore found{criterion, 0, {}};
  Exact sum = 0;
  for (const Review& review : about) {
    if (review.role != role || review.criterion != criterion) continue;
    sum += exact(review.score);
    ++found.reviewers;
  }
  if (found.reviewers >= (role == ReviewRole::peer ? least_peers : 1)) found.score = sum / found.reviewers;
  return found;
}

/// The mean of those that are known; none where none is.
class Mean {
 public:
  void add(const std::optional<Exact>& score, Rate weight) {
    if (!score) return;
    sum_ += *score * exact(weight);
    weights_ += exact(weight);
  }
  std::optional<Exact> value() const { return weights_ == 0 ? std::nullopt : std::optional<Exact>(sum_ / weights_); }

 private:
  Exact sum_ = 0;
  Exact weights_ = 0;
};

}  // namespace

std::vector<ReviewRole> ReviewScore::missing() const {
  std::vector<ReviewRole> roles_missing;
  for (const RoleScore& role : roles) {
    if (role.weight > Rate{} && !role.score) roles_missing.push_back(role.role);
  }
  return roles_missing;
}

ReviewScore review_score(const Kpi& kpi, const ReviewRules& rules, std::span<const Review> about) {
  ReviewScore result;
  result.roles[0] = {ReviewRole::self, rules.self, {}, {}};
  result.roles[1] = {ReviewRole::manager, rules.manager, {}, {}};
  result.roles[2] = {ReviewRole::peer, rules.peer, {}, {}};
  Mean all;
  for (RoleScore& role : result.roles) {
    Mean of_role;
    for (const auto& [criterion, weight] : kpi.criteria) {
      role.criteria.push_back(criterion_score(criterion, role.role, about));
      of_role.add(role.criteria.back().score, weight);
    }
    role.score = of_role.value();
    all.add(role.score, role.weight);
  }
  result.score = all.value();
  return result;
}

Exact on_scale(const Exact& score, const ReviewRules& rules, const Scorecard& card) {
  const Exact share = (score - exact(rules.low)) / (exact(rules.high) - exact(rules.low));
  return exact(card.low) + share * (exact(card.high) - exact(card.low));
}

}  // namespace salesctl
