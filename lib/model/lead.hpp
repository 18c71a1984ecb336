// Leads and deals as they are scored, and the history that is learned from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/money.hpp"

namespace salesctl {

/// What is known of a field: nothing, a word or a number.
using FieldValue = std::variant<std::monostate, std::string, double>;

inline bool is_known(const FieldValue& value) { return !std::holds_alternative<std::monostate>(value); }

/// A field that is learned from; values are given in the order of these.
struct LearnedField {
  std::string name;  // as in `leads.learn`
  bool number = false;
  bool operator==(const LearnedField&) const = default;
};

struct ClosedDeal {
  std::string id;
  int day = 0;  // closed, since 1970-01-01
  bool won = false;
  std::vector<FieldValue> values;
};

/// How long a lead has been there, or was until it was converted.
struct LeadWait {
  int days = 0;
  bool converted = false;
};

/// A lead that is not converted, or a deal that is open.
struct OpenLead {
  std::string id;
  std::string name;
  std::string owner;  // rep's id; empty: nobody
  std::string owner_name;
  std::optional<Money> value;
  std::optional<int> age;  // days since it came in
  std::vector<bool> met;   // which of the rules, in their order
  std::vector<FieldValue> values;
};

}  // namespace salesctl
