#include "exchange/encoding.hpp"

#include <random>

#include <doctest/doctest.h>

#include "sample.hpp"

namespace salesctl {
namespace {

using test::has;
using namespace std::string_view_literals;

std::string utf8(std::string_view bytes, const std::string& encoding = {}) {
  std::string converted;
  return std::string(to_utf8(bytes, encoding, "f.csv", converted));
}

std::string fault(std::string_view bytes, const std::string& encoding = {}) {
  return test::thrown([&] { utf8(bytes, encoding); });
}

constexpr std::string_view name_gb = "id,\xC3\xFB\xB3\xC6\n1,\xD6\xD0\xB9\xFA\n";  // id,名称 / 1,中国

}  // namespace

TEST_CASE("valid UTF-8 is taken as it is, without a copy") {
  std::string converted;
  constexpr std::string_view text = "id,名称\n";
  CHECK(to_utf8(text, "", "f", converted).data() == text.data());
  CHECK(utf8("\xEF\xBB\xBFid,x") == "id,x");
  CHECK(utf8("") == "");
}

TEST_CASE("GB18030 is detected where the text is not UTF-8, and can be named") {
  CHECK(utf8(name_gb) == "id,名称\n1,中国\n");
  CHECK(utf8(name_gb, "gb18030") == "id,名称\n1,中国\n");
}

TEST_CASE("Western text is not taken for Chinese: the encoding must be named") {
  constexpr std::string_view western = "id,name\n1,M\xFCller\n2,Andr\xE9s\n";
  CHECK(has(fault(western), "data 2:0 neither UTF-8 nor GB18030: byte 0xFC"));
  CHECK(utf8(western, "cp1252") == "id,name\n1,Müller\n2,Andrés\n");
}

TEST_CASE("UTF-16 is known by its mark or by its name") {
  CHECK(utf8("\xFF\xFEi\0d\0\n\0"sv) == "id\n");
  CHECK(utf8("\xFE\xFF\0i\0d"sv) == "id");
  CHECK(utf8("i\0d\0"sv, "utf-16le") == "id");
}

TEST_CASE("a UTF-8 mark wins over a named encoding") { CHECK(utf8("\xEF\xBB\xBFname,é", "cp1252") == "name,é"); }

TEST_CASE("an unknown encoding is a usage error, and so are iconv's options") {
  CHECK(has(fault("x", "latin-99"), "usage"));
  CHECK(has(fault("x", "ascii//IGNORE"), "usage"));
}

TEST_CASE("bytes that are not text in the named encoding are refused with their line") {
  CHECK(has(fault("a\nb\n\xFF\n", "utf-8"), "data 3:0 "));
  CHECK(has(fault("a\nb\x81\n", "cp1252"), "data 2:0 "));
  CHECK(has(fault("a\n\xFF\xFF\n"), "data 2:0 "));
}

TEST_CASE("overlong forms, surrogates and cut characters are no UTF-8") {
  for (const std::string_view bad : {"\xC0\xAF"sv, "\xE0\x80\x80"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv,
                                     "\xF0\x80\x80\x80"sv, "\x80"sv, "\xE4\xB8"sv, "\xF5\x80\x80\x80"sv}) {
    for (const std::size_t before : {0, 1, 31, 32, 33, 70}) {
      CHECK(find_invalid_utf8(std::string(before, 'a') + std::string(bad)) == before);
      CHECK(find_invalid_utf8(std::string(before, 'a') + std::string(bad) + std::string(40, 'z')) == before);
    }
  }
  for (const std::string_view good : {"é"sv, "中"sv, "😀"sv, "\xED\x9F\xBF"sv, "\xF4\x8F\xBF\xBF"sv}) {
    CHECK(find_invalid_utf8(std::string(31, 'a') + std::string(good) + std::string(40, 'z')) == std::string::npos);
  }
}

TEST_CASE("text converted from GB18030 is what iconv was given") {
  const unsigned seed = std::random_device{}();
  INFO("seed ", seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (std::size_t n = 1 + random() % 60; n > 0; --n) {
      bytes += static_cast<char>(0xB0 + random() % 0x20);
      bytes += static_cast<char>(0xA1 + random() % 0x5E);
    }
    const std::string text = utf8(bytes, "gb18030");
    REQUIRE(find_invalid_utf8(text) == std::string::npos);
    REQUIRE(text.size() == bytes.size() / 2 * 3);
  }
}

}  // namespace salesctl
