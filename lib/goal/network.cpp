// The total flows down the people's side (company, teams, a unit's total, its quarters, its months), through the cells
// and up the other side (team × slice, company × slice, company × month, company × quarter) to the total again.
// Each side is a tree, so any set of sums that nest can stand in it, and no others: a team's months are on the side of
// time, its total on that of people.
#include "goal/network.hpp"

#include <algorithm>

namespace salesctl {
namespace {

class Network {
 public:
  Network(const ScopeTree& scopes, const PeriodTree& periods, const People& people, const std::vector<Fixed>& exact)
      : scopes_(scopes), periods_(periods), people_(people), exact_(exact),
        team_slices_(static_cast<std::uint32_t>(scopes.scopes.size()) + 1),
        company_periods_(team_slices_ + static_cast<std::uint32_t>(scopes.scopes.size() * periods.slices)),
        nodes_(company_periods_ + static_cast<std::uint32_t>(coarse())), scope_total_(scopes.scopes.size()),
        coarse_node_(coarse()), coarse_sum_(coarse()) {}

  std::vector<std::int64_t> round() {
    for (std::size_t unit = 0; unit < people_.units.size(); ++unit) add_unit(unit);
    for (std::size_t s = scopes_.scopes.size(); s-- > 1;) {
      const std::size_t above = scopes_.scopes[s].above;
      add_sum(total_node(above), total_node(s), scope_total_[s]);
      scope_total_[above] += scope_total_[s];
    }
    add_side_of_time();
    arcs_.insert(arcs_.end(), sums_.begin(), sums_.end());
    round_flow(nodes_, arcs_);
    std::vector<std::int64_t> amounts(exact_.size());
    std::ranges::transform(exact_, amounts.begin(), whole_part);
    for (std::size_t i = 0; i < cell_of_.size(); ++i) {
      if (arcs_[i].fraction == fixed_one) ++amounts[cell_of_[i]];
    }
    return amounts;
  }

 private:
  /// How many periods are coarser than slices; the whole is one in any case.
  std::size_t coarse() const { return std::max<std::size_t>(periods_.first_slice(), 1); }
  std::size_t above_slice(std::size_t slice) const { return periods_.slice(slice).above; }
  static std::uint32_t total_node(std::size_t scope) { return static_cast<std::uint32_t>(scope); }
  std::uint32_t slice_node(std::size_t scope, std::size_t slice) const {
    return team_slices_ + static_cast<std::uint32_t>(scope * periods_.slices + slice);
  }
  std::uint32_t company_node(std::size_t period) const {
    const std::uint32_t end = team_slices_ - 1;
    return period == 0 ? end : company_periods_ + static_cast<std::uint32_t>(period);
  }

  /// Whole flows never change, so they need no arc.
  void add_sum(std::uint32_t from, std::uint32_t to, Fixed flow) {
    if (fraction_of(flow) != 0) sums_.push_back({from, to, fraction_of(flow)});
  }
  void add_cell(std::uint32_t from, std::uint32_t to, std::size_t cell) {
    const std::int64_t fraction = fraction_of(exact_[cell]);
    if (fraction == 0) return;
    arcs_.push_back({from, to, fraction});
    cell_of_.push_back(static_cast<std::uint32_t>(cell));
  }

  void add_unit(std::size_t unit) {
    const auto first = people_.scope.begin() + static_cast<std::ptrdiff_t>(people_.cell(unit, 0));
    std::vector<std::uint32_t> stays(first, first + static_cast<std::ptrdiff_t>(people_.slices));
    std::ranges::sort(stays);
    stays.erase(std::unique(stays.begin(), stays.end()), stays.end());
    std::size_t above = stays.front();
    for (const std::uint32_t scope : stays) above = scopes_.common(above, scope);
    Fixed total = 0;
    if (stays.size() == 1) {
      total = add_stay(unit, stays.front(), total_node(above));
    } else {
      const std::uint32_t own = nodes_++;
      for (const std::uint32_t scope : stays) total += add_stay(unit, scope, own);
      add_sum(total_node(above), own, total);
    }
    scope_total_[above] += total;
  }

  /// The unit's cells within one scope, their coarser periods and their sum, which hangs below the node `above`.
  Fixed add_stay(std::size_t unit, std::uint32_t scope, std::uint32_t above) {
    std::ranges::fill(coarse_sum_, Fixed{0});
    for (std::size_t p = 0; p < coarse(); ++p) coarse_node_[p] = nodes_++;
    for (std::size_t j = 0; j < people_.slices; ++j) {
      const std::size_t cell = people_.cell(unit, j);
      if (people_.scope[cell] != scope) continue;
      add_cell(coarse_node_[above_slice(j)], slice_node(scope, j), cell);
      coarse_sum_[above_slice(j)] += exact_[cell];
    }
    for (std::size_t p = coarse(); p-- > 1;) {
      const std::size_t up = periods_.nodes[p].above;
      add_sum(coarse_node_[up], coarse_node_[p], coarse_sum_[p]);
      coarse_sum_[up] += coarse_sum_[p];
    }
    add_sum(above, coarse_node_[0], coarse_sum_[0]);
    return coarse_sum_[0];
  }

  void add_side_of_time() {
    const std::size_t slices = periods_.slices;
    std::vector<Fixed> sums(scopes_.scopes.size() * slices);
    for (std::size_t i = 0; i < exact_.size(); ++i) sums[people_.scope[i] * slices + i % slices] += exact_[i];
    for (std::size_t s = scopes_.scopes.size(); s-- > 1;) {
      const std::size_t above = scopes_.scopes[s].above;
      for (std::size_t j = 0; j < slices; ++j) {
        add_sum(slice_node(s, j), slice_node(above, j), sums[s * slices + j]);
        sums[above * slices + j] += sums[s * slices + j];
      }
    }
    std::ranges::fill(coarse_sum_, Fixed{0});
    for (std::size_t j = 0; j < slices; ++j) {
      add_sum(slice_node(0, j), company_node(above_slice(j)), sums[j]);
      coarse_sum_[above_slice(j)] += sums[j];
    }
    for (std::size_t p = coarse(); p-- > 1;) {
      const std::size_t up = periods_.nodes[p].above;
      add_sum(company_node(p), company_node(up), coarse_sum_[p]);
      coarse_sum_[up] += coarse_sum_[p];
    }
  }

  const ScopeTree& scopes_;
  const PeriodTree& periods_;
  const People& people_;
  const std::vector<Fixed>& exact_;
  std::uint32_t team_slices_;  // nodes from here, after the company's and the teams' totals and the end of the other side
  std::uint32_t company_periods_;
  std::uint32_t nodes_;
  std::vector<FlowArc> arcs_;  // cells, then sums: a walk that turns at cells first finds short cycles
  std::vector<std::uint32_t> cell_of_;
  std::vector<FlowArc> sums_;
  std::vector<Fixed> scope_total_;
  std::vector<std::uint32_t> coarse_node_;
  std::vector<Fixed> coarse_sum_;
};

}  // namespace

std::vector<std::int64_t> round_cells(const ScopeTree& scopes, const PeriodTree& periods, const People& people,
                                      const std::vector<Fixed>& exact) {
  return Network(scopes, periods, people, exact).round();
}

}  // namespace salesctl
