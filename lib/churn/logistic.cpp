#include "churn/logistic.hpp"

#include <algorithm>
#include <cmath>

#include "base/newton.hpp"
#include "base/parallel.hpp"

namespace salesctl {
namespace {

constexpr std::size_t chunk_size = 8'192;
constexpr double reach = 20;
constexpr double smallest_scale = 0.5;
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
    const double deviation = std::sqrt(squares / n);
    if (deviation > 1e-9) correction.scales[i] = std::max(deviation, smallest_scale);
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

constexpr std::size_t unknowns = evidence_count + 1;  // the intercept and the weights

/// The loss of observations, its slope and its second derivatives (the lower triangle) in the unknowns.
struct Sum {
  double value = 0;
  std::array<double, unknowns> slope{};
  std::array<std::array<double, unknowns>, unknowns> second{};

  void add(const Sum& other) {
    value += other.value;
    for (std::size_t i = 0; i < unknowns; ++i) {
      slope[i] += other.slope[i];
      for (std::size_t j = 0; j <= i; ++j) second[i][j] += other.second[i][j];
    }
  }
};

/// `standard` says what the evidence is measured in: its means and scales.
void add_loss(const Observation& o, const Correction& standard, const std::vector<double>& at, Sum& sum) {
  std::array<double, unknowns> x{1};  // what the unknowns are multiplied by
  for (std::size_t i = 0; i < evidence_count; ++i) {
    if (standard.scales[i] > 1e-9) x[i + 1] = (o.evidence[i] - standard.means[i]) / standard.scales[i];
  }
  double odds = o.log_odds;
  for (std::size_t i = 0; i < unknowns; ++i) odds += at[i] * x[i];
  const double e = std::exp(-std::abs(odds));
  sum.value += std::max(o.happened ? -odds : odds, 0.0) + std::log(1 + e);
  const double error = (odds > 0 ? 1 : e) / (1 + e) - (o.happened ? 1 : 0);
  const double unsure = e / ((1 + e) * (1 + e));
  for (std::size_t i = 0; i < unknowns; ++i) {
    sum.slope[i] += error * x[i];
    for (std::size_t j = 0; j <= i; ++j) sum.second[i][j] += unsure * x[i] * x[j];
  }
}

/// The loss of the mean observation, with its part of the squares of the weights.
LocalCurve loss(std::span<const Observation> observations, const Correction& standard, const std::vector<double>& at) {
  std::vector<Sum> parts(chunks_of(observations.size(), chunk_size));
  in_chunks(observations.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
    Sum sum;
    for (const Observation& o : observations.subspan(from, to - from)) add_loss(o, standard, at, sum);
    parts[chunk] = sum;
  });
  Sum all;
  for (const Sum& part : parts) all.add(part);
  for (std::size_t i = 1; i < unknowns; ++i) {
    all.value += at[i] * at[i] / 2;
    all.slope[i] += at[i];
    all.second[i][i] += 1;
  }
  const auto n = static_cast<double>(observations.size());
  LocalCurve curve{all.value / n, {}, {}};
  for (std::size_t i = 0; i < unknowns; ++i) {
    curve.slope.push_back(all.slope[i] / n);
    curve.second.emplace_back();
    for (const double second : all.second[i]) curve.second.back().push_back(second / n);
  }
  return curve;
}

}  // namespace

std::optional<Correction> fit_correction(std::span<const Observation> observations) {
  const auto happened = std::ranges::count(observations, true, &Observation::happened);
  if (happened == 0 || static_cast<std::size_t>(happened) == observations.size()) return std::nullopt;
  Correction correction;
  standardise(observations, correction);
  // Convex everywhere, so that Newton's steps lead down from anywhere.
  const auto best = minimised_nearby([&](const std::vector<double>& at) { return loss(observations, correction, at); },
                                     std::vector<double>(unknowns), reach);
  if (!best) return std::nullopt;
  correction.intercept = best->at.front();
  std::copy(best->at.begin() + 1, best->at.end(), correction.weights.begin());
  return correction;
}

double corrected(const Correction& correction, double odds, const EvidenceValues& evidence) {
  return chance(moved(correction, odds, evidence));
}

double log_odds(double probability) {
  const double p = std::clamp(probability, surest, 1 - surest);
  return std::log(p / (1 - p));
}

}  // namespace salesctl
