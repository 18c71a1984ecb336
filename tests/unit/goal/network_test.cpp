#include "goal/network.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "goal/firm.hpp"
#include "goal/shares.hpp"

namespace salesctl {
namespace {

struct Problem {
  ScopeTree scopes;
  PeriodTree periods;
  People units;
};

Problem problem(const Organisation& firm, const std::string& period) {
  SplitRequest request;
  request.period = testing::period(period);
  std::vector<std::string> notes;
  Problem made{scope_tree(firm), period_tree(request.period, request.by, {}), {}};
  made.units = people(request, firm, made.scopes, made.periods, notes);
  return made;
}

/// Random cells that sum to a whole number.
std::vector<Fixed> random_cells(testing::Random& random, std::size_t count) {
  std::vector<double> weights(count);
  for (double& weight : weights) weight = random.one_in(5) ? 0 : random.unit();
  weights[0] = 0.5;
  return share_out(to_fixed(random.below(100)), whole_weights(weights));
}

bool near(Fixed exact, std::int64_t amount) {
  const Fixed off = to_fixed(amount) - exact;
  return -fixed_one < off && off < fixed_one;
}

}  // namespace

TEST_CASE("whole cells stay as they are") {
  const Problem p = problem(testing::small_firm(), "2026-Q1");
  const std::vector<Fixed> cells{to_fixed(1), 0, to_fixed(3), 0, 0, 0, to_fixed(7), to_fixed(INT64_MAX / 4), 0};
  CHECK(round_cells(p.scopes, p.periods, p.units, cells) ==
        std::vector<std::int64_t>{1, 0, 3, 0, 0, 0, 7, INT64_MAX / 4, 0});
}

TEST_CASE("cells that know nothing of each other still leave every sum within a unit") {
  const Problem p = problem(testing::small_firm(), "2026");
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const std::vector<Fixed> exact = random_cells(random, 36);
    const std::vector<std::int64_t> amounts = round_cells(p.scopes, p.periods, p.units, exact);
    const auto check = [&](std::size_t u0, std::size_t u1, std::size_t j0, std::size_t j1) {
      Fixed due = 0;
      std::int64_t got = 0;
      for (std::size_t u = u0; u < u1; ++u) {
        for (std::size_t j = j0; j < j1; ++j) {
          due += exact[p.units.cell(u, j)];
          got += amounts[p.units.cell(u, j)];
        }
      }
      REQUIRE(near(due, got));
    };
    for (std::size_t j = 0; j < 12; ++j) {
      for (std::size_t u = 0; u < 3; ++u) check(u, u + 1, j, j + 1);
      check(0, 2, j, j + 1);  // bj, north
      check(0, 3, j, j + 1);
    }
    for (std::size_t q = 0; q < 12; q += 3) {
      for (std::size_t u = 0; u < 3; ++u) check(u, u + 1, q, q + 3);
      check(0, 3, q, q + 3);
    }
    for (std::size_t u = 0; u < 3; ++u) check(u, u + 1, 0, 12);
    check(0, 2, 0, 12);
    REQUIRE(to_fixed(std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0})) ==
            std::accumulate(exact.begin(), exact.end(), Fixed{0}));
  }
}

TEST_CASE("moves below one team leave that team's total within a unit, and the reps' too") {
  Organisation firm;
  firm.teams = {{TeamKey{1}, "north", "", {}},         {TeamKey{2}, "south", "", {}},
                {TeamKey{3}, "bj", "", TeamKey{1}},    {TeamKey{4}, "gz", "", TeamKey{2}},
                {TeamKey{5}, "tj", "", TeamKey{1}},    {TeamKey{6}, "sz", "", TeamKey{2}}};
  for (int r = 0; r < 16; ++r) {  // by turns from bj to tj and from gz to sz
    firm.reps.push_back(testing::rep(r, "r" + std::to_string(10 + r), TeamKey{3 + r % 2}));
    firm.reps.back().moves = {{make_date(2026, 5, 1), TeamKey{5 + r % 2}}};
  }
  const Problem p = problem(firm, "2026");
  for (unsigned seed = 1; seed <= 1000; ++seed) {
    INFO("seed ", seed);
    testing::Random random(seed);
    const std::vector<Fixed> exact = random_cells(random, std::size_t{16} * 12);
    const std::vector<std::int64_t> amounts = round_cells(p.scopes, p.periods, p.units, exact);
    const auto off = [&](std::size_t rep, std::size_t from, std::size_t to) {
      Fixed sum = 0;
      for (std::size_t i = rep * 12 + from; i < rep * 12 + to; ++i) sum += to_fixed(amounts[i]) - exact[i];
      return sum;
    };
    const auto within = [](Fixed difference) { return -fixed_one < difference && difference < fixed_one; };
    Fixed team[2]{0, 0};
    for (std::size_t rep = 0; rep < 16; ++rep) {
      REQUIRE(within(off(rep, 0, 4)));   // in the first team
      REQUIRE(within(off(rep, 4, 12)));  // in the second one
      REQUIRE(within(off(rep, 4, 6)));   // there in the second quarter, which began in the first
      REQUIRE(within(off(rep, 0, 12)));
      team[rep % 2] += off(rep, 0, 12);
    }
    REQUIRE(within(team[0]));
    REQUIRE(within(team[1]));
  }
}

}  // namespace salesctl
