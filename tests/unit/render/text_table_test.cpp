#include <doctest/doctest.h>

#include <random>
#include <sstream>

#include "base/text.hpp"
#include "render/render.hpp"

namespace salesctl {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Table tree() {
  return {"Targets",
          {{"scope", "Scope"}, {"target", "Target", ColumnType::money}, {"share", "Attainment", ColumnType::percent}},
          {{{Named{"company", "星河科技"}, Money{123456789}, Rate{873'400'000}}, 0, true},
           {{Named{"north", "North"}, Money{100}, std::monostate{}}, 1, false},
           {{Named{"r1", "王伟"}, Money{-5}, Rate{0}}, 2, false}},
          {"split by month"},
          {}};
}

TEST_CASE("a table has title, head, line, rows and notes; the tree is indented and sums are parted") {
  CHECK(render({tree()}, Format::table) ==
        "Targets\n"
        "Scope           Target  Attainment\n"
        "----------------------------------\n"
        "星河科技  1,234,567.89       87.3%\n"
        "----------------------------------\n"
        "  North           1.00\n"
        "    王伟         -0.05        0.0%\n"
        "split by month\n");
}

TEST_CASE("the points of a column of numbers stand below one another, and an empty cell stays empty") {
  const Table table{"", {{"days", "Days", ColumnType::number}, {"n", "N", ColumnType::integer}},
                    {{{31.0, std::int64_t{1}}, 0, false}, {{2.25, std::int64_t{2}}, 0, false}, {{std::monostate{}, std::int64_t{30}}, 0, false}}, {}, {}};
  CHECK(lines_of(render({table}, Format::table)) ==
        std::vector<std::string>{" Days   N", "---------", "31      1", " 2.25   2", "       30"});
  CHECK(render({table}, Format::csv) == "days,n\n31,1\n2.25,2\n,30\n");
}

TEST_CASE("in colour title, head and sums are bold and no line parts the sums") {
  const auto lines = lines_of(render({tree()}, Format::table, {.color = true}));
  REQUIRE(lines.size() == 7);
  CHECK(lines[0] == "\x1b[1mTargets\x1b[0m");
  CHECK(lines[1].starts_with("\x1b[1mScope"));
  CHECK(lines[3].starts_with("\x1b[1m星河科技"));
  CHECK(lines[4] == "  North           1.00");
}

TEST_CASE("a sum at the end has a line above it, neighbouring sums none between") {
  const Table t{
      "", {{"a", "A"}}, {{{std::string("x")}}, {{std::string("y")}, 0, true}, {{std::string("z")}, 0, true}}, {}, {}};
  CHECK(render({t}, Format::table) == "A\n-\nx\n-\ny\nz\n");
}

TEST_CASE("no rows are said in so many words") {
  CHECK(render({Table{"T", {{"a", "A"}, {"b", "B"}}, {}, {"n"}, {}}}, Format::table) ==
        "T\nA  B\n----\n(no rows)\nn\n");
  Table table;
  table.columns = {{"a", "A"}};
  CHECK(render({table}, Format::table).ends_with("(no rows)\n"));
  CHECK(render({Table{}}, Format::table).empty());  // sentences without a table
}

TEST_CASE("text is cut to the width, numbers are not") {
  const Table t{"",
                {{"name", "Name of customer"}, {"v", "Value", ColumnType::money}},
                {{{std::string("北京星河科技有限公司"), Money{123456789}}}, {{std::string("short"), Money{1}}}},
                {},
                {}};
  CHECK(render({t}, Format::table, {.width = 24}) ==
        "Name of c…         Value\n"
        "------------------------\n"
        "北京星河…   1,234,567.89\n"
        "short               0.01\n");
  const auto narrow = lines_of(render({t}, Format::table, {.width = 5}));
  CHECK(narrow[2] == "北…   1,234,567.89");
}

TEST_CASE("the longest text gives way first, and a table that fits is not touched") {
  const Table t{"", {{"a", "A"}, {"b", "B"}}, {{{std::string(30, 'x'), std::string("short")}}}, {}, {}};
  CHECK(lines_of(render({t}, Format::table, {.width = 20}))[2] == std::string(12, 'x') + "…  short");
  CHECK(render({t}, Format::table, {.width = 37}) == render({t}, Format::table));
}

TEST_CASE("dates are not cut") {
  const Table t{
      "", {{"a", "A"}, {"d", "D", ColumnType::date}}, {{{std::string("xxxxxxxx"), make_date(2026, 1, 2)}}}, {}, {}};
  CHECK(lines_of(render({t}, Format::table, {.width = 1}))[2] == "xxx…  2026-01-02");
}

TEST_CASE("data can break neither the lines nor the terminal") {
  const Table t{"ti\ntle",
                {{"a", "A\x07"}, {"b", "B"}},
                {{{std::string("l1\nl2\x1b[2J"), std::string("\xff\xfe")}}},
                {"no\nte"},
                {}};
  CHECK(render({t}, Format::table) ==
        "ti tle\nA\\x07         B\n----------------------\nl1 l2\\x1b[2J  \\xff\\xfe\nno te\n");
}

TEST_CASE("a pivot is laid out wide with its label indented") {
  const Table t{"",
                {{"level", "Level"}, {"scope", "Scope"}, {"period", "Period"}, {"v", "Target", ColumnType::money}},
                {{{std::string("company"), std::string("All"), std::string("Q1"), Money{300}}, 0, true},
                 {{std::string("rep"), std::string("Bo"), std::string("Q1"), Money{100}}, 1, false},
                 {{std::string("rep"), std::string("Cy"), std::string("Q2"), Money{200}}, 1, false}},
                {},
                Pivot{"scope", "period", "v"}};
  CHECK(render({t}, Format::table) ==
        "Scope    Q1    Q2\n-----------------\nAll    3.00\n-----------------\n  Bo   1.00\n  Cy         2.00\n");
}

TEST_CASE("no line is wider than asked while every text may shrink, and none ends in a space") {
  const auto seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  const std::vector<std::string> letters{"a", " ", "王", "é", "\n", "\xff", "e\xcc\x81"};
  for (int round = 0; round < 500; ++round) {
    Table t{"", {{"a", "A"}, {"b", "B"}, {"n", "N", ColumnType::integer}}, {}, {}, {}};
    for (std::size_t n = 1 + random() % 5; n > 0; --n) {
      std::string texts[2];
      for (std::string& text : texts) {
        for (std::size_t k = random() % 40; k > 0; --k) text += letters[random() % letters.size()];
      }
      t.rows.push_back({{texts[0], texts[1], std::int64_t{7}}, static_cast<int>(random() % 4), random() % 3 == 0});
    }
    const std::size_t width = 13 + random() % 60;
    for (const std::string& line : lines_of(render({t}, Format::table, {.width = width}))) {
      INFO(line);
      REQUIRE(display_width(line) <= width);
      REQUIRE_FALSE(line.ends_with(' '));
    }
  }
}

TEST_CASE("a hundred thousand rows are laid out") {
  Table t{"", {{"a", "A"}, {"b", "B", ColumnType::money}}, {}, {}, {}};
  for (int i = 0; i < 100'000; ++i) t.rows.push_back({{std::string("row"), Money{i}}});
  CHECK(lines_of(render({t}, Format::table)).size() == 100'002);
}

TEST_CASE("a light has its colour where there are colours, and bars stand to the right where there is room") {
  Table t{"", {{"who", "Who"}, {"n", "N", ColumnType::integer}, {"light", "Light", ColumnType::light}, {"x", "X"}}, {}, {}, {}};
  t.rows = {{{std::string("王伟"), std::int64_t{4}, std::string("green"), std::string("a")}},
            {{std::string("b"), std::int64_t{1}, Named("red", "红"), std::string("b")}},
            {{std::string("c"), std::int64_t{2}, std::monostate{}, std::string("c")}}};
  CHECK(render({t}, Format::table) ==
        "Who   N  Light  X\n"
        "-----------------\n"
        "王伟  4  green  a\n"
        "b     1  红     b\n"
        "c     2         c\n");
  const std::vector<std::string> lines = lines_of(render({t}, Format::table, {.color = true}));
  CHECK(lines[2] == "王伟  4  \x1b[32mgreen\x1b[39m  a");
  CHECK(lines[3] == "b     1  \x1b[31m红\x1b[39m     b");
  CHECK(lines[4] == "c     2         c");
  t.charts = {{ChartKind::bar, "who", {"n"}}};
  CHECK(lines_of(render({t}, Format::table, {.width = 28}))[2] == "王伟  4  green  a  ████████");
  CHECK(lines_of(render({t}, Format::table, {.width = 28}))[3] == "b     1  红     b  ██");
  CHECK(lines_of(render({t}, Format::table, {.width = 26}))[2] == "王伟  4  green  a");
  CHECK(lines_of(render({t}, Format::table))[2] == "王伟  4  green  a");
}

}  // namespace
}  // namespace salesctl
