#include "goal/period_tree.hpp"

#include <algorithm>
#include <optional>

namespace salesctl {
namespace {

constexpr PeriodUnit coarse_to_fine[] = {PeriodUnit::year,  PeriodUnit::half, PeriodUnit::quarter,
                                         PeriodUnit::month, PeriodUnit::week, PeriodUnit::day};

std::optional<PeriodUnit> canonical_unit(Span span, FiscalYear fiscal) {
  const auto it = std::ranges::find_if(
      coarse_to_fine, [&](PeriodUnit unit) { return period_of(span.from, unit, fiscal).span == span; });
  if (it == std::end(coarse_to_fine)) return std::nullopt;
  return *it;
}

/// Appends a level below the one that starts at node `above`, whose parts it refines.
void add_level(PeriodTree& tree, std::size_t above, PeriodUnit unit, std::vector<Period> pieces) {
  for (Period& piece : pieces) {
    while (tree.nodes[above].period.span.to <= piece.span.from) ++above;
    tree.nodes.push_back({std::move(piece), unit, above, 0, 0});
  }
}

void count_slices(PeriodTree& tree) {
  for (PeriodNode& node : tree.nodes) node.first = node.last = 0;
  const std::size_t first = tree.first_slice();
  for (std::size_t i = 0; i < tree.slices; ++i) {
    std::size_t at = first + i;
    for (;;) {
      PeriodNode& node = tree.nodes[at];
      if (node.last == 0) node.first = i;
      node.last = i + 1;
      if (at == node.above) break;
      at = node.above;
    }
  }
}

}  // namespace

PeriodTree period_tree(const Period& period, PeriodUnit by, FiscalYear fiscal) {
  const std::optional<PeriodUnit> whole = canonical_unit(period.span, fiscal);
  PeriodTree tree;
  tree.nodes.push_back({period, whole.value_or(PeriodUnit::year), 0, 0, 1});
  for (const PeriodUnit unit : coarse_to_fine) {
    if (unit < by || (whole && *whole <= unit) || (unit == PeriodUnit::half && by != unit)) continue;
    std::vector<Period> pieces = split_span(period.span, unit, fiscal);
    const bool refines = pieces.size() > tree.slices || (unit == by && pieces.size() > 1);
    if (!refines) continue;
    const std::size_t above = tree.first_slice();
    tree.slices = pieces.size();
    add_level(tree, above, unit, std::move(pieces));
  }
  count_slices(tree);
  return tree;
}

}  // namespace salesctl
