#include <doctest/doctest.h>

#include "render/render.hpp"

namespace salesctl {
namespace {

std::string cell_of(const std::string& text) {
  const Table t{"", {{"v", "V"}}, {{{text}}}, {}, {}};
  const std::string out = render({t}, Format::md);
  const std::string line = out.substr(out.find("---"));
  const std::size_t begin = line.find('\n') + 3;
  return line.substr(begin, line.size() - begin - 3);
}

TEST_CASE("Markdown has title, head, numbers to the right, notes") {
  const Table t{"Sales",
                {{"rep", "Rep"}, {"actual", "Actual", ColumnType::money}, {"on", "On", ColumnType::date}},
                {{{std::string("王伟"), Money{123456}, make_date(2026, 1, 31)}}},
                {"First.", "Second."},
                {}};
  CHECK(render({t}, Format::md) ==
        "## Sales\n\n| Rep | Actual | On |\n| --- | ---: | --- |\n| 王伟 | 1,234.56 | 2026-01-31 "
        "|\n\nFirst.\n\nSecond.\n");
}

TEST_CASE("a tree is indented in its first text column and sums are bold") {
  const Table t{"",
                {{"n", "N", ColumnType::integer}, {"s", "Scope"}, {"u", "Under"}},
                {{{std::int64_t{1}, std::string("All"), std::monostate{}}, 0, true},
                 {{std::int64_t{2}, std::string("North"), std::string("All")}, 1, false}},
                {},
                {}};
  CHECK(render({t}, Format::md) ==
        "| N | Scope | Under |\n| ---: | --- | --- |\n| **1** | **All** |  |\n| 2 | &nbsp;&nbsp;North | All |\n");
}

TEST_CASE("data becomes neither markup nor cells") {
  CHECK(cell_of("a|b") == "a\\|b");
  CHECK(cell_of("l1\nl2\r\nl3") == "l1<br>l2<br>l3");
  CHECK(cell_of("<script>&amp;") == "&lt;script&gt;&amp;amp;");
  CHECK(cell_of("*x* _y_ `z` [l](u) ~s~ \\") == "\\*x\\* \\_y\\_ \\`z\\` \\[l\\](u) \\~s\\~ \\\\");
  CHECK(cell_of("rep_id 王_伟") == "rep_id 王_伟");
  CHECK(cell_of("\x1b[0m\xff") == "\\\\x1b\\[0m\\\\xff");
  CHECK(cell_of("-5.00") == "-5.00");
}

TEST_CASE("a title and a head are escaped and stay on their line") {
  const Table t{"A\n# <B>", {{"v", "x|\ny"}}, {}, {}, {}};
  CHECK(render({t}, Format::md) == "## A # &lt;B&gt;\n\n| x\\| y |\n| --- |\n\n(no rows)\n");
}

TEST_CASE("a pivot is laid out wide") {
  const Table t{"",
                {{"s", "Scope"}, {"p", "Period"}, {"v", "Target", ColumnType::money}},
                {{{std::string("x"), std::string("Q1"), Money{1}}}, {{std::string("x"), std::string("Q2"), Money{2}}}},
                {},
                Pivot{"s", "p", "v"}};
  CHECK(render({t}, Format::md) == "| Scope | Q1 | Q2 |\n| --- | ---: | ---: |\n| x | 0.01 | 0.02 |\n");
}

}  // namespace
}  // namespace salesctl
