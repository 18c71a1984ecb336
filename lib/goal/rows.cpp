#include "goal/rows.hpp"

#include <numeric>

namespace salesctl {
namespace {

/// What one row sums up, and whether there is anything to sum.
struct Sum {
  Fixed exact = 0;
  std::int64_t amount = 0;
  bool present = false;

  void add(const Sum& other) {
    exact += other.exact;
    amount += other.amount;
    present = present || other.present;
  }
};

GoalCell head(ScopeLevel level, std::int64_t key, const std::string& scope, const std::string& parent, int depth) {
  GoalCell cell;
  cell.level = level;
  cell.key = key;
  cell.scope = scope;
  cell.parent = parent;
  cell.depth = depth;
  return cell;
}

class Rows {
 public:
  explicit Rows(const SplitCells& cells)
      : c_(cells), periods_(cells.periods.nodes.size()), sums_(cells.scopes.scopes.size() * periods_),
        held_(cells.scopes.scopes.size()), buffer_(periods_) {
    find_time_shares();
    sum_scopes();
    for (std::size_t unit = 0; unit < c_.people.units.size(); ++unit) {
      if (c_.people.units[unit].rep == nullptr) continue;
      for (std::size_t j = 0; j < c_.people.slices; ++j) {
        std::vector<std::size_t>& units = held_[c_.people.scope[c_.people.cell(unit, j)]];
        if (units.empty() || units.back() != unit) units.push_back(unit);
      }
    }
    std::size_t rows = c_.scopes.scopes.size();
    for (const auto& units : held_) rows += units.size();
    result_.reserve(rows * periods_);
  }

  std::vector<GoalCell> all() {
    add_scope(0);
    return std::move(result_);
  }

 private:
  void find_time_shares() {
    const double whole = static_cast<double>(std::accumulate(c_.time.begin(), c_.time.end(), std::int64_t{0}));
    time_share_.reserve(periods_);
    for (const PeriodNode& node : c_.periods.nodes) {
      const auto begin = c_.time.begin();
      const std::int64_t part = std::accumulate(begin + static_cast<std::ptrdiff_t>(node.first),
                                                begin + static_cast<std::ptrdiff_t>(node.last), std::int64_t{0});
      time_share_.push_back(static_cast<double>(part) / whole);
    }
  }

  void sum_scopes() {
    const std::size_t first = c_.periods.first_slice();
    const std::size_t slices = c_.periods.slices;
    for (Sum& sum : sums_) sum.present = true;  // a team without people has rows of zero
    for (std::size_t i = 0; i < c_.exact.size(); ++i) {
      sums_[c_.people.scope[i] * periods_ + first + i % slices].add({c_.exact[i], c_.amounts[i], true});
    }
    for (std::size_t s = c_.scopes.scopes.size(); s-- > 0;) {
      const std::size_t above = c_.scopes.scopes[s].above;
      for (std::size_t j = first; j < periods_ && s != 0; ++j) sums_[above * periods_ + j].add(sums_[s * periods_ + j]);
      sum_periods(&sums_[s * periods_]);
    }
  }

  /// From slices up to the whole.
  void sum_periods(Sum* sums) const {
    for (std::size_t p = periods_; p-- > 1;) sums[c_.periods.nodes[p].above].add(sums[p]);
  }

  void add_scope(std::size_t s) {
    const Scope& scope = c_.scopes.scopes[s];
    const std::string parent = s == 0 ? "" : c_.scopes.scopes[scope.above].id;
    add_row(head(scope.level, scope.key, scope.id, parent, scope.depth), &sums_[s * periods_]);
    for (const std::size_t below : scope.below) add_scope(below);
    for (const std::size_t unit : held_[s]) add_rep(unit, s);
  }

  void add_rep(std::size_t unit, std::size_t s) {
    std::fill(buffer_.begin(), buffer_.end(), Sum{});
    for (std::size_t j = 0; j < c_.people.slices; ++j) {
      const std::size_t cell = c_.people.cell(unit, j);
      if (c_.people.scope[cell] != s) continue;
      buffer_[c_.periods.first_slice() + j] = {c_.exact[cell], c_.amounts[cell], true};
    }
    sum_periods(buffer_.data());
    const Scope& scope = c_.scopes.scopes[s];
    const Rep& rep = *c_.people.units[unit].rep;
    const auto key = static_cast<std::int64_t>(rep.key);
    add_row(head(ScopeLevel::rep, key, rep.id, scope.id, scope.depth + 1), buffer_.data());
  }

  void add_row(GoalCell cell, const Sum* sums) {
    for (std::size_t p = 0; p < periods_; ++p) {
      if (!sums[p].present) continue;
      const PeriodNode& node = c_.periods.nodes[p];
      const Fixed company = sums_[p].exact;
      cell.period = node.period;
      cell.unit = node.unit;
      cell.amount = Money{sums[p].amount};
      cell.exact = to_double(sums[p].exact);
      cell.time_share = time_share_[p];
      cell.people_share = company == 0 ? 0 : static_cast<double>(sums[p].exact) / static_cast<double>(company);
      result_.push_back(cell);
    }
  }

  const SplitCells& c_;
  std::size_t periods_;
  std::vector<Sum> sums_;  // by scope, then period
  std::vector<std::vector<std::size_t>> held_;  // by scope: the units that stand there
  std::vector<Sum> buffer_;
  std::vector<double> time_share_;
  std::vector<GoalCell> result_;
};

}  // namespace

std::vector<GoalCell> goal_rows(const SplitCells& cells) { return Rows(cells).all(); }

}  // namespace salesctl
