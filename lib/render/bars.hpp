// A chart of a table in characters, a bar per row.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/table.hpp"

namespace salesctl {

/// Of each row of the table its bar, at most `width` columns; empty where the row has none. Bars are to scale in eighths of
/// a column, with │ at the target. Nothing at all where the table has no chart of bars.
std::vector<std::string> bars_of(const Table& table, std::size_t width);

}  // namespace salesctl
