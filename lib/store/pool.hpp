// What the store says of the public pool: who was in touch with an item last, who was warned, who claimed what.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

using DateOfItem = std::unordered_map<std::int64_t, Date>;

/// The last contact, work on a deal, assignment or, for customers, purchase of each item, up to and including the day; where
/// there is none, the day it became known; nothing where that is not known either.
DateOfItem last_touches(const Database& database, const Settings& settings, ItemKind kind, Date day);

/// The days of first notices, up to and including the day.
DateOfItem read_notices(const Database& database, ItemKind kind, Date day);
/// Puts the notices of these items in place of all that were given up to that day. Within a transaction.
void write_notices(const Database& database, ItemKind kind, const DateOfItem& notices, Date day, std::int64_t run_key);

/// A rep's claims of a kind, newest last.
struct ClaimedItem {
  std::int64_t item = 0;
  Date on;
  bool theirs = false;  // it was not assigned to anybody else since, and is still theirs
};
std::vector<ClaimedItem> read_claims(const Database& database, ItemKind kind, RepKey rep, Date day);

/// Who lost an item to the pool, and when the last time.
struct LostItem {
  std::int64_t item = 0;
  RepKey rep{};
  Date on;
  bool operator==(const LostItem&) const = default;
};
/// Those lost in [from, to), by item and rep.
std::vector<LostItem> read_lost(const Database& database, ItemKind kind, Span when);

}  // namespace salesctl
