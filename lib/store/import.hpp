// Records into the store: rows are inserted or updated by their kind's natural key, references become integer keys,
// day sums follow. The caller holds the transaction, so all of a call lands or none of it.
#pragma once

#include <cstdint>
#include <functional>

#include "base/error.hpp"
#include "model/record.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

struct ImportOptions {
  bool create_missing = false;  // rows for unknown references, of kinds that need no more than an id and a name
  /// Set: bad rows go here as they were read, good ones land (--skip-bad).
  std::function<void(const DataError&, const std::vector<std::string>& raw)> reject;
  std::function<void(std::int64_t, double)> progress;    // rows read, share of the file read
};

struct ImportCounts {
  std::int64_t read = 0;
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t rejected = 0;
  std::int64_t repeated = 0;  // rows that say what an earlier row of the file said
  std::int64_t created = 0;   // rows made by create_missing
};

/// Throws DataError (file, line, column) on the first bad row unless rows may be rejected: unknown reference,
/// two rows with one key, a refund above zero, order credits that do not sum to 100%.
ImportCounts import_records(const Database& database, const Settings& settings, const Kind& kind, RecordSource& source,
                            const ImportOptions& options);

}  // namespace salesctl
