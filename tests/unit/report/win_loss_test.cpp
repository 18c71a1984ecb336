#include "report/win_loss.hpp"

#include <doctest/doctest.h>

#include "pipeline_deals.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

Date on(int day) { return from_day_number(day); }

}  // namespace

TEST_CASE("won and lost deals are counted with their value and days, open ones are not") {
  Deals deals = no_deals();
  add(deals, {{needs, 0}, {won, 30}}, {DealState::won, 30, Money{500}});
  add(deals, {{needs, 0}, {won, 50}}, {DealState::won, 50, {}});
  add(deals, {{needs, 10}}, {DealState::lost, 20, Money{70}});
  add(deals, {{needs, {}}}, {DealState::lost, 20, Money{30}});
  add(deals, {{needs, 0}}, {DealState::open, {}, Money{9999}});
  const WinLosses all = win_loss(deals, one_group(deals), {});
  const WinLoss& company = all.groups.front();
  CHECK(company.won == 2);
  CHECK(company.lost == 2);
  CHECK(company.won_value == Money{500});
  CHECK(company.lost_value == Money{100});
  CHECK(company.won_days == std::vector<int>{30, 50});
  CHECK(company.lost_days == std::vector<int>{10});
  CHECK(company.rate() == Rate{Rate::one / 2});
  // Wilson's interval of 2 of 4, by hand: (0.5 + z^2/8 +- z sqrt(1/16 + z^2/64)) / (1 + z^2/4), z = 1.96
  CHECK(company.interval()->low == doctest::Approx(0.15004).epsilon(0.0001));
  CHECK(company.interval()->high == doctest::Approx(0.84996).epsilon(0.0001));
}

TEST_CASE("a period takes what was decided in it; what has no day is told") {
  Deals deals = no_deals();
  add(deals, {{needs, 0}, {won, 30}}, {DealState::won, 30});
  add(deals, {{needs, 0}}, {DealState::lost, 40});
  add(deals, {{needs, 0}}, {DealState::lost, {}});
  const WinLosses part = win_loss(deals, one_group(deals), Span{on(30), on(40)});
  CHECK(part.groups.front().won == 1);
  CHECK(part.groups.front().lost == 0);
  CHECK(part.undated == 1);
  CHECK(win_loss(deals, one_group(deals), {}).groups.front().lost == 2);
  CHECK_FALSE(WinLoss{}.rate());
  CHECK_FALSE(WinLoss{}.interval());
}

TEST_CASE("the median of an even number of days is the mean of the two in the middle") {
  CHECK_FALSE(median({}));
  CHECK(median({7}) == 7);
  CHECK(median({31, 59}) == 45);
  CHECK(median({9, 1, 4, 8}) == 6);
  CHECK(median({9, 1, 4}) == 4);
}

TEST_CASE("on random deals the groups add up to the company") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    const Deals deals = random_deals(random, random() % 60);
    const std::optional<Span> period = seed % 2 == 0 ? std::optional(Span{on(20), on(90)}) : std::nullopt;
    const WinLoss whole = win_loss(deals, one_group(deals), period).groups.front();
    DealGroups three{DealUnit::rep, {{"a", ""}, {"b", ""}, {"", ""}}, {}};
    for (std::size_t i = 0; i < deals.deals.size(); ++i) three.of.push_back(static_cast<int>(random() % 3));
    WinLoss sum;
    for (const WinLoss& part : win_loss(deals, three, period).groups) {
      sum.won += part.won;
      sum.lost += part.lost;
      sum.won_value += part.won_value;
      sum.lost_value += part.lost_value;
      if (part.decided() > 0) CHECK(part.interval()->low <= part.interval()->high);
    }
    CHECK(sum.won == whole.won);
    CHECK(sum.lost == whole.lost);
    CHECK(sum.won_value == whole.won_value);
    CHECK(sum.lost_value == whole.lost_value);
    if (!period) CHECK(whole.decided() == std::ranges::count_if(deals.deals, [](const Deal& d) { return d.state != DealState::open; }));
  }
}
