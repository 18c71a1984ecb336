// When customers bought, and for how much: what churn and customer value are computed from.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"

namespace salesctl {

/// The integer key of a customer in the store.
struct CustomerKey {
  std::int64_t value = 0;
  auto operator<=>(const CustomerKey&) const = default;
};

/// A customer's days with a purchase, in order, and what was bought on each, less what of it was given back: minor units.
struct PurchaseDays {
  std::span<const int> days;  // since 1970-01-01
  std::span<const std::int64_t> values;

  std::size_t size() const { return days.size(); }
  /// Those up to and including a day.
  PurchaseDays until(int day) const {
    const auto n = static_cast<std::size_t>(std::ranges::upper_bound(days, day) - days.begin());
    return {days.first(n), values.first(n)};
  }
};

/// Every customer who bought, by key. One array for all, so that ten million days stay small.
struct Purchases {
  std::vector<CustomerKey> customers;
  std::vector<std::size_t> first;  // where a customer's days begin; one more than there are customers
  std::vector<int> days;
  std::vector<std::int64_t> values;

  std::size_t size() const { return customers.size(); }
  /// Where a customer stands; nothing where it never bought.
  std::optional<std::size_t> find(CustomerKey customer) const {
    const auto it = std::ranges::lower_bound(customers, customer);
    if (it == customers.end() || *it != customer) return std::nullopt;
    return static_cast<std::size_t>(it - customers.begin());
  }
  PurchaseDays of(std::size_t customer) const {
    const std::size_t n = first[customer + 1] - first[customer];
    return {std::span(days).subspan(first[customer], n), std::span(values).subspan(first[customer], n)};
  }
};

/// When a customer bought for the first time.
struct FirstPurchase {
  CustomerKey customer;
  Date day;
  bool operator==(const FirstPurchase&) const = default;
};

/// What else is on record about customers, beside what they bought.
enum class RecordKind { contact, csat, nps, ticket, lost_deal };

struct CustomerRecord {
  RecordKind kind = RecordKind::contact;
  int day = 0;         // when it happened; of a ticket: when it was opened
  double score = 0;    // of csat (1-5) and nps (0-10)
  int due = no_day;    // of a ticket
  int closed = no_day;
  static constexpr int no_day = INT32_MAX;
  bool operator==(const CustomerRecord&) const = default;
};

/// By customer, in the order of Purchases::customers, then by day.
struct CustomerRecords {
  std::vector<std::size_t> first;
  std::vector<CustomerRecord> records;

  std::span<const CustomerRecord> of(std::size_t customer) const {
    if (records.empty()) return {};
    return std::span(records).subspan(first[customer], first[customer + 1] - first[customer]);
  }
};

/// Since when a customer is of a class: an index into the rules' list; nothing where they no longer have it.
struct ClassSince {
  int day = 0;
  std::optional<int> index;
};

/// By customer, in the order of Purchases::customers, then by day. Empty where nobody was classified yet.
struct ClassHistory {
  std::vector<std::size_t> first;
  std::vector<ClassSince> since;
  std::optional<int> from;  // the first day customers were classified

  /// The class in force at the end of a day.
  std::optional<int> at(std::size_t customer, int day) const {
    if (since.empty()) return std::nullopt;
    std::optional<int> found;
    for (std::size_t i = first[customer]; i < first[customer + 1] && since[i].day <= day; ++i) found = since[i].index;
    return found;
  }
};

}  // namespace salesctl
