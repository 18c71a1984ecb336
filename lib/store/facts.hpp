// Facts back out of the store, exact: what export writes and import reads.
#pragma once

#include <functional>
#include <vector>

#include "model/kind.hpp"
#include "model/table.hpp"
#include "store/database.hpp"

namespace salesctl {

/// The kind's fields as columns, headed by the fields' names.
std::vector<Column> fact_columns(const Kind& kind);

/// Every row of the kind, by natural key.
void read_facts(const Database& database, const Kind& kind, const std::function<void(Row)>& row);

}  // namespace salesctl
