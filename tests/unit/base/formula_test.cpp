#include "base/formula.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace salesctl;

TEST_CASE("a guarded text comes back, whatever it begins with") {
  for (const char* text : {"", "'", "''", "'a", "a=1", "=1", "'=1", "''=1", "-", "'-", "+86", "@x", "\tx", "'\nx", "＝1",
                           "'＠x", "' =1", "王'=1"}) {
    CAPTURE(text);
    const std::string written = needs_guard(text) ? "'" + std::string(text) : text;
    CHECK(without_guard(written) == text);
    CHECK((written.empty() || std::string_view("=+-@\t\r\n").find(written.front()) == std::string_view::npos));
  }
}
