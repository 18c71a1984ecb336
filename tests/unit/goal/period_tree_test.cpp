#include "goal/period_tree.hpp"

#include <doctest/doctest.h>

#include "goal/firm.hpp"

namespace salesctl {
namespace {

using testing::period;

std::string units(const PeriodTree& tree) {
  std::string text;
  for (const PeriodNode& node : tree.nodes) {
    const std::string name(to_string(node.unit));
    if (!text.ends_with(name)) text += (text.empty() ? "" : " ") + name;
  }
  return text;
}

}  // namespace

TEST_CASE("a year by month has quarters between, and no halves") {
  const PeriodTree tree = period_tree(period("2026"), PeriodUnit::month, {});
  CHECK(units(tree) == "year quarter month");
  CHECK(tree.nodes.size() == 1 + 4 + 12);
  CHECK(tree.slices == 12);
  CHECK(tree.slice(11).period.name == "2026-12");
}

TEST_CASE("halves appear when asked for or when the whole is one") {
  CHECK(units(period_tree(period("2026"), PeriodUnit::half, {})) == "year half");
  CHECK(units(period_tree(period("2026-H2"), PeriodUnit::month, {})) == "half quarter month");
}

TEST_CASE("a unit that is not finer than the period leaves the whole as the only slice") {
  for (const PeriodUnit unit : {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year}) {
    const PeriodTree tree = period_tree(period("2026-07"), unit, {});
    CHECK(tree.nodes.size() == 1);
    CHECK(tree.slices == 1);
    CHECK(tree.slice(0).unit == PeriodUnit::month);
  }
}

TEST_CASE("weeks are pieces of months, days of weeks") {
  const PeriodTree tree = period_tree(period("2026-Q3"), PeriodUnit::day, {});
  CHECK(units(tree) == "quarter month week day");
  CHECK(tree.slices == 92);
}

TEST_CASE("an ISO week by day has days only") {
  CHECK(units(period_tree(period("2026-W31"), PeriodUnit::day, {})) == "week day");
}

TEST_CASE("a span of its own counts as a year and is cut at the edges of units") {
  const PeriodTree tree = period_tree(period("2026-02-10..2026-04-20"), PeriodUnit::month, {});
  CHECK(units(tree) == "year quarter month");
  CHECK(tree.slices == 3);
  CHECK(tree.nodes[1].period.span.from == make_date(2026, 2, 10));
}

TEST_CASE("a span within one unit gets no level that says the same again") {
  CHECK(units(period_tree(period("2026-02-10..2026-02-20"), PeriodUnit::day, {})) == "year week day");
  CHECK(period_tree(period("2026-02-10..2026-02-12"), PeriodUnit::month, {}).nodes.size() == 1);
}

TEST_CASE("the unit asked for is there even where the level above is cut the same way") {
  CHECK(units(period_tree(period("2026-02-28..2026-03-01"), PeriodUnit::day, {})) == "year month day");
}

TEST_CASE("fiscal quarters follow the fiscal year") {
  const FiscalYear april{4};
  const PeriodTree tree = period_tree(period("2026", april), PeriodUnit::quarter, april);
  CHECK(units(tree) == "year quarter");
  CHECK(tree.slice(0).period.span.from == make_date(2026, 4, 1));
}

TEST_CASE("every node lies in the one above and its slices are exactly its days") {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const SplitRequest request = testing::random_request(random);
    const PeriodTree tree = period_tree(request.period, request.by, request.fiscal);
    for (std::size_t p = 0; p < tree.nodes.size(); ++p) {
      const PeriodNode& node = tree.nodes[p];
      const Span above = tree.nodes[node.above].period.span;
      REQUIRE((p == 0 ? node.above == 0 : node.above < p));
      REQUIRE(intersect(node.period.span, above) == node.period.span);
      REQUIRE(node.first < node.last);
      REQUIRE(tree.slice(node.first).period.span.from == node.period.span.from);
      REQUIRE(tree.slice(node.last - 1).period.span.to == node.period.span.to);
    }
  }
}

}  // namespace salesctl
