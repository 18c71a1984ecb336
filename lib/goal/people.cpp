// A rep's weight in a slice is weight × availability: the share of the slice's working days on which the rep is employed
// and not on leave (of all its days where none is worked), each day as the ramp has it, times the part-time rate.
#include "goal/people.hpp"

#include <algorithm>
#include <numeric>
#include <set>
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
  double weight = 0;
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

/// The days the rep is there: employed and not on leave.
std::vector<Span> days_there(const Rep& rep, Span slice) {
  std::vector<Span> days{employed(rep, slice)};
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

/// What days count, each as much as the ramp says for its month of service.
double ramped(const Rep& rep, const std::vector<Rate>& ramp, Span days, const auto& count) {
  if (!rep.hired_on || ramp.empty()) return count(days);
  double sum = 0;
  Date begin = *rep.hired_on;
  for (std::size_t month = 0; month < ramp.size(); ++month) {
    const Date end = add_months(*rep.hired_on, static_cast<int>(month) + 1);
    const double rate = static_cast<double>(ramp[month].billionths) / static_cast<double>(Rate::one);
    const Span part = intersect(days, {begin, end});
    if (!part.empty()) sum += rate * count(part);
    begin = end;
  }
  const Span rest{std::max(days.from, begin), days.to};
  return rest.empty() ? sum : sum + count(rest);
}

/// The share of the slice's working days, or of its days where none is worked.
double presence(const SplitRequest& request, const Rep& rep, Span slice) {
  const int worked = working_days(request.calendar, slice);
  const auto count = [&](Span days) -> double { return worked == 0 ? days.days() : working_days(request.calendar, days); };
  double sum = 0;
  for (const Span& days : days_there(rep, slice)) sum += ramped(rep, request.ramp, days, count);
  return sum / (worked == 0 ? slice.days() : worked);
}

/// Slices for which no scope is known go with the one before; the first ones with the one after.
void fill_gaps(std::vector<std::uint32_t>& scope) {
  const auto known = std::ranges::find_if(scope, [](std::uint32_t s) { return s != nowhere; });
  if (known == scope.end()) return;
  std::uint32_t last = *known;
  for (std::uint32_t& s : scope) last = s = s == nowhere ? last : s;
}

RepLine rep_line(const Rep& rep, const SplitRequest& request, const ScopeTree& scopes, const PeriodTree& periods) {
  RepLine line{&rep, 0, std::vector<double>(periods.slices), std::vector<std::uint32_t>(periods.slices, nowhere)};
  const double rate = part_time(rep);
  for (std::size_t j = 0; j < periods.slices; ++j) {
    const Span slice = periods.slice(j).period.span;
    const Span there = employed(rep, slice);
    if (there.empty()) continue;
    line.available[j] = presence(request, rep, slice) * rate;
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

/// What is known of each rep. One of whom nothing is known weighs as much as the mean of the others.
std::vector<double> known_weights(const std::map<RepKey, double>& known_of, const std::vector<RepLine>& lines,
                                  const std::string& what, const Period& period, std::vector<std::string>& notes) {
  std::vector<double> weights(lines.size());
  double sum = 0;
  std::vector<const Rep*> missing;
  std::vector<const Rep*> nothing;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto it = known_of.find(lines[i].rep->key);
    if (it == known_of.end()) {
      missing.push_back(lines[i].rep);
      continue;
    }
    weights[i] = std::max(it->second, 0.0);
    if (weights[i] == 0) nothing.push_back(lines[i].rep);
    sum += weights[i];
  }
  if (!(sum > 0)) {
    throw DataError(tr("nobody employed in {} has a {} to split by", period.name, what),
                    tr("split by even weights over people, or import the facts"));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!known_of.contains(lines[i].rep->key)) weights[i] = sum / static_cast<double>(lines.size() - missing.size());
  }
  if (!missing.empty()) {
    notes.push_back(tr("{} of {} reps have no {} and weigh as much as the mean of the others: {}", missing.size(),
                       lines.size(), what, first_ids(missing)));
  }
  if (!nothing.empty()) {
    notes.push_back(tr("{} of {} reps have a {} of zero or less, so no target by it: {}", nothing.size(), lines.size(), what,
                       first_ids(nothing)));
  }
  return weights;
}

std::vector<double> given_weights(const SplitRequest& request, const std::vector<RepLine>& lines) {
  std::vector<double> weights(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto it = request.rep_shares.find(lines[i].rep->key);
    if (it != request.rep_shares.end()) weights[i] = it->second;
  }
  if (std::ranges::none_of(weights, [](double weight) { return weight > 0; })) {
    throw DataError(tr("nobody employed in {} has a given share", request.period.name), tr("correct the shares of people"));
  }
  return weights;
}

/// Each of the weights with a mean of 1, blended.
void weigh(const SplitRequest& request, std::vector<RepLine>& lines, std::vector<std::string>& notes) {
  for (const auto& [kind, part] : request.people.parts) {
    std::vector<double> weights(lines.size(), 1.0);
    if (kind == Weights::history) {
      weights = known_weights(request.rep_history, lines, tr("history"), request.period, notes);
    } else if (kind == Weights::potential) {
      weights = known_weights(request.rep_potential, lines, tr("potential"), request.period, notes);
    } else if (kind == Weights::given) {
      weights = given_weights(request, lines);
    }
    const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
    const double rate = static_cast<double>(part.billionths) / static_cast<double>(Rate::one);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].weight += rate * (weights[i] / mean);
  }
}

std::vector<RepLine> rep_lines(const SplitRequest& request, const Organisation& organisation, const ScopeTree& scopes,
                               const PeriodTree& periods, std::vector<std::string>& notes) {
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
  if (!lines.empty()) weigh(request, lines, notes);
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
