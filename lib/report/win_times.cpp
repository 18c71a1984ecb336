#include "report/win_times.hpp"

#include <algorithm>

namespace salesctl {
namespace {

constexpr std::int64_t fewest_decided = 20;
constexpr std::int64_t fewest_open = 10;

}  // namespace

WinTimes::WinTimes(std::vector<Course> courses) {
  std::ranges::sort(courses, {}, &Course::days);
  Step step;
  for (auto at = courses.begin(); at != courses.end();) {
    const auto next = std::find_if(at, courses.end(), [&](const Course& c) { return c.days != at->days; });
    const auto ended = [&](DealState how) { return std::count_if(at, next, [&](const Course& c) { return c.end == how; }); };
    const std::int64_t won = ended(DealState::won);
    const std::int64_t lost = ended(DealState::lost);
    const std::int64_t open = courses.end() - at;
    step.days = at->days;
    step.won += step.open * static_cast<double>(won) / static_cast<double>(open);
    step.open *= static_cast<double>(open - won - lost) / static_cast<double>(open);
    if (won + lost > 0) steps_.push_back(step);
    if (courses.end() - next >= fewest_open) last_age_ = at->days;
    won_ += won;
    decided_ += won + lost;
    at = next;
  }
}

WinTimes::Step WinTimes::at(int days) const {
  const auto after = std::ranges::upper_bound(steps_, days, {}, &Step::days);
  return after == steps_.begin() ? Step{} : *std::prev(after);
}

std::optional<double> WinTimes::won_within(int age, int days) const {
  if (decided_ < fewest_decided) return std::nullopt;
  const int from = std::clamp(age, 0, last_age_);
  const Step now = at(from);
  if (now.open <= 0) return 0.0;
  return std::clamp((at(from + days).won - now.won) / now.open, 0.0, 1.0);
}

}  // namespace salesctl
