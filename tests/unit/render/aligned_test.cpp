#include "render/aligned.hpp"

#include <doctest/doctest.h>

#include <clocale>

namespace salesctl {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("columns are two spaces apart and lines have no trailing spaces") {
  CHECK(aligned({{"Name"}, {"Sum", true}, {"On"}}, {{"a", "1", "x"}, {"bbbbbb", "1000", ""}}) ==
        Lines{"Name     Sum  On", "a          1  x", "bbbbbb  1000"});
}

TEST_CASE("Chinese characters take two columns") {
  CHECK(aligned({{"姓名"}, {"金额", true}}, {{"王伟", "1"}, {"Li", "22222"}}) ==
        Lines{"姓名   金额", "王伟      1", "Li    22222"});
}

TEST_CASE("the C locale, in which cron runs, changes nothing and is left as it is") {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  std::setlocale(LC_ALL, "C");
  CHECK(aligned({{"姓名"}, {"x"}}, {{"é", "王"}}) == Lines{"姓名  x", "é     王"});
  CHECK(std::string(std::setlocale(LC_ALL, nullptr)) == "C");
  std::setlocale(LC_ALL, before.c_str());
}

TEST_CASE("lines are as long as their text, whatever the terminal") {
  const std::string wide(5000, 'x');
  const Lines lines = aligned({{"A"}, {"B", true}}, {{wide, "1"}, {"y", "2"}});
  REQUIRE(lines.size() == 3);
  CHECK(lines[1] == wide + "  1");
  CHECK(lines[2].size() == 5003);
}

TEST_CASE("the head is there without a row, and lines without a column") {
  CHECK(aligned({{"A"}, {"B"}}, {}) == Lines{"A  B"});
  CHECK(aligned({}, {{}, {}}) == Lines{"", "", ""});
}

TEST_CASE("empty cells and rows keep their lines") {
  CHECK(aligned({{"A"}, {"B"}}, {{"", ""}, {"", "x"}, {"", ""}}) == Lines{"A  B", "", "   x", ""});
  CHECK(aligned({{""}, {""}}, {{"", ""}}) == Lines{"", ""});
}

TEST_CASE("no character there is upsets the lines") {
  std::vector<std::vector<std::string>> rows;
  for (unsigned point = 0xa0; point < 0x110000; point += point < 0x3000 ? 1 : 13) {
    if (point >= 0xd800 && point < 0xe000) continue;
    const auto byte = [&](unsigned shift, unsigned lead) {
      return static_cast<char>(lead | ((point >> shift) & 0x3f));
    };
    std::string text;
    if (point < 0x800) {
      text = {byte(6, 0xc0), byte(0, 0x80)};
    } else if (point < 0x10000) {
      text = {static_cast<char>(0xe0 | (point >> 12)), byte(6, 0x80), byte(0, 0x80)};
    } else {
      text = {static_cast<char>(0xf0 | (point >> 18)), byte(12, 0x80), byte(6, 0x80), byte(0, 0x80)};
    }
    rows.push_back({text, "x"});
  }
  const Lines lines = aligned({{"A"}, {"B"}}, rows);
  REQUIRE(lines.size() == rows.size() + 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO(lines[i + 1]);
    REQUIRE(lines[i + 1].starts_with(rows[i][0]));
    REQUIRE(lines[i + 1].ends_with(" x"));
  }
}

TEST_CASE("leading spaces stay") { CHECK(aligned({{"A"}}, {{"  x"}}) == Lines{"A", "  x"}); }

}  // namespace
}  // namespace salesctl
