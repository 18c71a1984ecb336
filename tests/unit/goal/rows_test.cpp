#include "goal/rows.hpp"

#include <doctest/doctest.h>

#include "goal/firm.hpp"
#include "goal/flat.hpp"

namespace salesctl {
namespace {

std::string text(const std::vector<testing::FlatCell>& cells) {
  std::string all;
  for (const testing::FlatCell& cell : cells) {
    all += std::string(static_cast<std::size_t>(cell.depth), ' ') + cell.scope + " " + cell.parent + " " +
           cell.period.name + " " + std::to_string(cell.amount.minor) + "\n";
  }
  return all;
}

SplitRequest two_months(std::int64_t total) {
  SplitRequest request;
  request.total = Money{total};
  request.period = testing::period("2026-02..2026-03");
  request.time = Weights::even;
  return request;
}

}  // namespace

TEST_CASE("rows come in tree order, each with its periods from coarse to fine") {
  CHECK(text(testing::split_flat(two_months(12), testing::small_firm()).cells) ==
        "company  2026-02-01..2026-03-31 12\n"
        "company  2026-02 6\n"
        "company  2026-03 6\n"
        " north company 2026-02-01..2026-03-31 8\n"
        " north company 2026-02 4\n"
        " north company 2026-03 4\n"
        "  bj north 2026-02-01..2026-03-31 8\n"
        "  bj north 2026-02 4\n"
        "  bj north 2026-03 4\n"
        "   r1 bj 2026-02-01..2026-03-31 4\n"
        "   r1 bj 2026-02 2\n"
        "   r1 bj 2026-03 2\n"
        "   r2 bj 2026-02-01..2026-03-31 4\n"
        "   r2 bj 2026-02 2\n"
        "   r2 bj 2026-03 2\n"
        " south company 2026-02-01..2026-03-31 4\n"
        " south company 2026-02 2\n"
        " south company 2026-03 2\n"
        "  r3 south 2026-02-01..2026-03-31 4\n"
        "  r3 south 2026-02 2\n"
        "  r3 south 2026-03 2\n");
}

TEST_CASE("a rep who moves stands under both teams, each with its own months") {
  Organisation firm = testing::small_firm();
  firm.reps = {firm.reps[0]};
  firm.reps[0].moves = {{make_date(2026, 3, 1), TeamKey{3}}};
  const std::string rows = text(testing::split_flat(two_months(12), firm).cells);
  CHECK(rows.find("   r1 bj 2026-02-01..2026-03-31 6\n   r1 bj 2026-02 6\n south") != std::string::npos);
  CHECK(rows.ends_with("  r1 south 2026-02-01..2026-03-31 6\n  r1 south 2026-03 6\n"));
}

TEST_CASE("a team without people has rows of zero") {
  Organisation firm = testing::small_firm();
  firm.reps.pop_back();
  const std::string rows = text(testing::split_flat(two_months(12), firm).cells);
  CHECK(rows.ends_with(" south company 2026-02-01..2026-03-31 0\n"
                       " south company 2026-02 0\n south company 2026-03 0\n"));
}

TEST_CASE("cells know whose they are and what they were before rounding") {
  const auto cells = testing::split_flat(two_months(10), testing::small_firm()).cells;
  const testing::FlatCell& r3 = cells.back();
  CHECK(r3.scope == "r3");
  CHECK(r3.key == 13);
  CHECK(r3.level == ScopeLevel::rep);
  CHECK(r3.unit == PeriodUnit::month);
  CHECK(r3.exact == doctest::Approx(10.0 / 6));
  CHECK(cells.front().exact == 10);
}

}  // namespace salesctl
