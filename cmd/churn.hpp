// What the parts of salesctl churn-check share.
#pragma once

#include <string>
#include <vector>

#include "churn/risk.hpp"
#include "context.hpp"
#include "store/database.hpp"

namespace salesctl {

struct ChurnCommand {
  std::string horizon;
  std::string model;
  std::string customer_class;
  std::string owner;
  std::string top;
  std::string min_risk;
  std::string fail_on;
  std::string windows = "4";
  bool show_model = false;
  bool backtest = false;
  bool assign = false;
};

/// What customers bought, what is on record about them and their classes, as of a day.
ChurnFacts read_churn_facts(const Database& database, const Settings& settings, Date as_of);

/// The rules with what the command line says instead.
ChurnRules churn_rules(const ChurnCommand& command, const Settings& settings);

/// Which of the three spoke, in words, with how the others did.
std::vector<std::string> voice_notes(const RiskModel& model, const ChurnRules& rules);
/// What a customer's expected value of the next 365 days goes by.
std::string year_value_note(const RiskModel& model, const ChurnRules& rules);
const char* voice_name(Voice voice);  // model, corrected, overdue

int run_show_model(const ChurnCommand& command, Context& context);  // churn_model.cpp
int run_backtest(const ChurnCommand& command, Context& context);    // churn_backtest.cpp

/// A share with six decimals; money of a double.
Rate ratio(double share);
Money minor_units(double value);

}  // namespace salesctl
