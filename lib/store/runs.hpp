// The audit record: who ran what that changed the store, with which rules and inputs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/database.hpp"
#include "store/import.hpp"

namespace salesctl {

struct Run {
  std::string at;       // UTC, ISO 8601
  std::string actor;    // who
  std::string version;  // of salesctl
  std::string command;  // "import order orders.csv"
  std::string kind;     // the kind written; empty: none
  std::string config_hash;
  std::string input_hash;
  ImportCounts counts;
};

/// Returns the run's key, for results to point to.
std::int64_t record_run(const Database& database, const Run& run);

/// Whether these very inputs were imported before and nothing of the kind was changed since, so that importing them
/// again would change nothing.
bool already_imported(const Database& database, const std::string& kind, const std::string& input_hash);

}  // namespace salesctl
