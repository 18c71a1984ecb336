#include "render/xlsx_text.hpp"

#include <doctest/doctest.h>

namespace salesctl {

using Names = std::vector<std::string>;

TEST_CASE("a sheet's name loses what Excel refuses in it") {
  CHECK(sheet_names({"a[b]c:d*e?f/g\\h"}) == Names{"a-b-c-d-e-f-g-h"});
  CHECK(sheet_names({"'quoted'", "it's", "' '", ""}) == Names{"quoted", "it's", "Sheet3", "Sheet4"});
  CHECK(sheet_names({"a\nb\x01"}) == Names{"a b-x01"});
  CHECK(sheet_names({"History", "HISTORY "}) == Names{"History_", "HISTORY_ (2)"});
}

TEST_CASE("a sheet's name has 31 units, a character beyond 16 bits two of them") {
  CHECK(sheet_names({std::string(31, 'x')}) == Names{std::string(31, 'x')});
  CHECK(sheet_names({std::string(32, 'x')}) == Names{std::string(30, 'x') + "…"});
  CHECK(sheet_names({"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二"}) ==
        Names{"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…"});
  CHECK(cut_units("😀😀😀", 6) == "😀😀😀");
  CHECK(cut_units("😀😀😀", 5) == "😀😀…");
  CHECK(cut_units("😀😀😀", 4) == "😀…");
  CHECK(cut_units(std::string(29, 'x') + "''''", 31).size() == 33);
  CHECK(sheet_names({std::string(30, 'x') + "'y"}) == Names{std::string(30, 'x') + "…"});
}

TEST_CASE("no two sheets have names that Excel takes for the same") {
  CHECK(sheet_names({"a", "A", "a (2)", "a"}) == Names{"a", "A (2)", "a (2) (2)", "a (3)"});
  const std::string longest(40, 'x');
  CHECK(sheet_names({longest, longest}) == Names{std::string(30, 'x') + "…", std::string(26, 'x') + "… (2)"});
  CHECK(sheet_names({"Sheet2", ""}) == Names{"Sheet2", "Sheet2 (2)"});
}

TEST_CASE("text like an escape is escaped, what XML cannot hold replaced") {
  CHECK(cell_text("_x0041_ _x00g1_ _x0041") == "_x005F_x0041_ _x00g1_ _x0041");
  CHECK(cell_text("王\n\t\x01") == "王\n\t\x01");
  CHECK(cell_text(std::string_view("a\0b", 3)) == "a\xef\xbf\xbd" "b");
  CHECK(cell_text("\xc3(\xef\xbf\xbf") == "\xef\xbf\xbd(\xef\xbf\xbd");
}

}  // namespace salesctl
