#include "store/checked_records.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Kind& kind(const char* name) { return find_kind(built_in_kinds(), name); }

std::string text(const Record& record, std::size_t position) { return std::string(record.cells[position].text); }

}  // namespace

TEST_CASE("a row that says again what an earlier one said is left out, one that contradicts it is an error") {
  MemorySource source(kind("rep"), {"id", "name"}, {{"a", "A"}, {"b", "B"}, {"a", "A"}, {"b", "other"}, {"c", "C"}});
  CheckedRecords checked(source, kind("rep"));
  Record record;
  REQUIRE(checked.next(record));
  REQUIRE(checked.next(record));
  CHECK(text(record, 0) == "b");
  try {
    checked.next(record);
    FAIL("accepted");
  } catch (const DataError& e) {
    CHECK(e.place().line == 5);
  }
  REQUIRE(checked.next(record));  // a caller may go on
  CHECK(text(record, 0) == "c");
  CHECK_FALSE(checked.next(record));
  CHECK(checked.repeated() == 1);
}

TEST_CASE("texts that run together the same way are told apart") {
  MemorySource source(kind("rep"), {"id", "name"}, {{"ab", "c"}, {"a", "bc"}, {"abc", ""}});
  CheckedRecords checked(source, kind("rep"));
  Record record;
  for (int i = 0; i < 3; ++i) CHECK(checked.next(record));
}

TEST_CASE("an empty choice has its default, so that a row with it and one without are the same") {
  MemorySource source(kind("order"), {"id", "kind", "amount", "ordered_on"},
                      {{"o1", "", "5", "2026-01-01"}, {"o1", "sale", "5", "2026-01-01"}});
  CheckedRecords checked(source, kind("order"));
  Record record;
  REQUIRE(checked.next(record));
  CHECK(text(record, 1) == "sale");
  CHECK_FALSE(checked.next(record));
}

TEST_CASE("a refund above zero is refused") {
  MemorySource source(kind("order"), {"id", "kind", "amount", "ordered_on"},
                      {{"o1", "refund", "0", "2026-01-01"}, {"o2", "refund", "-1", "2026-01-01"}, {"o3", "refund", "1", "2026-01-01"}});
  CheckedRecords checked(source, kind("order"));
  Record record;
  CHECK(checked.next(record));
  CHECK(checked.next(record));
  CHECK_THROWS_AS(checked.next(record), DataError);
}

TEST_CASE("a source without the natural key is refused") {
  MemorySource source(kind("rep"), {"name"}, {});
  CHECK_THROWS_AS(CheckedRecords(source, kind("rep")), DataError);
}

namespace {

/// Whether a row with these fields is taken.
bool taken(const char* of, const std::vector<std::string>& fields, const std::vector<std::string>& row) {
  MemorySource source(kind(of), fields, {row});
  CheckedRecords checked(source, kind(of));
  Record record;
  try {
    return checked.next(record);
  } catch (const DataError& e) {
    CHECK(e.place().line == 2);
    return false;
  }
}

}  // namespace

TEST_CASE("nothing ends before it began") {
  CHECK(taken("ticket", {"id", "opened_on", "closed_on"}, {"t", "2026-01-02", "2026-01-02"}));
  CHECK(taken("ticket", {"id", "opened_on", "closed_on"}, {"t", "2026-01-02", ""}));
  CHECK_FALSE(taken("ticket", {"id", "opened_on", "closed_on"}, {"t", "2026-01-02", "2026-01-01"}));
  CHECK_FALSE(taken("rep", {"id", "hired_on", "left_on"}, {"r", "2026-01-02", "2026-01-01"}));
  CHECK_FALSE(taken("absence", {"rep", "from_on", "to_on"}, {"r", "2026-01-02", "2026-01-01"}));
  CHECK_FALSE(taken("quote", {"id", "quoted_on", "valid_until"}, {"q", "2026-01-02", "2026-01-01"}));
  CHECK_FALSE(taken("survey", {"id", "answered_on", "sent_on"}, {"s", "2026-01-01", "2026-01-02"}));
  CHECK_FALSE(taken("task", {"id", "created_on", "done_on"}, {"t", "2026-01-02", "2026-01-01"}));
}

TEST_CASE("a probability and a confidence lie between nothing and all") {
  for (const char* share : {"0", "1000000000"}) {
    CHECK(taken("opportunity", {"id", "probability"}, {"o", share}));
    CHECK(taken("okr_checkin", {"key_result", "checked_on", "confidence"}, {"k", "2026-01-01", share}));
  }
  for (const char* share : {"-1", "1000000001"}) {
    CHECK_FALSE(taken("opportunity", {"id", "probability"}, {"o", share}));
    CHECK_FALSE(taken("okr_checkin", {"key_result", "checked_on", "confidence"}, {"k", "2026-01-01", share}));
  }
}
