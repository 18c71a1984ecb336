#include "store/read_ahead.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

std::vector<std::vector<std::string>> numbered(int rows) {
  std::vector<std::vector<std::string>> list;
  for (int i = 0; i < rows; ++i) list.push_back({"r" + std::to_string(i), std::string(static_cast<std::size_t>(i % 50), 'x')});
  return list;
}

/// Fails after a number of records.
class Failing : public MemorySource {
 public:
  Failing(int good) : MemorySource(find_kind(built_in_kinds(), "rep"), {"id", "name"}, numbered(good)), left_(good) {}
  bool next(Record& record) override {
    if (left_-- == 0) throw DataError("bad row");
    return MemorySource::next(record);
  }

 private:
  int left_;
};

}  // namespace

TEST_CASE("records come through in order and unchanged, whatever their number") {
  const Kind& kind = find_kind(built_in_kinds(), "rep");
  for (const int rows : {0, 1, 4095, 4096, 4097, 50'000}) {
    MemorySource source(kind, {"id", "name"}, numbered(rows));
    ReadAhead ahead(source);
    Record record;
    int n = 0;
    while (ahead.next(record)) {
      if (record.cells[0].text != "r" + std::to_string(n) || record.cells[1].text.size() != static_cast<std::size_t>(n % 50) ||
          record.line != static_cast<std::size_t>(n) + 2) {
        FAIL("record ", n);
      }
      ++n;
    }
    CHECK(n == rows);
    CHECK(!ahead.next(record));
  }
}

TEST_CASE("what the source throws comes after the good records") {
  for (const int good : {0, 5, 4096, 9000}) {
    Failing source(good);
    ReadAhead ahead(source);
    Record record;
    for (int i = 0; i < good; ++i) CHECK(ahead.next(record));
    CHECK_THROWS_AS(ahead.next(record), DataError);
  }
}

TEST_CASE("it may be left before the end") {
  MemorySource source(find_kind(built_in_kinds(), "rep"), {"id", "name"}, numbered(100'000));
  ReadAhead ahead(source);
  Record record;
  CHECK(ahead.next(record));
}
