// Logistic regression: how far evidence moves a probability that is known already.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace salesctl {

constexpr std::size_t evidence_count = 13;
using EvidenceValues = std::array<double, evidence_count>;

/// Something that happened or not, what was thought before, and what else was known.
struct Observation {
  double log_odds = 0;  // of what was thought before
  EvidenceValues evidence{};
  bool happened = false;
};

/// log odds = those from before + intercept + sum of weight * (value - mean) / scale. The scale is the standard deviation,
/// but at least 0.5: so what is known of few does not weigh more on them than what is known of all.
struct Correction {
  double intercept = 0;
  EvidenceValues weights{};  // 0 for what never varied
  EvidenceValues means{};
  EvidenceValues scales{};  // 0: never varied
};

/// The most likely correction, drawn towards none: half the squares of the weights are added to the negative
/// log-likelihood. Nothing where there is no observation of each outcome, or no convergence.
std::optional<Correction> fit_correction(std::span<const Observation> observations);

/// The probability, corrected.
double corrected(const Correction& correction, double log_odds, const EvidenceValues& evidence);

double log_odds(double probability);

}  // namespace salesctl
