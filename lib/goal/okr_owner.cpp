#include "goal/okr_owner.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

/// Whether a rep's facts of that day are the owner's.
class Belonging {
 public:
  Belonging(const Organisation& organisation, const OkrOwner& owner) : owner_(owner) {
    if (owner.level != ScopeLevel::team) return;
    for (const Team& team : organisation.teams) {
      for (const TeamKey above : with_ancestors(organisation, team.key)) {
        if (static_cast<std::int64_t>(above) == owner.key) teams_.push_back(team.key);
      }
    }
    for (const Rep& rep : organisation.reps) reps_.emplace(static_cast<std::int64_t>(rep.key), &rep);
  }

  bool operator()(const DaySum& sum) const {
    if (owner_.level == ScopeLevel::company) return true;
    if (owner_.level == ScopeLevel::rep) return sum.rep_key == owner_.key;
    const auto rep = reps_.find(sum.rep_key);
    if (rep == reps_.end()) return false;
    const auto team = team_on(*rep->second, from_day_number(sum.day));
    return team && std::ranges::find(teams_, *team) != teams_.end();
  }

 private:
  const OkrOwner& owner_;
  std::vector<TeamKey> teams_;  // the team and those below
  std::unordered_map<std::int64_t, const Rep*> reps_;
};

}  // namespace

OkrOwner find_owner(const Organisation& organisation, const std::string& text) {
  if (text == "company") return {};
  const bool as_team = text.starts_with("team:");
  const bool as_rep = text.starts_with("rep:");
  const std::string id = as_team ? text.substr(5) : as_rep ? text.substr(4) : text;
  const auto team = std::ranges::find(organisation.teams, id, &Team::id);
  const auto rep = std::ranges::find(organisation.reps, id, &Rep::id);
  const bool is_team = !as_rep && team != organisation.teams.end();
  const bool is_rep = !as_team && rep != organisation.reps.end();
  if (is_team && is_rep) {
    throw UsageError(tr("\"{}\" is a team and a rep", printable(id)), tr("write team:{} or rep:{}", id, id));
  }
  if (is_team) return {ScopeLevel::team, static_cast<std::int64_t>(team->key), id};
  if (is_rep) return {ScopeLevel::rep, static_cast<std::int64_t>(rep->key), id};
  std::vector<std::string_view> ids{"company"};
  for (const Team& known : organisation.teams) ids.emplace_back(known.id);
  for (const Rep& known : organisation.reps) ids.emplace_back(known.id);
  throw UsageError(tr("there is no team or rep \"{}\"{}", printable(id), did_you_mean(id, ids)),
                   tr("write company, or the id of a team or rep"));
}

Progress progress_of(const Organisation& organisation, const OkrOwner& owner, const std::vector<DaySum>& sums, Span span) {
  const Belonging belongs(organisation, owner);
  Progress progress;
  for (const DaySum& sum : sums) {
    const Date day = from_day_number(sum.day);
    if (!span.contains(day) || !belongs(sum)) continue;
    progress.value += Money{sum.value};
    if (!progress.moved_on || *progress.moved_on < day) progress.moved_on = day;
  }
  return progress;
}

}  // namespace salesctl
