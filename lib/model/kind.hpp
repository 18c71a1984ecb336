// Kinds: the sorts of fact salesctl keeps, each described once. The store's tables and views, import, export,
// custom fields, completions and the manual page salesctl-store(5) are all made from these descriptions.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace salesctl {

enum class FieldType {
  text,     // UTF-8
  id,       // text that names the row; not empty
  ref,      // the id of a row of another kind; stored as that row's integer key in "<name>_key"
  money,    // minor units in "<name>_minor"; the view shows decimals
  date,     // ISO text
  integer,  // 64 bits
  number,   // a decimal: quantity, score, hours
  rate,     // billionths in "<name>_billionths"; the view shows the fraction
  boolean,  // 0 or 1
  choice,   // one of `choices`
};

struct Field {
  std::string name;
  FieldType type = FieldType::text;
  std::string doc;           // one line for the manual page
  bool required = false;
  std::string ref_kind;      // for ref: the kind referred to
  std::vector<std::string> choices;  // for choice; the first is the default when the column is absent
  bool custom = false;       // from `fields:` in the config
  bool operator==(const Field&) const = default;
};

struct Kind {
  std::string name;          // singular: "customer"; also the view's name
  std::string doc;
  std::vector<Field> fields; // in the order of the view and of export
  std::vector<std::string> natural_key;  // what makes a row the same row; {"id"} unless said otherwise

  const Field* find(std::string_view field) const;
  std::size_t index(std::string_view field) const;  // of a field that is there
  std::string table() const { return name + "_fact"; }
};

/// "customer_key", "amount_minor", "share_billionths" or the name itself: the column in the kind's table.
std::string storage_column(const Field& field);

/// Every built-in kind, in an order in which references come first.
std::span<const Kind> built_in_kinds();

/// Throws UsageError with the nearest kind.
const Kind& find_kind(std::span<const Kind> kinds, std::string_view name);

}  // namespace salesctl
