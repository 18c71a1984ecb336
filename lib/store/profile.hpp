// Everything on record about one customer.
#pragma once

#include <optional>

#include "model/kind.hpp"
#include "model/profile.hpp"
#include "model/purchases.hpp"
#include "model/table.hpp"
#include "store/database.hpp"

namespace salesctl {

/// What was known at the end of a day. Each kind of fact is read once.
CustomerProfile read_profile(const Database& database, CustomerKey customer, Date as_of);

/// The names of these products, by key, in their order; ids too.
std::vector<Party> read_products(const Database& database, const std::vector<std::int64_t>& keys);

}  // namespace salesctl
