#include "churn/logistic.hpp"

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "churn/minimise.hpp"

namespace salesctl {
namespace {

constexpr std::size_t chunk_size = 8'192;
constexpr double reach = 20;
constexpr double surest = 1e-6;  // no model is surer than this

void standardise(std::span<const Observation> observations, Correction& correction) {
  const auto n = static_cast<double>(observations.size());
  for (std::size_t i = 0; i < evidence_count; ++i) {
    double sum = 0;
    for (const Observation& o : observations) sum += o.evidence[i];
    const double mean = sum / n;
    double squares = 0;
    for (const Observation& o : observations) squares += (o.evidence[i] - mean) * (o.evidence[i] - mean);
    correction.means[i] = mean;
    correction.scales[i] = std::sqrt(squares / n);
  }
}

double moved(const Correction& by, double odds, const EvidenceValues& evidence) {
  odds += by.intercept;
  for (std::size_t i = 0; i < evidence_count; ++i) {
    if (by.scales[i] > 1e-9) odds += by.weights[i] * (evidence[i] - by.means[i]) / by.scales[i];
  }
  return odds;
}

double chance(double odds) { return 1 / (1 + std::exp(-odds)); }

using Sum = std::array<double, evidence_count + 2>;  // the loss, then its slope in the intercept and the weights

Sum loss(std::span<const Observation> observations, const Correction& at) {
  std::vector<Sum> parts(chunks_of(observations.size(), chunk_size));
  in_chunks(observations.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
    Sum sum{};
    for (const Observation& o : observations.subspan(from, to - from)) {
      const double odds = moved(at, o.log_odds, o.evidence);
      const double signed_odds = o.happened ? -odds : odds;
      sum[0] += signed_odds > 30 ? signed_odds : std::log1p(std::exp(signed_odds));
      const double error = chance(odds) - (o.happened ? 1 : 0);
      sum[1] += error;
      for (std::size_t i = 0; i < evidence_count; ++i) {
        if (at.scales[i] > 1e-9) sum[i + 2] += error * (o.evidence[i] - at.means[i]) / at.scales[i];
      }
    }
    parts[chunk] = sum;
  });
  Sum all{};
  for (const Sum& part : parts) {
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += part[i];
  }
  return all;
}

}  // namespace

std::optional<Correction> fit_correction(std::span<const Observation> observations) {
  const auto happened = std::ranges::count(observations, true, &Observation::happened);
  if (happened == 0 || static_cast<std::size_t>(happened) == observations.size()) return std::nullopt;
  Correction correction;
  standardise(observations, correction);
  const auto n = static_cast<double>(observations.size());
  const auto with = [&](const std::vector<double>& at) {
    Correction c = correction;
    c.intercept = at[0];
    std::copy(at.begin() + 1, at.end(), c.weights.begin());
    return c;
  };
  const auto best = minimised(
      [&](const std::vector<double>& at, std::vector<double>& slope) {
        Sum sum = loss(observations, with(at));
        for (std::size_t i = 1; i < at.size(); ++i) {
          sum[0] += at[i] * at[i] / 2;
          sum[i + 1] += at[i];
        }
        for (std::size_t i = 0; i < at.size(); ++i) slope[i] = sum[i + 1] / n;
        return sum[0] / n;
      },
      std::vector<double>(evidence_count + 1), reach);
  if (!best) return std::nullopt;
  return with(*best);
}

double corrected(const Correction& correction, double odds, const EvidenceValues& evidence) {
  return chance(moved(correction, odds, evidence));
}

double log_odds(double probability) {
  const double p = std::clamp(probability, surest, 1 - surest);
  return std::log(p / (1 - p));
}

}  // namespace salesctl
