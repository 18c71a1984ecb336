#include "goal/explain.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "goal/availability.hpp"
#include "goal/people.hpp"
#include "goal/time_weights.hpp"

namespace salesctl {
namespace {

std::string number(double value) { return fmt::format("{:.6g}", value); }
std::string percent(double share) { return fmt::format("{:.4g}%", share * 100); }
Money minor(double value) { return Money{std::llround(value)}; }

bool is_at(const Targets& targets, const GoalCell& cell, const TargetPlace& place) {
  const GoalScope& scope = targets.scope(cell);
  return scope.level == place.level && scope.key == place.key && targets.span(cell) == place.period.span;
}

/// The periods of the next finer level that make up the span; none when it is not divided.
std::vector<Period> parts_of(const Targets& targets, Span span) {
  std::vector<Period> parts;
  std::optional<PeriodUnit> unit;
  for (const auto& [period, of] : targets.periods) {
    if (period.span == span || period.span.from < span.from || span.to < period.span.to) continue;
    if (!unit) unit = of;
    if (of == *unit) parts.push_back(period);
  }
  return parts;
}

class Explanation {
 public:
  Explanation(const SplitRequest& asked, const Organisation& organisation, const Targets& targets, const TargetPlace& place,
              int decimals)
      : request_(level_request(asked, std::min(place.level, asked.to))), asked_(asked), organisation_(organisation), targets_(targets),
        place_(place), decimals_(decimals), periods_(period_tree(asked.period, asked.by, asked.fiscal)),
        scopes_(scope_tree(organisation)) {
    request_.to = asked.to;
    if (request_.total.minor == 0) request_.time = request_.people = Weights::even;
  }

  std::vector<ExplainStep> of_slice() {
    find_slice();
    add_total();
    if (asked_.from && place_.period.span.from < *asked_.from) {
      add_result(tr("past: as it was in the plan before"));
      return std::move(steps_);
    }
    add_kept();
    add_time();
    if (place_.level != ScopeLevel::company) add_people();
    add_moved();
    add_result({});
    return std::move(steps_);
  }

 private:
  std::string money(double value) const { return format_grouped(minor(value), decimals_); }
  std::string slice() const { return slice_name(periods_.slice(slice_)); }

  void add(std::string what, std::optional<double> amount, std::optional<double> factor, std::string how) {
    steps_.push_back({std::move(what), amount ? std::optional(minor(*amount)) : std::nullopt, factor, std::move(how)});
  }

  void find_slice() {
    while (slice_ < periods_.slices && periods_.slice(slice_).period.span != place_.period.span) ++slice_;
    const auto cell = std::ranges::find_if(targets_.cells, [&](const GoalCell& c) { return is_at(targets_, c, place_); });
    if (slice_ == periods_.slices || cell == targets_.cells.end()) throw DataError(tr("there is no such target"));
    cell_ = &*cell;
  }

  void add_total() {
    now_ = static_cast<double>(asked_.total.minor);
    add(tr("{}, the company", asked_.period.name), now_, {}, {});
    if (request_.total == asked_.total) return;
    const double stretched = static_cast<double>(request_.total.minor);
    add(tr("stretched for its level"), stretched, stretched / now_, tr("what this level has together"));
    now_ = stretched;
  }

  /// The past stays out of it, and so does what is beyond whole rounding units.
  void add_kept() {
    const Money past = kept();
    const Money left = request_.total - past;
    if (asked_.from) {
      add(tr("left from {}", format_date(*asked_.from)), static_cast<double>(left.minor), {},
          tr("less {} of the past, which stays", format_grouped(past, decimals_)));
    }
    rest_ = static_cast<double>(left.minor % request_.round.minor);
    now_ = static_cast<double>(left.minor) - rest_;
    if (rest_ > 0) {
      add(tr("in whole multiples"), now_, {}, tr("the rest of {} stands in one target", money(rest_)));
    }
  }

