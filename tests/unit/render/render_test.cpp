#include "render/render.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

Table one(const std::string& title) { return {title, {{"id", "Id"}}, {{{std::string("x")}}}, {}, {}}; }

TEST_CASE("every format is known by its name") {
  CHECK(parse_format("table") == Format::table);
  CHECK(parse_format("csv") == Format::csv);
  CHECK(parse_format("json") == Format::json);
  CHECK(parse_format("jsonl") == Format::jsonl);
  CHECK(parse_format("md") == Format::md);
}

TEST_CASE("an unknown format is a usage error that names the nearest and lists all") {
  try {
    parse_format("jsn");
    FAIL("accepted");
  } catch (const UsageError& e) {
    CHECK(std::string(e.what()).find("jsn") != std::string::npos);
    CHECK(std::string(e.what()).find("\"json\"") != std::string::npos);
    CHECK(e.hint().find("table, csv, json, jsonl, md") != std::string::npos);
  }
  CHECK_THROWS_AS(parse_format(""), UsageError);
  CHECK_THROWS_AS(parse_format("CSV "), UsageError);
}

TEST_CASE("several tables are parted by an empty line") {
  CHECK(render({one("A"), one("B")}, Format::table) == "A\nId\n--\nx\n\nB\nId\n--\nx\n");
  CHECK(render({one("A"), one("B")}, Format::md) ==
        "## A\n\n| Id |\n| --- |\n| x |\n\n## B\n\n| Id |\n| --- |\n| x |\n");
  CHECK(render({one("A"), one("B")}, Format::jsonl) == "{\"id\": \"x\"}\n{\"id\": \"x\"}\n");
}

TEST_CASE("CSV refuses several tables and says what to do") {
  CHECK_THROWS_AS(render({one("A"), one("B")}, Format::csv), UsageError);
  CHECK(render({one("A")}, Format::csv) == "id\nx\n");
}

TEST_CASE("no tables at all is no text, and an empty array") {
  CHECK(render({}, Format::table).empty());
  CHECK(render({}, Format::csv).empty());
  CHECK(render({}, Format::jsonl).empty());
  CHECK(render({}, Format::md).empty());
  CHECK(render({}, Format::json) == "[]\n");
}

TEST_CASE("a row shorter or longer than the head is filled up or cut in every format") {
  const Table t{"",
                {{"a", "A"}, {"b", "B"}},
                {{{std::int64_t{1}}}, {{std::int64_t{1}, std::int64_t{2}, std::int64_t{3}}}},
                {},
                {}};
  CHECK(render({t}, Format::csv) == "a,b\n1,\n1,2\n");
  CHECK(render({t}, Format::jsonl) == "{\"a\": 1, \"b\": null}\n{\"a\": 1, \"b\": 2}\n");
  CHECK(render({t}, Format::table) == "A  B\n----\n1\n1  2\n");
  CHECK(render({t}, Format::md) == "| A | B |\n| --- | --- |\n| 1 |  |\n| 1 | 2 |\n");
}

TEST_CASE("one line is made of many, and nothing speaks to the terminal") {
  CHECK(one_line("a\r\n\tb\nc") == "a b c");
  CHECK(one_line("\x1b[31mred") == "\\x1b[31mred");
  CHECK(one_line("\xff") == "\\xff");
  CHECK(one_line(std::string("a\0b", 3)) == "a\\x00b");
  CHECK(one_line("王伟") == "王伟");
  CHECK(one_line(std::string(5000, '\x01')).size() == 20000);
}

TEST_CASE("names are made distinct without meeting a name that is there") {
  CHECK(distinct({"a", "a", "b", "a"}) == std::vector<std::string>{"a", "a (2)", "b", "a (3)"});
  CHECK(distinct({"a", "a (2)", "a"}) == std::vector<std::string>{"a", "a (2)", "a (3)"});
}

TEST_CASE("the label is the first text column") {
  Table table;
  CHECK(label_column(table) == 0);
  table.columns = {{"n", "N", ColumnType::integer}};
  CHECK(label_column(table) == 1);
  table.columns = {{"n", "N", ColumnType::integer}, {"t", "T"}, {"u", "U"}};
  CHECK(label_column(table) == 1);
  table.rows = {{{std::int64_t{1}, std::string("level"), Named{"r1", "Wang"}}, 1, false}};
  CHECK(label_column(table) == 2);
}

}  // namespace
}  // namespace salesctl
