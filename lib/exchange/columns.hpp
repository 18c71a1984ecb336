// Header of a file + mapping -> which column fills which field.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/kind.hpp"
#include "model/settings.hpp"

namespace salesctl {

/// Where one field's value comes from.
struct ColumnPlan {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t field = 0;                  // index into Kind::fields
  std::size_t source = none;              // column of the file; none: the mapping's constant
  const FieldMapping* mapping = nullptr;  // may be null
};

struct HeaderPlan {
  std::vector<ColumnPlan> columns;      // by field, ascending
  std::size_t skip = ColumnPlan::none;  // the mapping's skip_column
  std::vector<std::string> skipped;     // headings nobody uses
  std::vector<std::size_t> nameless;    // columns without a heading, where values would be lost unseen
};

/// Throws DataError at `place`: a field named twice, a heading that is no field (without a mapping), a required field
/// without a column.
HeaderPlan plan_columns(const std::vector<std::string>& header, const Kind& kind, const Mapping* mapping,
                        const Place& place);

}  // namespace salesctl
