// What closed deals teach of the chance to win, and whether it can be trusted: the model is fitted to the earlier deals and
// held against the later ones, which it has not seen, beside the plain share of deals won.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/interval.hpp"
#include "base/measures.hpp"
#include "score/win_model.hpp"

namespace salesctl {

/// How good chances were for deals that closed later than those they were learned from.
struct Validation {
  int from = 0;           // day of the first deal learned from
  int tested_from = 0;    // of the first deal held out
  int tested_to = 0;
  std::size_t trained = 0;
  std::size_t tested = 0;
  double base_rate = 0;   // share won of those learned from
  double tested_rate = 0; // share won of those held out
  double auc = 0.5;
  Interval auc_interval;
  double brier = 0;
  double log_loss = 0;
  double base_brier = 0;    // where every deal is given the base rate
  double base_log_loss = 0;
  double least_gain = 0;  // by which the log loss is below the base rate's with 95% confidence
  std::vector<Bin> calibration;

  /// Clearly, not by chance.
  bool beats_base_rate() const { return least_gain > 0; }
};

enum class WinVerdict {
  model,      // beats the base rate
  base_rate,  // the model does not, so the base rate stands
  few,        // fewer than 200 closed deals, or than 30 won or lost
  no_split,   // most closed on the same day: no earlier and later ones
  no_fields,  // no field that is known of enough deals and differs
};

enum class LeftOut {
  gives_away,   // separates the won from the lost nearly by itself: filled in when a deal is decided
  filled_late,  // known of closed deals much more often than of open ones
};
struct LeftOutField {
  std::size_t field = 0;
  LeftOut why = LeftOut::gives_away;
  double closed = 0;  // gives_away: the AUC of this field alone; filled_late: the share of closed deals it is known of
  double open = 0;    // and of open ones
};

struct WinLearning {
  WinVerdict verdict = WinVerdict::few;
  std::size_t deals = 0;
  std::size_t won = 0;
  std::vector<LearnedField> fields;
  std::vector<LeftOutField> left_out;
  double ridge = 0;
  std::optional<Validation> validation;
  std::optional<WinModel> model;  // fitted to all deals, also where it does not beat the base rate

  double base_rate() const { return static_cast<double>(won) / static_cast<double>(deals); }
};

/// `open` are the deals that are still open; what is known of them, too, may be learned from. The result is the same
/// whatever the order of the deals.
WinLearning learn_to_win(const std::vector<LearnedField>& fields, std::vector<ClosedDeal> closed, const std::vector<std::vector<FieldValue>>& open);

}  // namespace salesctl
