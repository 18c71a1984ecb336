#include "goal/fit.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "goal/firm.hpp"

namespace salesctl {
namespace {

std::vector<Fixed> fixed(const std::vector<double>& values) {
  std::vector<Fixed> cells;
  for (const double value : values) cells.push_back(static_cast<Fixed>(value * static_cast<double>(fixed_one)));
  return cells;
}

/// Cells as a table of so many columns, all rows and columns bound.
Margins table(std::size_t rows, std::size_t columns, std::vector<Fixed> row_sums, std::vector<Fixed> column_sums) {
  Margins margins{std::move(row_sums), std::move(column_sums), {}, {}};
  for (std::size_t i = 0; i < rows * columns; ++i) {
    margins.row_of.push_back(static_cast<std::uint32_t>(i / columns));
    margins.column_of.push_back(static_cast<std::uint32_t>(i % columns));
  }
  return margins;
}

void check_sums(const Margins& margins, const std::vector<Fixed>& cells) {
  std::vector<Fixed> rows(margins.rows.size());
  std::vector<Fixed> columns(margins.columns.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    REQUIRE(cells[i] >= 0);
    rows[margins.row_of[i]] += cells[i];
    columns[margins.column_of[i]] += cells[i];
  }
  REQUIRE((rows == margins.rows));
  REQUIRE((columns == margins.columns));
}

}  // namespace

TEST_CASE("a table of equal cells takes the product of its margins") {
  std::vector<Fixed> cells = fixed({1, 1, 1, 1});
  const Margins margins = table(2, 2, fixed({30, 70}), fixed({40, 60}));
  REQUIRE_FALSE(fit(margins, cells).any());
  check_sums(margins, cells);
  CHECK(to_double(cells[0]) == doctest::Approx(12));
  CHECK(to_double(cells[3]) == doctest::Approx(42));
}

TEST_CASE("fitting keeps the odds ratios of a table, as Deming and Stephan's does") {
  std::vector<Fixed> cells = fixed({2, 1, 3, 5, 4, 1});
  const auto odds = [&] { return to_double(cells[0]) * to_double(cells[4]) / (to_double(cells[1]) * to_double(cells[3])); };
  const double before = odds();
  const Margins margins = table(2, 3, fixed({50, 50}), fixed({20, 30, 50}));
  REQUIRE_FALSE(fit(margins, cells).any());
  check_sums(margins, cells);
  CHECK(odds() == doctest::Approx(before));
}

TEST_CASE("random tables meet their margins exactly, zero cells stay zero") {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const auto rows = static_cast<std::size_t>(random.below(6)) + 1;
    const auto columns = static_cast<std::size_t>(random.below(6)) + 1;
    std::vector<double> wanted;  // a table that exists, whose sums are the margins
    std::vector<Fixed> cells;
    for (std::size_t i = 0; i < rows * columns; ++i) {
      const bool none = i % columns != i / columns && random.one_in(4);
      wanted.push_back(none ? 0 : random.below(1000) + 1);
      cells.push_back(none ? 0 : static_cast<Fixed>((random.unit() + 0.01) * 1e15));
    }
    Margins margins = table(rows, columns, std::vector<Fixed>(rows), std::vector<Fixed>(columns));
    const std::vector<Fixed> exact = fixed(wanted);
    for (std::size_t i = 0; i < exact.size(); ++i) {
      margins.rows[margins.row_of[i]] += exact[i];
      margins.columns[margins.column_of[i]] += exact[i];
    }
    REQUIRE_FALSE(fit(margins, cells).any());
    check_sums(margins, cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (wanted[i] == 0) REQUIRE((cells[i] == 0));
    }
  }
}

TEST_CASE("margins that no table has are told, and the cells are left") {
  const std::vector<Fixed> before = fixed({1, 0, 0, 1});
  std::vector<Fixed> cells = before;
  const Misfit misfit = fit(table(2, 2, fixed({30, 70}), fixed({40, 60})), cells);
  CHECK(misfit.any());
  CHECK((cells == before));
  cells = fixed({0, 0, 1, 1});
  CHECK(fit(table(2, 2, fixed({1, 9}), fixed({5, 5})), cells).rows.front() == 0);
}

TEST_CASE("a margin of zero empties its cells") {
  std::vector<Fixed> cells = fixed({5, 5, 5, 5});
  const Margins margins = table(2, 2, fixed({0, 10}), fixed({4, 6}));
  REQUIRE_FALSE(fit(margins, cells).any());
  check_sums(margins, cells);
}

}  // namespace salesctl
