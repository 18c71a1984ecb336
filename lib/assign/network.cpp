// A unit of flow is an item. It leaves the node of its hub (or of its holding, where a rep has it already) for a rep, enters
// the rep's chain at its level and runs down it: over the edge from level l go all the items of that level or above, so
// that their count is what the edge's convex cost is of. The edges that stand for one convex cost are single units near the
// count that is expected, and two long ones below and above at the price of the nearest unit. A solution within the units is
// exact; else the units are moved to where it lies, twice as many, and the network is solved again.
#include "assign/network.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

#include "assign/flow.hpp"

namespace salesctl {
namespace {

/// Between which counts a chain's edge has single units.
struct Window {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

std::int64_t all_items(const Groups& groups) {
  std::int64_t n = 0;
  for (const Hub& hub : groups.hubs) n += hub.items;
  for (const Holding& holding : groups.holdings) n += holding.items;
  return n;
}

/// How many items of the levels up to `level` can be placed when reps take no more than `limits`.
std::int64_t placeable(const Groups& groups, const std::vector<std::int64_t>& limits, std::size_t level) {
  std::vector<std::int64_t> items(groups.takers.size());
  for (const Hub& hub : groups.hubs) items[hub.rule] += hub.level <= level ? hub.items : 0;
  for (const Holding& h : groups.holdings) items[groups.hubs[h.hub].rule] += groups.hubs[h.hub].level <= level ? h.items : 0;
  const std::size_t rules = items.size();
  const auto source = static_cast<std::uint32_t>(rules + limits.size());
  std::vector<FlowEdge> edges;
  for (std::size_t rule = 0; rule < rules; ++rule) {
    edges.push_back({source, static_cast<std::uint32_t>(rule), 0, items[rule], 0});
    for (const std::size_t rep : groups.takers[rule]) {
      edges.push_back({static_cast<std::uint32_t>(rule), static_cast<std::uint32_t>(rules + rep), 0, items[rule], 0});
    }
  }
  for (std::size_t rep = 0; rep < limits.size(); ++rep) {
    edges.push_back({static_cast<std::uint32_t>(rules + rep), source + 1, 0, limits[rep], 0});
  }
  return largest_flow(rules + limits.size() + 2, edges, source, source + 1);
}

class Network {
 public:
  Network(const AssignProblem& problem, const Groups& groups, const std::vector<std::int64_t>& limits)
      : problem_(problem), groups_(groups), limits_(limits), levels_(groups.levels),
        chains_(static_cast<std::uint32_t>(groups.hubs.size() + groups.holdings.size())),
        unplaced_(chains_ + static_cast<std::uint32_t>(limits.size() * levels_)),
        ends_(unplaced_ + static_cast<std::uint32_t>(levels_)), shared_(ends_ + static_cast<std::uint32_t>(limits.size())),
        sink_(shared_ + 1), cost_(problem, 1) {
    std::int64_t before = 0;
    for (std::size_t level = 0; level < levels_; ++level) {
      std::int64_t items = 0;
      for (const Hub& hub : groups.hubs) items += hub.level == level ? hub.items : 0;
      for (const Holding& h : groups.holdings) items += groups.hubs[h.hub].level == level ? h.items : 0;
      const std::int64_t placed = placeable(groups, limits, level);
      left_out_.push_back(items - (placed - before));
      before = placed;
    }
    if (problem.min_share) {
      least_ = all_items(groups) * problem.min_share->billionths / Rate::one;
      std::vector<std::int64_t> least = limits;
      for (std::int64_t& limit : least) limit = std::min(limit, least_);
      met_ = placeable(groups, least, levels_ - 1);
    }
    choose_scale();
  }

  Flows solve() {
    std::vector<Window> windows = expected();
    for (std::int64_t width = 4;; width *= 2) {
      Flows flows = solve_within(windows);
      bool exact = true;
      for (std::size_t i = 0; i < windows.size(); ++i) {
        const std::int64_t count = flows.taken[i];
        if (windows[i].low <= count && count <= windows[i].high) continue;
        exact = false;
        windows[i] = around(i, count, width);
      }
      if (exact) return flows;
    }
  }

