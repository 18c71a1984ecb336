// Flows in networks: the solver's door. Nodes are numbered from 0.
#pragma once

#include <cstdint>
#include <vector>

namespace salesctl {

struct FlowEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  std::int64_t cost = 0;  // of a unit
};

/// What the cheapest flow sends over each edge, when node i sends out `supply[i]` units (below zero: takes them in); the
/// supplies sum to zero. The same network gives the same flow. Throws DataError where costs are too large for 64 bits, and
/// where nothing flows within the bounds.
std::vector<std::int64_t> cheapest_flow(const std::vector<std::int64_t>& supply, const std::vector<FlowEdge>& edges);

/// Whether costs up to `largest` on so many nodes are within what cheapest_flow computes with.
bool costs_fit(double largest, std::size_t nodes);

/// How much can flow from a node to another; lower bounds and costs do not count.
std::int64_t largest_flow(std::size_t nodes, const std::vector<FlowEdge>& edges, std::uint32_t from, std::uint32_t to);

}  // namespace salesctl
