// Lists of which a page shows the first rows.
#include <doctest/doctest.h>

#include "render/render.hpp"

using namespace salesctl;

namespace {

Table five(std::size_t page_rows, std::string rest = {}) {
  Table table;
  table.title = "Deals";
  table.columns = {{"deal", "Deal"}, {"amount", "Amount", ColumnType::money}};
  for (int i = 1; i <= 5; ++i) table.rows.push_back({{"deal " + std::to_string(i), Money{100 * i}}});
  table.charts = {{ChartKind::bar, "deal", {"amount"}}};
  table.page_rows = page_rows;
  table.rest = std::move(rest);
  return table;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("text and Markdown show the first rows of a list, and say how many more there are and what shows them") {
  for (const Format format : {Format::table, Format::md}) {
    const std::string page = render({five(3, "salesctl report deals")}, format);
    CHECK(has(page, "deal 3"));
    CHECK_FALSE(has(page, "deal 4"));
    CHECK(has(page, "2 more: salesctl report deals\n"));
    CHECK(has(render({five(4)}, format), "1 more\n"));
    CHECK_FALSE(has(render({five(5)}, format), "more"));
    CHECK(has(render({five(0)}, format), "deal 5"));
  }
}

TEST_CASE("HTML folds the others away, and draws those that stand there") {
  const std::string page = render({five(3)}, Format::html);
  const std::size_t fold = page.find("<details>\n<summary>2 more</summary>");
  REQUIRE(fold != std::string::npos);
  CHECK(page.rfind("deal 3</th>") < fold);
  CHECK(page.find("deal 4") > fold);
  CHECK(page.find("deal 5</th>") > fold);
  CHECK(page.find("</details>") > page.find("deal 5</th>"));
  CHECK_FALSE(has(render({five(5)}, Format::html), "<details>"));
}

TEST_CASE("machines and workbooks get all rows of a list") {
  for (const Format format : {Format::csv, Format::json, Format::jsonl}) CHECK(render({five(3)}, format) == render({five(0)}, format));
  CHECK(render({five(3)}, Format::xlsx) == render({five(0)}, Format::xlsx));
}