  /// Of the level's own split, where levels are stretched; else all levels have the same.
  Money kept() const {
    const bool stretched = request_.total != asked_.total;
    Money sum;
    for (const GoalCell& cell : asked_.kept.cells) {
      const GoalScope& scope = asked_.kept.scope(cell);
      const ScopeLevel level = stretched ? std::min(place_.level, asked_.to) : ScopeLevel::company;
      if (level == ScopeLevel::team ? scope.parent == "company" : scope.level == level) sum += cell.amount;
    }
    return sum;
  }

  void add_time() {
    if (periods_.slices == 1) return;
    std::vector<std::string> notes;
    const std::vector<std::int64_t> weights = time_weights(request_, periods_, notes);
    for (const auto& [kind, part] : request_.time.parts) {
      const double share = time_shares(kind, request_, periods_, notes).at(slice_);
      std::string how = how_of_time(kind);
      if (request_.time.parts.size() > 1) how += tr("; {} of the blend", format_percent(part));
      add(tr("time: {}", to_string(kind)), {}, share, std::move(how));
    }
    const double sum = static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    const double share = static_cast<double>(weights[slice_]) / sum;
    add(tr("{}, the company", slice()), now_ * share, share, tr("{} of {}", percent(share), money(now_)));
    now_ *= share;
  }

  std::string how_of_time(Weights kind) const {
    const int days = working_days(request_.calendar, place_.period.span);
    const int all = working_days(request_.calendar, request_.period.span);
    if (kind == Weights::even) return tr("every month weighs the same, parts of it by their days");
    if (kind == Weights::given) return tr("as given; what is finer by working days");
    if (kind != Weights::history) return tr("{} of {} working days", days, all);
    const auto it = request_.slice_history.find(place_.period.span.from);
    double sum = 0;
    for (const auto& [day, past] : request_.slice_history) sum += std::max(past.value, 0.0);
    if (it == request_.slice_history.end() || it->second.facts == 0) return tr("no history: {} of {} working days", days, all);
    const double facts = it->second.facts;
    const double trust = std::isinf(facts) ? 1 : facts / (facts + history_half);
    return tr("{} of {} in the years before; of {} facts, so it counts {}, working days ({} of {}) the rest",
              money(it->second.value), money(sum), number(facts), percent(trust), days, all);
  }

  void add_people() {
    std::vector<std::string> notes;
    const People all = people(request_, organisation_, scopes_, periods_, notes);
    double mine = 0;
    double sum = 0;
    std::size_t heads = 0;
    for (std::size_t r = 0; r < all.reps.size(); ++r) {
      const Rep& rep = *all.reps[r];
      const Span there = employed(rep, place_.period.span);
      if (there.empty()) continue;
      double weight = 0;
      for (const RepWeights& weights : all.weights) weight += weights.of(r);
      const Availability available = availability(request_, rep, place_.period.span);
      sum += weight * available.share();
      const std::size_t scope = scopes_.find(team_on(rep, there.from));
      const bool own = place_.level == ScopeLevel::rep ? rep.key == RepKey{place_.key} && has_row(scope) : is_below(scope);
      if (!own) continue;
      mine += weight * available.share();
      ++heads;
      if (place_.level == ScopeLevel::rep) add_rep(all, r, available, weight);
    }
    if (place_.level == ScopeLevel::team) {
      add(tr("weight of the team"), {}, mine, tr("of its {} people together", heads));
    }
    const double share = sum > 0 ? mine / sum : 0;
    add(tr("its share of {}", slice()), now_ * share, share, tr("a weight of {} among {} of all who are there", number(mine), number(sum)));
    now_ *= share;
  }

  bool is_below(std::size_t scope) const {
    const std::size_t mine = scopes_.find(TeamKey{place_.key});
    return scopes_.common(mine, scope) == mine;
  }

  /// In a split to teams those alone who stand beside teams have rows of their own.
  bool has_row(std::size_t scope) const { return asked_.to == ScopeLevel::rep || !scopes_.scopes[scope].below.empty(); }

