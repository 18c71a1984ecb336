// `reps`, `levels`, `teams`: whom a pay plan, a scorecard or a course is for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/organisation.hpp"

namespace salesctl {

/// Who is named, is of a level, or is in a team or one below it; everybody where nothing is said.
struct Audience {
  std::vector<std::string> reps = {};  // ids
  std::vector<std::string> levels = {};
  std::vector<std::string> teams = {};  // ids
  bool operator==(const Audience&) const = default;

  bool everybody() const { return reps.empty() && levels.empty() && teams.empty(); }
};

/// How nearly it is meant for the rep, the less the nearer: the rep, the level, the team, the team above it and so on,
/// everybody. Nothing: not at all. `teams`: the ids of the rep's team and of those above it.
std::optional<std::size_t> distance(const Audience& whom, const Rep& rep, const std::vector<std::string>& teams);

/// The ids of the team of that day and of those above it, nearest first.
std::vector<std::string> teams_on(const Organisation& organisation, const Rep& rep, Date day);

}  // namespace salesctl
