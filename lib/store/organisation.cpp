#include "store/organisation.hpp"

#include <unordered_map>

namespace salesctl {
namespace {

std::optional<TeamKey> team_key(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return TeamKey{row.integer(column)};
}

}  // namespace

Organisation read_organisation(const Database& db, const Settings& settings) {
  Organisation organisation;
  organisation.company = settings.company;
  Statement teams = db.prepare("SELECT key, id, name, parent_key, manager FROM team_fact ORDER BY id");
  while (teams.step()) {
    organisation.teams.push_back(
        {TeamKey{teams.integer(0)}, std::string(teams.text(1)), std::string(teams.text(2)), team_key(teams, 3), std::string(teams.text(4))});
  }
  std::unordered_map<std::int64_t, std::vector<TeamMove>> moves;
  Statement moved = db.prepare("SELECT rep_key, moved_on, team_key FROM team_move_fact ORDER BY rep_key, moved_on");
  while (moved.step()) {
    if (const auto date = moved.date(1)) moves[moved.integer(0)].push_back({*date, TeamKey{moved.integer(2)}});
  }
  std::unordered_map<std::int64_t, std::vector<Span>> absences;
  Statement absent = db.prepare("SELECT rep_key, from_on, to_on FROM absence_fact ORDER BY rep_key, from_on");
  while (absent.step()) {
    const auto from = absent.date(1);
    const auto to = absent.date(2);
    if (from && to) absences[absent.integer(0)].push_back({*from, *to + std::chrono::days{1}});
  }
  Statement reps = db.prepare(
      "SELECT key, id, name, team_key, hired_on, left_on, part_time_billionths, level FROM rep_fact ORDER BY id");
  while (reps.step()) {
    Rep rep{RepKey{reps.integer(0)}, std::string(reps.text(1)), std::string(reps.text(2)), team_key(reps, 3),
            reps.date(4), reps.date(5), Rate{reps.is_null(6) ? Rate::one : reps.integer(6)}, {}, {},
            std::string(reps.text(7))};
    if (const auto it = moves.find(reps.integer(0)); it != moves.end()) rep.moves = std::move(it->second);
    if (const auto it = absences.find(reps.integer(0)); it != absences.end()) rep.absences = std::move(it->second);
    organisation.reps.push_back(std::move(rep));
  }
  return organisation;
}

}  // namespace salesctl