  void add_rep(const People& all, std::size_t r, const Availability& available, double weight) {
    for (const RepWeights& weights : all.weights) {
      std::string how = how_of_people(all, weights, r);
      if (all.weights.size() > 1) how += tr("; {} of the blend", format_percent(weights.part));
      add(tr("people: {}", to_string(weights.kind)), {}, weights.values[r] / weights.mean, std::move(how));
    }
    std::string how = tr("{} of {} days", number(available.there), available.days);
    if (available.ramped != available.there) how += tr(", which the ramp counts as {}", number(available.ramped));
    if (available.part_time != 1) how += tr(", part-time {}", percent(available.part_time));
    add(tr("available"), {}, available.share(), std::move(how));
    add(tr("weight"), {}, weight * available.share(), tr("{} × {}", number(weight), number(available.share())));
  }

  std::string how_of_people(const People& all, const RepWeights& weights, std::size_t r) const {
    if (weights.kind == Weights::even) return tr("the same for everybody");
    if (weights.kind == Weights::given) {
      return tr("given {}; the mean of {} people is {}", percent(weights.values[r]), all.reps.size(), percent(weights.mean));
    }
    if (!weights.known[r]) return tr("none is known: as much as the mean of the others, {}", money(weights.values[r]));
    return tr("{}; the mean of {} people is {}", money(weights.values[r]), all.reps.size(), money(weights.mean));
  }

  /// Where pins and bounds on growth have moved the target from what the weights say; and the rest, where it stands here.
  void add_moved() {
    const bool has_rest = rest_ > 0 && std::abs(cell_->exact - now_ - rest_) < 0.5;
    if (has_rest) {
      now_ += rest_;
      add(tr("the rest"), now_, {}, tr("what is beyond multiples of {} stands here", format_grouped(request_.round, decimals_)));
    }
    if (std::abs(cell_->exact - now_) <= 0.01 + std::abs(now_) * 1e-9) return;
    std::string names;
    for (const Pin& pin : asked_.pins) {
      if (intersect(pin.period.span, place_.period.span).empty()) continue;
      names += fmt::format("{}{} {}: {}", names.empty() ? "" : "; ", printable(pin.scope), pin.period.name,
                           format_grouped(pin.amount, decimals_));
    }
    if (asked_.min_growth || asked_.max_growth) names += (names.empty() ? "" : "; ") + std::string(tr("bounds on growth"));
    add(tr("moved"), cell_->exact, now_ == 0 ? std::nullopt : std::optional(cell_->exact / now_),
        tr("around what is fixed: {}", names));
  }

  void add_result(std::string how) {
    if (how.empty()) {
      how = tr("from {} to a multiple of {}, together with all others so that every sum is exact",
               fmt::format("{:.4f}", cell_->exact / std::pow(10, decimals_)), format_grouped(request_.round, decimals_));
    }
    steps_.push_back({tr("rounded"), target_at(targets_, place_), {}, std::move(how)});
  }

  SplitRequest request_;
  const SplitRequest& asked_;
  const Organisation& organisation_;
  const Targets& targets_;
  const TargetPlace& place_;
  int decimals_;
  PeriodTree periods_;
  ScopeTree scopes_;
  std::size_t slice_ = 0;
  const GoalCell* cell_ = nullptr;
  double now_ = 0;   // the amount reached, before rounding
  double rest_ = 0;  // of the total, beyond multiples of the rounding unit
  std::vector<ExplainStep> steps_;
};

}  // namespace

std::optional<Money> target_at(const Targets& targets, const TargetPlace& place) {
  std::optional<Money> sum;
  for (const GoalCell& cell : targets.cells) {
    if (is_at(targets, cell, place)) sum = sum.value_or(Money{}) + cell.amount;
  }
  return sum;
}

std::vector<ExplainStep> explain_target(const SplitRequest& request, const Organisation& organisation,
                                        const Targets& targets, const TargetPlace& place, int decimals) {
  const std::vector<Period> parts = parts_of(targets, place.period.span);
  if (parts.empty()) return Explanation(request, organisation, targets, place, decimals).of_slice();
  std::vector<ExplainStep> steps;
  for (const Period& part : parts) {
    steps.push_back({part.name, target_at(targets, {place.level, place.key, part}), {}, {}});
  }
  steps.push_back({tr("{}: the sum", place.period.name), target_at(targets, place), {}, {}});
  return steps;
}

}  // namespace salesctl
