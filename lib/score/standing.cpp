#include "score/standing.hpp"

#include <algorithm>

namespace salesctl {
namespace {

/// How many of n are within the cumulative share, rounded half up. The remainder keeps it from running over.
std::size_t within(Rate share, std::size_t n) {
  __extension__ using Wide = __int128;
  const Wide twice = static_cast<Wide>(share.billionths) * static_cast<Wide>(n) * 2 + Rate::one;
  return std::min(n, static_cast<std::size_t>(twice / (2 * static_cast<Wide>(Rate::one))));
}

void grade_by_score(const Scorecard& card, const std::vector<std::optional<Rate>>& scores, std::vector<Standing>& found) {
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!scores[i]) continue;
    const auto grade = std::ranges::find_if(card.grades, [&](const ScoreGrade& g) { return *scores[i] >= g.bound; });
    if (grade != card.grades.end()) found[i].grade = grade->name;
  }
}

void grade_by_share(const Scorecard& card, const std::vector<std::optional<Rate>>& scores, const std::vector<std::size_t>& order,
                    std::vector<Standing>& found) {
  std::vector<std::size_t> ends;
  Rate cumulative;
  for (const ScoreGrade& grade : card.grades) {
    cumulative = cumulative + grade.bound;
    ends.push_back(within(cumulative, order.size()));
  }
  ends.back() = order.size();
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && scores[order[last + 1]] == scores[order[first]]) ++last;
    const std::size_t counts = card.ties_up ? first : last;
    const auto grade = std::ranges::find_if(ends, [&](std::size_t end) { return counts < end; }) - ends.begin();
    for (; first <= last; ++first) found[order[first]].grade = card.grades[static_cast<std::size_t>(grade)].name;
  }
}

}  // namespace

std::vector<Standing> standings(const Scorecard& card, const std::vector<std::optional<Rate>>& scores) {
  std::vector<Standing> found(scores.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i]) order.push_back(i);
  }
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return *scores[i]; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool tie = i > 0 && *scores[order[i]] == *scores[order[i - 1]];
    found[order[i]].rank = tie ? found[order[i - 1]].rank : static_cast<int>(i) + 1;
  }
  if (card.grades.empty()) return found;
  card.distributed ? grade_by_share(card, scores, order, found) : grade_by_score(card, scores, found);
  return found;
}

}  // namespace salesctl
