// The chance that a deal is won, from what is known of it while it is open: logistic regression drawn towards no effect.
// Every word that is frequent enough has a weight of its own, the others share one, and so do the deals of which nothing
// is known; a number n counts as ln(1 + n), standardised.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/lead.hpp"

namespace salesctl {

enum class FactorKind { word, other, unknown, number };

/// Something that moves the chance.
struct Factor {
  std::size_t field = 0;  // of the fields learned
  FactorKind kind = FactorKind::word;
  std::string word;
  std::size_t deals = 0;  // that it rests on
  std::size_t won = 0;
  double mean = 0;    // of a number, and its standard deviation
  double scale = 1;
  double weight = 0;  // in log odds: of the word, or of a standard deviation more
};

struct WinModel {
  double intercept = 0;
  std::vector<Factor> factors;  // by field
  std::size_t deals = 0;        // it was fitted to
};

/// Which factors these deals have: words of at least 20 deals, the 30 most frequent of a field; weights are 0 yet.
WinModel factors_of(std::span<const LearnedField> fields, std::span<const ClosedDeal> deals);

/// The most likely weights, drawn towards 0: `ridge` / 2 times the sum of their squares is added to the negative
/// log-likelihood. Begins with the model's weights. Nothing where there is no convergence.
std::optional<WinModel> fit(WinModel model, std::span<const ClosedDeal> deals, double ridge);

/// How far a factor of a deal moves its log odds.
struct Effect {
  std::size_t factor = 0;
  double log_odds = 0;
};

class WinTerms;

/// Looks up the factors of many deals; the model must outlive it.
class WinChances {
 public:
  explicit WinChances(const WinModel& model);
  WinChances(const WinChances&) = delete;
  WinChances& operator=(const WinChances&) = delete;
  ~WinChances();
  double of(const std::vector<FieldValue>& values) const;
  /// How far fields move the log odds from those of the average deal, the farthest first.
  std::vector<Effect> effects(const std::vector<FieldValue>& values) const;

 private:
  const WinModel& model_;
  std::unique_ptr<const WinTerms> terms_;
  std::vector<double> averages_;  // by field: the mean effect of its words
};

/// Log odds of the average deal, to which the effects are added.
double average_log_odds(const WinModel& model);

}  // namespace salesctl
