// What was checked in about key results.
#pragma once

#include <vector>

#include "model/okr.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Those dated up to `as_of`, by key result and day, whether the configuration knows the key result or not. Throws
/// DataError for a value that is too large for one.
std::vector<CheckIn> read_check_ins(const Database& database, Date as_of);

}  // namespace salesctl
