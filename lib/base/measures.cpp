#include "base/measures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace salesctl {
namespace {

constexpr int bootstrap_samples = 200;
constexpr std::size_t most_for_bootstrap = 20'000;

/// From predictions by score and how often each counts: the share of pairs that stand the right way round.
double sorted_auc(const Predictions& sorted, const std::vector<int>& times) {
  double pairs_right = 0;
  double negatives = 0;
  double positives = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    double tied_negatives = 0;
    double tied_positives = 0;
    const double score = sorted[i].score;
    for (; i < sorted.size() && sorted[i].score == score; ++i) {
      (sorted[i].happened ? tied_positives : tied_negatives) += times[i];
    }
    pairs_right += tied_positives * (negatives + tied_negatives / 2);
    negatives += tied_negatives;
    positives += tied_positives;
  }
  return negatives == 0 || positives == 0 ? 0.5 : pairs_right / (negatives * positives);
}

Predictions by_score(Predictions predictions) {
  std::ranges::sort(predictions, {}, &Prediction::score);
  return predictions;
}

double mean(const Predictions& predictions, double (*of)(const Prediction&)) {
  double sum = 0;
  for (const Prediction& p : predictions) sum += of(p);
  return predictions.empty() ? 0 : sum / static_cast<double>(predictions.size());
}

}  // namespace

double auc(const Predictions& predictions) {
  return sorted_auc(by_score(predictions), std::vector<int>(predictions.size(), 1));
}

double brier(const Predictions& predictions) {
  return mean(predictions, [](const Prediction& p) { return std::pow(p.score - (p.happened ? 1 : 0), 2); });
}

double log_loss(const Predictions& predictions) {
  return mean(predictions, [](const Prediction& p) {
    return -std::log(std::max(1e-12, p.happened ? p.score : 1 - p.score));
  });
}

Interval auc_interval(const Predictions& predictions) {
  Predictions chosen;
  const std::size_t step = std::max<std::size_t>(1, (predictions.size() + most_for_bootstrap - 1) / most_for_bootstrap);
  for (std::size_t i = 0; i < predictions.size(); i += step) chosen.push_back(predictions[i]);
  chosen = by_score(std::move(chosen));
  if (chosen.empty()) return {0.5, 0.5};
  std::mt19937_64 random(1997);  // its numbers are fixed by the standard
  std::vector<double> results;
  std::vector<int> times(chosen.size());
  for (int i = 0; i < bootstrap_samples; ++i) {
    std::ranges::fill(times, 0);
    for (std::size_t draw = 0; draw < chosen.size(); ++draw) ++times[random() % chosen.size()];
    results.push_back(sorted_auc(chosen, times));
  }
  std::ranges::sort(results);
  // A sample of part of the customers says the width of that part; that of all is narrower by the root of the ratio.
  const double middle = auc(predictions);
  const double narrower = std::sqrt(static_cast<double>(chosen.size()) / static_cast<double>(predictions.size()));
  const double low = results[bootstrap_samples / 40];
  const double high = results[bootstrap_samples - 1 - bootstrap_samples / 40];
  const double centre = sorted_auc(chosen, std::vector<int>(chosen.size(), 1));
  return {middle + (low - centre) * narrower, middle + (high - centre) * narrower};
}

std::vector<Bin> calibration(const Predictions& predictions) {
  std::vector<Bin> bins(10);
  for (const Prediction& p : predictions) {
    Bin& bin = bins[static_cast<std::size_t>(std::clamp(static_cast<int>(p.score * 10), 0, 9))];
    ++bin.customers;
    bin.predicted += p.score;
    bin.happened += p.happened ? 1 : 0;
  }
  for (Bin& bin : bins) {
    if (bin.customers == 0) continue;
    bin.predicted /= static_cast<double>(bin.customers);
    bin.happened /= static_cast<double>(bin.customers);
  }
  return bins;
}

}  // namespace salesctl
