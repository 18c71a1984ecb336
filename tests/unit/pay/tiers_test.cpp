#include "pay/tiers.hpp"

#include <random>

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

std::vector<Money> money(std::initializer_list<std::int64_t> list) {
  std::vector<Money> amounts;
  for (const std::int64_t n : list) amounts.push_back(Money{n});
  return amounts;
}

}  // namespace

TEST_CASE("a row that crosses a boundary is cut in two") {
  const auto cuts = cut(money({145'000, 20'000}), money({150'000, 250'000}));
  CHECK(cuts == std::vector<Cut>{{0, 0, Money{145'000}}, {1, 0, Money{5'000}}, {1, 1, Money{15'000}}});
}

TEST_CASE("what reaches a boundary exactly lies below it") {
  CHECK(cut(money({100, 50}), money({100})) == std::vector<Cut>{{0, 0, Money{100}}, {1, 1, Money{50}}});
  CHECK(tier_of(Money{100}, money({100}), false) == 0);
  CHECK(tier_of(Money{100}, money({100}), true) == 1);
}

TEST_CASE("a row below zero goes down the tiers it came up") {
  CHECK(cut(money({150, -80, 30}), money({100})) ==
        std::vector<Cut>{{0, 0, Money{100}}, {0, 1, Money{50}}, {1, 1, Money{-50}}, {1, 0, Money{-30}}, {2, 0, Money{30}}});
  CHECK(cut(money({-10}), money({100})) == std::vector<Cut>{{0, 0, Money{-10}}});
}

TEST_CASE("a row of zero has one part") { CHECK(cut(money({0}), money({100})) == std::vector<Cut>{{0, 0, Money{0}}}); }

TEST_CASE("parts of a row sum to it, and each tier holds what lies between its ends, for random rows") {
  std::mt19937 random(20260101);
  for (int n = 0; n < 2000; ++n) {
    std::vector<Money> ends;
    for (std::int64_t end = 0; ends.size() < random() % 4;) ends.push_back(Money{end += 1 + static_cast<std::int64_t>(random() % 500)});
    std::vector<Money> rows;
    Money sum;
    for (std::size_t i = 0; i < random() % 12; ++i) {
      rows.push_back(Money{static_cast<std::int64_t>(random() % 400) - 100});
      sum += rows.back();
    }
    const Money start{static_cast<std::int64_t>(random() % 300)};
    std::vector<Money> by_row(rows.size());
    std::vector<Money> by_tier(ends.size() + 1);
    for (const Cut& c : cut(rows, ends, start)) {
      by_row[c.row] += c.amount;
      by_tier[c.tier] += c.amount;
    }
    CHECK(by_row == rows);
    for (std::size_t t = 0; t < by_tier.size(); ++t) {
      const auto within = [&](Money total) {
        if (t > 0) total = std::max(total - ends[t - 1], Money{});
        return t < ends.size() ? std::min(total, ends[t] - (t > 0 ? ends[t - 1] : Money{})) : total;
      };
      CHECK(by_tier[t] == within(start + sum) - within(start));
    }
  }
}
