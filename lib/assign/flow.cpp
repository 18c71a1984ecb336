// LEMON's network simplex and push-relabel. The only file that knows the library: its headers are heavy, and clash with the
// macros of others.
#define LEMON_ONLY_TEMPLATES
#include "assign/flow.hpp"

#include <lemon/network_simplex.h>
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

using Graph = lemon::SmartDigraph;
using Amounts = Graph::ArcMap<std::int64_t>;

void build(Graph& graph, std::size_t nodes, const std::vector<FlowEdge>& edges) {
  graph.reserveNode(static_cast<int>(nodes));
  graph.reserveArc(static_cast<int>(edges.size()));
  for (std::size_t i = 0; i < nodes; ++i) graph.addNode();
  for (const FlowEdge& e : edges) graph.addArc(Graph::nodeFromId(static_cast<int>(e.from)), Graph::nodeFromId(static_cast<int>(e.to)));
}

Graph::Arc arc(std::size_t i) { return Graph::arcFromId(static_cast<int>(i)); }

}  // namespace

// The simplex begins with artificial arcs that cost (largest + 1) * nodes, and adds such costs up along paths.
bool costs_fit(double largest, std::size_t nodes) { return (largest + 1) * static_cast<double>(nodes + 1) < 1e18; }

std::vector<std::int64_t> cheapest_flow(const std::vector<std::int64_t>& supply, const std::vector<FlowEdge>& edges) {
  double largest = 0;
  for (const FlowEdge& e : edges) largest = std::max(largest, std::abs(static_cast<double>(e.cost)));
  if (!costs_fit(largest, supply.size())) {
    throw DataError(tr("there are too many items and reps to balance at once"), tr("assign them in parts, with \"which\""));
  }
  Graph graph;
  build(graph, supply.size(), edges);
  Graph::NodeMap<std::int64_t> supplies(graph);
  for (std::size_t i = 0; i < supply.size(); ++i) supplies[Graph::nodeFromId(static_cast<int>(i))] = supply[i];
  Amounts lower(graph);
  Amounts upper(graph);
  Amounts cost(graph);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    lower[arc(i)] = edges[i].lower;
    upper[arc(i)] = edges[i].upper;
    cost[arc(i)] = edges[i].cost;
  }
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
  simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supplies);
  if (simplex.run() != decltype(simplex)::OPTIMAL) throw DataError(tr("no assignment keeps all limits"));
  std::vector<std::int64_t> flows(edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) flows[i] = simplex.flow(arc(i));
  return flows;
}

std::int64_t largest_flow(std::size_t nodes, const std::vector<FlowEdge>& edges, std::uint32_t from, std::uint32_t to) {
  Graph graph;
  build(graph, nodes, edges);
  Amounts upper(graph);
  for (std::size_t i = 0; i < edges.size(); ++i) upper[arc(i)] = edges[i].upper;
  lemon::Preflow<Graph, Amounts> preflow(graph, upper, Graph::nodeFromId(static_cast<int>(from)), Graph::nodeFromId(static_cast<int>(to)));
  preflow.runMinCut();
  return preflow.flowValue();
}

}  // namespace salesctl
