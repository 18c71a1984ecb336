// Cells of one row and one column are always scaled alike, so they are scaled as one: a field of the table. What is left
// after scaling, by the precision of long double, is put right along a tree of the largest fields.
#include "goal/fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace salesctl {
namespace {

constexpr int most_rounds = 5000;
constexpr long double close_enough = 1e-16L;  // of the margin: no more rounds are needed
constexpr long double too_far = 1e-7L;        // of the margin, after the last round: it cannot be met

struct Field {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  long double before = 0;
  long double now = 0;
  std::size_t largest = 0;  // cell
};

long double wide(Fixed value) { return static_cast<long double>(value); }

class Fit {
 public:
  Fit(const Margins& margins, std::vector<Fixed>& cells) : margins_(margins), cells_(cells) {
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    field_of_.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::uint64_t key = (std::uint64_t{margins.row_of[i]} << 32) | margins.column_of[i];
      const auto [it, fresh] = known.emplace(key, static_cast<std::uint32_t>(fields_.size()));
      if (fresh) fields_.push_back({margins.row_of[i], margins.column_of[i], 0, 0, i});
      Field& field = fields_[it->second];
      field.before += wide(cells[i]);
      if (cells[i] > cells[field.largest]) field.largest = i;
      field_of_[i] = it->second;
    }
    in_row_.resize(margins.rows.size());
    in_column_.resize(margins.columns.size());
    for (std::uint32_t f = 0; f < fields_.size(); ++f) {
      fields_[f].now = fields_[f].before;
      if (!(fields_[f].before > 0)) continue;
      in_row_[fields_[f].row].push_back(f);
      in_column_[fields_[f].column].push_back(f);
    }
  }

  Misfit run() {
    for (int round = 0; round < most_rounds; ++round) {
      scale(margins_.rows, in_row_);
      scale(margins_.columns, in_column_);
      if (worst(margins_.rows, in_row_) < close_enough) break;
    }
    Misfit misfit{far(margins_.rows, in_row_), far(margins_.columns, in_column_)};
    if (misfit.any()) return misfit;
    return put_right();
  }

 private:
  using Lists = std::vector<std::vector<std::uint32_t>>;

  long double sum(const std::vector<std::uint32_t>& list) const {
    return std::accumulate(list.begin(), list.end(), 0.0L, [&](long double s, std::uint32_t f) { return s + fields_[f].now; });
  }
  long double distance(Fixed wanted, const std::vector<std::uint32_t>& list) const {
    const long double is = sum(list);
    const long double scale = std::max(std::max(wide(wanted), is), 1.0L);
    return std::abs(is - wide(wanted)) / scale;
  }
  void scale(const std::vector<Fixed>& margins, const Lists& lists) {
    for (std::size_t i = 0; i < margins.size(); ++i) {
      const long double is = sum(lists[i]);
      if (!(is > 0)) continue;
      const long double factor = wide(margins[i]) / is;
      for (const std::uint32_t f : lists[i]) fields_[f].now *= factor;
    }
  }
  long double worst(const std::vector<Fixed>& margins, const Lists& lists) const {
    long double most = 0;
    for (std::size_t i = 0; i < margins.size(); ++i) most = std::max(most, distance(margins[i], lists[i]));
    return most;
  }
  std::vector<std::size_t> far(const std::vector<Fixed>& margins, const Lists& lists) const {
    std::vector<std::size_t> list;
    for (std::size_t i = 0; i < margins.size(); ++i) {
      if (distance(margins[i], lists[i]) > too_far) list.push_back(i);
    }
    return list;
  }

  /// Writes the cells, then moves what rows and columns still miss along a spanning forest, from its leaves inwards.
  Misfit put_right() {
    const std::vector<Fixed> before = cells_;
    std::vector<Fixed> missing = margins_.rows;
    missing.insert(missing.end(), margins_.columns.begin(), margins_.columns.end());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const Field& field = fields_[field_of_[i]];
      if (cells_[i] != 0) cells_[i] = static_cast<Fixed>(wide(cells_[i]) * (field.now / field.before));
      missing[field.row] -= cells_[i];
      missing[node_of_column(field.column)] -= cells_[i];
    }
    Lists tree = forest();
    std::vector<std::size_t> leaves;
    for (std::size_t n = 0; n < tree.size(); ++n) {
      if (tree[n].size() == 1) leaves.push_back(n);
    }
    while (!leaves.empty()) {
      const std::size_t leaf = leaves.back();
      leaves.pop_back();
      if (tree[leaf].empty()) continue;
      const std::uint32_t f = tree[leaf].front();
      const Field& field = fields_[f];
      const std::size_t other = leaf == field.row ? node_of_column(field.column) : field.row;
      cells_[field.largest] += missing[leaf];
      missing[other] -= missing[leaf];
      missing[leaf] = 0;
      tree[leaf].clear();
      std::erase(tree[other], f);
      if (tree[other].size() == 1) leaves.push_back(other);
    }
    Misfit misfit = what_is_wrong(missing);
    if (misfit.any()) cells_ = before;
    return misfit;
  }

  std::size_t node_of_column(std::uint32_t column) const { return margins_.rows.size() + column; }

  /// By node, rows first: the fields of a spanning forest, the largest fields chosen first.
  Lists forest() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t f = 0; f < fields_.size(); ++f) {
      if (fields_[f].now > 0) order.push_back(f);
    }
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
      return cells_[fields_[a].largest] > cells_[fields_[b].largest];
    });
    std::vector<std::size_t> above(margins_.rows.size() + margins_.columns.size());
    std::iota(above.begin(), above.end(), std::size_t{0});
    const auto top = [&](std::size_t n) {
      while (above[n] != n) n = above[n] = above[above[n]];
      return n;
    };
    Lists tree(above.size());
    for (const std::uint32_t f : order) {
      const std::size_t row = fields_[f].row;
      const std::size_t column = node_of_column(fields_[f].column);
      if (top(row) == top(column)) continue;
      above[top(row)] = top(column);
      tree[row].push_back(f);
      tree[column].push_back(f);
    }
    return tree;
  }

  Misfit what_is_wrong(const std::vector<Fixed>& missing) const {
    Misfit misfit;
    for (std::size_t n = 0; n < missing.size(); ++n) {
      if (missing[n] == 0) continue;
      if (n < margins_.rows.size()) {
        misfit.rows.push_back(n);
      } else {
        misfit.columns.push_back(n - margins_.rows.size());
      }
    }
    for (const Field& field : fields_) {
      if (cells_[field.largest] < 0) misfit.rows.push_back(field.row);
    }
    return misfit;
  }

  const Margins& margins_;
  std::vector<Fixed>& cells_;
  std::vector<Field> fields_;
  std::vector<std::uint32_t> field_of_;  // by cell
  Lists in_row_;
  Lists in_column_;
};

}  // namespace

Misfit fit(const Margins& margins, std::vector<Fixed>& cells) { return Fit(margins, cells).run(); }

}  // namespace salesctl
