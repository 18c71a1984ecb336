#include "model/audience.hpp"

#include <algorithm>
#include <cstdint>

namespace salesctl {
namespace {

bool has(const std::vector<std::string>& list, const std::string& word) { return std::ranges::find(list, word) != list.end(); }

}  // namespace

std::optional<std::size_t> distance(const Audience& whom, const Rep& rep, const std::vector<std::string>& teams) {
  if (has(whom.reps, rep.id)) return 0;
  if (!rep.level.empty() && has(whom.levels, rep.level)) return 1;
  for (std::size_t i = 0; i < teams.size(); ++i) {
    if (has(whom.teams, teams[i])) return 2 + i;
  }
  if (whom.everybody()) return SIZE_MAX;
  return std::nullopt;
}

std::vector<std::string> teams_on(const Organisation& organisation, const Rep& rep, Date day) {
  std::vector<std::string> ids;
  const std::optional<TeamKey> team = team_on(rep, day);
  if (!team) return ids;
  for (const TeamKey key : with_ancestors(organisation, *team)) ids.push_back(organisation.team(key).id);
  return ids;
}

}  // namespace salesctl
