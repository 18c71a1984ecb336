#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "render/render.hpp"

namespace salesctl {
namespace {

bool has(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

std::string html(const Table& table) { return render({table}, Format::html); }

/// The body: what stands before it is the same for every page.
std::string body(const Table& table) {
  const std::string page = html(table);
  return page.substr(page.find("<main>"));
}

/// The texts of the cells of the table's body, row by row, as a reader gets them.
std::vector<std::vector<std::string>> cells(const std::string& page) {
  std::vector<std::vector<std::string>> rows;
  for (auto at = page.find("<tr", page.find("<tbody>")); at != std::string::npos; at = page.find("<tr", at)) {
    const auto end = page.find("</tr>", at);
    rows.emplace_back();
    for (at = page.find('>', at) + 1; at < end; at = page.find('>', page.find("</t", at)) + 1) {
      const auto begin = page.find('>', at) + 1;
      rows.back().push_back(page.substr(begin, page.find("</t", begin) - begin));
    }
  }
  return rows;
}

/// Every element that is opened is closed in its order, and attributes stand between quotes.
bool is_well_formed(const std::string& page) {
  std::vector<std::string> open;
  for (auto at = page.find('<', page.find("<html")); at != std::string::npos; at = page.find('<', at)) {
    const auto end = page.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = page.substr(at + 1, end - at - 1);
    at = end;
    if (std::ranges::count(tag, '"') % 2 != 0 || has(tag, "<")) return false;
    if (tag.ends_with('/')) continue;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  return open.empty();
}

Table sample() {
  return {"Sales",
          {{"scope", "Scope"},
           {"actual", "Actual", ColumnType::money},
           {"attainment", "Attainment", ColumnType::percent},
           {"day", "Day", ColumnType::date}},
          {{{Named{"company", "星河科技"}, Money{123456789}, Rate{873'400'000}, make_date(2026, 6, 30)}, 0, true},
           {{Named{"r1", "王伟"}, Money{-5}, std::monostate{}, std::monostate{}}, 2, false}},
          {"First.", "Second <b>."},
          {}};
}

TEST_CASE("a page has a heading, a captioned table with scopes, notes") {
  CHECK(body(sample()) ==
        "<main>\n<section aria-labelledby=\"table-1\">\n<h1 id=\"table-1\">Sales</h1>\n"
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"table-1\">\n<table>\n"
        "<caption>Sales</caption>\n<thead><tr><th scope=\"col\">Scope</th><th scope=\"col\" class=\"num\">Actual</th>"
        "<th scope=\"col\" class=\"num\">Attainment</th><th scope=\"col\">Day</th></tr></thead>\n<tbody>\n"
        "<tr class=\"sum\"><th scope=\"row\">星河科技</th><td class=\"num\">1,234,567.89</td>"
        "<td class=\"num share\" style=\"--part:87.3%\">87.3%</td><td class=\"date\">2026-06-30</td></tr>\n"
        "<tr><th scope=\"row\" style=\"--depth:2\">王伟</th><td class=\"num\">-0.05</td><td class=\"num\"></td><td></td></tr>\n"
        "</tbody>\n</table>\n</div>\n<p class=\"note\">First.</p>\n<p class=\"note\">Second &lt;b&gt;.</p>\n</section>\n</main>\n"
        "</body>\n</html>\n");
}

TEST_CASE("a page names its language, loads nothing and runs nothing") {
  const std::string page = html(sample());
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
  CHECK(has(page, "<title>Sales</title>"));
  CHECK(has(page, "default-src 'none'"));
  CHECK(has(page, "prefers-color-scheme: dark"));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "http://"));
  CHECK_FALSE(has(page, "https://"));
  CHECK(is_well_formed(page));
}

TEST_CASE("no name, heading, title, note or provenance can leave its place") {
  const std::string evil = "</td></style><script>alert(1)</script>\" onclick='x' \u202e<!-- &lt; --%>";
  Table t{evil, {{evil, evil}, {"p", evil, ColumnType::percent}}, {{{evil, Rate{1}}}, {{Named(evil, evil), Rate{2}}}}, {evil}, {}};
  t.pivot = std::nullopt;
  const std::string page = render({t, t}, Format::html, {.provenance = {evil, evil}});
  CHECK(is_well_formed(page));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "onclick='"));
  CHECK_FALSE(has(page, "<!--"));
  CHECK_FALSE(has(page, "\u202e"));
  CHECK(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_CASE("the bar of a share is cut at nothing and at the whole, and a column with less than nothing has none") {
  Table t{"", {{"p", "P", ColumnType::percent}}, {{{Rate{0}}}, {{Rate{2 * Rate::one}}}, {{Rate{INT64_MAX}}}, {{Rate{1}}}}, {}, {}};
  const std::string page = body(t);
  CHECK(has(page, "--part:0.0%\">0.0%<"));
  CHECK(has(page, "--part:100.0%\">200.0%<"));
  CHECK_FALSE(has(page, "--part:2"));
  t.rows.push_back({{Rate{-1}}});
  CHECK_FALSE(has(body(t), "--part"));
}

TEST_CASE("several tables have one main heading, and one without a title has none") {
  const Table untitled{"", {{"a", "A"}}, {}, {}, {}};
  const std::string page = render({sample(), sample(), untitled}, Format::html);
  CHECK(has(page, "<h1 id=\"table-1\">"));
  CHECK(has(page, "<h2 id=\"table-2\">"));
  CHECK_FALSE(has(page, "<h2 id=\"table-3\">"));
  CHECK(has(page, "<p class=\"note\">(no rows)</p>"));
  CHECK(is_well_formed(page));
}

TEST_CASE("a wide table is printed across, a narrow one upright") {
  Table t{"", {}, {}, {}, {}};
  for (int i = 0; i < 12; ++i) t.columns.push_back({"c", "A head of ten"});
  CHECK(has(html(t), "<body class=\"wide\">"));
  CHECK(has(html(sample()), "<body>"));
}

TEST_CASE("where the numbers come from stands at the foot") {
  CHECK(has(render({sample()}, Format::html, {.provenance = {"Acme & Co", "v1"}}), "<footer><p>Acme &amp; Co · v1</p></footer>"));
  CHECK_FALSE(has(html(sample()), "<footer>"));
}

TEST_CASE("a pivot is laid out wide") {
  const Table t{"",
                {{"s", "Scope"}, {"p", "Period"}, {"v", "Target", ColumnType::money}},
                {{{std::string("x"), std::string("Q1"), Money{1}}}, {{std::string("x"), std::string("Q2"), Money{2}}}},
                {},
                Pivot{"s", "p", "v"}};
  CHECK(cells(html(t)) == std::vector<std::vector<std::string>>{{"x", "0.01", "0.02"}});
}

TEST_CASE("a long text wraps, whatever its letters, and keeps its lines") {
  const Table t{"", {{"v", "V"}}, {{{std::string("一二三四五六七八九十一二三四五六七")}}, {{std::string("a\nb")}}}, {}, {}};
  CHECK(has(html(t), "<th scope=\"row\" class=\"long\">一"));
  CHECK(has(html(t), "<th scope=\"row\">a<br />b</th>"));
}

TEST_CASE("values are the table's for people, and those of CSV but for their dress") {
  std::mt19937_64 random(20260726);
  for (int n = 0; n < 500; ++n) {
    Table t{"", {{"i", "I", ColumnType::integer}, {"m", "M", ColumnType::money}, {"r", "R", ColumnType::percent}, {"s", "S"}}, {}, {}, {}};
    t.money_decimals = static_cast<int>(random() % 4);
    for (std::size_t rows = random() % 5; rows > 0; --rows) {
      t.rows.push_back({{static_cast<std::int64_t>(random()), Money{static_cast<std::int64_t>(random() >> random() % 60)},
                         Rate{static_cast<std::int64_t>(random() % 2'000'000'000)}, "n" + std::to_string(random() % 100)}});
    }
    const auto shown = cells(html(t));
    REQUIRE(shown.size() == t.rows.size());
    for (std::size_t r = 0; r < shown.size(); ++r) {
      REQUIRE(shown[r].size() == 4);
      for (std::size_t c = 0; c < 4; ++c) {
        REQUIRE(shown[r][c] == human(t.rows[r].cells[c], t.money_decimals));
        std::string bare = shown[r][c];
        std::erase(bare, ',');
        if (c != 2) REQUIRE(bare == plain(t.rows[r].cells[c], t.money_decimals));
      }
    }
  }
}

TEST_CASE("many rows are written without looking back") {
  Table t{"Many", {{"a", "A"}, {"n", "N", ColumnType::integer}}, {}, {}, {}};
  for (int i = 0; i < 20'000; ++i) t.rows.push_back({{std::string("name"), std::int64_t{i}}});
  const std::string page = html(t);
  CHECK(page.size() < 20'000 * 100);
  CHECK(has(page, "<td class=\"num\">19,999</td>"));
}

TEST_CASE("a light is a coloured dot beside its word") {
  Table t{"", {{"who", "Who"}, {"light", "Light", ColumnType::light}}, {}, {}, {}};
  t.rows = {{{Named("a", "A"), Named("red", "红")}}, {{Named("b", "B"), std::monostate{}}}, {{Named("c", "C"), std::string("x\" onload=\"")}}};
  CHECK(has(body(t), "<td class=\"light red\">红</td>"));
  CHECK(has(body(t), "<td></td>"));
  CHECK(has(body(t), "<td class=\"light x&quot; onload=&quot;\">"));
}

}  // namespace
}  // namespace salesctl
