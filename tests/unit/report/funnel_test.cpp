#include "report/funnel.hpp"

#include <doctest/doctest.h>

#include "pipeline_deals.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

Date on(int day) { return from_day_number(day); }

FunnelGroup funnel_of(const Deals& deals, const std::optional<Span>& period = {}, int as_of = 500) {
  return deal_funnel(deals, one_group(deals), period, on(as_of)).groups.front();
}

/// entered, moved on, lost, went back, there
std::vector<std::int64_t> counts(const StageTally& t) { return {t.entered(), t.moved_on, t.lost, t.went_back, t.there}; }

/// Ten deals that take `days` in needs; `on` of them go on and are open.
void ten(Deals& deals, int from, int days, int moving) {
  for (int i = 0; i < 10; ++i) {
    if (i < moving) {
      add(deals, {{needs, from}, {quote, from + days}});
    } else {
      add(deals, {{needs, from}}, {DealState::lost, from + days});
    }
  }
}

}  // namespace

TEST_CASE("a deal counts once for each stage it was in, by what it did last") {
  Deals deals = no_deals();
  add(deals, {{needs, 1}, {solution, 5}, {quote, 9}, {won, 20}}, {DealState::won, 20});
  add(deals, {{needs, 1}, {quote, 9}}, {DealState::lost, 20});
  add(deals, {{needs, 1}, {solution, 5}});
  add(deals, {{needs, 1}, {solution, 5}, {needs, 7}});                          // back, and open
  add(deals, {{needs, 1}, {solution, 5}, {needs, 7}}, {DealState::lost, 9});    // back, and lost there
  add(deals, {{needs, 1}, {solution, 5}, {needs, 7}, {solution, 9}, {quote, 12}});  // there and back again
  const FunnelGroup group = funnel_of(deals);
  CHECK(counts(group.stages[needs]) == std::vector<std::int64_t>{6, 4, 1, 0, 1});
  CHECK(counts(group.stages[solution]) == std::vector<std::int64_t>{5, 2, 0, 2, 1});
  CHECK(counts(group.stages[quote]) == std::vector<std::int64_t>{3, 1, 1, 0, 1});
  CHECK(counts(group.stages[won]) == std::vector<std::int64_t>{1, 0, 0, 0, 1});
  CHECK(counts(group.whole) == std::vector<std::int64_t>{6, 1, 2, 0, 3});
  CHECK(conversion(group.stages[needs]) == Rate{Rate::one / 5 * 4});
  CHECK(win_rate(group.stages[solution]) == Rate{Rate::one / 2});
  CHECK(win_rate(group.whole) == Rate{333'300'000});
  CHECK_FALSE(conversion(group.stages[won]));
  CHECK(group.stages[needs].value == Money{600});
}

TEST_CASE("days are those of all stays together, and those of deals still there are not over") {
  Deals deals = no_deals();
  add(deals, {{needs, 0}, {solution, 5}, {needs, 7}, {solution, 17}});  // solution: 2 and, until day 30, 13
  add(deals, {{needs, 0}}, {DealState::lost, 8});
  add(deals, {{needs, 0}, {solution, {}}, {quote, 9}});  // nobody knows when needs was over
  add(deals, {{needs, 10}}, {DealState::lost, 8});       // ended before it began
  add(deals, {{needs, 0}, {solution, 10}});
  const FunnelGroup group = funnel_of(deals, {}, 30);
  CHECK(group.stages[needs].spells == std::vector<Spell>{{15, true}, {8, true}, {10, true}});
  CHECK(group.stages[solution].spells == std::vector<Spell>{{15, false}, {20, false}});
  CHECK(group.stages[solution].late == 2);
  CHECK(funnel_of(deals, {}, 25).stages[solution].late == 1);  // 10 and 15 days, of 14
  CHECK(funnel_of(deals, {}, 24).stages[solution].late == 0);
  CHECK(group.whole.spells == std::vector<Spell>{{30, false}, {8, true}, {30, false}, {30, false}});
}

