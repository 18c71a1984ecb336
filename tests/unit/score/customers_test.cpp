#include "score/customers.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "base/error.hpp"

using namespace salesctl;

namespace {

/// Days and minor units by customer's key; sorted by day.
Purchases purchases(const std::map<int, std::vector<std::pair<int, std::int64_t>>>& of) {
  Purchases all;
  all.first.push_back(0);
  for (const auto& [key, bought] : of) {
    all.customers.push_back({key});
    for (const auto& [day, value] : bought) {
      all.days.push_back(day);
      all.values.push_back(value);
    }
    all.first.push_back(all.days.size());
  }
  return all;
}

std::vector<CustomerInput> inputs(int n) {
  std::vector<CustomerInput> all;
  for (int key = 1; key <= n; ++key) all.push_back({CustomerKey{key}, std::nullopt, std::nullopt, {}});
  return all;
}

Span days(int from, int to) { return {from_day_number(from), from_day_number(to)}; }

}  // namespace

TEST_CASE("figures are of the period, and of ever, up to its last day") {
  const Purchases bought = purchases({{2, {{5, 100}, {10, 250}, {19, -40}, {20, 999}}}});
  const CustomerBase base = score_customers(bought, inputs(3), days(10, 20), {});
  REQUIRE(base.customers.size() == 3);
  const CustomerFigures& c = base.customers[1];
  CHECK(c.orders == 2);
  CHECK(c.value == Money{210});
  CHECK(c.orders_ever == 3);
  CHECK(c.value_ever == Money{310});
  CHECK(c.first_order_days == 14);
  CHECK(c.last_order_days == 0);
  CHECK(base.scored == 1);
  CHECK(c.r == 1);
  CHECK(c.abc == 'A');
  CHECK_FALSE(base.customers[0].last_order_days);
  CHECK(base.customers[0].r == 0);
  CHECK(base.customers[2].abc == ' ');
}

TEST_CASE("ten customers score two by two, and alike where they are alike") {
  std::map<int, std::vector<std::pair<int, std::int64_t>>> bought;
  for (int key = 1; key <= 10; ++key) bought[key] = {{key, key * 100}};
  const CustomerBase base = score_customers(purchases(bought), inputs(10), days(0, 100), {});
  for (int i = 0; i < 10; ++i) {
    const CustomerFigures& c = base.customers[static_cast<std::size_t>(i)];
    CHECK(c.r == 1 + i / 2);
    CHECK(c.m == 1 + i / 2);
    CHECK(c.f == 1);
  }
}

TEST_CASE("A is who begins below 80% of the total, B who begins below 95%") {
  // 800 + 150 + 40 + 10 = 1000: the second begins at exactly 80%, the third at exactly 95%
  const Purchases bought = purchases({{1, {{1, 40}}}, {2, {{1, 800}}}, {3, {{1, 150}}}, {4, {{1, 10}}}, {5, {{1, 10}, {2, -10}}}});
  const CustomerBase base = score_customers(bought, inputs(5), days(0, 9), {});
  std::string abc;
  for (const CustomerFigures& c : base.customers) abc += c.abc;
  CHECK(abc == "CABCC");
  CHECK(base.total == Money{1000});
}

TEST_CASE("scores and classes are what their definition says, whoever the customers are") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const int n = 1 + static_cast<int>(random() % 40);
    std::map<int, std::vector<std::pair<int, std::int64_t>>> bought;
    for (int key = 1; key <= n; ++key) {
      int day = static_cast<int>(random() % 20);
      for (unsigned k = random() % 4; k > 0; --k, day += 1 + static_cast<int>(random() % 9)) {
        bought[key].emplace_back(day, static_cast<std::int64_t>(random() % 5) * 100 - 100);
      }
      if (bought.contains(key) && bought[key].empty()) bought.erase(key);
    }
    CustomerRules rules;
    rules.a = Rate{static_cast<std::int64_t>(random() % 11) * 100'000'000};
    rules.b = std::max(rules.a, Rate{static_cast<std::int64_t>(random() % 11) * 100'000'000});
    const CustomerBase base = score_customers(purchases(bought), inputs(n), days(8, 30), rules);
    std::vector<CustomerFigures> scored;
    for (const CustomerFigures& c : base.customers) {
      if (c.orders > 0) scored.push_back(c);
    }
    const auto fifth = [&](auto worse) {
      return 1 + 5 * static_cast<int>(std::ranges::count_if(scored, worse)) / static_cast<int>(scored.size());
    };
    std::int64_t total = 0;
    for (const CustomerFigures& c : scored) total += std::max<std::int64_t>(0, c.value.minor);
    CHECK(base.total == Money{total});
    for (const CustomerFigures& c : base.customers) {
      if (c.orders == 0) {
        CHECK(c.r + c.f + c.m == 0);
        CHECK(c.abc == ' ');
        continue;
      }
      CHECK(c.r == fifth([&](const CustomerFigures& o) { return *o.last_order_days > *c.last_order_days; }));
      CHECK(c.f == fifth([&](const CustomerFigures& o) { return o.orders < c.orders; }));
      CHECK(c.m == fifth([&](const CustomerFigures& o) { return o.value < c.value; }));
      std::int64_t larger = 0;
      for (const CustomerFigures& o : scored) larger += o.value > c.value ? std::max<std::int64_t>(0, o.value.minor) : 0;
      const auto begins_below = [&](Rate share) { return larger * 10 < total * (share.billionths / 100'000'000); };
      const char expected = c.value.minor <= 0 ? 'C' : begins_below(rules.a) ? 'A' : begins_below(rules.b) ? 'B' : 'C';
      CHECK(c.abc == expected);
      if (c.value.minor > 0) CHECK(c.larger == Money{larger});
    }
  }
}

TEST_CASE("ABC goes by what it is told to") {
  const Purchases bought = purchases({{1, {{1, 900}}}, {2, {{1, 100}}}});
  std::vector<CustomerInput> customers = inputs(2);
  customers[0].ranked = Money{10};
  customers[1].ranked = Money{90};
  const CustomerBase base = score_customers(bought, customers, days(0, 9), {});
  CHECK(base.customers[0].abc == 'B');
  CHECK(base.customers[1].abc == 'A');
}

TEST_CASE("sums past what money holds are refused") {
  const Purchases bought = purchases({{1, {{1, INT64_MAX}}}, {2, {{1, INT64_MAX}}}});
  CHECK_THROWS_AS(score_customers(bought, inputs(2), days(0, 9), {}), DataError);
}
