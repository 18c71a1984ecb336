// Small things that several commands need to lay out their tables.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/dossier.hpp"
#include "model/organisation.hpp"
#include "model/table.hpp"

namespace salesctl {

/// A cell that is empty where there is nothing to say.
template <typename T>
Value or_nothing(const std::optional<T>& value) {
  if (!value) return std::monostate{};
  return *value;
}
Value or_nothing(std::string text);
/// A word of a fixed list, such as "high": the same for machines in every language, translated for people; empty: nothing.
Value word(const char* text);
Value named_or_nothing(const std::string& id, const std::string& name);

/// A share with six decimals; money of a double, of minor units; a number with four decimals. What statistics give.
Rate ratio(double share);
Value ratio_or_nothing(const std::optional<double>& share);
Money minor_units(double value);
Value four_decimals(double number);

/// A step of an explanation: what, how much, and how it comes about.
Row step(const std::string& what, std::string value, const std::string& how = {});

void drop_columns(Table& table, const std::vector<std::string>& keys);
/// Leaves out columns that have nothing in them, and `zeros` that have nothing but 0.
void drop_empty_columns(Table& table, const std::vector<std::string>& zeros = {});

/// Person, telephone and address for calling on a customer: the first person who can be reached, else the customer's own;
/// nothing of who opted out.
void add_contact_columns(Table& table);
void add_contact_cells(const Dossier& dossier, bool opted_out, Row& row);

/// Scopes as cells: the id for machines, the name for people.
class Names {
 public:
  explicit Names(const Organisation& organisation);
  Value scope(ScopeLevel level, const std::string& id) const;
  /// The scope above: the company, a team, or nothing.
  Value parent(const std::string& id) const;

 private:
  Named company_;
  Named nobody_;
  std::unordered_map<std::string, Named> teams_;
  std::unordered_map<std::string, Named> reps_;
};

}  // namespace salesctl
