#include "report/open_pipeline.hpp"

#include <doctest/doctest.h>

#include "pipeline_deals.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const std::vector<std::optional<Rate>> probabilities{Rate{Rate::one / 5}, Rate{Rate::one / 2}, {}, Rate{Rate::one}, Rate{}, Rate{Rate::one}};

std::vector<OpenStage> pipeline(const Deals& deals, const std::vector<DealOutlook>& outlooks, int as_of = 100, int end = 200) {
  return open_pipeline(deals, outlooks, probabilities, from_day_number(as_of), from_day_number(end));
}

}  // namespace

TEST_CASE("open deals are weighted by their own probability, else that of the stage, deal by deal") {
  Deals deals = no_deals();
  add(deals, {{needs, 90}}, {DealState::open, {}, Money{101}});
  add(deals, {{needs, 60}}, {DealState::open, {}, Money{13}});
  add(deals, {{needs, 70}}, {DealState::open, {}, Money{1000}});
  add(deals, {{needs, 70}}, {DealState::open, {}, {}});
  add(deals, {{quote, 70}}, {DealState::open, {}, Money{50}});                  // unknown
  add(deals, {{odd, 70}}, {DealState::open, {}, Money{50}});                    // in no stage of the rules
  add(deals, {{needs, 1}, {won, 50}}, {DealState::won, 50, Money{9999}});
  add(deals, {{needs, 1}}, {DealState::lost, 50, Money{9999}});
  std::vector<DealOutlook> outlooks(deals.deals.size());
  outlooks[2].probability = Rate{Rate::one / 4};
  const std::vector<OpenStage> stages = pipeline(deals, outlooks);
  CHECK(stages[needs].deals == 4);
  CHECK(stages[needs].amount == Money{1114});
  CHECK(stages[needs].weighted == Money{20 + 3 + 250});
  CHECK(stages[needs].without_amount == 1);
  CHECK(stages[needs].oldest == 40);
  CHECK(stages[quote].weighted == Money{0});
  CHECK(stages[odd].deals == 1);
  CHECK(stages[won] == OpenStage{});
  CHECK(stages[lost] == OpenStage{});
}

TEST_CASE("a deal is late beyond its stage's sla, stalled without a move, overdue after its day") {
  Deals deals = no_deals();
  add(deals, {{needs, 10}, {solution, 86}});                      // 14 days
  add(deals, {{needs, 10}, {solution, 85}});                      // 15 days
  add(deals, {{needs, 90}, {solution, {}}}, {DealState::open, {}, {}, true});  // since it began
  add(deals, {{solution, {}}});                                   // nobody knows
  add(deals, {{solution, 70}});
  add(deals, {{solution, 70}});
  std::vector<DealOutlook> outlooks(deals.deals.size());
  outlooks[4].last_contact = 71;
  outlooks[5].last_contact = 65;
  outlooks[0].expected = 99;
  outlooks[1].expected = 100;
  const OpenStage stage = pipeline(deals, outlooks)[solution];
  CHECK(stage.late == 3);
  CHECK(stage.stalled == 1);
  CHECK(stage.overdue == 1);
}

TEST_CASE("due is what is expected from the day to before the end, or without a day") {
  Deals deals = no_deals();
  for (const int amount : {1, 10, 100, 1000, 10000}) add(deals, {{needs, 1}}, {DealState::open, {}, Money{amount}});
  std::vector<DealOutlook> outlooks(5);
  outlooks[0].expected = 199;
  outlooks[1].expected = 200;
  outlooks[3].expected = 99;
  outlooks[4].expected = 100;
  CHECK(pipeline(deals, outlooks)[needs].due == Money{10101});
}

TEST_CASE("on random deals the stages add up to the open deals, and none is counted twice") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    const Deals deals = random_deals(random, random() % 60);
    OpenStage all;
    for (const OpenStage& stage : pipeline(deals, std::vector<DealOutlook>(deals.deals.size()))) all += stage;
    Money amount;
    std::int64_t open = 0;
    for (const Deal& deal : deals.deals) {
      if (deal.state != DealState::open) continue;
      ++open;
      amount += deal.amount.value_or(Money{});
    }
    CHECK(all.deals == open);
    CHECK(all.amount == amount);
    CHECK(all.due == amount);
    CHECK(all.weighted <= amount);
    CHECK(all.late <= open);
    CHECK(all.stalled <= open);
    CHECK(all.overdue == 0);
  }
}
