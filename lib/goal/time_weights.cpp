// even: each month weighs the same; what is finer or cut off weighs by its days within the month. So quarters, months,
// weeks and days all give the same monthly sums.
#include "goal/time_weights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "goal/shares.hpp"

namespace salesctl {
namespace {

/// In months.
double even_weight(Span span, FiscalYear fiscal) {
  double months = 0;
  for (const Period& piece : split_span(span, PeriodUnit::month, fiscal)) {
    const Span month = period_of(piece.span.from, PeriodUnit::month, fiscal).span;
    months += static_cast<double>(piece.span.days()) / static_cast<double>(month.days());
  }
  return months;
}

std::vector<double> working_day_weights(const SplitRequest& request, const PeriodTree& periods) {
  std::vector<double> weights(periods.slices);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = working_days(request.calendar, periods.slice(i).period.span);
  return weights;
}

/// To a sum of 1; nothing when nothing weighs anything.
std::vector<double> shares_of(std::vector<double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) return {};
  for (double& weight : weights) weight /= sum;
  return weights;
}

void note_thin_history(const PeriodTree& periods, const std::vector<double>& facts, std::vector<std::string>& notes) {
  constexpr std::size_t named = 6;
  std::size_t thin = 0;
  std::string names;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i] >= history_half) continue;
    if (++thin <= named) names += (names.empty() ? "" : ", ") + slice_name(periods.slice(i));
  }
  if (thin == 0) return;
  if (thin > named) names += ", …";
  notes.push_back(tr("history is thin in {} of {} periods, which lean on their working days: {}", thin, facts.size(), names));
}

/// Slices without history take their working days' share; those with history divide what is left as they did. Between
/// the two stands a slice with few facts n: (n × history + k × working days) / (n + k).
std::vector<double> history_weights(const SplitRequest& request, const PeriodTree& periods, std::vector<std::string>& notes) {
  std::vector<double> value(periods.slices);
  std::vector<double> facts(periods.slices);
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto it = request.slice_history.find(periods.slice(i).period.span.from);
    if (it == request.slice_history.end()) continue;
    value[i] = std::max(it->second.value, 0.0);
    facts[i] = it->second.facts;
  }
  const double sum = std::accumulate(value.begin(), value.end(), 0.0);
  if (!(sum > 0)) return {};
  const std::vector<double> days = shares_of(working_day_weights(request, periods));
  if (days.empty()) return shares_of(std::move(value));
  double known = 0;
  for (std::size_t i = 0; i < value.size(); ++i) known += facts[i] > 0 ? days[i] : 0;
  std::vector<double> weights(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const double trust = std::isinf(facts[i]) ? 1 : facts[i] / (facts[i] + history_half);
    weights[i] = trust * value[i] / sum * known + (1 - trust) * days[i];
  }
  note_thin_history(periods, facts, notes);
  return shares_of(std::move(weights));
}

/// The nodes of the level that has as many periods as there are shares.
std::span<const PeriodNode> level_of(const PeriodTree& periods, std::size_t count) {
  std::vector<std::string> counts;
  for (std::size_t first = 0; first < periods.nodes.size();) {
    std::size_t last = first;
    while (last < periods.nodes.size() && periods.nodes[last].unit == periods.nodes[first].unit) ++last;
    if (last - first == count) return std::span(periods.nodes).subspan(first, count);
    counts.push_back(std::to_string(last - first));
    first = last;
  }
  const std::vector<std::string_view> words(counts.begin(), counts.end());
  throw DataError(tr("{} shares of time are given, and {} has no {} periods", count, periods.nodes.front().period.name, count),
                  tr("give one for each: {}", joined(words)));
}

/// What is finer than the given shares goes by working days.
std::vector<double> given_weights(const SplitRequest& request, const PeriodTree& periods) {
  const std::vector<double> days = working_day_weights(request, periods);
  std::vector<double> weights(periods.slices);
  const auto nodes = level_of(periods, request.time_shares.size());
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    const double share = static_cast<double>(request.time_shares[n].billionths);
    double worked = 0;
    for (std::size_t i = nodes[n].first; i < nodes[n].last; ++i) worked += days[i];
    const auto slices = static_cast<double>(nodes[n].last - nodes[n].first);
    for (std::size_t i = nodes[n].first; i < nodes[n].last; ++i) weights[i] = share * (worked > 0 ? days[i] / worked : 1 / slices);
  }
  return shares_of(std::move(weights));
}

}  // namespace

std::string slice_name(const PeriodNode& slice) {
  if (slice.unit != PeriodUnit::week) return slice.period.name;
  const Span span = slice.period.span;
  return tr("{} ({} to {})", slice.period.name, format_date(span.from), format_date(span.to - std::chrono::days{1}));
}

std::vector<double> time_shares(Weights kind, const SplitRequest& request, const PeriodTree& periods,
                                std::vector<std::string>& notes) {
  switch (kind) {
    case Weights::history: return history_weights(request, periods, notes);
    case Weights::given: return given_weights(request, periods);
    case Weights::working_days:
    case Weights::potential: return shares_of(working_day_weights(request, periods));
    case Weights::even: break;
  }
  std::vector<double> weights(periods.slices);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = even_weight(periods.slice(i).period.span, request.fiscal);
  return shares_of(std::move(weights));
}

std::vector<std::int64_t> time_weights(const SplitRequest& request, const PeriodTree& periods,
                                       std::vector<std::string>& notes) {
  if (periods.slices == 1) return {1};
  std::vector<double> weights(periods.slices);
  for (const auto& [kind, part] : request.time.parts) {
    const std::vector<double> shares = time_shares(kind, request, periods, notes);
    if (shares.empty() && kind == Weights::history) {
      throw DataError(tr("there is no history to split {} over time by", request.period.name),
                      tr("split by even or working_days weights over time, or import facts of past years"));
    }
    if (shares.empty()) {
      throw DataError(tr("{} has no working day", request.period.name),
                      tr("split by even weights over time, or correct \"calendar\" in the config"));
    }
    const double rate = static_cast<double>(part.billionths) / static_cast<double>(Rate::one);
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += rate * shares[i];
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (request.from && periods.slice(i).period.span.from < *request.from) weights[i] = 0;
  }
  std::vector<std::int64_t> whole = whole_weights(weights);
  if (whole.empty()) throw DataError(tr("no part of {} is left to split", request.period.name));
  return whole;
}

}  // namespace salesctl
