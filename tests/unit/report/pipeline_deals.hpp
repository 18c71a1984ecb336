// A pipeline of three open stages and deals to go through it, for the tests of reports on deals.
#pragma once

#include <random>

#include "model/deal.hpp"

namespace salesctl::testing {

constexpr int needs = 0;
constexpr int solution = 1;
constexpr int quote = 2;
constexpr int won = 3;
constexpr int lost = 4;
constexpr int care = 5;
constexpr int odd = 6;  // no rule names it

inline Deals no_deals() {
  Deals deals;
  deals.stages = {{"needs", StageKind::open, {}, true},  {"solution", StageKind::open, 14, true}, {"quote", StageKind::open, {}, true},
                  {"won", StageKind::won, {}, true},     {"lost", StageKind::lost, {}, true},     {"care", StageKind::after_sales, {}, true},
                  {"odd", StageKind::open, {}, false}};
  return deals;
}

struct Told {
  DealState state = DealState::open;
  std::optional<int> ended = {};
  std::optional<Money> amount = Money{100};
  bool inferred = false;
};

/// The deal began with its first step.
inline void add(Deals& deals, const std::vector<DealStep>& steps, const Told& told = {}) {
  Deal deal;
  deal.key = static_cast<std::int64_t>(deals.deals.size()) + 1;
  deal.state = told.state;
  deal.stage = told.state == DealState::lost ? lost : steps.back().stage;
  deal.amount = told.amount;
  if (!steps.empty()) deal.began = steps.front().day;
  deal.ended = told.ended;
  deal.inferred = told.inferred;
  deals.deals.push_back(deal);
  deals.steps.insert(deals.steps.end(), steps.begin(), steps.end());
  deals.first.push_back(deals.steps.size());
}

inline DealGroups one_group(const Deals& deals) {
  return {DealUnit::company, {{"company", "Acme"}}, std::vector<int>(deals.deals.size(), 0)};
}

/// Deals that wander about, days known or not, some inferred, some without an amount.
inline Deals random_deals(std::mt19937& random, std::size_t count) {
  Deals deals = no_deals();
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<DealStep> steps;
    int day = static_cast<int>(random() % 100);
    for (std::size_t k = 1 + random() % 6; k > 0; --k) {
      const int stage = std::vector{needs, solution, quote, odd}[random() % 4];
      if (!steps.empty() && steps.back().stage == stage) continue;
      steps.push_back({stage, random() % 10 == 0 ? std::nullopt : std::optional(day)});
      day += static_cast<int>(random() % 30);
    }
    Told told;
    told.state = static_cast<DealState>(random() % 3);
    if (told.state == DealState::won) steps.push_back({won, day});
    if (told.state == DealState::won && random() % 2 == 0) steps.push_back({care, day + 5});
    if (told.state != DealState::open && random() % 10 != 0) told.ended = day;
    if (random() % 10 == 0) told.amount.reset();
    told.inferred = random() % 4 == 0;
    add(deals, steps, told);
  }
  return deals;
}

}  // namespace salesctl::testing
