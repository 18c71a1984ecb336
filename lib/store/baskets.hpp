// Which customers have bought which products.
#pragma once

#include "base/date.hpp"
#include "model/baskets.hpp"
#include "store/database.hpp"

namespace salesctl {

/// From orders up to and including `as_of` that name customer and product. What was given back in full, or for nothing,
/// was not bought: amounts must add up to more than zero.
Baskets read_baskets(const Database& database, Date as_of);

}  // namespace salesctl
