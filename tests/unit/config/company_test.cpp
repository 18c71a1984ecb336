#include <doctest/doctest.h>

#include "config/sections.hpp"
#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

TEST_CASE("the firm's data are read") {
  const ConfigFolder folder;
  const Settings s =
      folder.load("company: 星河科技\ncurrency: JPY\ntimezone: Asia/Shanghai\nlanguage: zh_CN\nfiscal_year_start: 04-01\nstore: data/facts.db\n");
  CHECK(s.company == "星河科技");
  CHECK(s.currency == Currency{"JPY", 0});
  CHECK(s.timezone == "Asia/Shanghai");
  CHECK(s.language == "zh_CN");
  CHECK(s.fiscal.start_month == 4);
  CHECK(s.store == folder.path() / "data/facts.db");
  CHECK(folder.load("store: /var/lib/sales.db\n").store == "/var/lib/sales.db");
}

TEST_CASE("what nobody knows is refused at its place, with the nearest") {
  CHECK(says(fault("currency: CNX\n"), "1:11 "));
  CHECK(says(fault("currency: CNX\n"), "did you mean"));
  CHECK(says(fault("currency: cny\n"), "not a currency"));
  CHECK(says(fault("timezone: Asia/Shanghi\n"), "1:11 there is no time zone"));
  CHECK(says(fault("timezone: ../../../etc/passwd\n"), "there is no time zone"));
  CHECK(says(fault("language: zh\n"), "allowed: en, zh_CN"));
  CHECK(says(fault("fiscal_year_start: 04-06\n"), "first of a month"));
  CHECK(says(fault("fiscal_year_start: 13-01\n"), "1:20 "));
}

TEST_CASE("a name is what SQL takes unquoted") {
  CHECK(is_name("a"));
  CHECK(is_name("a_1"));
  CHECK(is_name(std::string(40, 'a')));
  CHECK_FALSE(is_name(std::string(41, 'a')));
  for (const char* text : {"", "A", "1a", "_a", "a-b", "a b", "á", "a;b"}) {
    CAPTURE(text);
    CHECK_FALSE(is_name(text));
  }
}
