#include "exchange/exchange.hpp"

#include <doctest/doctest.h>

#include "sample.hpp"

namespace salesctl {
namespace {

using test::all;
using test::has;
using test::TemporaryFile;
using Lines = std::vector<std::string>;

Lines read(const std::string& name, const std::string& content, const Mapping* mapping = nullptr,
           std::vector<std::string>* skipped = nullptr) {
  const TemporaryFile file(name, content);
  Lines found;
  const std::string fault =
      test::thrown([&] { found = all(*open_records(file.path(), test::sample_kind(), mapping, {}, skipped)); });
  if (fault != "nothing") found.push_back(fault);
  return found;
}

}  // namespace

TEST_CASE("the format is told by the name, else by the content") {
  CHECK(detect_format("a.CSV") == FileFormat::csv);
  CHECK(detect_format("a.tsv") == FileFormat::csv);
  CHECK(detect_format("a.txt") == FileFormat::csv);
  CHECK(detect_format("a.ndjson") == FileFormat::jsonl);
  CHECK(detect_format("a.xlsx") == FileFormat::xlsx);
  CHECK(detect_format(TemporaryFile("a", " {\"a\":1}").path()) == FileFormat::jsonl);
  CHECK(detect_format(TemporaryFile("b", "PK\x03\x04").path()) == FileFormat::xlsx);
  CHECK(detect_format(TemporaryFile("c", "id,name\n").path()) == FileFormat::csv);
}

TEST_CASE("CSV becomes records, typed, with their lines") {
  CHECK(read("a.csv",
             "\xEF\xBB\xBFid,amount,won_on,stage,open,name\nD1,\"1,000.50\",2026/7/5,WON,y,\"a\nb\"\nD2,2,,,,\n") ==
        Lines{"2: D1 a\nb 100050 2026-07-05 won 1", "4: D2 - 200 - - -"});
}

TEST_CASE("tabs part the fields of a .tsv file, a mapping's delimiter those of others") {
  CHECK(read("a.tsv", "id\tamount\nD1\t5\n") == Lines{"2: D1 500"});
  Mapping mapping;
  mapping.delimiter = ';';
  CHECK(read("a.csv", "id;amount\nD1;5\n", &mapping) == Lines{"2: D1 500"});
}

TEST_CASE("JSON Lines become records, money digit by digit") {
  CHECK(read("a.jsonl", "{\"id\":\"D1\",\"amount\":90071992547409.93,\"open\":true}\n{\"amount\":1,\"id\":7}\n") ==
        Lines{"bad data 1:2 amount: amount \"90071992547409.93\" is too large | at most 90000000000000.00",
              "2: 7 100 -"});
  CHECK(read("a.jsonl", "{\"id\":\"D1\",\"amount\":70071992547409.93}\n") == Lines{"1: D1 7007199254740993"});
}

TEST_CASE("a bad value is refused with line, field number and heading, and the next row is read") {
  const Lines found = read("a.csv", "id,amount\nD1,abc\n,5\nD3,7\n");
  REQUIRE(found.size() == 3);
  CHECK(has(found[0], "bad data 2:2 amount: "));
  CHECK(has(found[0], "abc"));
  CHECK(has(found[1], "bad data 3:1 id is empty"));
  CHECK(found[2] == "4: D3 700");
}

TEST_CASE("an amount past 64 bits is refused with its place") {
  CHECK(has(read("a.csv", "id,amount\nD1,999999999999999999999999\n")[0], "bad data 2:2 amount: "));
}

TEST_CASE("rows of another width are refused with the numbers of fields") {
  const Lines found = read("a.csv", "id,amount\nD1\nD2,5,6\nD3,7\n");
  REQUIRE(found.size() == 3);
  CHECK(has(found[0], "bad data 2:2 the row has 1 fields, the header has 2"));
  CHECK(has(found[1], "bad data 3:3 the row has 3 fields, the header has 2"));
  CHECK(found[2] == "4: D3 700");
}

TEST_CASE("rows of nothing but delimiters are passed over") {
  CHECK(read("a.csv", "id,amount\n,\nD1,5\n , \n") == Lines{"3: D1 500"});
}

TEST_CASE("a column without heading must be empty unless a mapping is given") {
  CHECK(read("a.csv", "id,amount,\nD1,5,\n") == Lines{"2: D1 500"});
  const Lines found = read("a.csv", "id,amount,\nD1,5,x\n");
  REQUIRE(found.size() == 1);
  CHECK(has(found[0], "bad data 2:3 \"x\" stands in a column without heading"));
  const Mapping mapping;
  CHECK(read("a.csv", "id,amount,\nD1,5,x\n", &mapping) == Lines{"2: D1 500"});
}

TEST_CASE("an empty file, a missing one and one with lone carriage returns are refused") {
  CHECK(has(read("a.csv", "")[0], "data 0:0 the file is empty"));
  CHECK(has(read("a.csv", "id,amount\rD1,5\rD2,6\r")[0], "carriage return"));
  CHECK(has(test::thrown([] { open_records("/nowhere/a.csv", test::sample_kind(), nullptr, {}); }), "store 0:0 "));
}

TEST_CASE("headings no field uses are skipped and reported with a mapping") {
  const Mapping mapping;
  std::vector<std::string> skipped;
  CHECK(read("a.csv", "id,Extra,amount\nD1,x,5\n", &mapping, &skipped) == Lines{"2: D1 500"});
  CHECK(skipped == Lines{"Extra"});
}

TEST_CASE("value maps and constants apply, and a bad constant is a fault of the config") {
  Mapping mapping;
  mapping.fields = {{"stage", {"Step"}, {}, {}, {{"Closed Won", "won"}, {"Open", "open"}}},
                    {"won_on", {}, "2026/1/5", {}, {}}};
  CHECK(read("a.csv", "id,amount,Step\nD1,5, closed won \nD2,5,Open\nD3,5,closed won\nD4,5,lost\n", &mapping) ==
        Lines{"2: D1 500 2026-01-05 won", "3: D2 500 2026-01-05 open", "4: D3 500 2026-01-05 won",
              "5: D4 500 2026-01-05 lost"});
  mapping.fields[1].constant = "never";
  mapping.place = {"salesctl.yaml", 7, 3};
  CHECK(has(read("a.csv", "id,amount\nD1,5\n", &mapping)[0], "config 7:3 won_on: "));
}

TEST_CASE("rows marked as deleted are left out") {
  Mapping mapping;
  mapping.skip_column = "IsDeleted";
  mapping.skip_values = {"true", " Archived "};
  CHECK(read("a.csv", "id,amount,IsDeleted\nD1,5,TRUE\nD2,6,false\nD3,7,\nD4,8,archived\n", &mapping) ==
        Lines{"3: D2 600", "4: D3 700"});
}

TEST_CASE("prose after the data is no row, with or without an empty line before it") {
  Mapping mapping;
  mapping.footer = true;
  CHECK(read("a.csv", "\"id\",\"amount\"\n\"D1\",\"5\"\n\n\"Report\"\n\"Copyright, 2026\"\n\"a\",\"5\"\n", &mapping) ==
        Lines{"2: D1 500"});
  CHECK(read("a.csv", "id,amount\nD1,5\nReport by \"x\"\nCopyright\n", &mapping).size() == 2);
  CHECK(read("a.csv", "id,amount\nD1,5\nReport\nCopyright\n", &mapping) == Lines{"2: D1 500"});
}

TEST_CASE("a ragged row among data is no footer") {
  Mapping mapping;
  mapping.footer = true;
  const Lines found = read("a.csv", "id,amount\nD1,5\nD2,1,000\nD3,6\nThe end\n", &mapping);
  REQUIRE(found.size() == 3);
  CHECK(has(found[1], "bad data 3:3 the row has 3 fields"));
  CHECK(found[2] == "4: D3 600");
}

TEST_CASE("the row last refused is there for the file of rejects") {
  const TemporaryFile file("a.csv", "id,amount\nD1,x\n");
  const auto source = open_records(file.path(), test::sample_kind(), nullptr, {});
  Record record;
  CHECK_THROWS_AS(source->next(record), DataError);
  CHECK(source->header() == Lines{"id", "amount"});
  CHECK(source->raw() == Lines{"D1", "x"});
  CHECK(source->fields() == std::vector<std::size_t>{0, 2});
  CHECK_FALSE(source->next(record));
  CHECK(source->progress() == 1);
}

TEST_CASE("a CSV field is quoted only where it must be") {
  CHECK(csv_field("plain text") == "plain text");
  CHECK(csv_field("") == "");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(csv_field("a\nb") == "\"a\nb\"");
  CHECK(csv_field(" a") == "\" a\"");
}

}  // namespace salesctl
