// What people are to do, and the facts that tasks are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "model/organisation.hpp"
#include "model/purchases.hpp"
#include "store/database.hpp"

namespace salesctl {

struct Task {
  std::string id;
  std::optional<RepKey> rep;
  std::string title;
  std::string kind;
  std::optional<CustomerKey> customer;
  std::optional<std::int64_t> opportunity;  // its key
  std::optional<Date> created;
  std::optional<Date> due;
  std::optional<Date> done;
};

/// Those set by the end of a day and not done before it, by id: what is done that day is among them, and what is done
/// later is not done yet.
std::vector<Task> read_tasks(const Database& database, Date as_of);

/// Writes tasks one at a time. Within a transaction.
class TaskWriter {
 public:
  explicit TaskWriter(const Database& database);
  /// Whether there is a task of that id, done or not.
  bool is_known(const std::string& id);
  void write(const Task& task);

 private:
  Statement known_;
  Statement task_;
};

/// Throws UsageError where there is no such task, with the open one that may be meant.
Task find_task(const Database& database, const std::string& id);
void finish_task(const Database& database, const std::string& id, Date day);

/// A deal as whoever works on it knows it.
struct DealCard {
  std::string id;
  std::string name;
  std::optional<RepKey> rep;  // its own, else its customer's owner
  std::optional<CustomerKey> customer;
  std::string next_step;
};

class DealCards {
 public:
  /// What stands in the store of a deal decided after `as_of` as its next step was not known then.
  DealCards(const Database& database, Date as_of);
  DealCard of(std::int64_t key);

 private:
  Statement card_;
};

/// A quote neither accepted nor refused, of a deal that is open or of none.
struct ExpiringQuote {
  std::string id;
  Money amount;
  Date last_day;                            // on which it holds
  std::optional<std::int64_t> opportunity;  // its key
  std::optional<CustomerKey> customer;      // its own, else the deal's
  std::optional<RepKey> rep;                // who made it, else the deal's, else the customer's owner
};

/// Those that hold on `as_of` and end by `last`, by id.
std::vector<ExpiringQuote> expiring_quotes(const Database& database, Date as_of, Date last);

}  // namespace salesctl
