// What the parts of salesctl churn-check share.
#pragma once

#include <string>
#include <vector>

#include "churn/risk.hpp"
#include "context.hpp"
#include "store/churn_cases.hpp"
#include "store/customers.hpp"
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
  std::string windows;
  bool show_model = false;
  bool backtest = false;
  bool assign = false;
  bool cases = false;
  bool contacts = false;
};

/// What customers bought, what is on record about them and their classes, as of a day.
ChurnFacts read_churn_facts(const Database& database, const Settings& settings, Date as_of);

/// The rules with what the command line says instead.
ChurnRules churn_rules(const ChurnCommand& command, const Settings& settings);

/// Which of the three spoke, in words, with how the others did.
std::vector<std::string> voice_notes(const RiskModel& model, const ChurnRules& rules);
/// What a customer's expected value of the next 365 days goes by.
std::string year_value_note(const RiskModel& model, const ChurnRules& rules);
/// Where nobody at all has ordered for so long that facts may be missing: that it is so; else nothing.
std::string silence_note(const Purchases& purchases, int day);
const char* voice_name(Voice voice);  // model, corrected, overdue

/// What is to be said of one customer and done about it.
struct CustomerCase {
  CustomerKey customer;
  CustomerCard card;
  std::string class_name;       // empty: none
  Evidence evidence;
  Assessment assessment;
  std::string why;              // the reasons in words
  const Play* play = nullptr;   // the rules'

  Date last_order() const { return from_day_number(evidence.day - evidence.days_since()); }
};

/// Looks customers up one at a time; all it is given must outlive it.
class CaseReader {
 public:
  CaseReader(const Database& database, const Settings& settings, const ChurnFacts& facts, const RiskModel& model,
             const ChurnRules& rules)
      : settings_(settings), facts_(facts), model_(model), rules_(rules), cards_(database) {}
  /// The n-th of those who bought.
  CustomerCase of(std::size_t customer);

 private:
  const Settings& settings_;
  const ChurnFacts& facts_;
  const RiskModel& model_;
  const ChurnRules& rules_;
  CustomerCards cards_;
};

/// A customer with a play as a case to be written, flagged on a day.
ChurnCase churn_case(const CustomerCase& customer, Date flagged, const ChurnRules& rules);  // churn_cases.cpp

/// Makes tasks of their plays, and says how many. Within a transaction.
void assign_cases(const Database& database, Context& context, CaseReader& cases, const std::vector<std::size_t>& customers,
                  const ChurnRules& rules);  // churn_cases.cpp

int run_churn_check(const ChurnCommand& command, Context& context);
int run_cases(const ChurnCommand& command, Context& context);       // churn_cases.cpp
int run_show_model(const ChurnCommand& command, Context& context);  // churn_model.cpp
int run_backtest(const ChurnCommand& command, Context& context);    // churn_backtest.cpp

}  // namespace salesctl
