// The solver alone: ITEMS x REPS, a node for each item, an edge to each rep, and for each rep edges of rising cost for the
// loads around the even share. What assign is measured beside.
#define LEMON_ONLY_TEMPLATES
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
  const int items = argc > 1 ? std::atoi(argv[1]) : 0;
  const int reps = argc > 2 ? std::atoi(argv[2]) : 0;
  if (items < 1 || reps < 1) return 2;
  lemon::SmartDigraph graph;
  graph.reserveNode(items + reps + 1);
  graph.reserveArc(items * reps + reps * (2 * items / reps + 2));
  for (int i = 0; i < items + reps + 1; ++i) graph.addNode();
  const auto node = [](int i) { return lemon::SmartDigraph::nodeFromId(i); };
  for (int i = 0; i < items; ++i) {
    for (int r = 0; r < reps; ++r) graph.addArc(node(i), node(items + r));
  }
  const int first = graph.arcNum();
  const int units = 2 * items / reps + 2;
  for (int r = 0; r < reps; ++r) {
    for (int k = 0; k < units; ++k) graph.addArc(node(items + r), node(items + reps));
  }
  lemon::SmartDigraph::ArcMap<std::int64_t> upper(graph, 1);
  lemon::SmartDigraph::ArcMap<std::int64_t> cost(graph, 0);
  for (int a = first; a < graph.arcNum(); ++a) cost[lemon::SmartDigraph::arcFromId(a)] = 2 * ((a - first) % units) + 1;
  lemon::SmartDigraph::NodeMap<std::int64_t> supply(graph, 0);
  for (int i = 0; i < items; ++i) supply[node(i)] = 1;
  supply[node(items + reps)] = -items;
  lemon::NetworkSimplex<lemon::SmartDigraph, std::int64_t, std::int64_t> simplex(graph);
  simplex.upperMap(upper).costMap(cost).supplyMap(supply);
  if (simplex.run() != decltype(simplex)::OPTIMAL) return 1;
  std::printf("%lld\n", static_cast<long long>(simplex.totalCost<std::int64_t>()));
  return 0;
}
