// How right the rules would have been on the firm's own past: learned from what was known at the end of a day, held
// against what customers did in the horizon after it, beside the simple rules of thumb.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/measures.hpp"
#include "churn/risk.hpp"

namespace salesctl {

enum class Method { risk, model, recency, overdue, rfm };
const char* to_string(Method method);

struct MethodScore {
  Method method = Method::risk;
  double auc = 0;
  Interval interval;
  std::optional<double> brier;     // only where the method gives a probability
  std::optional<double> log_loss;
  double precision = 0;   // of those flagged, how many left
  double recall = 0;      // of those who left, how many were flagged
  double captured = 0;    // of the value of those who left (365 days before), how much was flagged
};

struct Window {
  int day = 0;                 // the last day that was known
  int horizon = 0;
  Voice voice = Voice::overdue;
  std::size_t customers = 0;
  std::size_t left = 0;        // no purchase in the horizon
  std::size_t flagged = 0;     // at high risk; the other methods flag as many
  std::vector<MethodScore> methods;
};

struct Backtest {
  std::vector<Window> windows;  // the latest first
  std::vector<Bin> calibration; // of the risk's probabilities over all windows; empty where none was given
};

/// `windows` of the past, each as long as the horizon; fewer where the history does not reach, which takes a day with a
/// purchase before each. `begins` is told of each window.
Backtest backtest(const ChurnFacts& facts, const ChurnRules& rules, int day, int windows, const std::function<void(int window)>& begins = {});

}  // namespace salesctl
