#include "goal/split.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "goal/network.hpp"
#include "goal/people.hpp"
#include "goal/pins.hpp"
#include "goal/rows.hpp"
#include "goal/shares.hpp"
#include "goal/time_weights.hpp"

namespace salesctl {
namespace {

[[noreturn]] void refuse_slice(const SplitRequest& request, const Organisation& organisation, const PeriodNode& slice) {
  const bool somebody = std::ranges::any_of(
      organisation.reps, [&](const Rep& rep) { return !employed(rep, slice.period.span).empty(); });
  if (!somebody) {
    throw DataError(tr("nobody is employed in {}, but it has a share of the target", slice_name(slice)),
                    tr("correct hired_on and left_on of the reps, or split a period in which somebody is there"));
  }
  if (request.people.uses(Weights::history)) {
    throw DataError(tr("nobody who is there in {} has a history to split by, or works at all", slice_name(slice)),
                    tr("split by even weights over people, or import facts of past years"));
  }
  throw DataError(tr("nobody works in {}: all who are employed are there on days off only or part_time 0%",
                     slice_name(slice)),
                  tr("correct hired_on, left_on or part_time of the reps, or \"calendar\" in the config"));
}

/// total × time share × people share, for every unit and slice.
std::vector<Fixed> exact_cells(const SplitRequest& request, const Organisation& organisation,
                               const PeriodTree& periods, const People& people, const std::vector<Fixed>& slices) {
  std::vector<Fixed> cells(people.weight.size());
  std::vector<double> weights(people.units.size());
  for (std::size_t j = 0; j < slices.size(); ++j) {
    if (slices[j] == 0) continue;
    for (std::size_t u = 0; u < weights.size(); ++u) weights[u] = people.weight[people.cell(u, j)];
    const std::vector<std::int64_t> whole = whole_weights(weights);
    if (whole.empty()) refuse_slice(request, organisation, periods.slice(j));
    const std::vector<Fixed> parts = share_out(slices[j], whole);
    for (std::size_t u = 0; u < parts.size(); ++u) cells[people.cell(u, j)] = parts[u];
  }
  return cells;
}

/// What the plan before had in each cell, in minor units; empty when nothing is kept. Who has kept cells counts for the
/// team of those.
std::vector<std::int64_t> kept_cells(const SplitRequest& request, const ScopeTree& scopes, const PeriodTree& periods, People& people) {
  if (!request.from) return {};
  std::map<std::tuple<ScopeLevel, std::int64_t, Date>, std::pair<std::int64_t, std::size_t>> known;
  std::map<std::string, std::size_t> scope_of;
  for (std::size_t s = 0; s < scopes.scopes.size(); ++s) scope_of[scopes.scopes[s].id] = s;
  for (const GoalCell& cell : request.kept.cells) {
    const GoalScope& kept = request.kept.scope(cell);
    auto& [amount, scope] = known[{kept.level, kept.key, request.kept.span(cell).from}];
    amount += cell.amount.minor;
    const auto parent = scope_of.find(kept.parent);
    if (parent != scope_of.end()) scope = parent->second;
  }
  std::vector<std::int64_t> kept(people.weight.size());
  for (std::size_t u = 0; u < people.units.size(); ++u) {
    const People::Unit& unit = people.units[u];
    const Scope& scope = scopes.scopes[unit.scope];
    for (std::size_t j = 0; j < people.slices && periods.slice(j).period.span.from < *request.from; ++j) {
      const Date day = periods.slice(j).period.span.from;
      const auto it = unit.rep == nullptr ? known.find({scope.level, scope.key, day})
                                          : known.find({ScopeLevel::rep, static_cast<std::int64_t>(unit.rep->key), day});
      if (it == known.end()) continue;
      kept[people.cell(u, j)] = it->second.first;
      if (unit.rep != nullptr) people.scope[people.cell(u, j)] = static_cast<std::uint32_t>(it->second.second);
    }
  }
  return kept;
}

/// The cell that takes what the total has beyond whole rounding units: the largest, the first of equals.
std::size_t cell_of_rest(const std::vector<Fixed>& exact) {
  return static_cast<std::size_t>(std::ranges::max_element(exact) - exact.begin());
}

/// One level of people: company, teams or reps.
Targets split_level(const SplitRequest& request, const Organisation& organisation, std::vector<std::string>& notes) {
  const PeriodTree periods = period_tree(request.period, request.by, request.fiscal);
  const ScopeTree scopes = scope_tree(organisation);
  People units = people(request, organisation, scopes, periods, notes);
  const std::vector<std::int64_t> kept = kept_cells(request, scopes, periods, units);
  const std::int64_t left = request.total.minor - std::accumulate(kept.begin(), kept.end(), std::int64_t{0});
  if (left < 0) {
    throw DataError(tr("{} minor units of {} are past already, more than the target", request.total.minor - left, request.period.name),
                    tr("adjust to a higher --amount"));
  }
  const std::int64_t rest = left % request.round.minor;
  Fitting fitting{request, scopes, periods, units, {}, left / request.round.minor, kept};
  const std::vector<std::int64_t> time = time_weights(request, periods, notes);
  fitting.slices = share_out(to_fixed(fitting.total), time);
  std::vector<Fixed> exact = exact_cells(request, organisation, periods, units, fitting.slices);
  meet_pins(fitting, exact);
  std::vector<std::int64_t> amounts = round_cells(scopes, periods, units, exact);
  const std::size_t odd = cell_of_rest(exact);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    amounts[i] = amounts[i] * request.round.minor + (i == odd ? rest : 0) + (kept.empty() ? 0 : kept[i]);
    exact[i] = exact[i] * request.round.minor + to_fixed(i == odd ? rest : 0) + to_fixed(kept.empty() ? 0 : kept[i]);
  }
  if (rest != 0) {
    const People::Unit& unit = units.units[odd / units.slices];
    notes.push_back(tr("{} minor units beyond a multiple of the rounding unit stand in {} {}", rest,
                       unit.rep != nullptr ? printable(unit.rep->id) : printable(scopes.scopes[unit.scope].id),
                       slice_name(periods.slice(odd % units.slices))));
  }
  Targets targets = goal_rows({scopes, periods, units, exact, amounts});
  if (request.to == ScopeLevel::company) {  // the teams' rows would say zero, not "not split"
    std::erase_if(targets.cells, [](const GoalCell& cell) { return cell.scope != 0; });
    targets.scopes.resize(1);
  }
  return targets;
}

/// An amount stretched, in whole rounding units, half to even.
Money stretched(Money amount, Rate by, Money round) {
  if (by == Rate{Rate::one}) return amount;
  const Fixed scaled = static_cast<Fixed>(amount.minor) * by.billionths;
  const Fixed unit = static_cast<Fixed>(round.minor) * Rate::one;
  Fixed units = scaled / unit;
  const Fixed twice = (scaled % unit) * 2;
  if (twice > unit || (twice == unit && units % 2 != 0)) ++units;
  const Fixed minor = units * round.minor;
  if (minor > INT64_MAX) throw DataError(tr("the stretched target is too large"));
  return Money{static_cast<std::int64_t>(minor)};
}

Rate product(Rate a, Rate b) {
  return Rate{static_cast<std::int64_t>(static_cast<Fixed>(a.billionths) * b.billionths / Rate::one)};
}

/// Every level from its own split: company, teams, reps. All of them have the same periods.
Targets split_stretched(const SplitRequest& request, const Organisation& organisation, std::vector<std::string>& notes) {
  std::vector<std::string> repeated;
  Targets targets = split_level(level_request(request, request.to), organisation, notes);
  for (const ScopeLevel level : {ScopeLevel::company, ScopeLevel::team}) {
    if (request.to <= level) continue;
    const Targets own = split_level(level_request(request, level), organisation, repeated);
    std::map<std::pair<std::int64_t, std::uint32_t>, const GoalCell*> known;
    for (const GoalCell& cell : own.cells) {
      if (own.scope(cell).level == level) known[{own.scope(cell).key, cell.period}] = &cell;
    }
    for (GoalCell& cell : targets.cells) {
      if (targets.scope(cell).level != level) continue;
      const GoalCell& stretched = *known.at({targets.scope(cell).key, cell.period});
      cell.amount = stretched.amount;
      cell.exact = stretched.exact;
    }
  }
  notes.push_back(tr("stretched: the teams' targets together are {} of the company's, the reps' {} of it",
                     format_percent(request.team_stretch), format_percent(product(request.team_stretch, request.rep_stretch))));
  return targets;
}

}  // namespace

