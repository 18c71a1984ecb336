// The classes of customers: conditions of the config asked over their figures, and their history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/customer_figures.hpp"
#include "model/customer_rule.hpp"
#include "model/purchases.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// The figures as the table `figure`, for the conditions of `customers.classes` to ask beside the view customer. It lives
/// as long as the connection.
class FigureTable {
 public:
  FigureTable(const Database& database, const Settings& settings, const CustomerBase& base);

  /// The class of each customer, in the base's order: an index into the rules' list; nothing where no condition is met.
  /// Throws ConfigError at the place of a condition that is wrong.
  std::vector<std::optional<int>> classes() const;
  /// Which conditions a customer meets, in the order of the rules.
  std::vector<bool> conditions_met(CustomerKey customer) const;

 private:
  const Database& database_;
  const Settings& settings_;
  std::size_t customers_;
};

/// Throws ConfigError where a condition of `customers.classes` is no expression over view and figures.
void check_classes(const Database& database, const Settings& settings);

/// A day that customers were classified at the end of, and from when their purchases counted.
struct Scoring {
  Date day;
  Date from;
};
std::optional<Scoring> last_scoring(const Database& database, Date before);

/// The changes of these customers' classes up to and including `as_of`.
ClassHistory read_classes(const Database& database, const CustomerRules& rules, const std::vector<CustomerKey>& customers,
                          Date as_of);

/// The names of the classes in force at the end of a day, in the order of the customers; empty: none.
std::vector<std::string> classes_in_force(const Database& database, const std::vector<CustomerKey>& customers, Date day);

struct ClassChange {
  CustomerKey customer;
  std::string name;
  std::string reason;  // which figures changed: "abc B -> A"
  bool operator==(const ClassChange&) const = default;
};

/// The changes stored for a day; nothing where customers were not classified on it.
std::optional<std::vector<ClassChange>> stored_changes(const Database& database, const Scoring& scoring);
/// Puts these in their place. Within a transaction.
void write_changes(const Database& database, const Scoring& scoring, const std::vector<ClassChange>& changes,
                   std::int64_t run_key);

/// The place of a class in the rules. Throws UsageError with the nearest name.
int class_index(const CustomerRules& rules, const std::string& name);

}  // namespace salesctl
