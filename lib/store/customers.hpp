// What the store says of customers: what they bought, what is on record about them, who they are.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "model/purchases.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// The rows of the metric that `customers.purchases` names, dated up to and including `as_of`, of customers that are
/// known: a value of zero or more is a purchase, one below zero a refund. A refund counts on the day of the order it names,
/// else on its own; a day on which as much was given back as bought is none with a purchase, and what is given back on such
/// a day lessens the purchase before it.
/// Throws ConfigError where the metric's rows have no customer.
Purchases read_purchases(const Database& database, const Settings& settings, Date as_of);

/// The same customers' first rows of zero or more, by key, even where they were given back: takes less time and memory.
std::vector<FirstPurchase> read_first_purchases(const Database& database, const Settings& settings, Date as_of);

struct CustomerSum {
  CustomerKey customer;
  Money sum;
};
/// The metric added up over a span by customer, by key; customers without a row are left out.
/// Throws ConfigError where the metric's rows have no customer.
std::vector<CustomerSum> read_customer_sums(const Database& database, const Settings& settings, const Metric& metric, Span span);

/// The keys of all customers but those created later than `as_of`, in order.
std::vector<CustomerKey> customers_created(const Database& database, Date as_of);

/// Contacts, surveys, after-sales cases and lost deals of these customers, up to and including `as_of`.
CustomerRecords read_customer_records(const Database& database, const std::vector<CustomerKey>& customers, Date as_of);

/// Master data of one customer.
struct CustomerCard {
  std::string id;
  std::string name;
  std::string owner;       // rep's id; empty: nobody
  std::string owner_name;
  bool opted_out = false;  // of calls and mails
};

/// Looks customers up one at a time, for tables that show some of many.
class CustomerCards {
 public:
  explicit CustomerCards(const Database& database);
  CustomerCard of(CustomerKey key);

 private:
  Statement card_;
};

/// The key of the row of a kind that has names. Throws UsageError where there is none, with the ids of who bears the id as a
/// name, else the one most like it.
std::int64_t find_key(const Database& database, const std::string& kind, const std::string& id);

/// Throws UsageError where there is no such customer, with the ids that may be meant.
CustomerKey find_customer(const Database& database, const std::string& id);

/// Whether a rep looks after a customer; where no rep is asked for, everybody passes.
class OwnedBy {
 public:
  /// Throws UsageError where there is no such rep, with the ids that may be meant.
  OwnedBy(const Database& database, const std::string& rep);
  bool operator()(CustomerKey customer) const { return !owned_ || std::ranges::binary_search(*owned_, customer); }

 private:
  std::optional<std::vector<CustomerKey>> owned_;
};

}  // namespace salesctl
