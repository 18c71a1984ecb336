#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

#include "base/error.hpp"
#include "exchange/sample.hpp"
#include "exchange/xlsx_reader.hpp"
#include "exchange/zip_archive.hpp"
#include "render/render.hpp"

namespace salesctl {
namespace {

using Lines = std::vector<std::string>;

Lines read(const std::string& bytes, const std::string& sheet = "") {
  XlsxReader reader(bytes, sheet, "f.xlsx");
  return test::rows(reader);
}

std::string part(const std::string& bytes, const std::string& name) {
  ZipArchive archive(bytes, "f.xlsx");
  return archive.read(name);
}

bool has(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

std::size_t count(const std::string& text, const std::string& wanted) {
  std::size_t found = 0;
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++found;
  return found;
}

Table sample() {
  return {"Sales",
          {{"scope", "Scope"},
           {"target", "Target", ColumnType::money},
           {"attainment", "Attainment", ColumnType::percent},
           {"orders", "Orders", ColumnType::integer},
           {"score", "Score", ColumnType::number},
           {"day", "Day", ColumnType::date}},
          {{{Named{"company", "星河科技"}, Money{123456789}, Rate{873'400'000}, std::int64_t{12}, 0.25,
             make_date(2026, 6, 30)},
            0,
            true},
           {{Named{"r1", "王伟"}, Money{-5}, std::monostate{}, std::int64_t{-1}, 1e-7, make_date(1900, 1, 1)}, 1, false}},
          {"split by month"},
          {}};
}

TEST_CASE("values come back by the project's own reader: head, rows, an empty row, notes") {
  CHECK(read(render({sample()}, Format::xlsx)) ==
        Lines{"1: Scope|Target|Attainment|Orders|Score|Day", "2: 星河科技|1234567.89|0.8734|12|0.25|2026-06-30",
              "3: 王伟|-0.05||-1|0.0000001|1900-01-01", "5: split by month|||||"});
}

TEST_CASE("numbers, dates and text have their type and format; sums and the head are bold, the tree indented") {
  const std::string bytes = render({sample()}, Format::xlsx);
  const std::string sheet = part(bytes, "xl/worksheets/sheet1.xml");
  CHECK(has(sheet, "<v>1234567.89</v>"));
  CHECK(has(sheet, "<v>46203</v>"));
  CHECK(has(sheet, "<v>1</v></c></row>"));  // 1900-01-01
  CHECK(has(sheet, "state=\"frozen\""));
  CHECK(has(sheet, "<autoFilter ref=\"A1:F3\"/>"));
  const std::string styles = part(bytes, "xl/styles.xml");
  for (const char* code : {"#,##0.00", "0.0%", "#,##0\"", "yyyy-mm-dd"}) CHECK(has(styles, code));
  CHECK(count(styles, "fontId=\"1\"") == 6);  // text left and right, money, percent, integer, date
  CHECK(count(styles, "indent=\"1\"") == 1);
}

TEST_CASE("money has the decimals of its currency") {
  Table t = sample();
  t.money_decimals = 0;
  CHECK(read(render({t}, Format::xlsx))[1].starts_with("2: 星河科技|123456789|"));
  t.money_decimals = 3;
  CHECK(read(render({t}, Format::xlsx))[1].starts_with("2: 星河科技|123456.789|"));
  CHECK(has(part(render({t}, Format::xlsx), "xl/styles.xml"), "#,##0.000"));
}

TEST_CASE("every amount of up to 15 digits comes back exactly; larger ones are text, and a note says so") {
  const unsigned seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937_64 random(seed);
  Table t{"", {{"a", "A", ColumnType::money}}, {}, {}, {}};
  Lines expected{"1: A"};
  for (int i = 0; i < 20'000; ++i) {
    const auto digits = static_cast<std::int64_t>(random() % 1'000'000'000'000'000ULL);
    const Money amount{(i % 2 == 0 ? 1 : -1) * (i % 3 == 0 ? digits % 10'000'000 : digits)};
    t.rows.push_back({{amount}});
    std::string text = format_plain(amount, 2);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    expected.push_back(fmt::format("{}: {}", i + 2, text));
  }
  const std::string bytes = render({t}, Format::xlsx);
  CHECK(read(bytes) == expected);
  CHECK_FALSE(has(part(bytes, "xl/sharedStrings.xml"), "exactly"));

  t.rows = {{{Money{999'999'999'999'999}}}, {{Money{1'000'000'000'000'000}}}, {{Money{INT64_MIN}}}};
  const Lines found = read(render({t}, Format::xlsx));
  REQUIRE(found.size() == 5);
  CHECK(found[1] == "2: 9999999999999.99");
  CHECK(found[2] == "3: 10,000,000,000,000.00");
  CHECK(found[3] == "4: -92,233,720,368,547,758.08");
  CHECK(has(found[4], "exactly stand as text"));
}

TEST_CASE("hostile text is text and comes back as it was") {
  const Lines texts{"=1+1",   "+A1",         "-2",     "@SUM(A1)",     "=cmd|' /C calc'!A0",   "007",         "_x0041_",
                    "_x005F_", "a_x000D_b_x", "a\nb",   "a\rb\tc",      "\x1b[31m",             "\x7f",        "<b>&amp;\"'",
                    "  lead ", "王伟 😀",      "]]>",    "https://a.b/c", "TRUE",                 "{=SUM(A1)}"};
  Table t{"", {{"a", "A"}}, {}, {}, {}};
  for (const std::string& text : texts) t.rows.push_back({{text}});
  const std::string bytes = render({t}, Format::xlsx);
  const Lines found = read(bytes);
  REQUIRE(found.size() == texts.size() + 1);
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK(found[i + 1] == fmt::format("{}: {}", i + 2, texts[i]));
  const std::string sheet = part(bytes, "xl/worksheets/sheet1.xml");
  CHECK_FALSE(has(sheet, "<f>"));
  CHECK_FALSE(has(sheet, "hyperlink"));
  CHECK(count(sheet, "t=\"s\"") == texts.size() + 1);
}

TEST_CASE("what XML cannot hold is replaced; text too long for a cell is cut, and a note says so") {
  Table t{"\x01\xff", {{"a", "\x01"}}, {{{std::string("a\0b\xff\xef\xbf\xbe", 7)}}}, {"\x02"}, {}};
  CHECK(read(render({t}, Format::xlsx))[1] == "2: a\xef\xbf\xbd" "b\xef\xbf\xbd\xef\xbf\xbd");

  t.rows = {{{std::string(32'767, 'x')}}};
  CHECK(read(render({t}, Format::xlsx))[1].size() == 32'767 + 3);
  std::string emoji;
  for (int i = 0; i < 20'000; ++i) emoji += "😀";
  t.rows = {{{emoji}}};
  const Lines found = read(render({t}, Format::xlsx));
  CHECK(found[1].size() == 3 + 16'383 * 4 + 3);  // 16,383 pairs and …
  CHECK(has(found.back(), "cut"));
}

TEST_CASE("sheets are named after their tables; the title stands below where the name does not say it") {
  Table a = sample();
  Table b = sample();
  b.title = "Revenue 2026: [all]";
  const std::string bytes = render({a, b}, Format::xlsx);
  CHECK(read(bytes, "Sales").back() == "5: split by month|||||");
  const Lines below = read(bytes, "Revenue 2026- -all-");
  CHECK(below[3] == "5: Revenue 2026: [all]|||||");
  CHECK(below[4] == "6: split by month|||||");
  CHECK(has(part(bytes, "docProps/core.xml"), "<dc:title>Sales</dc:title>"));
}

TEST_CASE("a pivoted table is shown wide") {
  const Table t{"Goals",
                {{"scope", "Scope"}, {"period", "Period"}, {"amount", "Target", ColumnType::money}},
                {{{Named{"r1", "Ann"}, std::string("2026-01"), Money{100}}},
                 {{Named{"r1", "Ann"}, std::string("2026-02"), Money{200}}}},
                {},
                Pivot{"scope", "period", "amount"}};
  CHECK(read(render({t}, Format::xlsx)) == Lines{"1: Scope|2026-01|2026-02", "2: Ann|1|2"});
}

TEST_CASE("the same tables give the same bytes, and no time of now is in them") {
  const std::string bytes = render({sample(), sample()}, Format::xlsx);
  CHECK(bytes == render({sample(), sample()}, Format::xlsx));
  CHECK(has(part(bytes, "docProps/core.xml"), "2000-01-01T00:00:00Z"));
  CHECK(has(bytes.substr(10, 4), std::string("\x00\x00\x21\x00", 4)));  // 1980-01-01 in the first part's head
}

TEST_CASE("no table, no column, no row and days before 1900 are no fault") {
  CHECK_FALSE(render({}, Format::xlsx).empty());
  CHECK_FALSE(render({Table{}}, Format::xlsx).empty());
  Table t = sample();
  t.rows.clear();
  CHECK(read(render({t}, Format::xlsx))[0] == "1: Scope|Target|Attainment|Orders|Score|Day");
  t.rows = {{{std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{}, 0.0 / 0.0, make_date(1899, 12, 31)}}};
  CHECK(read(render({t}, Format::xlsx))[1] == "2: |||||1899-12-31");
}

TEST_CASE("more rows or columns than Excel takes are refused") {
  Table t{"", {{"a", "A"}}, {}, {}, {}};
  t.rows.resize(1'048'576);
  CHECK_THROWS_AS(render({t}, Format::xlsx), DataError);
  t.rows.clear();
  t.columns.resize(16'385);
  CHECK_THROWS_AS(render({t}, Format::xlsx), DataError);
}

}  // namespace
}  // namespace salesctl
