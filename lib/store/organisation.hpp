#pragma once

#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Teams, reps and their moves, by id.
Organisation read_organisation(const Database& database, const Settings& settings);

}  // namespace salesctl
