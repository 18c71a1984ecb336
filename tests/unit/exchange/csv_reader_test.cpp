#include "exchange/csv_reader.hpp"

#include <random>

#include <doctest/doctest.h>

#include "exchange/exchange.hpp"
#include "sample.hpp"

namespace salesctl {
namespace {

using test::has;
using Lines = std::vector<std::string>;

Lines read(std::string_view text, char delimiter = ',') {
  CsvReader reader(text, delimiter, "f.csv");
  return test::rows(reader);
}

}  // namespace

TEST_CASE("LF and CRLF end lines, blank lines are passed over and counted, a last line needs no end") {
  CHECK(read("a,b\r\n\r\n1,2\n\n   \n3,4") == Lines{"1: a|b", "3: 1|2", "6: 3|4"});
  CHECK(read("").empty());
  CHECK(read("\n\n").empty());
}

TEST_CASE("empty fields stay, also at the ends of a row") {
  CHECK(read("a,,c\n,,\nx,y,\n") == Lines{"1: a||c", "2: ||", "3: x|y|"});
}

TEST_CASE("quoted fields hold delimiters, doubled quotes and line breaks, and lines stay counted") {
  CHECK(read("id,note\n1,\"a, \"\"b\"\"\r\nc\"\n2,x\n") == Lines{"1: id|note", "2: 1|a, \"b\"\nc", "4: 2|x"});
}

TEST_CASE("a quoted last row needs no line end") { CHECK(read("a\n\"x\ny\"") == Lines{"1: a", "2: x\ny"}); }

TEST_CASE("quoted empty fields are a row and not a blank line") {
  CHECK(read("a\n\"\"\nb\n") == Lines{"1: a", "2: ", "3: b"});
}

TEST_CASE("tabs and semicolons delimit, also beside quotes") {
  CHECK(read("a\tb\tc\n\"x\ty\"\t\t\"z\"\n", '\t') == Lines{"1: a|b|c", "2: x\ty||z"});
  CHECK(read("a;b\n\"1;2\";3,5\n", ';') == Lines{"1: a|b", "2: 1;2|3,5"});
}

TEST_CASE("a quote that is never closed is refused at the line it opens on") {
  const Lines found = read("a,b\n1,2\n3,\"x\n4,5\n6,7\n");
  REQUIRE(found.size() == 3);
  CHECK(has(found[2], "data 3:2 "));
  CHECK(has(found[2], "never closed"));
  const Lines later = read("a,b\n\"1\n1\",\"x\n4,5");
  REQUIRE(later.size() == 2);
  CHECK(has(later[1], "data 3:2 "));
}

TEST_CASE("a stray quote is refused and reading goes on with the row after it") {
  const Lines found = read("a,b\n1,5\" pipe\n2,\"x\"y\n3,ok\n");
  REQUIRE(found.size() == 4);
  CHECK(has(found[1], "data 2:2 "));
  CHECK(has(found[2], "data 3:2 "));
  CHECK(found[3] == "4: 3|ok");
}

TEST_CASE("text inside wrongly quoted rows is never taken for rows") {
  const Lines found = read("a,b\n1,\"note\n2,3\nend\" x,5\n4,5\n");
  REQUIRE(found.size() == 3);
  CHECK(has(found[1], "data 2:"));
  CHECK(found[2] == "5: 4|5");
}

TEST_CASE("a refused row is handed back as it stands in the file") {
  CsvReader reader("a\nx\"y\nz\n", ',', "f.csv");
  std::vector<std::string_view> row;
  std::size_t line = 0;
  CHECK(reader.next(row, line));
  CHECK_THROWS_AS(reader.next(row, line), DataError);
  CHECK(row == std::vector<std::string_view>{"x\"y\n"});
}

TEST_CASE("a NUL byte is refused with line and field, and only its row") {
  const Lines found = read(std::string_view("a,b\n1,\0\n2,3\n\"q\",\"\0\"\n", 20));
  REQUIRE(found.size() == 4);
  CHECK(has(found[1], "data 2:2 "));
  CHECK(found[2] == "3: 2|3");
  CHECK(has(found[3], "data 4:2 "));
}

TEST_CASE("ten thousand columns and a field of five megabytes are read") {
  std::string wide = "c";
  for (int i = 1; i < 10'000; ++i) wide += ",c";
  CsvReader columns(wide, ',', "f.csv");
  std::vector<std::string_view> row;
  std::size_t line = 0;
  CHECK(columns.next(row, line));
  CHECK(row.size() == 10'000);

  const std::string large = "a,\"" + std::string(5 << 20, 'x') + "\"\n";
  CsvReader reader(large, ',', "f.csv");
  CHECK(reader.next(row, line));
  REQUIRE(row.size() == 2);
  CHECK(row[1].size() == 5 << 20);
}

TEST_CASE("looking ahead for rows of a width changes nothing") {
  CsvReader reader("a,b\nfooter\n\"half\n1,2\n3,4\n", ',', "f.csv");
  std::vector<std::string_view> row;
  std::size_t line = 0;
  CHECK(reader.next(row, line));
  CHECK_FALSE(reader.has_row_ahead(3));
  CHECK(reader.next(row, line));
  CHECK(line == 2);
  CHECK(row == std::vector<std::string_view>{"footer"});
}

TEST_CASE("whatever fields are written with csv_field are read back") {
  const unsigned seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  const std::string letters = "ab ,\"\n;x\t中";
  for (int round = 0; round < 3000; ++round) {
    const std::size_t width = 1 + random() % 4;
    std::string text;
    std::vector<std::vector<std::string>> expected;
    for (std::size_t r = 0; r < 1 + random() % 4; ++r) {
      std::vector<std::string>& row = expected.emplace_back();
      for (std::size_t f = 0; f < width; ++f) {
        std::string field = f == 0 ? "k" : "";
        for (std::size_t n = random() % 6; n > 0; --n) field += letters[random() % 9];
        text += (f == 0 ? "" : ",") + csv_field(field);
        row.push_back(field);
      }
      text += '\n';
    }
    INFO(text);
    CsvReader reader(text, ',', "f.csv");
    std::vector<std::string_view> row;
    std::size_t line = 0;
    for (const auto& wanted : expected) {
      REQUIRE(reader.next(row, line));
      REQUIRE(std::vector<std::string>(row.begin(), row.end()) == wanted);
    }
    REQUIRE_FALSE(reader.next(row, line));
  }
}

}  // namespace salesctl
