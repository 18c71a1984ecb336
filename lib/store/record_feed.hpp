// Records on their last step: references resolved, as rows of a virtual table that SQL inserts from.
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash_map.hpp"
#include "model/kind.hpp"
#include "model/record.hpp"
#include "store/database.hpp"
#include "store/import.hpp"

namespace salesctl {

/// Ids of a kind -> keys: from memory, or by query where there are too many ids to hold.
class KeyLookup {
 public:
  KeyLookup(const Database& database, const Kind& kind);
  std::optional<std::int64_t> find(std::string_view id);
  /// Makes a row with the id for its name. Nothing when the kind needs more than that.
  std::optional<std::int64_t> create(std::string_view id);

 private:
  const Database& database_;
  const Kind& kind_;
  bool in_memory_;
  HashMap<std::int64_t> keys_;  // by the id's hash
  std::optional<Statement> query_;
};

/// A self-reference that named a row not yet stored.
struct PendingReference {
  std::string id;
  std::size_t field;
  std::string target;
  std::size_t line;
  std::vector<std::string> raw;  // the row, where it may be rejected
};

class RecordFeed {
 public:
  RecordFeed(const Database& database, const Settings& settings, const Kind& kind, RecordSource& source,
             const ImportOptions& options);

  std::vector<std::string> storage_columns() const;

  bool next();
  const std::vector<Cell>& cells() const { return record_.cells; }

  /// The source again as if it were a table: runs `sql`, which selects from the table "records".
  void insert(const std::string& sql);

  std::vector<PendingReference>& pending() { return pending_; }
  KeyLookup& lookup(const std::string& kind);
  ImportCounts counts;

  std::exception_ptr error;  // what next() threw inside SQLite

 private:
  /// A cell that names a row of another kind, and where its key is found.
  struct Reference {
    std::size_t position;
    KeyLookup* keys;
  };

  void count_row();
  void resolve(Reference& reference);

  const Database& database_;
  const Settings& settings_;
  const Kind& kind_;
  RecordSource& source_;
  const ImportOptions& options_;
  std::size_t name_;  // where the first part of the natural key stands: the id, for kinds that refer to themselves
  std::vector<Reference> references_;
  Record record_;
  std::vector<PendingReference> pending_;
  std::unordered_map<std::string, KeyLookup> lookups_;
};

}  // namespace salesctl
