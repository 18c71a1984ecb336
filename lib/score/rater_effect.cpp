#include "score/rater_effect.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace salesctl {
namespace {

constexpr int most_rounds = 2'000;
constexpr double close_enough = 1e-10;

struct Judgement {
  std::size_t rater = 0;
  std::size_t judged = 0;  // a person on a criterion
  double score = 0;
};

/// What is judged, by number: who and on which criterion; and who judges.
struct Numbered {
  std::vector<RaterEffect> raters;
  std::vector<Judgement> judgements;
  std::size_t judged = 0;
};

Numbered numbered(const std::vector<Review>& reviews) {
  Numbered all;
  std::map<RepKey, std::size_t> raters;
  std::map<std::pair<RepKey, std::string>, std::size_t> judged;
  std::map<RepKey, std::set<RepKey>> people;
  for (const Review& review : reviews) {
    if (review.role != ReviewRole::self) raters.emplace(review.reviewer, 0);
  }
  for (auto& [rater, number] : raters) {
    number = all.raters.size();
    all.raters.push_back({rater});
  }
  for (const Review& review : reviews) {
    if (review.role == ReviewRole::self) continue;
    const std::size_t rater = raters.at(review.reviewer);
    const std::size_t what = judged.try_emplace({review.reviewee, review.criterion}, judged.size()).first->second;
    all.judgements.push_back({rater, what, static_cast<double>(review.score.billionths) / static_cast<double>(Rate::one)});
    ++all.raters[rater].judgements;
    people[review.reviewer].insert(review.reviewee);
  }
  for (RaterEffect& rater : all.raters) rater.people = static_cast<int>(people.at(rater.rater).size());
  all.judged = judged.size();
  return all;
}

bool has_effect(const RaterEffect& rater) { return rater.people >= least_people; }

/// Levels given the effects, then effects given the levels, over and over; both are means, so the sum of squares only falls.
void fit(Numbered& all, double shrink) {
  for (int round = 0; round < most_rounds; ++round) {
    std::vector<double> level(all.judged);
    std::vector<int> count(all.judged);
    for (const Judgement& j : all.judgements) {
      level[j.judged] += j.score - all.raters[j.rater].effect;
      ++count[j.judged];
    }
    for (std::size_t i = 0; i < level.size(); ++i) level[i] /= count[i];
    std::vector<double> sum(all.raters.size());
    for (const Judgement& j : all.judgements) sum[j.rater] += j.score - level[j.judged];
    double moved = 0;
    double total = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
      RaterEffect& rater = all.raters[i];
      const double effect = has_effect(rater) ? sum[i] / (rater.judgements + shrink) : 0;
      moved = std::max(moved, std::abs(effect - rater.effect));
      rater.effect = effect;
      total += effect;
    }
    // A shift of all effects at once changes nothing but the penalty: it is least where they sum to zero.
    if (std::ranges::all_of(all.raters, has_effect)) {
      for (RaterEffect& rater : all.raters) rater.effect -= total / static_cast<double>(all.raters.size());
    }
    if (moved < close_enough) return;
  }
}

}  // namespace

std::vector<RaterEffect> rater_effects(const std::vector<Review>& reviews, double shrink) {
  Numbered all = numbered(reviews);
  fit(all, shrink);
  std::erase_if(all.raters, [](const RaterEffect& rater) { return !has_effect(rater); });
  return all.raters;
}

std::vector<Review> corrected(std::vector<Review> reviews, const std::vector<RaterEffect>& effects, const ReviewRules& rules) {
  for (Review& review : reviews) {
    if (review.role == ReviewRole::self) continue;
    const auto effect = std::ranges::lower_bound(effects, review.reviewer, {}, &RaterEffect::rater);
    if (effect == effects.end() || effect->rater != review.reviewer) continue;
    const Rate hundredths{std::llround(effect->effect * 100) * (Rate::one / 100)};
    review.score = std::clamp(review.score - hundredths, rules.low, rules.high);
  }
  return reviews;
}

}  // namespace salesctl
