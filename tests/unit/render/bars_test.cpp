#include "render/bars.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"

namespace salesctl {
namespace {

Table sales() {
  Table t{"", {{"who", "Who"}, {"actual", "Actual", ColumnType::money}, {"target", "Target", ColumnType::money}}, {}, {}, {}};
  t.rows = {{{std::string("sum"), Money{99'999}, Money{}}, 0, true},
            {{std::string("a"), Money{1'000}, Money{500}}},
            {{std::string("b"), Money{250}, Money{1'000}}},
            {{std::string("c"), Money{-5}, std::monostate{}}},
            {{std::string("d"), Money{63}, std::monostate{}}}};
  return t;
}

TEST_CASE("bars are to scale in eighths, with a mark at the target, and sums have none") {
  Table t = sales();
  t.charts = {{ChartKind::bullet, "who", {"actual", "target"}}};
  const std::vector<std::string> bars = bars_of(t, 9);  // 8 columns and one for a mark at their end
  REQUIRE(bars.size() == 5);
  CHECK(bars[0].empty());
  CHECK(bars[1] == "████│███");
  CHECK(bars[2] == "██      │");
  CHECK(bars[3].empty());
  CHECK(bars[4] == "▌");
}

TEST_CASE("no bar is longer than its room") {
  Table t = sales();
  for (const ChartKind kind : {ChartKind::bar, ChartKind::bullet, ChartKind::funnel}) {
    t.charts = {{kind, "who", {"actual", "target"}}};
    for (std::size_t width = 1; width < 60; ++width) {
      for (const std::string& bar : bars_of(t, width)) CHECK(display_width(bar) <= width);
    }
  }
}

TEST_CASE("lines and heat maps are no bars, and nothing has none") {
  Table t = sales();
  CHECK(bars_of(t, 20).empty());
  t.charts = {{ChartKind::line, "who", {"actual"}}};
  CHECK(bars_of(t, 20).empty());
  t.charts = {{ChartKind::bar, "who", {"actual"}}};
  CHECK(bars_of(t, 0).empty());
  t.rows = {{{std::string("a"), Money{}, Money{}}}, {{std::string("b"), Money{-1}, Money{}}}};
  CHECK(bars_of(t, 20).empty());
}

}  // namespace
}  // namespace salesctl
