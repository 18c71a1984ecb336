#include "store/runs.hpp"

namespace salesctl {

std::int64_t record_run(const Database& database, const Run& run) {
  Statement insert = database.prepare(
      "INSERT INTO run (at, actor, version, command, kind, config_hash, input_hash, rows_read, inserted, updated, "
      "rejected) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING key");
  insert.bind(1, std::string_view(run.at)).bind(2, std::string_view(run.actor)).bind(3, std::string_view(run.version));
  insert.bind(4, std::string_view(run.command)).bind(5, std::string_view(run.kind));
  insert.bind(6, std::string_view(run.config_hash)).bind(7, std::string_view(run.input_hash));
  insert.bind(8, run.counts.read).bind(9, run.counts.inserted).bind(10, run.counts.updated);
  insert.bind(11, run.counts.rejected);
  insert.step();
  return insert.integer(0);
}

bool already_imported(const Database& database, const std::string& kind, const std::string& input_hash) {
  Statement find = database.prepare(
      "SELECT 1 FROM run r WHERE r.input_hash = $1 AND r.kind = $2 AND r.rejected = 0 AND NOT EXISTS "
      "(SELECT 1 FROM run l WHERE l.key > r.key AND l.kind = $2 AND l.updated > 0) LIMIT 1");
  find.bind(1, std::string_view(input_hash)).bind(2, std::string_view(kind));
  return find.step();
}

}  // namespace salesctl