TEST_CASE("of a stage that no rule names, going there and leaving it is going on") {
  Deals deals = no_deals();
  add(deals, {{quote, 0}, {odd, 5}, {needs, 7}});
  const FunnelGroup group = funnel_of(deals);
  CHECK(counts(group.stages[odd]) == std::vector<std::int64_t>{1, 1, 0, 0, 0});
  CHECK(counts(group.stages[quote]) == std::vector<std::int64_t>{1, 1, 0, 0, 0});
  CHECK(counts(group.stages[needs]) == std::vector<std::int64_t>{1, 0, 0, 0, 1});
}

TEST_CASE("a period takes the deals that entered a stage in it; a step of unknown day counts when the deal began") {
  Deals deals = no_deals();
  add(deals, {{needs, 0}, {solution, 10}, {quote, 20}});
  add(deals, {{needs, 12}, {solution, {}}}, {DealState::open, {}, {}, true});
  add(deals, {{needs, {}}}, {DealState::open, {}, {}, true});
  const Span period{on(10), on(20)};
  const DealFunnel funnel = deal_funnel(deals, one_group(deals), period, on(30));
  const FunnelGroup& group = funnel.groups.front();
  CHECK(counts(group.stages[needs]) == std::vector<std::int64_t>{1, 1, 0, 0, 0});
  CHECK(counts(group.stages[solution]) == std::vector<std::int64_t>{2, 1, 0, 0, 1});
  CHECK(group.stages[quote].entered() == 0);
  CHECK(group.whole.entered() == 1);
  CHECK(funnel.undated == 1);
  CHECK(funnel.inferred == 1);
  CHECK(funnel.deals == 2);
  CHECK(deal_funnel(deals, one_group(deals), {}, on(30)).undated == 0);
}

TEST_CASE("the bottleneck is the lowest conversion of ten deals or more, where there is nothing to hold it against") {
  Deals deals = no_deals();
  ten(deals, 0, 5, 6);
  CHECK(funnel_of(deals).bottleneck == Bottleneck{needs, BottleneckReason::lowest, 0.6, 0, 10});
  deals = no_deals();
  ten(deals, 0, 5, 10);
  CHECK_FALSE(funnel_of(deals).bottleneck);  // all go on
  deals = no_deals();
  for (int i = 0; i < 9; ++i) add(deals, {{needs, 0}}, {DealState::lost, 3});
  CHECK_FALSE(funnel_of(deals).bottleneck);
}

TEST_CASE("fewer go on than before, beyond chance") {
  Deals deals = no_deals();
  for (int i = 0; i < 5; ++i) ten(deals, 0, 5, 8);
  ten(deals, 100, 5, 2);
  const Span period{on(100), on(200)};
  CHECK(funnel_of(deals, period).bottleneck == Bottleneck{needs, BottleneckReason::conversion, 0.2, 0.8, 10});
  deals = no_deals();
  for (int i = 0; i < 5; ++i) ten(deals, 0, 5, 8);
  ten(deals, 100, 5, 6);  // 60% of ten may well be 80%
  CHECK(funnel_of(deals, period).bottleneck->reason == BottleneckReason::lowest);
}

TEST_CASE("young deals of which most are still there are not held to be worse than old ones") {
  Deals deals = no_deals();
  for (int i = 0; i < 5; ++i) ten(deals, 0, 5, 8);
  ten(deals, 100, 5, 2);
  for (int i = 0; i < 15; ++i) add(deals, {{needs, 104}});
  const Span period{on(100), on(200)};
  CHECK(funnel_of(deals, period, 105).bottleneck->reason == BottleneckReason::lowest);
  // beside groups of the same time there is no such excuse
  DealGroups groups{DealUnit::team, {{"a", "A"}, {"b", "B"}}, std::vector<int>(75, 0)};
  for (std::size_t i = 50; i < 75; ++i) groups.of[i] = 1;
  CHECK(deal_funnel(deals, groups, {}, on(105)).groups[1].bottleneck->reason == BottleneckReason::conversion);
}

