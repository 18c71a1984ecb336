// How often a rep was in contact with customers and leads, by kind of contact.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/organisation.hpp"
#include "store/database.hpp"

namespace salesctl {

struct ActivityCount {
  std::string kind;  // visit, call, ...
  std::int64_t now = 0;
  std::int64_t before = 0;
  bool operator==(const ActivityCount&) const = default;
};

/// By kind; kinds that are in neither span are left out.
std::vector<ActivityCount> count_activities(const Database& database, RepKey rep, Span now, Span before);

}  // namespace salesctl
