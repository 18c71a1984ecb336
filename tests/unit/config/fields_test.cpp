#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

TEST_CASE("custom fields follow the kind's own and are marked") {
  const Settings s = ConfigFolder().load(
      "fields:\n  customer:\n    tier: text\n    contract_value: {type: money, doc: yearly contract}\n"
      "    grade: {type: choice, choices: [A, B, C]}\n  order: {signed_on: date}\n");
  const Kind& customer = find_kind(s.kinds, "customer");
  const std::size_t own = find_kind(built_in_kinds(), "customer").fields.size();
  REQUIRE(customer.fields.size() == own + 3);
  CHECK(customer.fields[own].name == "tier");
  CHECK(customer.fields[own].custom);
  CHECK(customer.find("contract_value")->type == FieldType::money);
  CHECK(customer.find("contract_value")->doc == "yearly contract");
  CHECK(customer.find("grade")->choices == std::vector<std::string>{"A", "B", "C"});
  CHECK(find_kind(s.kinds, "order").find("signed_on")->type == FieldType::date);
  CHECK_FALSE(customer.fields[0].custom);
}

TEST_CASE("fields that clash, or that SQL would not take, are refused at their name") {
  CHECK(says(fault("fields: {custmer: {a: text}}\n"), "1:10 "));
  CHECK(says(fault("fields: {custmer: {a: text}}\n"), "did you mean \"customer\""));
  CHECK(says(fault("fields:\n  customer:\n    name: text\n"), "3:5 customer has a field \"name\" already"));
  for (const char* name : {"x_key", "x_minor", "x_billionths", "key", "stage_kind", "Tier", "a-b", "1st", "\"a b\"", "等级"}) {
    CAPTURE(name);
    CHECK(says(fault("fields: {opportunity: {" + std::string(name) + ": text}}\n"), "cannot be the name of a field"));
  }
}

TEST_CASE("a choice has choices and nothing else has") {
  CHECK(says(fault("fields: {customer: {a: choice}}\n"), "choices"));
  CHECK(says(fault("fields: {customer: {a: {type: choice, choices: []}}}\n"), "too short"));
  CHECK(says(fault("fields: {customer: {a: {type: text, choices: [x]}}}\n"), "choices"));
}
