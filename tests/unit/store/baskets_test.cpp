#include "store/baskets.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

TEST_CASE("a basket holds what was bought up to a day and not given back") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    const auto any = [&](unsigned n) { return static_cast<int>(random() % n); };
    Folder folder;
    const Settings settings = firm_settings(folder);
    const Database db = open_store(settings, Access::create);
    load(db, settings, "product", {"id", "name"}, {{"p0", "A"}, {"p1", "B"}, {"p2", "C"}, {"p3", "D"}});
    load(db, settings, "customer", {"id", "name"}, {{"c0", "A"}, {"c1", "B"}, {"c2", "C"}});
    std::map<std::int64_t, std::map<std::int64_t, int>> sums;  // keys are given in order, from 1
    std::vector<std::vector<std::string>> rows;
    for (int i = 0; i < 40; ++i) {
      const int customer = any(4);
      const int product = any(5);
      const int amount = any(3) == 0 ? -any(300) : any(300);
      const int day = 10 + any(20);
      rows.push_back({"o" + std::to_string(i), customer == 3 ? "" : "c" + std::to_string(customer), product == 4 ? "" : "p" + std::to_string(product),
                      amount < 0 ? "refund" : "sale", std::to_string(amount), "2026-01-" + std::to_string(day)});
      if (customer < 3 && product < 4 && day <= 20) sums[customer + 1][product + 1] += amount;
    }
    load(db, settings, "order", {"id", "customer", "product", "kind", "amount", "ordered_on"}, rows);
    std::map<std::int64_t, std::set<std::int64_t>> expected;
    for (const auto& [customer, products] : sums) {
      for (const auto& [product, sum] : products) {
        if (sum > 0) expected[customer].insert(product);
      }
    }
    const Baskets baskets = read_baskets(db, make_date(2026, 1, 20));
    REQUIRE(baskets.first.size() == baskets.size() + 1);
    std::map<std::int64_t, std::set<std::int64_t>> found;
    for (std::size_t i = 0; i < baskets.size(); ++i) {
      for (const std::uint32_t product : baskets.of(i)) {
        CHECK(found[baskets.customers[i].value].insert(baskets.product_keys[product]).second);
      }
    }
    CHECK(found == expected);
  }
}

TEST_CASE("an empty store has no baskets") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  CHECK(read_baskets(open_store(settings, Access::create), make_date(2026, 1, 20)).size() == 0);
}
