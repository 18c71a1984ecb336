// A walk along fractional arcs never gets stuck, because a node with one fractional arc has another one. It therefore
// comes back to a node it has seen; that loop is pushed and what is left of the walk goes on. Each push settles an
// arc for good, so there are at most as many pushes as arcs.
#include "goal/rounding.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace salesctl {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

bool is_whole(const FlowArc& arc) { return arc.fraction == 0 || arc.fraction == fixed_one; }

/// The fractional arcs at each node, in the order given. Two at a time are at hand, which is all a walk needs; settled
/// ones are passed over once.
class OpenArcs {
 public:
  OpenArcs(std::uint32_t nodes, const std::vector<FlowArc>& arcs) : arcs_(arcs), at_(nodes + std::size_t{1}) {
    for (const FlowArc& arc : arcs) {
      if (is_whole(arc)) continue;
      ++at_.at(arc.from).end;
      ++at_.at(arc.to).end;
    }
    std::uint32_t begin = 0;
    for (At& at : at_) {
      at.next = begin;
      begin += at.end;
      at.end = at.next;
    }
    list_.resize(begin);
    for (std::uint32_t i = 0; i < arcs.size(); ++i) {
      if (is_whole(arcs[i])) continue;
      list_[at_[arcs[i].from].end++] = i;
      list_[at_[arcs[i].to].end++] = i;
    }
  }

  /// A fractional arc at the node other than the one it was reached by.
  std::uint32_t other(std::uint32_t node, std::uint32_t reached_by) {
    At& at = at_[node];
    if (!open(at.first)) {
      at.first = open(at.second) ? at.second : take(at);
      at.second = none;
    }
    if (!open(at.second)) at.second = take(at);
    return at.first != reached_by ? at.first : at.second;
  }

 private:
  struct At {
    std::uint32_t next = 0;
    std::uint32_t end = 0;
    std::uint32_t first = none;
    std::uint32_t second = none;
  };
  bool open(std::uint32_t arc) const { return arc != none && !is_whole(arcs_[arc]); }
  std::uint32_t take(At& at) const {
    while (at.next != at.end) {
      const std::uint32_t arc = list_[at.next++];
      if (open(arc)) return arc;
    }
    return none;
  }

  const std::vector<FlowArc>& arcs_;
  std::vector<At> at_;
  std::vector<std::uint32_t> list_;
};

class Walk {
 public:
  Walk(std::uint32_t nodes, std::vector<FlowArc>& arcs) : arcs_(arcs), open_(nodes, arcs), place_(nodes, none) {}

  /// Until no fractional arc is left at the node.
  void from(std::uint32_t node) {
    for (;;) {
      const std::uint32_t by = path_.empty() ? none : path_.back().arc;
      const std::uint32_t arc = open_.other(node, by);
      if (arc == none) {
        if (path_.empty()) return;
        throw std::logic_error("flow rounding: a node's flows do not balance");
      }
      place_[node] = static_cast<std::uint32_t>(path_.size());
      path_.push_back({arc, node, arcs_[arc].from == node});
      const std::uint32_t next = path_.back().forward ? arcs_[arc].to : arcs_[arc].from;
      node = place_[next] == none ? next : push_cycle(place_[next]);
    }
  }

 private:
  struct Step {
    std::uint32_t arc;
    std::uint32_t node;
    bool forward;
  };

  /// Pushes the cycle that starts at this step of the path, whichever way takes the smaller change; returns the node
  /// from which the walk goes on.
  std::uint32_t push_cycle(std::size_t start) {
    std::int64_t ahead = fixed_one;
    std::int64_t back = fixed_one;
    for (std::size_t i = start; i < path_.size(); ++i) {
      const std::int64_t fraction = arcs_[path_[i].arc].fraction;
      const std::int64_t up = fixed_one - fraction;
      ahead = std::min(ahead, path_[i].forward ? up : fraction);
      back = std::min(back, path_[i].forward ? fraction : up);
    }
    const std::int64_t change = ahead <= back ? ahead : -back;
    std::size_t settled = path_.size();
    for (std::size_t i = path_.size(); i-- > start;) {
      FlowArc& arc = arcs_[path_[i].arc];
      arc.fraction += path_[i].forward ? change : -change;
      if (is_whole(arc)) settled = i;
    }
    const std::uint32_t node = path_[settled].node;
    for (std::size_t i = settled; i < path_.size(); ++i) place_[path_[i].node] = none;
    path_.resize(settled);
    return node;
  }

  std::vector<FlowArc>& arcs_;
  OpenArcs open_;
  std::vector<std::uint32_t> place_;  // of each node on the path
  std::vector<Step> path_;
};

}  // namespace

void round_flow(std::uint32_t nodes, std::vector<FlowArc>& arcs) {
  Walk walk(nodes, arcs);
  for (const FlowArc& arc : arcs) {
    if (!is_whole(arc)) walk.from(arc.from);
  }
}

}  // namespace salesctl
