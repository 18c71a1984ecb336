// Who was given what, from whom and why: owners of leads and customers, and the history of their changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// How an owner came to change: by assign, back into the public pool, or out of it.
enum class AssignedHow { assign, recycle, claim };
const char* to_string(AssignedHow how);

struct OwnerMove {
  std::int64_t item = 0;  // key of the lead or customer
  std::optional<RepKey> from;
  std::optional<RepKey> to;
  std::string rule;    // of the config; empty: none
  std::string place;   // FILE:LINE of the rule
  std::string reason;  // in English: "no owner", "owner left", ...
};

/// Sets the owners, of leads the day of assignment too, keeps the sums of metrics right and writes the history, of
/// customers that of their owners too (owner_history). Within a transaction. Owners change here and in import only.
void write_owner_moves(const Database& database, const Settings& settings, ItemKind kind, AssignedHow how, const std::vector<OwnerMove>& moves,
                       Date day, std::int64_t run_key);

/// The credits of the methods that deal in turn, by the rules' names and the organisation's reps.
using Turns = std::vector<std::vector<std::int64_t>>;
Turns read_turns(const Database& database, const Organisation& organisation, ItemKind kind, const std::vector<std::string>& rules);
void write_turns(const Database& database, const Organisation& organisation, ItemKind kind, const std::vector<std::string>& rules,
                 const Turns& turns);

}  // namespace salesctl
