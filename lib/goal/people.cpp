#include "goal/people.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "goal/availability.hpp"

namespace salesctl {
namespace {

constexpr std::uint32_t nowhere = UINT32_MAX;

/// A rep's row before it is known who is listed one by one.
struct RepLine {
  const Rep* rep;
  double weight = 0;
  std::vector<double> available;      // by slice
  std::vector<std::uint32_t> scope;   // by slice
};

/// Slices for which no scope is known go with the one before; the first ones with the one after.
void fill_gaps(std::vector<std::uint32_t>& scope) {
  const auto known = std::ranges::find_if(scope, [](std::uint32_t s) { return s != nowhere; });
  if (known == scope.end()) return;
  std::uint32_t last = *known;
  for (std::uint32_t& s : scope) last = s = s == nowhere ? last : s;
}

RepLine rep_line(const Rep& rep, const SplitRequest& request, const ScopeTree& scopes, const PeriodTree& periods) {
  RepLine line{&rep, 0, std::vector<double>(periods.slices), std::vector<std::uint32_t>(periods.slices, nowhere)};
  for (std::size_t j = 0; j < periods.slices; ++j) {
    const Span slice = periods.slice(j).period.span;
    const Span there = employed(rep, slice);
    if (there.empty()) continue;
    line.available[j] = availability(request, rep, slice).share();
    line.scope[j] = static_cast<std::uint32_t>(scopes.find(team_on(rep, there.from)));
  }
  return line;
}

std::string first_ids(const std::vector<const Rep*>& reps) {
  constexpr std::size_t named = 6;
  std::string names;
  for (std::size_t i = 0; i < std::min(named, reps.size()); ++i) {
    names += (names.empty() ? "" : ", ") + printable(reps[i]->id);
  }
  return reps.size() > named ? names + ", …" : names;
}

/// Fills in what is known of each rep; one of whom nothing is known weighs as much as the mean of the others.
void fill_known(const std::map<RepKey, double>& known_of, const std::vector<RepLine>& lines, const std::string& what,
                const Period& period, RepWeights& weights, std::vector<std::string>& notes) {
  double sum = 0;
  std::vector<const Rep*> missing;
  std::vector<const Rep*> nothing;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto it = known_of.find(lines[i].rep->key);
    weights.known[i] = it != known_of.end();
    if (!weights.known[i]) {
      missing.push_back(lines[i].rep);
      continue;
    }
    weights.values[i] = std::max(it->second, 0.0);
    if (weights.values[i] == 0) nothing.push_back(lines[i].rep);
    sum += weights.values[i];
  }
  if (!(sum > 0)) {
    throw DataError(tr("nobody employed in {} has a {} to split by", period.name, what),
                    tr("split by even weights over people, or import the facts"));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!weights.known[i]) weights.values[i] = sum / static_cast<double>(lines.size() - missing.size());
  }
  if (!missing.empty()) {
    notes.push_back(tr("{} of {} reps have no {} and weigh as much as the mean of the others: {}", missing.size(),
                       lines.size(), what, first_ids(missing)));
  }
  if (!nothing.empty()) {
    notes.push_back(tr("{} of {} reps have a {} of zero or less, so no target by it: {}", nothing.size(), lines.size(), what,
                       first_ids(nothing)));
  }
}

void fill_given(const SplitRequest& request, const std::vector<RepLine>& lines, RepWeights& weights) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto it = request.rep_shares.find(lines[i].rep->key);
    weights.values[i] = it == request.rep_shares.end() ? 0 : it->second / static_cast<double>(Rate::one);
  }
  if (std::ranges::none_of(weights.values, [](double weight) { return weight > 0; })) {
    throw DataError(tr("nobody employed in {} has a given share", request.period.name), tr("correct the shares of people"));
  }
}

std::vector<RepWeights> find_weights(const SplitRequest& request, const std::vector<RepLine>& lines,
                                     std::vector<std::string>& notes) {
  std::vector<RepWeights> found;
  for (const auto& [kind, part] : request.people.parts) {
    RepWeights& weights = found.emplace_back();
    weights.kind = kind;
    weights.part = part;
    weights.values.assign(lines.size(), 1.0);
    weights.known.assign(lines.size(), true);
    if (kind == Weights::history) fill_known(request.rep_history, lines, tr("history"), request.period, weights, notes);
    if (kind == Weights::potential) fill_known(request.rep_potential, lines, tr("potential"), request.period, weights, notes);
    if (kind == Weights::given) fill_given(request, lines, weights);
    weights.mean = std::accumulate(weights.values.begin(), weights.values.end(), 0.0) / static_cast<double>(lines.size());
  }
  return found;
}

