#include "goal/activities.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/error.hpp"

using namespace salesctl;

namespace {

FunnelCounts counts(std::int64_t value, std::int64_t won, std::int64_t lost, std::int64_t leads = 0, std::int64_t converted = 0,
                    std::int64_t visits = 0, std::int64_t calls = 0) {
  return {Money{value}, Money{value}, won, lost, leads, converted, visits, calls};
}

Rate percent(int n) { return Rate{n * (Rate::one / 100)}; }

const FunnelRatios plain{Money{1000}, percent(50), percent(25), Rate{2 * Rate::one}, Rate{Rate::one * 3 / 2}};

}  // namespace

TEST_CASE("the funnel is worked backwards, each step from the whole number before it") {
  // 2,500 to go at 1,000: 2.5, so 3 wins; 6 opportunities; 24 leads; 12 visits; 9 calls.
  CHECK(needs(Money{2500}, plain, 1) == Needs{3, 6, 24, 12, 9});
  CHECK(needs(Money{1}, plain, 1) == Needs{1, 2, 8, 4, 3});
}

TEST_CASE("a target that is met needs nothing") {
  CHECK(needs(Money{0}, plain, 1) == Needs{0, 0, 0, 0, 0});
  CHECK(needs(Money{-5}, plain, 1) == Needs{0, 0, 0, 0, 0});
}

TEST_CASE("what is not recorded is not planned") {
  const Needs need = needs(Money{10}, {Money{10}, percent(100), {}, {}, {}}, 1);
  CHECK(need == Needs{1, 1, {}, {}, {}});
  CHECK(need + need == Needs{2, 2, {}, {}, {}});
}

TEST_CASE("own ratios are shrunk by ten deals or twenty leads, as computed by hand") {
  const FunnelRatios above{Money{1000}, percent(50), percent(20), Rate{2 * Rate::one}, Rate{Rate::one}};
  const FunnelRatios used = shrunk_ratios(counts(10'000, 5, 15, 20, 8, 100, 0), above, 1);
  CHECK(used.average_deal == Money{1333});                    // (10,000 + 10 × 1,000) / 15 = 1,333.3
  CHECK(used.win_rate == Rate{333'300'000});                  // (5 + 10 × 0.5) / 30 = 0.33333
  CHECK(used.lead_rate == percent(30));                       // (8 + 20 × 0.2) / 40
  CHECK(used.visits == Rate{4 * Rate::one});                  // (100 + 10 × 2) / 30
  CHECK(used.calls == Rate{333'300'000});                     // (0 + 10 × 1) / 30
}

TEST_CASE("who has no data is planned with the ratios above") {
  CHECK(shrunk_ratios({}, plain, 1) == plain);
  CHECK(shrunk_ratios(counts(5000, 0, 0, 0, 0, 7, 7), plain, 1) == plain);  // visits without a decided deal tell nothing
}

TEST_CASE("refunds beyond sales leave the average above") {
  CHECK(shrunk_ratios(counts(-50'000, 3, 1), plain, 1).average_deal == Money{1000});
  CHECK(shrunk_ratios(counts(-5'000, 3, 1), plain, 1).average_deal == Money{385});  // (-5,000 + 10,000) / 13
}

TEST_CASE("a company without wins or without revenue has nothing to plan with") {
  CHECK_THROWS_AS(company_ratios(counts(100, 0, 5), 1), DataError);
  CHECK_THROWS_AS(company_ratios(counts(-100, 1, 5), 1), DataError);
  const FunnelRatios ratios = company_ratios(counts(100, 1, 0, 5, 0), 1);
  CHECK(ratios.win_rate == Rate{Rate::one});
  CHECK(!ratios.lead_rate);
  CHECK(!ratios.visits);
}

TEST_CASE("the average of a count keeps four places") {
  const FunnelRatios ratios = company_ratios(counts(10, 4, 4), 10'000);  // 2.5 orders a win
  CHECK(ratios.average_deal == Money{25'000});
  CHECK(needs(Money{6}, ratios, 10'000).wins == 3);
}

TEST_CASE("per week is rounded up to a tenth") {
  CHECK(per_week_tenths(6, 20, 5) == 15);  // 6 in 4 weeks
  CHECK(per_week_tenths(7, 20, 5) == 18);  // 1.75
  CHECK(per_week_tenths(0, 20, 5) == 0);
  CHECK(!per_week_tenths(6, 0, 5));
}

TEST_CASE("reps are shrunk to their team, teams to the company, and keep their order") {
  const FunnelCounts company = counts(100'000, 100, 100);
  const std::map<std::string, FunnelCounts> teams{{"north", counts(60'000, 30, 10)}};
  const auto rows = plan_activities({{"b", "north", Money{5000}, Money{1000}, {}, 10}, {"a", "", Money{10}, Money{20}, {}, 10}},
                                    teams, company, 1);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].ratios.average_deal == Money{1750});  // (60,000 + 10 × 1,000) / 40
  CHECK(rows[0].ratios.win_rate == percent(70));      // (30 + 5) / 50
  CHECK(rows[0].gap == Money{4000});
  CHECK(rows[0].total.wins == 3);
  CHECK(rows[1].ratios == company_ratios(company, 1));
  CHECK(rows[1].total.wins == 0);
  CHECK(plan_activities({}, teams, company, 1).empty());
}

TEST_CASE("numbers past 64 bits are an error") {
  CHECK_THROWS_AS(needs(Money{INT64_MAX}, {Money{1}, Rate{100'000}, {}, {}, {}}, 1), DataError);
}

TEST_CASE("shrinkage lies between own and above, and more target never needs less") {
  const unsigned seed = 20261123;
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  for (int i = 0; i < 5000; ++i) {
    const std::int64_t n = 1 + below(50), sum = below(1'000'000) - 100'000, above = 1 + below(50'000), k = 1 + below(30);
    const std::int64_t used = shrunk(sum, n, above, k);
    const double own = static_cast<double>(sum) / static_cast<double>(n);
    CHECK(static_cast<double>(used) >= std::min(own, static_cast<double>(above)) - 0.5);
    CHECK(static_cast<double>(used) <= std::max(own, static_cast<double>(above)) + 0.5);

    const FunnelCounts company = counts(1000 + below(10'000'000), 1 + below(200), below(200), below(300), below(100), below(900), below(900));
    const FunnelCounts own_counts = counts(below(1'000'000) - 1000, below(20), below(20), below(30), below(10), below(90), below(90));
    const FunnelRatios whole = company_ratios(company, 1);
    const FunnelRatios ratios = shrunk_ratios(own_counts, whole, 1);
    const std::int64_t gap = below(100'000'000) - 1000;
    const Needs less = needs(Money{gap}, ratios, 1);
    const Needs more = needs(Money{gap + 1 + below(1'000'000)}, ratios, 1);
    CHECK(less.wins <= more.wins);
    CHECK(less.opportunities <= more.opportunities);
    CHECK(less.leads <= more.leads);
    CHECK(less.visits <= more.visits);
    CHECK(less.calls <= more.calls);
    CHECK(less.wins <= less.opportunities);
    // Enough: the wins planned bring in the gap, and not one more than it takes.
    CHECK(less.wins * ratios.average_deal.minor >= gap);
    CHECK((less.wins - 1) * ratios.average_deal.minor < std::max<std::int64_t>(gap, 1));
  }
}
