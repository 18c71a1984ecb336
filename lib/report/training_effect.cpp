#include "report/training_effect.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "report/intervals.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

/// Sums of a metric from the first day on, by rep, for the sum of any span in two look-ups.
class Cumulated {
 public:
  explicit Cumulated(const std::vector<DaySum>& sums) {
    for (const DaySum& sum : sums) {  // by day
      auto& all = reps_[sum.rep_key];
      all.emplace_back(sum.day, (all.empty() ? 0 : all.back().second) + static_cast<double>(sum.value));
    }
  }
  double of(RepKey rep, Span span) const {
    const auto all = reps_.find(static_cast<std::int64_t>(rep));
    if (all == reps_.end()) return 0;
    return up_to(all->second, day_number(span.to)) - up_to(all->second, day_number(span.from));
  }

 private:
  using Steps = std::vector<std::pair<int, double>>;
  static double up_to(const Steps& steps, std::int64_t day) {
    const auto next = std::ranges::lower_bound(steps, day, {}, &Steps::value_type::first);
    return next == steps.begin() ? 0 : std::prev(next)->second;
  }
  std::unordered_map<std::int64_t, Steps> reps_;
};

class Comparison {
 public:
  Comparison(const TrainingRule& rule, const Organisation& organisation, const Calendar& calendar, const std::vector<TrainingTaken>& taken,
             const std::vector<DaySum>& sums, const std::vector<DaySum>& divisors, Date as_of)
      : rule_(rule), organisation_(organisation), calendar_(calendar), sums_(sums), divisors_(divisors), as_of_(as_of) {
    for (const TrainingTaken& t : taken) {
      if (!passed(rule, t)) continue;
      const auto [first, made] = first_pass_.try_emplace(t.rep, t.on);
      if (!made) first->second = std::min(first->second, t.on);
    }
  }

  TrainingEffect effect() {
    TrainingEffect result;
    result.passed = static_cast<int>(first_pass_.size());
    std::vector<double> gains;
    for (const auto& [key, day] : first_pass_) {
      const Rep* const rep = organisation_.find_rep(key);
      const std::optional<Pair> own = rep == nullptr ? std::nullopt : pair(*rep, day);
      const std::optional<double> others = own ? change_of_others(day) : std::nullopt;
      if (!others) continue;
      gains.push_back(own->after - own->before - *others);
      result.before += own->before;
      result.after += own->after;
      result.others += *others;
    }
    result.compared = static_cast<int>(gains.size());
    if (gains.empty()) return result;
    const auto n = static_cast<double>(gains.size());
    for (double* mean : {&result.before, &result.after, &result.others}) *mean /= n;
    result.effect = result.after - result.before - result.others;
    if (result.compared < least_trained) return result;
    double squares = 0;
    for (const double gain : gains) squares += (gain - result.effect) * (gain - result.effect);
    result.interval = mean_interval({result.compared, result.effect, squares / (n - 1)});
    return result;
  }

 private:
  struct Pair {
    double before;
    double after;
  };

  Span before(Date pass) const { return {pass - days{rule_.window}, pass}; }
  Span after(Date pass) const { return {pass + days{1}, pass + days{rule_.window + 1}}; }

  /// Nothing where the rep was not there all the time, or there is nothing to divide by.
  std::optional<Pair> pair(const Rep& rep, Date pass) const {
    const Span all{before(pass).from, after(pass).to};
    if (all.to > as_of_ + days{1} || employed(rep, all) != all) return std::nullopt;
    const std::optional<double> then = figure(rep, before(pass));
    const std::optional<double> now = figure(rep, after(pass));
    if (!then || !now) return std::nullopt;
    return Pair{*then, *now};
  }

  std::optional<double> figure(const Rep& rep, Span span) const {
    const double by = rule_.per.empty() ? days_worked(calendar_, rep, span) : divisors_.of(rep.key, span);
    if (!(by > 0)) return std::nullopt;
    return sums_.of(rep.key, span) / by;
  }

  /// The mean change, around that day, of those who did not pass it in these days.
  std::optional<double> change_of_others(Date pass) {
    const auto [known, made] = others_.try_emplace(pass);
    if (!made) return known->second;
    double sum = 0;
    int n = 0;
    for (const Rep& rep : organisation_.reps) {
      const auto own = first_pass_.find(rep.key);
      if (own != first_pass_.end() && own->second >= before(pass).from && own->second < after(pass).to) continue;
      const std::optional<Pair> p = pair(rep, pass);
      if (!p) continue;
      sum += p->after - p->before;
      ++n;
    }
    if (n >= least_trained) known->second = sum / n;
    return known->second;
  }

  const TrainingRule& rule_;
  const Organisation& organisation_;
  const Calendar& calendar_;
  Cumulated sums_;
  Cumulated divisors_;
  Date as_of_;
  std::map<RepKey, Date> first_pass_;
  std::map<Date, std::optional<double>> others_;
};

}  // namespace

int TrainingEffect::claim() const {
  if (!interval) return 0;
  return interval->low > 0 ? 1 : interval->high < 0 ? -1 : 0;
}

TrainingEffect training_effect(const TrainingRule& rule, const Organisation& organisation, const Calendar& calendar,
                               const std::vector<TrainingTaken>& taken, const std::vector<DaySum>& sums,
                               const std::vector<DaySum>& divisors, Date as_of) {
  return Comparison(rule, organisation, calendar, taken, sums, divisors, as_of).effect();
}

}  // namespace salesctl
