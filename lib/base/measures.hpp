// How good predictions of yes and no were.
#pragma once

#include <cstdint>
#include <vector>

#include "base/interval.hpp"

namespace salesctl {

/// A prediction, or any number that should be higher where it happened, and what happened.
struct Prediction {
  double score = 0;
  bool happened = false;
};
using Predictions = std::vector<Prediction>;

/// The chance that one for whom it happened scores higher than one for whom it did not; ties count half. 0.5 where
/// there are none of either.
double auc(const Predictions& predictions);
/// Mean square of the difference from 0 or 1. Scores are probabilities, as below.
double brier(const Predictions& predictions);
/// Mean of -ln of the probability given to what happened.
double log_loss(const Predictions& predictions);

/// From the 2.5th to the 97.5th percentile of the AUC over bootstrap samples, the same in every run.
Interval auc_interval(const Predictions& predictions);

/// Ten bins of equal width by the probability given.
struct Bin {
  std::size_t customers = 0;
  double predicted = 0;  // mean
  double happened = 0;   // share
};
std::vector<Bin> calibration(const Predictions& predictions);

}  // namespace salesctl
