#include "render/html_text.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/text.hpp"

namespace salesctl {
namespace {

std::string html(std::string_view text) {
  std::string out;
  append_html(out, text);
  return out;
}

std::string html_lines(std::string_view text) {
  std::string out;
  append_html_lines(out, text);
  return out;
}

TEST_CASE("what means something in HTML is escaped, all else is left") {
  CHECK(html("<script>alert('x')</script>") == "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  CHECK(html("a \"b\" & c;") == "a &quot;b&quot; &amp; c;");
  CHECK(html("&amp;") == "&amp;amp;");
  CHECK(html("王伟, Müller") == "王伟, Müller");
  CHECK(html("").empty());
}

TEST_CASE("what deceives the eye or is no text becomes visible") {
  CHECK(html("abc\u202efdp") == "abc\\u202efdp");
  CHECK(html(std::string_view("a\0b", 3)) == "a\\x00b");
  CHECK(html("a\xff<") == "a\\xff&lt;");
}

TEST_CASE("text stays on its line, unless its lines are asked for") {
  CHECK(html("a\nb\tc") == "a b c");
  CHECK(html_lines("a\r\n<b>\nc") == "a<br />&lt;b&gt;<br />c");
}

TEST_CASE("no bytes at all can leave an attribute or an element") {
  std::mt19937 random(20260725);
  for (int n = 0; n < 20'000; ++n) {
    std::string bytes(random() % 24, ' ');
    for (char& c : bytes) c = "<>\"'&;=/ \n\r\t\\a\0\x1b\xc3\xa9\xff\xe2\x80\xae"[random() % 22];
    for (const std::string& text : {html(bytes), html_lines(bytes)}) {
      std::string rest = text;
      for (auto at = rest.find("<br />"); at != std::string::npos; at = rest.find("<br />")) rest.erase(at, 6);
      INFO(text);
      REQUIRE(rest.find_first_of("<>\"'\n\r\t\x1b") == std::string::npos);
      REQUIRE(is_valid_utf8(rest));
    }
  }
}

}  // namespace
}  // namespace salesctl
