#include "model/kind.hpp"

#include <doctest/doctest.h>

#include <set>

#include "base/error.hpp"

namespace salesctl {

TEST_CASE("names of kinds and of a kind's fields are unique and documented") {
  std::set<std::string> kinds;
  for (const Kind& kind : built_in_kinds()) {
    INFO(kind.name);
    CHECK(kinds.insert(kind.name).second);
    CHECK_FALSE(kind.doc.empty());
    std::set<std::string> fields;
    for (const Field& field : kind.fields) {
      INFO(field.name);
      CHECK(fields.insert(field.name).second);
      CHECK_FALSE(field.doc.empty());
      CHECK_FALSE(field.custom);
    }
  }
  CHECK(kinds.size() == 23);
}

TEST_CASE("columns of the table are unique too, integer keys included") {
  for (const Kind& kind : built_in_kinds()) {
    INFO(kind.name);
    std::set<std::string> columns{"key"};
    for (const Field& field : kind.fields) CHECK(columns.insert(storage_column(field)).second);
  }
}

TEST_CASE("a natural key is made of required fields or choices, which have a default") {
  for (const Kind& kind : built_in_kinds()) {
    INFO(kind.name);
    CHECK_FALSE(kind.natural_key.empty());
    for (const std::string& name : kind.natural_key) {
      INFO(name);
      const Field* field = kind.find(name);
      REQUIRE(field != nullptr);
      CHECK((field->required || field->type == FieldType::choice));
    }
  }
}

TEST_CASE("a kind with an id is known by it") {
  for (const Kind& kind : built_in_kinds()) {
    INFO(kind.name);
    for (const Field& field : kind.fields) {
      if (field.type != FieldType::id) continue;
      CHECK(field.name == "id");
      CHECK(field.required);
      CHECK(kind.natural_key == std::vector<std::string>{"id"});
    }
  }
}

TEST_CASE("references name a kind that comes before, or the kind itself") {
  std::set<std::string> before;
  for (const Kind& kind : built_in_kinds()) {
    before.insert(kind.name);
    for (const Field& field : kind.fields) {
      INFO(kind.name, ".", field.name);
      CHECK((field.type == FieldType::ref) == !field.ref_kind.empty());
      if (field.type == FieldType::ref) CHECK(before.contains(field.ref_kind));
      CHECK((field.type == FieldType::choice) == !field.choices.empty());
    }
  }
}

TEST_CASE("a kind that is referred to can be referred to: it has an id") {
  for (const Kind& kind : built_in_kinds()) {
    for (const Field& field : kind.fields) {
      if (field.type != FieldType::ref) continue;
      INFO(kind.name, ".", field.name);
      CHECK(find_kind(built_in_kinds(), field.ref_kind).find("id") != nullptr);
    }
  }
}

TEST_CASE("what goals and reports rest on is required") {
  const auto required = [](const char* kind, const char* field) {
    return find_kind(built_in_kinds(), kind).find(field)->required;
  };
  CHECK(required("rep", "name"));
  CHECK(required("order", "amount"));
  CHECK(required("order", "ordered_on"));
  CHECK(required("order_credit", "share"));
  CHECK(required("team_move", "moved_on"));
  CHECK_FALSE(required("order", "rep"));
  CHECK_FALSE(required("rep", "hired_on"));
}

TEST_CASE("fields are found by name and by index") {
  const Kind& order = find_kind(built_in_kinds(), "order");
  CHECK(order.find("amount")->type == FieldType::money);
  CHECK(order.find("nothing") == nullptr);
  CHECK(order.fields[order.index("amount")].name == "amount");
  CHECK(order.table() == "order_fact");
}

TEST_CASE("columns of the table say what they hold") {
  const auto column = [](FieldType type) {
    Field field;
    field.name = "x";
    field.type = type;
    return storage_column(field);
  };
  CHECK(column(FieldType::ref) == "x_key");
  CHECK(column(FieldType::money) == "x_minor");
  CHECK(column(FieldType::rate) == "x_billionths");
  CHECK(column(FieldType::date) == "x");
}

TEST_CASE("a mistyped kind is answered with the nearest one") {
  CHECK_THROWS_WITH_AS(find_kind(built_in_kinds(), "ordr"), doctest::Contains("did you mean \"order\""), UsageError);
}

}  // namespace salesctl
