// The chance that a customer does not order within a horizon, and what is at stake. A buy-till-you-die model says it; a
// logistic regression on evidence, fitted to the firm's own past, corrects the model where it was better on a part of
// the past that it had not seen; where the numbers carry no model, the overdue ratio speaks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "churn/btyd.hpp"
#include "churn/evidence.hpp"
#include "churn/logistic.hpp"
#include "churn/order_value.hpp"
#include "model/customer_rule.hpp"
#include "model/purchases.hpp"

namespace salesctl {

struct ChurnFacts {
  Purchases purchases;
  CustomerRecords records;
  ClassHistory classes;
  std::vector<int> visit_every;  // days, by class

  CustomerFacts of(std::size_t customer, int day) const;
};

enum class Voice { model, corrected, overdue };

/// How model and correction did on windows neither was fitted to.
struct Trial {
  std::size_t customers = 0;
  int from = 0;  // first day of the time held out
  int days = 0;
  double model_log_loss = 0;
  double corrected_log_loss = 0;
  double model_brier = 0;
  double corrected_brier = 0;
};

/// What was learned from the facts up to a day.
struct RiskModel {
  Voice voice = Voice::overdue;
  int day = 0;
  int horizon = 0;                  // days
  std::size_t customers = 0;        // who had bought by then
  std::size_t repeat_customers = 0;
  std::optional<Btyd> btyd;
  std::optional<GammaGamma> order_values;
  double mean_value = 0;            // of a purchase over all customers, minor units
  double mean_year = 0;             // what a customer brought in the last 365 days, over all who ever bought, minor units
  double gap = 0;                   // median over customers of their typical gaps, days; 0: nobody came back
  std::optional<Trial> trial;       // none: the past is too short for one
  std::optional<Correction> correction;
  bool by_class = false;            // whether classes were known over all of the past that was learned from
};

RiskModel learn(const ChurnFacts& facts, const ChurnRules& rules, int day, int horizon);

/// What is to be said of one customer.
struct Assessment {
  std::optional<double> alive;           // none when the overdue ratio speaks
  std::optional<double> model_chance;    // of no order within the horizon, by the model alone
  std::optional<double> churn;           // the same, corrected where the correction speaks
  double overdue = 0;                    // days since the last order over the typical gap
  double order_value = 0;                // expected of an order, minor units
  double value_at_risk = 0;              // minor units: what a year at its own pace brings, times the chance to lose it; without a
                                         // model what the last 365 days brought, at medium or high risk
  RiskLevel risk = RiskLevel::low;
};

/// `evidence` is of the model's day.
Assessment assess(const RiskModel& model, const ChurnRules& rules, const Evidence& evidence);

/// What to expect of a customer, which takes longer to work out than what it is assessed by; `evidence` as above.
/// Orders within the horizon; nothing when the overdue ratio speaks.
std::optional<double> expected_orders(const RiskModel& model, const Evidence& evidence);
/// Value of the next 365 days, minor units; mean_year without a model.
double expected_year(const RiskModel& model, const Evidence& evidence);

}  // namespace salesctl
