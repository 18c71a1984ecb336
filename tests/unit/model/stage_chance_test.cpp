#include "model/stage_chance.hpp"

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

/// A deal that was in the stages 0 to `stage`.
void add(Deals& deals, int stage, DealState state, bool inferred = false) {
  Deal deal;
  deal.state = state;
  deal.inferred = inferred;
  deals.deals.push_back(deal);
  for (int i = 0; i <= stage; ++i) deals.steps.push_back({i, {}});
  deals.first.push_back(deals.steps.size());
}

const std::vector<Stage> rules{{"a", {}, StageKind::open, Rate{}, true}, {"b", {}, StageKind::open, Rate{Rate::one / 4}}, {"won", {}, StageKind::won, Rate{Rate::one}}};

Deals none() {
  Deals deals;
  for (const Stage& rule : rules) deals.stages.push_back({rule.name, rule.kind, {}, true});
  return deals;
}

}  // namespace

TEST_CASE("a probability is learned from decided deals that were in the stage, drawn towards the win rate") {
  Deals deals = none();
  for (int i = 0; i < 20; ++i) add(deals, 2, DealState::won);
  for (int i = 0; i < 20; ++i) add(deals, 0, DealState::lost);
  for (int i = 0; i < 10; ++i) add(deals, 1, DealState::lost);
  for (int i = 0; i < 99; ++i) add(deals, 1, DealState::open);
  const std::vector<StageChance> chances = stage_chances(deals);
  CHECK(chances[0].decided == 50);
  CHECK(chances[0].probability == Rate{400'000'000});  // (20 + 4) / 60
  CHECK(chances[1].decided == 30);
  CHECK(chances[1].probability == Rate{600'000'000});  // (20 + 4) / 40
}

TEST_CASE("inferred steps say nothing of a stage but count in the win rate; without a decided deal nothing is known") {
  Deals deals = none();
  add(deals, 0, DealState::open);
  CHECK_FALSE(stage_chances(deals)[0].probability);
  for (int i = 0; i < 3; ++i) add(deals, 2, DealState::won, true);
  add(deals, 1, DealState::lost, true);
  CHECK(stage_chances(deals)[0].decided == 0);
  CHECK(stage_chances(deals)[0].probability == Rate{750'000'000});
}

TEST_CASE("the probabilities in force are the given ones where none is learned") {
  Deals deals = none();
  CHECK(learns(rules));
  CHECK(probabilities(rules, deals) == std::vector<std::optional<Rate>>{{}, Rate{Rate::one / 4}, Rate{Rate::one}});
  add(deals, 2, DealState::won);
  CHECK(probabilities(rules, deals)[0] == Rate{Rate::one});
  CHECK_FALSE(learns({rules[1], rules[2]}));
  CHECK(probabilities({rules[1]}, {}) == std::vector<std::optional<Rate>>{Rate{Rate::one / 4}});
}
