#include "goal/scope_tree.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

using Children = std::map<std::optional<TeamKey>, std::vector<const Team*>>;

Children children_of(const Organisation& organisation) {
  Children children;
  for (const Team& team : organisation.teams) children[team.parent].push_back(&team);
  for (auto& [parent, teams] : children) {
    std::ranges::sort(teams, {}, [](const Team* team) { return std::pair(team->id, team->key); });
  }
  return children;
}

/// Adds the teams under a scope, each followed by its own.
void add_below(ScopeTree& tree, const Children& children, std::optional<TeamKey> parent, std::size_t above) {
  const auto found = children.find(parent);
  if (found == children.end()) return;
  for (const Team* team : found->second) {
    const std::size_t index = tree.scopes.size();
    const auto key = static_cast<std::int64_t>(team->key);
    tree.scopes.push_back({ScopeLevel::team, key, team->id, tree.scopes[above].depth + 1, above, {}});
    tree.scopes[above].below.push_back(index);
    tree.by_team.emplace(key, index);
    add_below(tree, children, team->key, index);
  }
}

}  // namespace

std::size_t ScopeTree::find(std::optional<TeamKey> team) const {
  if (!team) return 0;
  const auto it = by_team.find(static_cast<std::int64_t>(*team));
  if (it != by_team.end()) return it->second;
  throw DataError(tr("there is no team with the key {}", static_cast<std::int64_t>(*team)),
                  tr("\"salesctl check\" lists what else is wrong with the store"));
}

std::size_t ScopeTree::common(std::size_t a, std::size_t b) const {
  while (a != b) {
    if (scopes[a].depth < scopes[b].depth) std::swap(a, b);
    a = scopes[a].above;
  }
  return a;
}

ScopeTree scope_tree(const Organisation& organisation) {
  ScopeTree tree;
  tree.scopes.push_back({ScopeLevel::company, 0, "company", 0, 0, {}});
  add_below(tree, children_of(organisation), std::nullopt, 0);
  for (const Team& team : organisation.teams) {
    // A team the company cannot reach hangs in a circle or under a team that is not there: either is named.
    if (!tree.by_team.contains(static_cast<std::int64_t>(team.key))) with_ancestors(organisation, team.key);
  }
  return tree;
}

}  // namespace salesctl