std::vector<RepLine> rep_lines(const SplitRequest& request, const Organisation& organisation, const ScopeTree& scopes,
                               const PeriodTree& periods) {
  std::set<RepKey> kept;
  for (const GoalCell& cell : request.kept.cells) {
    const GoalScope& scope = request.kept.scope(cell);
    if (scope.level == ScopeLevel::rep) kept.insert(RepKey{scope.key});
  }
  std::vector<const Rep*> reps;
  for (const Rep& rep : organisation.reps) {
    if (!employed(rep, request.period.span).empty() || kept.contains(rep.key)) reps.push_back(&rep);
  }
  std::ranges::sort(reps, {}, [](const Rep* rep) { return std::pair(std::string_view(rep->id), rep->key); });
  std::vector<RepLine> lines;
  lines.reserve(reps.size());
  for (const Rep* rep : reps) lines.push_back(rep_line(*rep, request, scopes, periods));
  return lines;
}

std::size_t add_unit(People& people, People::Unit unit) {
  people.units.push_back(unit);
  people.weight.resize(people.units.size() * people.slices);
  people.scope.resize(people.weight.size(), static_cast<std::uint32_t>(unit.scope));
  return people.units.size() - 1;
}

void add_rep(People& people, const RepLine& line, std::vector<std::uint32_t> scope) {
  fill_gaps(scope);
  const std::size_t unit = add_unit(people, {line.rep, scope.front()});
  for (std::size_t j = 0; j < people.slices; ++j) {
    people.scope[people.cell(unit, j)] = scope[j];
    if (scope[j] == line.scope[j]) people.weight[people.cell(unit, j)] = line.weight * line.available[j];
  }
}

/// Teams as units, except that people beside teams stay themselves.
void add_teams(People& people, const ScopeTree& scopes, const std::vector<RepLine>& lines) {
  std::vector<std::size_t> unit_of(scopes.scopes.size());
  for (std::size_t s = 0; s < scopes.scopes.size(); ++s) {
    if (scopes.scopes[s].below.empty()) unit_of[s] = add_unit(people, {nullptr, s});
  }
  for (const RepLine& line : lines) {
    std::vector<std::uint32_t> beside(people.slices, nowhere);
    bool listed = false;
    for (std::size_t j = 0; j < people.slices; ++j) {
      const std::uint32_t s = line.scope[j];
      if (s == nowhere) continue;
      if (scopes.scopes[s].below.empty()) {
        people.weight[people.cell(unit_of[s], j)] += line.weight * line.available[j];
      } else {
        beside[j] = s;
        listed = true;
      }
    }
    if (listed) add_rep(people, line, std::move(beside));
  }
}

}  // namespace

People people(const SplitRequest& request, const Organisation& organisation, const ScopeTree& scopes,
              const PeriodTree& periods, std::vector<std::string>& notes) {
  People result;
  result.slices = periods.slices;
  if (request.to == ScopeLevel::company) {
    add_unit(result, {nullptr, 0});
    std::ranges::fill(result.weight, 1.0);
    return result;
  }
  std::vector<RepLine> lines = rep_lines(request, organisation, scopes, periods);
  if (!lines.empty()) result.weights = find_weights(request, lines, notes);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    result.reps.push_back(lines[i].rep);
    for (const RepWeights& weights : result.weights) lines[i].weight += weights.of(i);
  }
  if (request.to == ScopeLevel::team) {
    add_teams(result, scopes, lines);
    const auto is_rep = [](const People::Unit& unit) { return unit.rep != nullptr; };
    const auto listed = std::ranges::count_if(result.units, is_rep);
    if (listed > 0) {
      notes.push_back(tr("{} reps who stand beside teams, not in one of them, have rows of their own", listed));
    }
  } else {
    for (const RepLine& line : lines) add_rep(result, line, line.scope);
  }
  return result;
}

}  // namespace salesctl
