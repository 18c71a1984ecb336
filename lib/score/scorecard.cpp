#include "score/scorecard.hpp"

#include <algorithm>

namespace salesctl {
namespace {

Exact on_steps(const std::vector<Curve::Point>& steps, const Exact& attainment, const Exact& low) {
  Exact score = low;
  for (const Curve::Point& step : steps) {
    if (attainment >= exact(step.at)) score = exact(step.score);
  }
  return score;
}

Exact on_lines(const std::vector<Curve::Point>& points, const Exact& attainment) {
  if (attainment <= exact(points.front().at)) return exact(points.front().score);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Exact right = exact(points[i].at);
    if (attainment > right) continue;
    const Exact left = exact(points[i - 1].at);
    const Exact from = exact(points[i - 1].score);
    return from + (exact(points[i].score) - from) * (attainment - left) / (right - left);
  }
  return exact(points.back().score);
}

}  // namespace

std::optional<Rate> CardScore::score() const {
  if (!total) return std::nullopt;
  return rounded(*total, score_decimals);
}

Exact attainment(const Exact& value, const Exact& target, bool less_is_better) {
  const Exact share = value / target;
  return std::max(less_is_better ? Exact(2 - share) : share, Exact(0));
}

Exact curve_score(const Curve& curve, const Exact& attainment, Rate low, Rate high) {
  const Exact least = exact(low);
  const Exact best = exact(high);
  Exact score = attainment * best;
  switch (curve.kind) {
    case Curve::Kind::linear: break;
    case Curve::Kind::capped: score = std::min(attainment, exact(curve.at)) * best; break;
    case Curve::Kind::threshold:
      if (attainment < exact(curve.at)) score = least;
      else if (curve.full) score = best;
      break;
    case Curve::Kind::steps: score = on_steps(curve.points, attainment, least); break;
    case Curve::Kind::points: score = on_lines(curve.points, attainment); break;
  }
  return std::max(score, least);
}

CardScore score_card(const Scorecard& card, const std::vector<KpiFigure>& figures) {
  CardScore result;
  result.kpis.resize(card.kpis.size());
  Exact known = 0;
  for (std::size_t i = 0; i < card.kpis.size(); ++i) {
    const Kpi& kpi = card.kpis[i];
    KpiScore& score = result.kpis[i];
    if (figures[i].judged) score.score = figures[i].judged;
    if (figures[i].value && figures[i].target && *figures[i].target > 0) {
      score.attainment = attainment(*figures[i].value, *figures[i].target, kpi.down);
      score.score = curve_score(kpi.curve, *score.attainment, card.low, card.high);
    }
    if (score.score) known += exact(kpi.weight);
  }
  if (known == 0) return result;
  result.total = 0;
  for (std::size_t i = 0; i < card.kpis.size(); ++i) {
    KpiScore& score = result.kpis[i];
    if (!score.score) continue;
    score.weight = exact(card.kpis[i].weight) / known;
    score.contribution = *score.score * score.weight;
    *result.total += score.contribution;
  }
  return result;
}

const Scorecard* card_of(const std::vector<Scorecard>& cards, PeriodUnit every, const Organisation& organisation, const Rep& rep, Date day) {
  const std::vector<std::string> teams = teams_on(organisation, rep, day);
  const Scorecard* nearest_card = nullptr;
  std::size_t least = 0;
  for (const Scorecard& card : cards) {
    if (card.every != every) continue;
    const std::optional<std::size_t> far = distance(card.whom, rep, teams);
    if (!far || (nearest_card != nullptr && *far >= least)) continue;
    nearest_card = &card;
    least = *far;
  }
  return nearest_card;
}

}  // namespace salesctl
