#include "report/feedback.hpp"

#include <algorithm>

namespace salesctl {
namespace {

constexpr std::size_t most_weak = 3;
constexpr Rate target{Rate::one};

bool has(const std::vector<TalkPoint>& points, std::size_t figure) { return std::ranges::find(points, figure, &TalkPoint::figure) != points.end(); }

/// The figure whose `gain`, in billionths, is the largest above zero.
template <typename Gain>
std::optional<std::size_t> most(const std::vector<Reached>& figures, Gain gain) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!figures[i].now || !figures[i].before || gain(figures[i]) <= Rate{}) continue;
    if (!found || gain(figures[i]) > gain(figures[*found])) found = i;
  }
  return found;
}

}  // namespace

std::vector<TalkPoint> to_praise(const std::vector<Reached>& figures) {
  std::vector<TalkPoint> points;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (figures[i].now && *figures[i].now >= target) points.push_back({i, TalkReason::reached});
  }
  std::ranges::stable_sort(points, std::ranges::greater{}, [&](const TalkPoint& p) { return *figures[p.figure].now; });
  const auto risen = most(figures, [](const Reached& r) { return *r.now - *r.before; });
  if (risen && !has(points, *risen)) points.push_back({*risen, TalkReason::most_improved});
  return points;
}

std::vector<TalkPoint> to_work_on(const std::vector<Reached>& figures) {
  std::vector<TalkPoint> points;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (figures[i].now && *figures[i].now < target) points.push_back({i, TalkReason::below});
  }
  std::ranges::stable_sort(points, {}, [&](const TalkPoint& p) { return *figures[p.figure].now; });
  if (points.size() > most_weak) points.resize(most_weak);
  const auto fallen = most(figures, [](const Reached& r) { return *r.before - *r.now; });
  if (fallen && !has(points, *fallen)) points.push_back({*fallen, TalkReason::most_fallen});
  return points;
}

}  // namespace salesctl
