#include "exchange/jsonl_reader.hpp"

#include <doctest/doctest.h>

#include "sample.hpp"

namespace salesctl {
namespace {

using test::has;
using Lines = std::vector<std::string>;

Lines read(std::string_view text) {
  JsonlReader reader(text, "f.jsonl");
  return test::rows(reader);
}

}  // namespace

TEST_CASE("the first object's keys are the header, its values the first row") {
  CHECK(read("{\"id\":\"a\",\"n\":1}\r\n\n{\"n\":2,\"id\":\"b\"}\n{\"id\":\"c\"}") ==
        Lines{"1: id|n", "1: a|1", "3: b|2", "4: c|"});
  CHECK(read("").empty());
}

TEST_CASE("numbers keep the digits they are written with; true, false and null are text and nothing") {
  CHECK(read("{\"a\":0.10,\"b\":12345678901234567890123,\"c\":true,\"d\":false,\"e\":null,\"f\":-5}")[1] ==
        "1: 0.10|12345678901234567890123|true|false||-5");
  CHECK(read("{\"a\":1234567890123456.78}")[1] == "1: 1234567890123456.78");
}

TEST_CASE("escapes in strings are decoded") {
  CHECK(read("{\"a\":\"x\\ny \\u4e2d \\\"q\\\"\"}")[1] == "1: x\ny 中 \"q\"");
}

TEST_CASE("a key that is there twice is refused") {
  CHECK(has(read("{\"a\":1,\"a\":2}")[0], "\"a\" is there twice"));
  CHECK(has(read("{\"a\":1}\n{\"a\":1,\"a\":2}")[2], "data 2:0 "));
}

TEST_CASE("nested values, arrays and bare values are refused") {
  CHECK(has(read("{\"a\":{\"b\":1}}")[0], "a: a list or object"));
  CHECK(has(read("{\"a\":[1]}")[0], "a: a list or object"));
  CHECK(has(read("[{\"a\":1}]")[0], "one object a line"));
  CHECK(has(read("5")[0], "a bare value"));
}

TEST_CASE("a bad line is refused and reading goes on behind it") {
  const Lines found = read("{\"a\":1}\n{\"a\":\n{\"b\":2}\n{\"a\":3}\n{\"a\":4}x\n{\"a\":5}\n");
  REQUIRE(found.size() == 7);
  CHECK(has(found[2], "data 2:0 not valid JSON"));
  CHECK(has(found[3], "data 3:0 key \"b\" is not in the first object"));
  CHECK(found[4] == "4: 3");
  CHECK(has(found[5], "data 5:0 not valid JSON"));
  CHECK(found[6] == "6: 5");
}

TEST_CASE("a thousand opening brackets are refused, not followed") {
  CHECK(has(read(std::string(1000, '['))[0], "an array"));
  CHECK(has(read("{\"a\":" + std::string(100'000, '['))[0], "a list or object"));
}

}  // namespace salesctl
