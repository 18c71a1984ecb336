#include "goal/rows.hpp"

#include <utility>

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

class Rows {
 public:
  explicit Rows(const SplitCells& cells)
      : c_(cells), periods_(cells.periods.nodes.size()), sums_(cells.scopes.scopes.size() * periods_),
        held_(cells.scopes.scopes.size()), buffer_(periods_) {
    sum_scopes();
    for (std::size_t unit = 0; unit < c_.people.units.size(); ++unit) {
      if (c_.people.units[unit].rep == nullptr) continue;
      for (std::size_t j = 0; j < c_.people.slices; ++j) {
        std::vector<std::size_t>& units = held_[c_.people.scope[c_.people.cell(unit, j)]];
        if (units.empty() || units.back() != unit) units.push_back(unit);
      }
    }
    for (const PeriodNode& node : c_.periods.nodes) result_.periods.push_back({node.period, node.unit});
    std::size_t rows = c_.scopes.scopes.size();
    for (const auto& units : held_) rows += units.size();
    result_.scopes.reserve(rows);
    result_.cells.reserve(rows * periods_);
  }

  Targets all() {
    add_scope(0);
    return std::move(result_);
  }

 private:
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
    add_row({scope.level, scope.key, scope.id, parent, scope.depth}, &sums_[s * periods_]);
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
    add_row({ScopeLevel::rep, key, rep.id, scope.id, scope.depth + 1}, buffer_.data());
  }

  void add_row(GoalScope scope, const Sum* sums) {
    const auto row = static_cast<std::uint32_t>(result_.scopes.size());
    result_.scopes.push_back(std::move(scope));
    for (std::uint32_t p = 0; p < periods_; ++p) {
      if (sums[p].present) result_.cells.push_back({row, p, Money{sums[p].amount}, to_double(sums[p].exact)});
    }
  }

  const SplitCells& c_;
  std::size_t periods_;
  std::vector<Sum> sums_;  // by scope, then period
  std::vector<std::vector<std::size_t>> held_;  // by scope: the units that stand there
  std::vector<Sum> buffer_;
  Targets result_;
};

}  // namespace

Targets goal_rows(const SplitCells& cells) { return Rows(cells).all(); }

}  // namespace salesctl
