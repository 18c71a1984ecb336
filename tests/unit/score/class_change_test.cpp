#include "score/class_change.hpp"

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

CustomerFigures figures(char abc, int last_order_days, std::int64_t value) {
  CustomerFigures c;
  c.abc = abc;
  c.last_order_days = last_order_days;
  c.value = Money{value};
  return c;
}

}  // namespace

TEST_CASE("why a class changed are the figures that its conditions name and that changed") {
  const CustomerRules rules;
  CHECK(why_changed(rules, "B", "A", figures('B', 10, 5), figures('A', 20, 900), 2) == "abc B -> A");
  CHECK(why_changed(rules, "B", "dormant", figures('B', 300, 0), figures(' ', 400, 0), 2) == "last_order_days 300 -> 400; abc B -> -");
  CHECK(why_changed(rules, "C", "C", figures('C', 10, 5), figures('C', 20, 5), 2) == "last_order_days 10 -> 20");
  CHECK(why_changed(rules, "B", "A", figures('B', 10, 5), figures('B', 10, 900), 2).empty());
}

TEST_CASE("names are whole words in any case, and text in quotes does no harm") {
  CustomerRules rules;
  rules.classes = {{.name = "key", .when = "VALUE >= 100 and sector <> 'abc value_ever'", .visit_every = 0, .channel = {}, .service = {}, .discount = {}, .rank = {}, .place = {}}};
  CHECK(why_changed(rules, "", "key", figures('B', 10, 500), figures('B', 10, 12000), 2) == "value 5.00 -> 120.00");
}

TEST_CASE("up and down go by rank, where both have one") {
  const CustomerRules rules;
  CHECK(direction(rules, "B", "A") == 1);
  CHECK(direction(rules, "A", "dormant") == -1);
  CHECK(direction(rules, "new", "C") == 0);
  CHECK(direction(rules, "gone", "A") == 0);
  CHECK(direction(rules, "", "A") == 0);
}
