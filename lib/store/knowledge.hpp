// Shared experience in the store.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "store/database.hpp"

namespace salesctl {

/// An entry, and what it helps with; empty: not said.
struct Lesson {
  std::string id;
  std::string title;
  std::string product;      // its id
  std::string lost_reason;
};

/// Entries shared up to and including a day that name a product or a reason for losing, the newest first.
std::vector<Lesson> read_lessons(const Database& database, Date as_of);

}  // namespace salesctl
