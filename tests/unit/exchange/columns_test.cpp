#include "exchange/columns.hpp"

#include <doctest/doctest.h>

#include "sample.hpp"

namespace salesctl {
namespace {

using test::has;

/// "id=0 amount=1 ..." with "const" for constants, or what was thrown.
std::string plan(const std::vector<std::string>& header, const Mapping* mapping = nullptr) {
  const Kind kind = test::sample_kind();
  std::string shown;
  const std::string fault = test::thrown([&] {
    for (const ColumnPlan& c : plan_columns(header, kind, mapping, {"f.csv", 1, 0}).columns) {
      shown += (shown.empty() ? "" : " ") + kind.fields[c.field].name + "=" +
               (c.source == ColumnPlan::none ? "const" : std::to_string(c.source));
    }
  });
  return fault == "nothing" ? shown : fault;
}

Mapping mapping_of(std::vector<FieldMapping> fields) {
  Mapping mapping;
  mapping.fields = std::move(fields);
  return mapping;
}

}  // namespace

TEST_CASE("without a mapping headings are field names in any order and case, and fields come ascending") {
  CHECK(plan({"Amount", " ID ", "won_on"}) == "id=1 amount=0 won_on=2");
}

TEST_CASE("an unknown heading is refused with the nearest field and the fields there are") {
  const std::string fault = plan({"id", "amout"});
  CHECK(has(fault, "data 1:2 "));
  CHECK(has(fault, "did you mean \"amount\"?"));
  CHECK(has(fault, "id, name, amount, won_on, stage, open"));
}

TEST_CASE("of many unknown headings five are named") {
  std::vector<std::string> header{"id", "amount"};
  for (int i = 0; i < 10'000; ++i) header.push_back("x" + std::to_string(i));
  const std::string fault = plan(header);
  CHECK(has(fault, "10000 names: x0, x1, x2, x3, x4, …"));
  CHECK_FALSE(has(fault, "x5"));
}

TEST_CASE("a field named twice and a required field without a column are refused") {
  CHECK(has(plan({"id", "amount", "ID"}), "data 1:3 two columns are headed \"ID\""));
  const std::string fault = plan({"id", "name"});
  CHECK(has(fault, "required field amount"));
  CHECK(has(fault, "headings found: id, name"));
}

TEST_CASE("the first alias that is there wins, aliases compare folded, and one heading may fill two fields") {
  const Mapping mapping = mapping_of({{"id", {"Deal Name"}, {}, {}, {}},
                                      {"name", {"Label", "deal  name"}, {}, {}, {}},
                                      {"amount", {"Total", "Sum"}, {}, {}, {}}});
  CHECK(plan({"Sum", "Deal Name", "Total"}, &mapping) == "id=1 name=1 amount=2");
}

TEST_CASE("headings of a field's own name fill it unless only mapped ones do") {
  Mapping mapping = mapping_of({{"id", {"Key"}, {}, {}, {}}, {"stage", {"Step"}, {}, {}, {}}});
  CHECK(plan({"Key", "amount", "name", "stage"}, &mapping) == "id=0 name=2 amount=1 stage=3");
  mapping.only_mapped = true;
  CHECK(has(plan({"Key", "amount"}, &mapping), "required field amount"));
}

TEST_CASE("a constant wins over a column, a mapped field without a column is not filled") {
  Mapping mapping = mapping_of({{"stage", {}, "won", {}, {}}, {"won_on", {"Closed"}, {}, {}, {}}});
  CHECK(plan({"id", "amount", "stage"}, &mapping) == "id=0 amount=1 stage=const");
}

TEST_CASE("headings nobody uses are listed, the column to skip by is used, doubles among them do not matter") {
  Mapping mapping;
  mapping.skip_column = "IsDeleted";
  const HeaderPlan found =
      plan_columns({"id", "x", "amount", "isdeleted", "x", ""}, test::sample_kind(), &mapping, {"f.csv", 1, 0});
  CHECK(found.skipped == std::vector<std::string>{"x", "x"});
  CHECK(found.skip == 3);
}

}  // namespace salesctl
