#include <doctest/doctest.h>

#include <random>

#include "render/render.hpp"

namespace salesctl {
namespace {

Table long_table() {
  Table t;
  t.title = "Goal";
  t.columns = {{"scope", "Scope"},
               {"parent", "Under"},
               {"period", "Period"},
               {"from", "From", ColumnType::date},
               {"amount", "Target", ColumnType::money}};
  t.notes = {"note"};
  t.pivot = Pivot{"scope", "period", "amount"};
  return t;
}

void add(Table& t, const Value& scope, const std::string& parent, const std::string& period, Date from,
         std::int64_t minor, int indent = 0, bool total = false) {
  t.rows.push_back({{scope, parent, period, from, Money{minor}}, indent, total});
}

const Date january = make_date(2026, 1, 1);
const Date february = make_date(2026, 2, 1);

TEST_CASE("a table without a pivot is left as it is") {
  Table t = long_table();
  add(t, std::string("x"), "", "2026-01", january, 1);
  t.pivot.reset();
  CHECK(pivoted(t) == t);
}

TEST_CASE("a pivot over columns that are not there leaves the table as it is") {
  Table t = long_table();
  t.pivot->across = "nothing";
  CHECK(pivoted(t) == t);
}

TEST_CASE("label goes down and across becomes columns, both by first appearance") {
  Table t = long_table();
  add(t, Named{"company", "Acme"}, "", "2026-02", february, 2, 0, true);
  add(t, Named{"company", "Acme"}, "", "2026-01", january, 1, 0, true);
  add(t, Named{"r1", "王伟"}, "company", "2026-01", january, 3, 1);
  const Table wide = pivoted(t);
  CHECK(wide.columns == std::vector<Column>{{"scope", "Scope"},
                                            {"2026-02", "2026-02", ColumnType::money},
                                            {"2026-01", "2026-01", ColumnType::money}});
  REQUIRE(wide.rows.size() == 2);
  CHECK(wide.rows[0] == Row{{Named{"company", "Acme"}, Money{2}, Money{1}}, 0, true});
  CHECK(wide.rows[1] == Row{{Named{"r1", "王伟"}, std::monostate{}, Money{3}}, 1, false});
  CHECK(wide.title == "Goal");
  CHECK(wide.notes == t.notes);
  CHECK_FALSE(wide.pivot);
}

TEST_CASE("two scopes of one name stay two rows") {
  Table t = long_table();
  add(t, Named{"a", "East"}, "north", "2026-01", january, 1);
  add(t, Named{"b", "East"}, "north", "2026-01", january, 2);     // another id
  add(t, Named{"a", "East"}, "south", "2026-01", january, 3);     // another parent
  add(t, Named{"a", "East"}, "north", "2026-01", january, 4, 1);  // another depth
  CHECK(pivoted(t).rows.size() == 4);
}

TEST_CASE("a week cut by a month's edge stays two columns of one name") {
  Table t = long_table();
  add(t, std::string("x"), "", "2026-W05", make_date(2026, 1, 26), 1);
  add(t, std::string("x"), "", "2026-W05", february, 2);
  add(t, std::string("y"), "", "2026-W05", february, 3);  // hired in February
  const Table wide = pivoted(t);
  REQUIRE(wide.columns.size() == 3);
  CHECK(wide.columns[1].title == wide.columns[2].title);
  CHECK(wide.rows[0].cells == std::vector<Value>{std::string("x"), Money{1}, Money{2}});
  CHECK(wide.rows[1].cells == std::vector<Value>{std::string("y"), std::monostate{}, Money{3}});
}

TEST_CASE("a cell that is taken begins another row, so that nothing is lost") {
  Table t = long_table();
  add(t, std::string("x"), "", "2026-01", january, 1);
  add(t, std::string("x"), "", "2026-01", january, 2);
  const Table wide = pivoted(t);
  REQUIRE(wide.rows.size() == 2);
  CHECK(wide.rows[1].cells[1] == Value{Money{2}});
}

TEST_CASE("no rows make no columns across") {
  const Table wide = pivoted(long_table());
  CHECK(wide.columns.size() == 1);
  CHECK(wide.rows.empty());
}

TEST_CASE("every value of the long form is in the wide one, whatever the rows") {
  const auto seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    Table t = long_table();
    std::int64_t sum = 0;
    for (std::size_t n = random() % 40; n > 0; --n) {
      const auto amount = static_cast<std::int64_t>(random() % 1000);
      sum += amount;
      add(t, std::string(1, static_cast<char>('a' + random() % 3)), "", std::to_string(random() % 4),
          from_day_number(static_cast<int>(random() % 2)), amount, static_cast<int>(random() % 2));
    }
    const Table wide = pivoted(t);
    std::int64_t wide_sum = 0;
    std::size_t values = 0;
    for (const Row& row : wide.rows) {
      REQUIRE(row.cells.size() == wide.columns.size());
      for (const Value& value : row.cells) {
        if (const Money* money = std::get_if<Money>(&value)) {
          wide_sum += money->minor;
          ++values;
        }
      }
    }
    REQUIRE(wide_sum == sum);
    REQUIRE(values == t.rows.size());
  }
}

}  // namespace
}  // namespace salesctl
