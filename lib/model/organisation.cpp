#include "model/organisation.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::array<std::string_view, 3> level_names{"company", "team", "rep"};

/// "a -> b -> a"
std::string circle_text(const Organisation& organisation, const std::vector<TeamKey>& chain, TeamKey again) {
  std::string text;
  for (auto it = std::ranges::find(chain, again); it != chain.end(); ++it) {
    text += printable(organisation.team(*it).id) + " -> ";
  }
  return text + printable(organisation.team(again).id);
}

}  // namespace

std::string_view to_string(ScopeLevel level) { return level_names.at(static_cast<std::size_t>(level)); }

ScopeLevel parse_scope_level(std::string_view text) {
  const auto it = std::ranges::find(level_names, text);
  if (it != level_names.end()) return static_cast<ScopeLevel>(it - level_names.begin());
  const std::vector<std::string_view> names(level_names.begin(), level_names.end());
  throw ValueError(tr("there is no level \"{}\"{}", printable(text), did_you_mean(text, names)),
                   tr("levels: company, team, rep"));
}

const Team& Organisation::team(TeamKey key) const {
  const auto it = std::ranges::find(teams, key, &Team::key);
  if (it != teams.end()) return *it;
  throw DataError(tr("there is no team with the key {}", static_cast<std::int64_t>(key)),
                  tr("\"salesctl check\" lists what else is wrong with the store"));
}

const Rep* Organisation::find_rep(RepKey key) const {
  const auto it = std::ranges::find(reps, key, &Rep::key);
  return it == reps.end() ? nullptr : &*it;
}

const Rep* Organisation::find_rep(std::string_view id) const {
  const auto it = std::ranges::find(reps, id, &Rep::id);
  return it == reps.end() ? nullptr : &*it;
}

const Team* Organisation::find_team(std::string_view id) const {
  const auto it = std::ranges::find(teams, id, &Team::id);
  return it == teams.end() ? nullptr : &*it;
}

Span employed(const Rep& rep, Span span) {
  Span there = span;
  if (rep.hired_on) there.from = std::max(there.from, *rep.hired_on);
  if (rep.left_on) there.to = std::min(there.to, *rep.left_on + std::chrono::days{1});
  if (there.to < there.from) there.to = there.from;
  return there;
}

std::vector<Span> days_there(const Rep& rep, Span within) {
  std::vector<Span> days{employed(rep, within)};
  for (const Span& absence : rep.absences) {
    std::vector<Span> left;
    for (const Span& span : days) {
      left.push_back({span.from, std::min(span.to, std::max(span.from, absence.from))});
      left.push_back({std::max(span.from, std::min(span.to, absence.to)), span.to});
    }
    days = std::move(left);
    std::erase_if(days, [](const Span& span) { return span.empty(); });
  }
  return days;
}

int days_worked(const Calendar& calendar, const Rep& rep, Span span) {
  int worked = 0;
  for (const Span& there : days_there(rep, span)) worked += working_days(calendar, there);
  return worked;
}

std::optional<TeamKey> team_on(const Rep& rep, Date date) {
  const auto later = std::ranges::upper_bound(rep.moves, date, {}, &TeamMove::from);
  return later == rep.moves.begin() ? rep.team : std::optional(std::prev(later)->team);
}

ManagerOf manager_of(const Organisation& organisation, const Rep& rep, Date day) {
  const std::optional<TeamKey> team = team_on(rep, day);
  if (!team) return {};
  for (const TeamKey key : with_ancestors(organisation, *team)) {
    const std::string& manager = organisation.team(key).manager;
    if (manager.empty()) continue;
    const Rep* found = organisation.find_rep(manager);
    if (found == nullptr && std::ranges::count(organisation.reps, manager, &Rep::name) == 1) {
      found = &*std::ranges::find(organisation.reps, manager, &Rep::name);
    }
    if (found == nullptr) return {nullptr, manager};
    if (found->key != rep.key) return {found, {}};
  }
  return {};
}

std::vector<TeamKey> with_ancestors(const Organisation& organisation, TeamKey team) {
  std::vector<TeamKey> chain;
  for (std::optional<TeamKey> at = team; at; at = organisation.team(*at).parent) {
    if (std::ranges::find(chain, *at) != chain.end()) {
      throw DataError(tr("teams stand above each other in a circle: {}", circle_text(organisation, chain, *at)),
                      tr("correct \"parent\" of one of these teams and import it again"));
    }
    chain.push_back(*at);
  }
  return chain;
}

}  // namespace salesctl
