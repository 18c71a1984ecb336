// The company and its teams as a tree, for summing upwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/organisation.hpp"

namespace salesctl {

struct Scope {
  ScopeLevel level = ScopeLevel::company;
  std::int64_t key = 0;
  std::string id;
  int depth = 0;
  std::size_t above = 0;           // the company: itself
  std::vector<std::size_t> below;  // teams, by id
};

struct ScopeTree {
  std::vector<Scope> scopes;  // the company, then teams depth first: what is above comes before what is below
  std::unordered_map<std::int64_t, std::size_t> by_team;

  /// The scope of a rep's team; none: the company. Throws DataError when there is no such team.
  std::size_t find(std::optional<TeamKey> team) const;
  /// The lowest scope both are in.
  std::size_t common(std::size_t a, std::size_t b) const;
};

/// Throws DataError on teams in a circle or under a team that is not there.
ScopeTree scope_tree(const Organisation& organisation);

}  // namespace salesctl
