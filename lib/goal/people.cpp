// A rep's weight in a slice is weight × availability: the share of the slice's working days on which the rep is
// employed (of all its days where none is worked) times the part-time rate.
#include "goal/people.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::uint32_t nowhere = UINT32_MAX;

/// A rep's row before it is known who is listed one by one.
struct RepLine {
  const Rep* rep;
  double weight = 1;
  std::vector<double> available;      // by slice
  std::vector<std::uint32_t> scope;   // by slice
};

double part_time(const Rep& rep) {
  if (rep.part_time.billionths < 0) {
    throw DataError(tr("part_time of rep \"{}\" is {}, below zero", printable(rep.id), format_percent(rep.part_time)),
                    tr("give a share of a full week, such as 80%, and import the rep again"));
  }
  return static_cast<double>(rep.part_time.billionths) / static_cast<double>(Rate::one);
}

double presence(const Calendar& calendar, Span there, Span slice) {
  if (there.empty()) return 0;
  if (there == slice) return 1;
  const int worked = working_days(calendar, slice);
  if (worked == 0) return static_cast<double>(there.days()) / static_cast<double>(slice.days());
  return static_cast<double>(working_days(calendar, there)) / static_cast<double>(worked);
}

/// Slices for which no scope is known go with the one before; the first ones with the one after.
void fill_gaps(std::vector<std::uint32_t>& scope) {
  const auto known = std::ranges::find_if(scope, [](std::uint32_t s) { return s != nowhere; });
  if (known == scope.end()) return;
  std::uint32_t last = *known;
  for (std::uint32_t& s : scope) last = s = s == nowhere ? last : s;
}

RepLine rep_line(const Rep& rep, const Calendar& calendar, const ScopeTree& scopes, const PeriodTree& periods) {
  RepLine line{&rep, 1, std::vector<double>(periods.slices), std::vector<std::uint32_t>(periods.slices, nowhere)};
  const double rate = part_time(rep);
  for (std::size_t j = 0; j < periods.slices; ++j) {
    const Span slice = periods.slice(j).period.span;
    const Span there = employed(rep, slice);
    if (there.empty()) continue;
    line.available[j] = presence(calendar, there, slice) * rate;
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

/// A rep who has none weighs as much as the mean of those who have.
void weigh_by_history(const SplitRequest& request, std::vector<RepLine>& lines, std::vector<std::string>& notes) {
  double sum = 0;
  std::size_t known = 0;
  std::vector<const Rep*> missing;
  std::vector<const Rep*> nothing;
  for (RepLine& line : lines) {
    const auto it = request.rep_history.find(line.rep->key);
    if (it == request.rep_history.end()) {
      missing.push_back(line.rep);
      continue;
    }
    line.weight = it->second > 0 ? it->second : 0;
    if (line.weight == 0) nothing.push_back(line.rep);
    sum += line.weight;
    ++known;
  }
  if (!(sum > 0)) {
    throw DataError(tr("nobody employed in {} has a history to split by", request.period.name),
                    tr("split by even weights over people, or import facts of past years"));
  }
  for (RepLine& line : lines) {
    if (!request.rep_history.contains(line.rep->key)) line.weight = sum / static_cast<double>(known);
  }
  if (!missing.empty()) {
    notes.push_back(tr("{} of {} reps have no history and weigh as much as the mean of the others: {}", missing.size(),
                       lines.size(), first_ids(missing)));
  }
  if (!nothing.empty()) {
    notes.push_back(tr("{} of {} reps have a history of zero or less, so no target: {}", nothing.size(), lines.size(),
                       first_ids(nothing)));
  }
}

std::vector<RepLine> rep_lines(const SplitRequest& request, const Organisation& organisation, const ScopeTree& scopes,
                               const PeriodTree& periods, std::vector<std::string>& notes) {
  std::vector<const Rep*> reps;
  for (const Rep& rep : organisation.reps) {
    if (!employed(rep, request.period.span).empty()) reps.push_back(&rep);
  }
  std::ranges::sort(reps, {}, [](const Rep* rep) { return std::pair(std::string_view(rep->id), rep->key); });
  std::vector<RepLine> lines;
  lines.reserve(reps.size());
  for (const Rep* rep : reps) lines.push_back(rep_line(*rep, request.calendar, scopes, periods));
  if (request.people == Weights::history && !lines.empty()) weigh_by_history(request, lines, notes);
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
  const std::vector<RepLine> lines = rep_lines(request, organisation, scopes, periods, notes);
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
