// Customers who were about to leave and what was set to be done about it: one case for each customer and last order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "model/customer_rule.hpp"
#include "model/purchases.hpp"
#include "store/database.hpp"

namespace salesctl {

struct ChurnCase {
  CustomerKey customer;
  Date last_order;
  Date flagged;
  Date until;             // the last day of the horizon
  RiskLevel risk = RiskLevel::high;
  Money value_at_risk;
  std::string reasons;    // in words
  std::string action;
  std::string task;             // its id
  std::optional<Date> done;     // when the task was done
};

/// Writes cases and their tasks. Within a transaction.
class CaseWriter {
 public:
  explicit CaseWriter(const Database& database);

  bool is_known(CustomerKey customer, Date last_order);
  /// Makes a task of the play, for its owner or else the customer's, unless that one does not work there on the day, and
  /// the case; fills in the task's id.
  /// Throws ConfigError at the play's place where its owner is no rep.
  void write(ChurnCase& churn_case, const Play& play, std::int64_t run_key);

  /// The key of whose task it would be. Throws as write() does.
  std::optional<std::int64_t> rep_of(const Play& play, CustomerKey customer, Date day);

 private:
  Statement known_;
  Statement rep_;
  Statement owner_;
  Statement task_;
  Statement case_;
};

/// Those flagged up to a day, the earliest first.
std::vector<ChurnCase> read_cases(const Database& database, Date as_of);

}  // namespace salesctl
