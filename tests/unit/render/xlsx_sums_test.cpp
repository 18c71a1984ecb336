#include "render/xlsx_sums.hpp"

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

Table table(std::vector<Row> rows) {
  Table t;
  t.columns = {{"name", "Name"}, {"amount", "Amount", ColumnType::money}};
  t.rows = std::move(rows);
  return t;
}

Row row(int indent, std::int64_t amount, bool total = false) { return {{std::string("x"), Money{amount}}, indent, total}; }

}  // namespace

TEST_CASE("in a tree a cell is the sum of the rows right below it, not of those below these") {
  const Table t = table({row(0, 60, true), row(1, 30), row(2, 10), row(2, 20), row(1, 30), row(2, 5), row(2, 25)});
  const SumFinder sums(t);
  CHECK(sums.formula(0, 1) == "=SUM(B3,B6)");
  CHECK(sums.formula(1, 1) == "=SUM(B4:B5)");
  CHECK(sums.formula(4, 1) == "=SUM(B7:B8)");
  CHECK(sums.formula(2, 1).empty());
  CHECK(sums.formula(0, 0).empty());
}

TEST_CASE("a total at the end is the sum of the rows before it that are none") {
  const Table t = table({row(0, 1), row(0, 2), row(0, 3, true), row(0, 4), row(0, 7, true)});
  const SumFinder sums(t);
  CHECK(sums.formula(2, 1) == "=SUM(B2:B3)");
  CHECK(sums.formula(4, 1) == "=SUM(B2:B3,B5)");
}

TEST_CASE("what is no sum gets no formula") {
  const Table t = table({row(0, 59, true), row(1, 30), row(1, 30)});
  CHECK(SumFinder(t).formula(0, 1).empty());
  const Table one = table({row(0, 30, true), row(1, 30)});
  CHECK(SumFinder(one).formula(0, 1).empty());
  Table shares = table({row(0, 0, true), row(1, 0), row(1, 0)});
  for (Row& r : shares.rows) r.cells[1] = Rate{Rate::one / 2};
  CHECK(SumFinder(shares).formula(0, 1).empty());
  Table gap = table({row(0, 30, true), row(1, 30), row(1, 0)});
  gap.rows[2].cells[1] = std::monostate{};  // an empty cell adds nothing
  CHECK(SumFinder(gap).formula(0, 1) == "=SUM(B3:B4)");
}

TEST_CASE("columns beyond Z have two letters") {
  Table t = table({row(0, 3, true), row(1, 1), row(1, 2)});
  for (Row& r : t.rows) {
    const Value amount = r.cells[1];
    r.cells.resize(27);
    r.cells.push_back(amount);
  }
  t.columns.resize(28);
  CHECK(SumFinder(t).formula(0, 27) == "=SUM(AB3:AB4)");
}
