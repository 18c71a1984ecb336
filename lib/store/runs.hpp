// The audit record: who ran what that changed the store, with which rules and inputs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/settings.hpp"
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
  std::vector<RulesFile> rules = {};  // the config; kept once for each config_hash
};

/// Returns the run's key, for results to point to.
std::int64_t record_run(const Database& database, const Run& run);

/// A config that runs were made with.
struct RulesVersion {
  std::string hash;
  std::string first;  // UTC, when it was first and last used
  std::string last;
  std::string actor;  // who was the first to use it
  std::int64_t runs = 0;
  bool operator==(const RulesVersion&) const = default;
};

/// Those whose files are kept, in the order of their first use.
std::vector<RulesVersion> rules_versions(const Database& database);
/// The hash of the one in force at the end of a day (UTC): that of the last run; empty where there is none.
std::string rules_on(const Database& database, Date day);
/// The files of one; empty where they are not kept.
std::vector<RulesFile> rules_files(const Database& database, const std::string& hash);

/// A mark of the facts in the store: of all that was ever put in, in order.
std::string facts_hash(const Database& database);

/// Whether these very inputs were imported before and nothing of the kind was changed since, so that importing them
/// again would change nothing.
bool already_imported(const Database& database, const std::string& kind, const std::string& input_hash);

}  // namespace salesctl
