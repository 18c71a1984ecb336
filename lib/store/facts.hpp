// Facts back out of the store, exact: what export writes and import reads.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "model/kind.hpp"
#include "model/table.hpp"
#include "store/database.hpp"

namespace salesctl {

/// The kind's fields as columns, headed by the fields' names.
std::vector<Column> fact_columns(const Kind& kind);

/// One row of the kind, by its key; nothing where there is none.
std::optional<Row> read_fact(const Database& database, const Kind& kind, std::int64_t key);

/// Every row of the kind, by natural key.
void read_facts(const Database& database, const Kind& kind, const std::function<void(Row)>& row);

}  // namespace salesctl
