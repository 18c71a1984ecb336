#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "render/render.hpp"

namespace salesctl {
namespace {

Table sample() {
  return {"Sales",
          {{"rep", "Rep"},
           {"actual", "Actual", ColumnType::money},
           {"share", "Share", ColumnType::percent},
           {"on", "On", ColumnType::date}},
          {{{Named{"r1", "王伟"}, Money{1234560}, Rate{873'400'000}, make_date(2026, 1, 31)}, 1, true},
           {{std::monostate{}, Money{-5}, std::monostate{}, std::monostate{}}}},
          {"a note"},
          Pivot{"rep", "on", "actual"}};
}

std::string text_of(const std::string& value) {
  const Table t{"", {{"v", ""}}, {{{value}}}, {}, {}};
  const std::string line = render({t}, Format::jsonl);
  return line.substr(6, line.size() - 8);
}

TEST_CASE("JSON Lines is an object a row, keys in the order of the columns") {
  CHECK(render({sample()}, Format::jsonl) ==
        "{\"rep\": \"r1\", \"actual\": 12345.60, \"share\": 0.8734, \"on\": \"2026-01-31\"}\n"
        "{\"rep\": null, \"actual\": -0.05, \"share\": null, \"on\": null}\n");
}

TEST_CASE("JSON is an array with a row a line") {
  CHECK(render({sample()}, Format::json) ==
        "[\n  {\"rep\": \"r1\", \"actual\": 12345.60, \"share\": 0.8734, \"on\": \"2026-01-31\"},\n"
        "  {\"rep\": null, \"actual\": -0.05, \"share\": null, \"on\": null}\n]\n");
}

TEST_CASE("several tables are an object of arrays by name, whatever their titles, equal names are told apart") {
  Table sales = sample();
  sales.name = "sales";
  const auto parsed = nlohmann::ordered_json::parse(render({sales, sales, Table{"None", {}, {}, {}, {}}}, Format::json));
  CHECK(parsed.size() == 3);
  CHECK(parsed.at("sales").size() == 2);
  CHECK(parsed.at("sales (2)").at(0).at("rep") == "r1");
  CHECK(parsed.at("table").empty());
}

TEST_CASE("no rows is an empty array and no lines") {
  const Table t{"T", {{"a", "A"}}, {}, {}, {}};
  CHECK(render({t}, Format::json) == "[]\n");
  CHECK(render({t}, Format::jsonl).empty());
}

TEST_CASE("money keeps what a double would lose") {
  const Table t{"", {{"v", ""}}, {{{Money{std::numeric_limits<std::int64_t>::max()}}}}, {}, {}};
  CHECK(render({t}, Format::jsonl) == "{\"v\": 92233720368547758.07}\n");
}

TEST_CASE("what is no number is null") {
  const Table t{"", {{"v", ""}}, {{{std::numeric_limits<double>::quiet_NaN()}}}, {}, {}};
  CHECK(render({t}, Format::jsonl) == "{\"v\": null}\n");
}

TEST_CASE("quotes, backslashes and control characters are escaped, text is not turned into numbers") {
  CHECK(text_of("a\"b\\c") == "\"a\\\"b\\\\c\"");
  CHECK(text_of("l1\nl2\r\t") == "\"l1\\nl2\\r\\t\"");
  CHECK(text_of(std::string("\0\x1f\x7f", 3)) == "\"\\u0000\\u001f\\u007f\"");
  CHECK(text_of("") == "\"\"");
  CHECK(text_of("12.5") == "\"12.5\"");
  CHECK(text_of("王伟😀") == "\"王伟😀\"");
}

TEST_CASE("bytes that are not UTF-8 are replaced, those around them kept") {
  CHECK(text_of("a\xff"
                "b") ==
        "\"a\xef\xbf\xbd"
        "b\"");
  CHECK(text_of("\xe7\x8e") == "\"\xef\xbf\xbd\xef\xbf\xbd\"");      // cut in the middle
  CHECK(text_of("\xc0\xaf") == "\"\xef\xbf\xbd\xef\xbf\xbd\"");      // overlong
  CHECK(text_of("\xc3\"") == "\"\xef\xbf\xbd\\\"\"");                // must not swallow the quote
  CHECK(text_of("\xed\xa0\x80").find('\xed') == std::string::npos);  // a surrogate
}

TEST_CASE("columns of one key are told apart") {
  const Table t{"", {{"a", ""}, {"a", ""}}, {{{std::int64_t{1}, std::int64_t{2}}}}, {}, {}};
  CHECK(render({t}, Format::jsonl) == "{\"a\": 1, \"a (2)\": 2}\n");
}

TEST_CASE("any bytes at all give JSON that parses") {
  const auto seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t k = random() % 12; k > 0; --k) text += static_cast<char>(random() % 256);
    const Table t{text, {{text, ""}, {"b", ""}}, {{{text, Named{text, ""}}}}, {}, {}};
    const auto parsed = nlohmann::json::parse(render({t, t}, Format::json));
    REQUIRE(parsed.size() == 2);
  }
}

}  // namespace
}  // namespace salesctl