 private:
  std::uint32_t chain(std::size_t rep, std::size_t level) const { return chains_ + static_cast<std::uint32_t>(rep * levels_ + level); }
  std::uint32_t holding(std::size_t h) const { return static_cast<std::uint32_t>(groups_.hubs.size() + h); }
  std::size_t nodes() const { return sink_ + 1; }

  /// What the next item costs a rep that has taken `taken` items of the level or above.
  std::int64_t price(std::size_t rep, std::size_t level, std::int64_t taken) const {
    return cost_(rep, groups_.kept[rep * levels_ + level] + taken + 1) * move_;
  }

  /// Balance before moves: all moves together cost less than one unit of balance. Weights get as many digits as fit.
  void choose_scale() {
    move_ = 1;
    for (const Holding& h : groups_.holdings) move_ += h.items;
    for (std::int64_t scale = cost_.equal_weights() ? 1 : 1000; scale >= 1; scale /= 10) {
      cost_ = LoadCost(problem_, scale);
      double largest = 0;
      for (std::size_t r = 0; r < limits_.size(); ++r) {
        if (limits_[r] == 0) continue;
        const std::int64_t most = groups_.kept[r * levels_ + levels_ - 1] + limits_[r] + 1;
        largest = std::max(largest, static_cast<double>(cost_(r, most)) * static_cast<double>(move_));
      }
      if (costs_fit(largest, nodes())) return;
    }
  }

  Window around(std::size_t i, std::int64_t count, std::int64_t width) const {
    return {std::max<std::int64_t>(count - width, 0), std::min(count + width, limits_[i / levels_])};
  }

  /// A first guess: each item to the rep whom it costs least.
  std::vector<Window> expected() const {
    std::vector<std::int64_t> items(groups_.hubs.size());
    for (std::size_t h = 0; h < items.size(); ++h) items[h] = groups_.hubs[h].items;
    for (const Holding& h : groups_.holdings) items[h.hub] += h.items;
    std::vector<std::int64_t> taken(limits_.size() * levels_);
    std::vector<std::int64_t> room = limits_;
    for (std::size_t h = 0; h < items.size(); ++h) {
      const Hub& hub = groups_.hubs[h];
      const auto add = [&](std::size_t rep) {
        std::int64_t sum = 0;
        for (std::size_t l = hub.level; l < levels_; ++l) sum += price(rep, l, taken[rep * levels_ + l]);
        return sum;
      };
      std::priority_queue<std::pair<std::int64_t, std::size_t>, std::vector<std::pair<std::int64_t, std::size_t>>, std::greater<>> queue;
      for (const std::size_t rep : groups_.takers[hub.rule]) {
        if (room[rep] > 0) queue.emplace(add(rep), rep);
      }
      for (std::int64_t n = 0; n < items[h] && !queue.empty(); ++n) {
        const std::size_t rep = queue.top().second;
        queue.pop();
        for (std::size_t l = hub.level; l < levels_; ++l) ++taken[rep * levels_ + l];
        if (--room[rep] > 0) queue.emplace(add(rep), rep);
      }
    }
    std::vector<Window> windows;
    for (std::size_t i = 0; i < taken.size(); ++i) windows.push_back(around(i, taken[i], 2));
    return windows;
  }

  void add_chains(const std::vector<Window>& windows, std::vector<FlowEdge>& edges) const {
    for (std::size_t rep = 0; rep < limits_.size(); ++rep) {
      const std::int64_t limit = limits_[rep];
      if (limit == 0) continue;
      for (std::size_t l = 0; l < levels_; ++l) {
        const Window& w = windows[rep * levels_ + l];
        const std::uint32_t from = chain(rep, l);
        const std::uint32_t to = l + 1 < levels_ ? chain(rep, l + 1) : ends_ + static_cast<std::uint32_t>(rep);
        if (w.low > 0) edges.push_back({from, to, 0, w.low, price(rep, l, w.low - 1)});
        for (std::int64_t k = w.low; k < w.high; ++k) edges.push_back({from, to, 0, 1, price(rep, l, k)});
        if (w.high < limit) edges.push_back({from, to, 0, limit - w.high, price(rep, l, w.high)});
      }
      const std::uint32_t end = ends_ + static_cast<std::uint32_t>(rep);
      if (least_ > 0) edges.push_back({end, shared_, 0, least_, 0});
      edges.push_back({end, sink_, 0, limit, 0});
    }
    if (least_ > 0) edges.push_back({shared_, sink_, met_, all_items(groups_), 0});
  }

