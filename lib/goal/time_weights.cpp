// even: each month weighs the same; what is finer or cut off weighs by its days within the month. So quarters, months,
// weeks and days all give the same monthly sums.
#include "goal/time_weights.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
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

double history_weight(const SplitRequest& request, Span span) {
  const auto it = request.slice_history.find(span.from);
  return it != request.slice_history.end() && it->second > 0 ? it->second : 0;
}

double weight_of(const SplitRequest& request, Span span) {
  switch (request.time) {
    case Weights::even: return even_weight(span, request.fiscal);
    case Weights::working_days: return working_days(request.calendar, span);
    case Weights::history: return history_weight(request, span);
  }
  return 0;
}

void note_missing_history(const PeriodTree& periods, const std::vector<double>& weights,
                          std::vector<std::string>& notes) {
  constexpr std::size_t named = 6;
  std::size_t missing = 0;
  std::string names;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) continue;
    if (++missing <= named) names += (names.empty() ? "" : ", ") + slice_name(periods.slice(i));
  }
  if (missing == 0) return;
  if (missing > named) names += ", …";
  notes.push_back(tr("no history, so no target, in {} of {} periods: {}", missing, weights.size(), names));
}

}  // namespace

std::string slice_name(const PeriodNode& slice) {
  if (slice.unit != PeriodUnit::week) return slice.period.name;
  const Span span = slice.period.span;
  return tr("{} ({} to {})", slice.period.name, format_date(span.from), format_date(span.to - std::chrono::days{1}));
}

std::vector<std::int64_t> time_weights(const SplitRequest& request, const PeriodTree& periods,
                                       std::vector<std::string>& notes) {
  if (periods.slices == 1) return {1};
  std::vector<double> weights(periods.slices);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = weight_of(request, periods.slice(i).period.span);
  std::vector<std::int64_t> whole = whole_weights(weights);
  if (whole.empty()) {
    if (request.time == Weights::history) {
      throw DataError(tr("there is no history to split {} over time by", request.period.name),
                      tr("split by even or working_days weights over time, or import facts of past years"));
    }
    throw DataError(tr("{} has no working day", request.period.name),
                    tr("split by even weights over time, or correct \"calendar\" in the config"));
  }
  if (request.time == Weights::history) note_missing_history(periods, weights, notes);
  return whole;
}

}  // namespace salesctl
