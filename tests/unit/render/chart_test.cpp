#include "render/chart.hpp"

#include <doctest/doctest.h>

#include <random>

#include "render/chart_engine.hpp"
#include "render/render.hpp"

namespace salesctl {
namespace {

bool has(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

Table sales() {
  return {"Sales",
          {{"level", "Level"},
           {"scope", "Scope"},
           {"month", "Month"},
           {"actual", "Actual", ColumnType::money},
           {"target", "Target", ColumnType::money},
           {"attainment", "Attainment", ColumnType::percent}},
          {{{"company", Named("c", "Acme"), "2026-01", Money{30000}, Money{20000}, Rate{1'500'000'000}}, 0, true},
           {{"company", Named("c", "Acme"), "2026-02", Money{100}, Money{400}, Rate{250'000'000}}, 0, true},
           {{"rep", Named("r1", "王伟"), "2026-01", Money{20050}, Money{10000}, Rate{2'005'000'000}}, 1, false},
           {{"rep", Named("r2", "Li \"Na\""), "2026-02", Money{9950}, Money{10000}, Rate{995'000'000}}, 1, false}},
          {},
          {}};
}

const Chart bullet{ChartKind::bullet, "scope", {"actual", "target"}};
const Chart trend{ChartKind::line, "month", {"actual", "target"}, {}, std::pair{"level", "company"}};
const Chart heat{ChartKind::heat, "scope", {"attainment"}, "month", std::pair{"level", "rep"}};

TEST_CASE("bars are of the rows that are no sums, in the table's own texts") {
  CHECK(chart_words(sales(), bullet) ==
        "{\"kind\": \"bullet\", \"percent\": false, \"labels\": [\"王伟\", \"Li \\\"Na\\\"\"], \"series\": ["
        "{\"name\": \"Actual\", \"values\": [200.50, 99.50], \"texts\": [\"200.50\", \"99.50\"]}, "
        "{\"name\": \"Target\", \"values\": [100.00, 100.00], \"texts\": [\"100.00\", \"100.00\"]}]}");
  CHECK(chart_sentence(sales(), bullet) ==
        "Bars of Actual by Scope, with a mark at the Target. 1 of 2 have reached it. Most: 王伟 (200.50); least: Li \"Na\" (99.50).");
}

TEST_CASE("a chart may be of certain rows, sums among them") {
  CHECK(chart_sentence(sales(), trend) == "Lines of Actual, Target by Month (company). Most: 2026-01 (300.00); least: 2026-02 (1.00).");
  CHECK(has(*chart_words(sales(), trend), "\"labels\": [\"2026-01\", \"2026-02\"]"));
}

TEST_CASE("rows may be left out by name") {
  Chart c = bullet;
  c.where = std::pair{"level", "rep"};
  CHECK(chart_words(sales(), c));
  c.except = {"scope", {"r2", "r9"}};
  CHECK_FALSE(chart_words(sales(), c));  // one is left, which is no chart
  c.except = {"scope", {"Acme"}};        // of its ids, not its names
  CHECK(chart_words(sales(), c) == chart_words(sales(), bullet));
}

TEST_CASE("a heat map has a cell where its two names meet, as strong as its share of the largest") {
  CHECK(chart_words(sales(), heat) ==
        "{\"kind\": \"heat\", \"percent\": true, \"labels\": [\"王伟\", \"Li \\\"Na\\\"\"], \"across\": [\"2026-01\", \"2026-02\"], "
        "\"cells\": [[0, 0, 1.000, \"200.5%\"], [1, 1, 0.497, \"99.5%\"]]}");
  CHECK(has(*chart_sentence(sales(), heat), "Heat map of Attainment by Scope (rep) and Month. Most: 王伟, 2026-01 (200.5%)"));
}

TEST_CASE("two people of one name stay two rows of a heat map") {
  Table t = sales();
  t.rows[3].cells[1] = Named("r2", "王伟");
  CHECK(has(*chart_words(t, heat), "\"labels\": [\"王伟\", \"王伟\"]"));
  CHECK(has(*chart_words(t, heat), "[1, 1, "));
}

TEST_CASE("there is no chart of a column that is not there or empty, nor of a single row") {
  CHECK_FALSE(chart_words(sales(), {ChartKind::bar, "nobody", {"actual"}}));
  CHECK_FALSE(chart_words(sales(), {ChartKind::bar, "scope", {"nothing"}}));
  CHECK_FALSE(chart_words(sales(), {ChartKind::bar, "scope", {}}));
  CHECK_FALSE(chart_words(sales(), {ChartKind::heat, "scope", {"actual"}, "nowhere"}));
  CHECK_FALSE(chart_words(sales(), {ChartKind::bar, "scope", {"actual"}, {}, std::pair{"level", "team"}}));
  Table few = sales();
  few.rows.pop_back();
  CHECK_FALSE(chart_words(few, bullet));
  Table empty = sales();
  for (Row& row : empty.rows) row.cells[3] = std::monostate{};
  CHECK_FALSE(chart_words(empty, bullet));
}

TEST_CASE("a second column without a value is left out, an empty cell is a gap") {
  Table t = sales();
  t.rows[2].cells[4] = t.rows[3].cells[4] = std::monostate{};
  CHECK_FALSE(has(*chart_words(t, bullet), "Target"));
  CHECK(has(*chart_sentence(t, bullet), "Bars of Actual by Scope. "));
  t = sales();
  t.rows[2].cells[3] = std::monostate{};
  CHECK(has(*chart_words(t, bullet), "[null, 99.50]"));
}

TEST_CASE("of very many rows the first are drawn, and that is said") {
  Table t{"", {{"n", "Name"}, {"v", "Value", ColumnType::integer}}, {}, {}, {}};
  for (int i = 0; i < 100; ++i) t.rows.push_back({{"x" + std::to_string(i), std::int64_t{i}}});
  CHECK(has(*chart_sentence(t, {ChartKind::bar, "n", {"v"}}), "Drawn are the first 60 of 100."));
  CHECK_FALSE(has(*chart_words(t, {ChartKind::bar, "n", {"v"}}), "x60"));
  CHECK_FALSE(has(*chart_sentence(t, {ChartKind::line, "n", {"v"}}), "Drawn"));
}

TEST_CASE("every kind of chart is drawn, the same each time, without scripts, its numbers in it") {
  if (run_charts_program(*chart_words(sales(), bullet)).empty()) return;  // built without charts
  Table t = sales();
  t.rows[2].cells[1] = Named("r1", "</text></svg><script>alert(1)</script>\" onload=\"x\u202e");
  for (const Chart& chart : {bullet, trend, heat, Chart{ChartKind::bar, "scope", {"actual", "target"}}, Chart{ChartKind::bar, "scope", {"actual"}},
                             Chart{ChartKind::funnel, "scope", {"actual"}}}) {
    const auto drawn = draw(t, chart);
    REQUIRE(drawn);
    CHECK(drawn->svg == draw(t, chart)->svg);
    CHECK(drawn->svg.starts_with("<svg "));
    CHECK(drawn->svg.ends_with("</svg>"));
    CHECK_FALSE(has(drawn->svg, "<script"));
    CHECK_FALSE(has(drawn->svg, "<style"));
    CHECK_FALSE(has(drawn->svg, "onload=\""));
    CHECK_FALSE(has(drawn->svg, "\u202e"));
    if (chart.kind == ChartKind::bar || chart.kind == ChartKind::bullet) CHECK(has(drawn->svg, "200.50"));
    if (chart.kind == ChartKind::heat) CHECK(has(drawn->svg, "99.5%"));
  }
}

TEST_CASE("whatever the numbers, a chart ends") {
  if (run_charts_program(*chart_words(sales(), bullet)).empty()) return;
  std::mt19937_64 random(20260727);
  for (int n = 0; n < 15; ++n) {
    Table t = sales();
    for (Row& row : t.rows) {
      row.cells[3] = Money{static_cast<std::int64_t>(random() >> random() % 64)};
      row.cells[4] = random() % 4 == 0 ? Value{} : Value{Money{-static_cast<std::int64_t>(random() >> (1 + random() % 60))}};
    }
    CHECK(draw(t, bullet));
    CHECK(draw(t, trend));
  }
}

}  // namespace
}  // namespace salesctl
