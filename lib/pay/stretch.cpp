#include "pay/stretch.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

/// The ids of a team and those above it, nearest first.
class TeamChains {
 public:
  explicit TeamChains(const Organisation& organisation) : organisation_(organisation) {}
  const std::vector<std::string>& of(TeamKey team) {
    const auto [it, made] = chains_.try_emplace(team);
    if (made) {
      for (const TeamKey key : with_ancestors(organisation_, team)) it->second.push_back(organisation_.team(key).id);
    }
    return it->second;
  }

 private:
  const Organisation& organisation_;
  std::map<TeamKey, std::vector<std::string>> chains_;
};

std::optional<std::size_t> plan_on(const std::vector<PayPlan>& plans, const Rep& rep, Date day, TeamChains& chains) {
  const auto team = team_on(rep, day);
  static const std::vector<std::string> none;
  const std::vector<std::string>& teams = team ? chains.of(*team) : none;
  std::optional<std::size_t> best;
  std::size_t nearest = 0;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (!validity(plans[i]).contains(day)) continue;
    const std::optional<std::size_t> far = distance(plans[i].whom, rep, teams);
    if (!far || (best && *far > nearest)) continue;
    if (best && *far == nearest) {
      throw ConfigError(tr("on {} the plans \"{}\" ({}) and \"{}\" are both for {}", format_date(day), printable(plans[*best].name),
                           to_string(plans[*best].place), printable(plans[i].name), printable(rep.id)),
                        tr("the one that names the rep, the level or the nearest team counts; only one may"), plans[i].place);
    }
    nearest = *far;
    best = i;
  }
  return best;
}

/// Days of the span on which another plan may begin to count.
std::set<Date> turning_points(const Rep& rep, const std::vector<PayPlan>& plans, Span span) {
  std::set<Date> days{span.from};
  const auto add = [&](Date day) {
    if (span.contains(day)) days.insert(day);
  };
  for (const PayPlan& plan : plans) {
    add(validity(plan).from);
    add(validity(plan).to);
  }
  for (const TeamMove& move : rep.moves) add(move.from);
  return days;
}

}  // namespace

int Stretch::days() const {
  int sum = 0;
  for (const Span& span : spans) sum += span.days();
  return sum;
}

bool Stretch::contains(Date day) const {
  return std::ranges::any_of(spans, [&](const Span& span) { return span.contains(day); });
}

std::vector<Stretch> stretches(const Organisation& organisation, const std::vector<PayPlan>& plans, Span span) {
  std::vector<Stretch> all;
  TeamChains chains(organisation);
  for (std::size_t r = 0; r < organisation.reps.size(); ++r) {
    const Rep& rep = organisation.reps[r];
    const Span there = employed(rep, span);
    if (there.empty()) continue;
    const std::set<Date> days = turning_points(rep, plans, there);
    const auto first = static_cast<std::ptrdiff_t>(all.size());
    for (auto day = days.begin(); day != days.end(); ++day) {
      const auto plan = plan_on(plans, rep, *day, chains);
      if (!plan) continue;
      const Span piece{*day, std::next(day) == days.end() ? there.to : *std::next(day)};
      auto own = std::find_if(all.begin() + first, all.end(), [&](const Stretch& s) { return s.plan == *plan; });
      if (own == all.end()) own = all.insert(all.end(), Stretch{r, *plan, {}});
      if (!own->spans.empty() && own->spans.back().to == piece.from) {
        own->spans.back().to = piece.to;
      } else {
        own->spans.push_back(piece);
      }
    }
  }
  return all;
}

bool is_within(const Organisation& organisation, std::optional<TeamKey> team, TeamKey above) {
  if (!team) return false;
  const std::vector<TeamKey> chain = with_ancestors(organisation, *team);
  return std::ranges::find(chain, above) != chain.end();
}

}  // namespace salesctl
