#include <doctest/doctest.h>

#include <random>

#include "render/render.hpp"

namespace salesctl {
namespace {

std::string cells(const std::vector<Value>& values, bool raw = false) {
  Table table;
  for (std::size_t i = 0; i < values.size(); ++i)
    table.columns.push_back({std::string(1, static_cast<char>('a' + i)), ""});
  table.rows.push_back({values});
  const std::string text = render({table}, Format::csv, {.raw = raw});
  return text.substr(text.find('\n') + 1);
}

/// A reader of RFC 4180 for the way back.
std::vector<std::vector<std::string>> read_back(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST_CASE("CSV is headed by keys and holds plain values") {
  const Table t{
      "Title",
      {{"rep", "Rep"},
       {"actual", "Actual", ColumnType::money},
       {"share", "Share", ColumnType::percent},
       {"on", "On", ColumnType::date},
       {"n", "N", ColumnType::integer}},
      {{{Named{"r1", "王伟"}, Money{1234560}, Rate{873'400'000}, make_date(2026, 1, 31), std::int64_t{1000}}, 2, true},
       {{std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{}}}},
      {"a note"},
      {}};
  CHECK(render({t}, Format::csv) == "rep,actual,share,on,n\nr1,12345.60,0.8734,2026-01-31,1000\n,,,,\n");
}

TEST_CASE("commas, quotes and line ends are quoted") {
  CHECK(cells({std::string("a,b"), std::string("say \"x\""), std::string("l1\nl2"), std::string("c\rd")}) ==
        "\"a,b\",\"say \"\"x\"\"\",\"l1\nl2\",\"c\rd\"\n");
  CHECK(cells({std::string(" kept "), std::string("王伟")}) == " kept ,王伟\n");
}

TEST_CASE("cells that a spreadsheet would compute get an apostrophe") {
  CHECK(cells({std::string("=1+1"), std::string("+1"), std::string("-x"), std::string("@f")}) == "'=1+1,'+1,'-x,'@f\n");
  CHECK(cells({std::string("\tx"), std::string("\rx")}) == "'\tx,\"'\rx\"\n");
  CHECK(cells({std::string("=HYPERLINK(\"a\",\"b\")")}) == "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"\n");
  CHECK(cells({Named{"=id", "x"}}) == "'=id\n");
  CHECK(cells({std::string("a=b"), std::string("1-2"), std::string("'"), std::string("'a")}) == "a=b,1-2,','a\n");
  CHECK(cells({std::string("＝1+1"), std::string("＠f"), std::string("\nx")}) == "'＝1+1,'＠f,\"'\nx\"\n");
  // One more where there is one already, so that the two stay apart.
  CHECK(cells({std::string("'=1"), std::string("''-1")}) == "''=1,'''-1\n");
}

TEST_CASE("numbers below zero stay numbers") {
  CHECK(cells({Money{-5}, std::int64_t{-7}, -1.5, Rate{-500'000'000}}) == "-0.05,-7,-1.5,-0.5\n");
}

TEST_CASE("raw leaves cells as they are") { CHECK(cells({std::string("=1+1"), Named{"-x", ""}}, true) == "=1+1,-x\n"); }

TEST_CASE("a byte order mark stands before the head, and only there") {
  const Table t{"T", {{"a", "A"}}, {{{std::string("x")}}}, {}, {}};
  CHECK(render({t}, Format::csv, {.bom = true}) == "\xef\xbb\xbf" "a\nx\n");
  CHECK(render({t}, Format::csv, {.continued = true, .bom = true}) == "x\n");
}

TEST_CASE("a table without rows is its head") {
  CHECK(render({Table{"T", {{"a", "A"}, {"b,c", "B"}}, {}, {}, {}}}, Format::csv) == "a,\"b,c\"\n");
  CHECK(render({Table{}}, Format::csv).empty());
}

TEST_CASE("an empty cell in a column of its own is no empty line") { CHECK(cells({std::monostate{}}) == "\"\"\n"); }

TEST_CASE("a pivot does not change CSV") {
  const Table t{"",
                {{"s", ""}, {"p", ""}, {"v", "", ColumnType::money}},
                {{{std::string("x"), std::string("2026"), Money{1}}}},
                {},
                Pivot{"s", "p", "v"}};
  CHECK(render({t}, Format::csv) == "s,p,v\nx,2026,0.01\n");
}

TEST_CASE("any text survives the way out and back when raw") {
  const auto seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  const std::string letters = "a=,\"\n\r'\t \xe7\x8e\x8b";
  for (int round = 0; round < 2000; ++round) {
    std::vector<Value> values;
    std::vector<std::string> texts;
    for (std::size_t i = 0, n = 1 + random() % 4; i < n; ++i) {
      std::string text;
      for (std::size_t k = random() % 8; k > 0; --k) text += letters[random() % letters.size()];
      values.emplace_back(text);
      texts.push_back(text);
    }
    REQUIRE(read_back(cells(values, true)) == std::vector<std::vector<std::string>>{texts});
  }
}

}  // namespace
}  // namespace salesctl
