#include "store/runs.hpp"

#include "base/file.hpp"

namespace salesctl {
namespace {

void keep_rules(const Database& db, const Run& run) {
  Statement known = db.prepare("SELECT 1 FROM rules_file WHERE config_hash = $1");
  known.bind(1, std::string_view(run.config_hash));
  if (run.rules.empty() || known.step()) return;
  Statement insert = db.prepare("INSERT INTO rules_file (config_hash, position, path, text) VALUES ($1, $2, $3, $4)");
  std::int64_t position = 0;
  for (const RulesFile& file : run.rules) {
    insert.run(std::string_view(run.config_hash), ++position, std::string_view(file.path), std::string_view(file.text));
  }
}

}  // namespace

std::int64_t record_run(const Database& database, const Run& run) {
  keep_rules(database, run);
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

std::vector<RulesVersion> rules_versions(const Database& database) {
  Statement rows = database.prepare(
      "SELECT r.config_hash, min(r.at), max(r.at), r.actor, count(*) FROM run r "
      "WHERE r.config_hash IN (SELECT config_hash FROM rules_file) GROUP BY r.config_hash ORDER BY min(r.key)");
  std::vector<RulesVersion> versions;
  while (rows.step()) {
    versions.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), rows.integer(4)});
  }
  return versions;
}

std::string rules_on(const Database& database, Date day) {
  Statement last = database.prepare(
      "SELECT config_hash FROM run WHERE at < $1 AND config_hash IN (SELECT config_hash FROM rules_file) ORDER BY key DESC LIMIT 1");
  last.bind(1, std::string_view(format_date(day + std::chrono::days{1})));
  return last.step() ? std::string(last.text(0)) : std::string();
}

std::vector<RulesFile> rules_files(const Database& database, const std::string& hash) {
  Statement rows = database.prepare("SELECT path, text FROM rules_file WHERE config_hash = $1 ORDER BY position");
  rows.bind(1, std::string_view(hash));
  std::vector<RulesFile> files;
  while (rows.step()) files.push_back({std::string(rows.text(0)), std::string(rows.text(1))});
  return files;
}

bool already_imported(const Database& database, const std::string& kind, const std::string& input_hash) {
  Statement find = database.prepare(
      "SELECT 1 FROM run r WHERE r.input_hash = $1 AND r.kind = $2 AND r.rejected = 0 AND NOT EXISTS "
      "(SELECT 1 FROM run l WHERE l.key > r.key AND l.kind = $2 AND l.updated > 0) LIMIT 1");
  find.bind(1, std::string_view(input_hash)).bind(2, std::string_view(kind));
  return find.step();
}

std::string facts_hash(const Database& db) {
  std::string text;
  Statement runs = db.prepare("SELECT kind, input_hash FROM run ORDER BY key");
  while (runs.step()) {
    text += runs.text(0);
    text += ' ';
    text += runs.text(1);
    text += '\n';
  }
  return content_hash(text);
}

}  // namespace salesctl
