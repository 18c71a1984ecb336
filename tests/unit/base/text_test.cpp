#include "base/text.hpp"

#include <doctest/doctest.h>

#include "refusal.hpp"

namespace salesctl {

using test::Random;

TEST_CASE("width is counted in columns of a terminal, not in bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("销售部") == 6);
  CHECK(display_width("￥1") == 3);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\xcc\x81") == 1);  // e and a combining accent
  CHECK(display_width("\xff\xfe") == 2);   // invalid bytes take a place each
}

TEST_CASE("text is cut to a width, never through a character") {
  CHECK(fit("销售部", 6) == "销售部");
  CHECK(fit("销售部", 5) == "销售…");
  CHECK(fit("销售部", 4) == "销…");
  CHECK(fit("销售部", 1) == "…");
  CHECK(fit("销售部", 0) == "");
  CHECK(fit("", 0) == "");
  CHECK(fit("abcdef", 3) == "ab…");
  CHECK(fit("abe\xcc\x81"
            "def",
            4) == "abe\xcc\x81…");  // the accent stays with its letter
}

TEST_CASE("text is broken at spaces into lines of a width") {
  using Lines = std::vector<std::string>;
  CHECK(wrapped("one two three", 7) == Lines{"one two", "three"});
  CHECK(wrapped("one two three", 6) == Lines{"one", "two", "three"});
  CHECK(wrapped("销售部 销售 x", 8) == Lines{"销售部", "销售 x"});
  CHECK(wrapped("销售部 销售 x", 11) == Lines{"销售部 销售", "x"});
  CHECK(wrapped("unbreakable", 3) == Lines{"unbreakable"});
  CHECK(wrapped("", 3) == Lines{""});
}

TEST_CASE("no word is lost and no line is wider than asked unless it is one word") {
  const std::vector<std::string> pieces{"a", "销", "é", " ", "bc"};
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    for (auto n = random.between(0, 30); n > 0; --n) text += pieces[static_cast<std::size_t>(random.between(0, 4))];
    const auto width = static_cast<std::size_t>(random.between(1, 12));
    std::string whole;
    for (const std::string& line : wrapped(text, width)) {
      if (display_width(line) > width) REQUIRE(line.find(' ') == std::string::npos);
      whole += line;
    }
    std::erase(whole, ' ');
    std::erase(text, ' ');
    REQUIRE(whole == text);
  }
}

TEST_CASE("what was cut is as wide as asked, or one column less") {
  const std::vector<std::string> pieces{"a", "销", "é", " ", "e\xcc\x81", "😀"};
  Random random;
  INFO("seed ", random.seed);
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (auto n = random.between(0, 20); n > 0; --n) text += pieces[static_cast<std::size_t>(random.between(0, 5))];
    const auto width = static_cast<std::size_t>(random.between(1, 30));
    const std::string cut = fit(text, width);
    CAPTURE(text);
    CAPTURE(width);
    REQUIRE(is_valid_utf8(cut));
    REQUIRE(display_width(cut) <= width);
    if (display_width(text) <= width) REQUIRE(cut == text);
    if (display_width(text) > width) REQUIRE(display_width(cut) + 1 >= width);
  }
}

TEST_CASE("invalid UTF-8 is told from valid, wherever it stands") {
  for (const char* text : {"", "abc", "销售", "😀", "\xf4\x8f\xbf\xbf", "twelve bytes"}) {
    CAPTURE(text);
    CHECK(is_valid_utf8(text));
  }
  for (const char* bad :
       {"\xff", "\x80", "\xc3", "\xe9\x94", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xd6\xd0\xb9\xfa"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      CHECK_FALSE(is_valid_utf8(std::string(before, 'a') + bad));
      CHECK_FALSE(is_valid_utf8(std::string(before, 'a') + bad + "12345678"));
    }
  }
}

TEST_CASE("names that look alike fold alike") {
  CHECK(fold("  Order  ID ") == "order id");
  CHECK(fold("客户　名称") == "客户 名称");
  CHECK(fold("a\t\n\xc2\xa0"
             "b") == "a b");
  CHECK(fold("CAFE\xcc\x81") == fold("café"));
  CHECK(fold("STRASSE") == fold("straße"));
  CHECK(fold("") == "");
  CHECK(fold(" 　 ") == "");
  CHECK(fold("a\xff") == "a\xff");  // invalid text stays as it is
}

TEST_CASE("a mistyped word is told from a foreign one") {
  const std::vector<std::string_view> kinds{"order", "payment", "customer", "rep"};
  CHECK(nearest("ordr", kinds) == "order");
  CHECK(nearest("oredr", kinds) == "order");  // neighbours swapped are one slip
  CHECK(nearest("ORDER", kinds) == "order");
  CHECK(nearest("custmoer", kinds) == "customer");
  CHECK(nearest("reps", kinds) == "rep");
  CHECK(nearest("invoice", kinds) == "");
  CHECK(nearest("", {"a"}) == "");  // nothing was typed: nothing was meant
  CHECK(nearest("order", {}) == "");
  CHECK(nearest(std::string(1'000'000, 'x'), kinds) == "");
}

TEST_CASE("of several words the nearest is meant, the first of equals") {
  CHECK(nearest("goals", {"goats", "goal", "goals"}) == "goals");
  CHECK(nearest("tast", {"task", "test"}) == "task");
  CHECK(did_you_mean("ordr", {"order"}) == " - did you mean \"order\"?");
  CHECK(did_you_mean("zebra", {"order"}) == "");
}

TEST_CASE("a user's value cannot disturb the terminal it is shown on") {
  CHECK(printable("plain 文字") == "plain 文字");
  CHECK(printable("a\x1b[31mb") == "a\\x1b[31mb");
  CHECK(printable(std::string_view("a\0b", 3)) == "a\\x00b");
  CHECK(printable("a\nb\x7f") == "a\\x0ab\\x7f");
  CHECK(printable("\xd6\xd0") == "\\xd6\\xd0");
  CHECK(printable("\xc2\x85") == "\\xc2\\x85");  // a control character of eight bits
  CHECK(printable("a\u202eb\u200bc\ufeff") == "a\\u202eb\\u200bc\\ufeff");  // turn the direction, take no room
  CHECK(printable("می\u200cخواهم") == "می\u200cخواهم");                    // a joiner that belongs there
  CHECK(printable("abcdef", 4) == "abc…");
  CHECK(display_width(printable(std::string(1'000'000, 'x'))) == 60);
  CHECK(display_width(printable(std::string(1'000'000, '\x01'))) == 60);
}

}  // namespace salesctl
