#include "store/assignments.hpp"

#include <array>

#include "store/metric_sums.hpp"
#include "store/owner_history.hpp"

namespace salesctl {
namespace {

std::optional<std::int64_t> number(const std::optional<RepKey>& key) {
  return key ? std::optional(static_cast<std::int64_t>(*key)) : std::nullopt;
}

}  // namespace

const char* to_string(AssignedHow how) {
  constexpr std::array<const char*, 3> names{"assign", "recycle", "claim"};
  return names.at(static_cast<std::size_t>(how));
}

void write_owner_moves(const Database& db, const Settings& settings, ItemKind kind, AssignedHow how, const std::vector<OwnerMove>& moves,
                       Date day, std::int64_t run_key) {
  const std::string on = format_date(day);
  const std::string table = std::string(to_string(kind)) + "_fact";
  db.execute("DROP TABLE IF EXISTS temp.incoming; CREATE TEMP TABLE incoming (key INTEGER PRIMARY KEY, owner_key INTEGER)");
  Statement incoming = db.prepare("INSERT INTO temp.incoming VALUES ($1, $2)");
  for (const OwnerMove& move : moves) incoming.run(move.item, number(move.to));
  MetricChange change(db, settings, to_string(kind));
  change.before();
  std::optional<OwnerWatch> owners;
  if (kind == ItemKind::customer) owners.emplace(db);
  std::string set = "owner_key = i.owner_key";
  if (kind == ItemKind::lead) set += ", assigned_on = CASE WHEN i.owner_key IS NULL THEN NULL ELSE $1 END";
  Statement update = db.prepare("UPDATE " + table + " SET " + set + " FROM temp.incoming i WHERE i.key = " + table + ".key");
  if (kind == ItemKind::lead) update.bind(1, std::string_view(on));
  update.run_bound();
  change.after();
  if (owners) owners->write(day, run_key);
  db.execute("DROP TABLE temp.incoming");
  Statement insert = db.prepare(
      "INSERT INTO assignment (run_key, kind, item_key, from_key, to_key, assigned_on, how, rule, place, reason) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
  for (const OwnerMove& move : moves) {
    insert.run(run_key, std::string_view(to_string(kind)), move.item, number(move.from), number(move.to), std::string_view(on),
               std::string_view(to_string(how)), std::string_view(move.rule), std::string_view(move.place), std::string_view(move.reason));
  }
}

Turns read_turns(const Database& db, const Organisation& organisation, ItemKind kind, const std::vector<std::string>& rules) {
  Turns turns;
  Statement row = db.prepare("SELECT credit FROM assign_turn WHERE kind = $1 AND rule = $2 AND rep_key = $3");
  for (const std::string& rule : rules) {
    std::vector<std::int64_t>& credits = turns.emplace_back();
    for (const Rep& rep : organisation.reps) {
      row.bind(1, std::string_view(to_string(kind))).bind(2, std::string_view(rule)).bind(3, static_cast<std::int64_t>(rep.key));
      credits.push_back(row.step() ? row.integer(0) : 0);
      row.reset();
    }
  }
  return turns;
}

void write_turns(const Database& db, const Organisation& organisation, ItemKind kind, const std::vector<std::string>& rules, const Turns& turns) {
  Statement write = db.prepare(
      "INSERT INTO assign_turn (kind, rule, rep_key, credit) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (kind, rule, rep_key) DO UPDATE SET credit = excluded.credit");
  for (std::size_t rule = 0; rule < turns.size(); ++rule) {
    for (std::size_t r = 0; r < organisation.reps.size(); ++r) {
      write.run(std::string_view(to_string(kind)), std::string_view(rules[rule]), static_cast<std::int64_t>(organisation.reps[r].key), turns[rule][r]);
    }
  }
}

}  // namespace salesctl
