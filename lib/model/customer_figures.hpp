// What customers are compared and classified by.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "model/purchases.hpp"

namespace salesctl {

/// Of one customer, looked at from the end of a day. A purchase is a day with purchases. "Within the period" is up to
/// that day.
struct CustomerFigures {
  CustomerKey key;
  int orders = 0;          // purchases within the period
  Money value;             // bought within the period, less what was given back in it
  int orders_ever = 0;
  Money value_ever;
  std::optional<int> first_order_days;  // how long ago
  std::optional<int> last_order_days;
  int r = 0;               // 1 to 5, the best; 0: nothing was bought within the period
  int f = 0;
  int m = 0;
  Money ranked;            // what ABC goes by, within the period
  Money larger;            // the sum of all that is larger
  char abc = ' ';          // ' ': nothing within the period
  Money year_value;        // expected of the next 365 days
  bool operator==(const CustomerFigures&) const = default;
};

/// The names under which conditions know them: columns of the table `figure`.
inline constexpr std::array<const char*, 11> figure_names{"orders", "value", "orders_ever", "value_ever", "first_order_days",
                                                          "last_order_days", "r", "f", "m", "abc", "year_value"};

/// A figure as it stands in that table and in the reasons for a change; empty: none.
std::string figure_text(const CustomerFigures& figures, std::size_t name, int decimals);

/// Of everybody, by key.
struct CustomerBase {
  std::vector<CustomerFigures> customers;
  int scored = 0;  // who bought within the period, over whom R, F and M are cut into fifths
  Money total;     // what ABC shares: all that is above zero
};

}  // namespace salesctl