  Flows solve_within(const std::vector<Window>& windows) const {
    std::vector<std::int64_t> supply(nodes());
    std::vector<FlowEdge> edges;
    std::vector<std::int64_t> through(groups_.hubs.size());
    for (std::size_t h = 0; h < through.size(); ++h) supply[h] = through[h] = groups_.hubs[h].items;
    for (std::size_t h = 0; h < groups_.holdings.size(); ++h) {
      const Holding& held = groups_.holdings[h];
      const std::size_t level = groups_.hubs[held.hub].level;
      supply[holding(h)] = held.items;
      through[held.hub] += held.items;
      edges.push_back({holding(h), chain(held.rep, level), 0, limits_[held.rep] == 0 ? 0 : held.items, 0});
      edges.push_back({holding(h), static_cast<std::uint32_t>(held.hub), 0, held.items, 1});
    }
    for (std::size_t h = 0; h < through.size(); ++h) {
      const Hub& hub = groups_.hubs[h];
      for (const std::size_t rep : groups_.takers[hub.rule]) {
        edges.push_back({static_cast<std::uint32_t>(h), chain(rep, hub.level), 0, std::min(limits_[rep], through[h]), 0});
      }
      edges.push_back({static_cast<std::uint32_t>(h), unplaced_ + static_cast<std::uint32_t>(hub.level), 0, through[h], 0});
    }
    for (std::size_t l = 0; l < levels_; ++l) edges.push_back({unplaced_ + static_cast<std::uint32_t>(l), sink_, 0, left_out_[l], 0});
    add_chains(windows, edges);
    supply[sink_] = -all_items(groups_);
    return read(cheapest_flow(supply, edges));
  }

  Flows read(const std::vector<std::int64_t>& flow) const {
    Flows flows;
    std::size_t at = 0;
    flows.taken.assign(limits_.size() * levels_, 0);
    const auto take = [&](std::size_t rep, std::size_t level, std::int64_t n) {
      for (std::size_t l = level; l < levels_; ++l) flows.taken[rep * levels_ + l] += n;
    };
    for (const Holding& held : groups_.holdings) {
      flows.stays.push_back(flow[at]);
      take(held.rep, groups_.hubs[held.hub].level, flow[at]);
      at += 2;
    }
    for (const Hub& hub : groups_.hubs) {
      std::vector<std::int64_t>& given = flows.given.emplace_back();
      for (const std::size_t rep : groups_.takers[hub.rule]) {
        take(rep, hub.level, flow[at]);
        given.push_back(flow[at++]);
      }
      ++at;
    }
    return flows;
  }

  const AssignProblem& problem_;
  const Groups& groups_;
  const std::vector<std::int64_t>& limits_;
  std::size_t levels_;
  std::uint32_t chains_;    // the first node of each sort
  std::uint32_t unplaced_;  // a node per level for what is not placed
  std::uint32_t ends_;      // of the chains
  std::uint32_t shared_;    // what counts towards minimum shares
  std::uint32_t sink_;
  LoadCost cost_;
  std::int64_t move_ = 1;   // by how much balance outweighs a move
  std::vector<std::int64_t> left_out_;  // by level
  std::int64_t least_ = 0;  // items that are a minimum share
  std::int64_t met_ = 0;    // of all minimum shares
};

}  // namespace

Flows balance(const AssignProblem& problem, const Groups& groups, const std::vector<std::int64_t>& limits) {
  return Network(problem, groups, limits).solve();
}

}  // namespace salesctl
