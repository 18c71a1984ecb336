// A scorecard: figures of a rep in, a score with its parts out.
//
// attainment = value / target; where less is better, 2 - value / target: twice the target is 0%, none of it 200%. Never
// below zero. The curve makes it a score on the scale. The total is the mean of the scores by weight. A KPI without data
// or target is not zero: it is left out, and the weights of the others are shares of their sum.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/organisation.hpp"
#include "score/exact.hpp"
#include "score/reviews.hpp"

namespace salesctl {

constexpr int score_decimals = 2;

/// What is known of one KPI of a rep.
struct KpiFigure {
  std::optional<Exact> value;
  std::optional<Exact> target;
  std::optional<Exact> judged;  // of reviews: the score itself, already on the scale of the scorecard
  std::string why_none;         // in words, where something is missing
  std::optional<ReviewScore> reviews = {};  // that `judged` comes from
};

struct KpiScore {
  std::optional<Exact> attainment;
  std::optional<Exact> score;  // none: left out
  Exact weight;                // its share of what is known; 0 when it is left out
  Exact contribution;          // score x weight
};

struct CardScore {
  std::vector<KpiScore> kpis;  // in the order of the rule
  std::optional<Exact> total;  // none: nothing is known
  /// The total as it is shown, stored and ranked.
  std::optional<Rate> score() const;
};

Exact attainment(const Exact& value, const Exact& target, bool less_is_better);

/// Never below `low`.
Exact curve_score(const Curve& curve, const Exact& attainment, Rate low, Rate high);

CardScore score_card(const Scorecard& card, const std::vector<KpiFigure>& figures);

/// The scorecard of that unit that is most nearly about the rep on a day: one that names the rep, else the level, else the
/// nearest team, else one for everybody; of several alike the first. None where none is about the rep.
const Scorecard* card_of(const std::vector<Scorecard>& cards, PeriodUnit every, const Organisation& organisation, const Rep& rep, Date day);

}  // namespace salesctl
