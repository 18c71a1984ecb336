// What the stages of the pipeline ask of the deals that stand in them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Throws ConfigError at the place of a need that is neither a field, a kind that refers to deals or customers, nor an SQL
/// condition over the view opportunity.
void check_needs(const Database& database, const Settings& settings);

/// Open deals that stand in a stage, or a later open one, without what it needs.
struct UnmetNeed {
  std::string stage;
  std::string need;
  std::int64_t deals = 0;
  std::vector<std::string> some;  // ids of the first few
};
std::vector<UnmetNeed> unmet_needs(const Database& database, const Settings& settings);

}  // namespace salesctl