TEST_CASE("it takes longer than before, or than the sla allows, open deals counting") {
  const Span period{on(100), on(200)};
  Deals deals = no_deals();
  for (int i = 0; i < 3; ++i) ten(deals, 0, 5, 8);
  ten(deals, 100, 12, 8);
  CHECK(funnel_of(deals, period).bottleneck == Bottleneck{needs, BottleneckReason::delay, 12, 5, 10});

  deals = no_deals();
  for (int i = 0; i < 10; ++i) add(deals, {{solution, 100}}, {DealState::lost, 120});
  CHECK(funnel_of(deals, period).bottleneck == Bottleneck{solution, BottleneckReason::sla, 20, 14, 10});
  for (int i = 0; i < 20; ++i) add(deals, {{solution, 100}});  // 400 days by now, and not over
  CHECK(funnel_of(deals, period).bottleneck == Bottleneck{solution, BottleneckReason::sla, 400, 14, 30});
  for (int i = 0; i < 40; ++i) add(deals, {{solution, 100}}, {DealState::lost, 110});
  CHECK(funnel_of(deals, period).bottleneck->reason == BottleneckReason::lowest);
}

TEST_CASE("with several groups, each is held against them all") {
  Deals deals = no_deals();
  for (int i = 0; i < 4; ++i) ten(deals, 0, 5, 9);
  ten(deals, 0, 5, 2);
  DealGroups groups{DealUnit::team, {{"a", "A"}, {"b", "B"}}, std::vector<int>(50, 0)};
  for (std::size_t i = 40; i < 50; ++i) groups.of[i] = 1;
  const DealFunnel funnel = deal_funnel(deals, groups, {}, on(500));
  CHECK(funnel.groups[0].bottleneck->reason == BottleneckReason::lowest);
  CHECK(funnel.groups[1].bottleneck == Bottleneck{needs, BottleneckReason::conversion, 0.2, 0.76, 10});
}

TEST_CASE("on random deals nothing vanishes and groups add up") {
  for (unsigned seed = 1; seed <= 500; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    const Deals deals = random_deals(random, random() % 60);
    std::vector<std::int64_t> were(deals.stages.size());  // deals that were in a stage
    std::int64_t state[3] = {0, 0, 0};
    for (std::size_t i = 0; i < deals.deals.size(); ++i) {
      ++state[static_cast<int>(deals.deals[i].state)];
      for (std::size_t s = 0; s < were.size(); ++s) {
        were[s] += std::ranges::count(deals.path(i), static_cast<int>(s), &DealStep::stage) > 0 ? 1 : 0;
      }
    }
    const FunnelGroup group = funnel_of(deals);
    std::int64_t lost_deals = 0;
    std::int64_t open_deals = 0;
    for (std::size_t s = 0; s < were.size(); ++s) {
      const StageTally& t = group.stages[s];
      CHECK(t.entered() == were[s]);
      CHECK(t.decided <= t.entered());
      CHECK(t.won + t.lost <= t.decided);
      CHECK(static_cast<std::int64_t>(t.spells.size()) <= t.entered());
      lost_deals += t.lost;
      if (deals.stages[s].kind == StageKind::open) open_deals += t.there;
    }
    CHECK(lost_deals == state[static_cast<int>(DealState::lost)]);
    CHECK(open_deals == state[static_cast<int>(DealState::open)]);
    CHECK(group.whole.entered() == static_cast<std::int64_t>(deals.deals.size()));
    CHECK(group.whole.moved_on == state[static_cast<int>(DealState::won)]);

    DealGroups three{DealUnit::rep, {{"a", ""}, {"b", ""}, {"", ""}}, {}};
    for (std::size_t i = 0; i < deals.deals.size(); ++i) three.of.push_back(static_cast<int>(random() % 3));
    const DealFunnel parts = deal_funnel(deals, three, {}, on(500));
    FunnelGroup sum{std::vector<StageTally>(deals.stages.size()), {}, {}};
    for (const FunnelGroup& part : parts.groups) {
      for (std::size_t s = 0; s < sum.stages.size(); ++s) sum.stages[s] += part.stages[s];
    }
    for (std::size_t s = 0; s < sum.stages.size(); ++s) {
      CHECK(counts(sum.stages[s]) == counts(group.stages[s]));
      CHECK(sum.stages[s].value == group.stages[s].value);
      CHECK(sum.stages[s].spells.size() == group.stages[s].spells.size());
    }

    // two halves of time are the whole, but for what has no day
    const FunnelGroup early = funnel_of(deals, Span{on(0), on(60)});
    const FunnelGroup late = funnel_of(deals, Span{on(60), on(1000)});
    for (std::size_t s = 0; s < were.size(); ++s) CHECK(early.stages[s].entered() + late.stages[s].entered() <= were[s]);
  }
}