SplitRequest level_request(const SplitRequest& request, ScopeLevel level) {
  const auto stretch = [&](ScopeLevel of) {
    if (of == ScopeLevel::company) return Rate{Rate::one};
    return of == ScopeLevel::team ? request.team_stretch : product(request.team_stretch, request.rep_stretch);
  };
  SplitRequest one = request;
  one.to = level;
  one.total = stretched(request.total, stretch(level), request.round);
  for (Pin& pin : one.pins) {
    if (pin.level == ScopeLevel::company) pin.amount = stretched(pin.amount, stretch(level), request.round);
    if (pin.level == ScopeLevel::team && level == ScopeLevel::rep) pin.amount = stretched(pin.amount, request.rep_stretch, request.round);
  }
  return one;
}

SplitResult split_goal(const SplitRequest& asked, const Organisation& organisation) {
  if (asked.total.minor < 0) {
    throw DataError(tr("the target of {} is below zero: {} minor units", asked.period.name, asked.total.minor),
                    tr("give a target of zero or more"));
  }
  if (asked.period.span.empty()) throw DataError(tr("the period {} has no days", asked.period.name));
  SplitRequest request = asked;
  if (request.total.minor == 0) {  // nothing to weigh, nothing to miss
    request.time = request.people = Weights::even;
    request.min_growth.reset();
  }
  SplitResult result;
  const bool stretches = request.team_stretch != Rate{Rate::one} || request.rep_stretch != Rate{Rate::one};
  const auto split = stretches && request.to != ScopeLevel::company ? split_stretched : split_level;
  result.targets = split(request, organisation, result.notes);
  return result;
}

}  // namespace salesctl
