#include "base/timestamp.hpp"

#include <stdlib.h>
#include <time.h>

#include <ctime>
#include <optional>
#include <string>

#include <doctest/doctest.h>

#include "base/date.hpp"
#include "refusal.hpp"

namespace salesctl {
namespace {

using test::has;
using test::Random;
using test::refusal;

std::string read(std::string_view text, const std::string& zone = "Asia/Shanghai") {
  std::string shown;
  const std::string refused = refusal([&] { shown = format_date(local_date(text, zone)); });
  return refused.empty() ? shown : refused;
}

/// TZ of the process, put back when the object goes.
class KeptZone {
 public:
  KeptZone() {
    if (const char* zone = getenv("TZ")) zone_ = zone;
  }
  KeptZone(const KeptZone&) = delete;
  KeptZone& operator=(const KeptZone&) = delete;
  ~KeptZone() { set(zone_); }

  static void set(const std::optional<std::string>& zone) {
    if (zone) {
      setenv("TZ", zone->c_str(), 1);
    } else {
      unsetenv("TZ");
    }
    tzset();
  }

 private:
  std::optional<std::string> zone_;
};

}  // namespace

TEST_CASE("a timestamp of another zone has the date of the firm's own") {
  CHECK(read("2022-07-27T17:40:52.000+0000") == "2022-07-28");
  CHECK(read("2022-07-27T15:59:59Z") == "2022-07-27");
  CHECK(read("2022-07-27T16:00:00Z") == "2022-07-28");
  CHECK(read("2022-07-27T23:30:00+08:00") == "2022-07-27");
  CHECK(read("2022-07-27 23:30:00.123456-08") == "2022-07-28");
  CHECK(read("2022-07-27 17:40 UTC") == "2022-07-28");
  CHECK(read("2022-07-28T00:30+0900") == "2022-07-27");
  CHECK(read("2026-01-01T00:00:00Z", "America/New_York") == "2025-12-31");
  CHECK(read("2026-01-01T00:00:00Z", "UTC") == "2026-01-01");
}

TEST_CASE("a timestamp without a zone is local: its date is as written") {
  for (const char* text :
       {"2022-07-27", "2022-07-27 17:40", "2022-07-27T23:59:59", "2022-07-27T00:00:00.5", "2022-07-27 24:00"}) {
    CAPTURE(text);
    CHECK(read(text) == "2022-07-27");
    CHECK(read(text, "Pacific/Auckland") == "2022-07-27");
  }
}

TEST_CASE("the end of a day and a leap second belong to the next one where a zone is given") {
  CHECK(read("2022-07-27T24:00:00Z", "UTC") == "2022-07-28");
  CHECK(read("2016-12-31T23:59:60Z", "UTC") == "2017-01-01");
}

TEST_CASE("on the day the clocks change each moment has the offset of its own hour") {
  CHECK(read("2026-03-29T00:30:00Z", "Europe/London") ==
        "2026-03-29");  // before the change; the rest of the day is after it
  CHECK(read("2026-03-29T23:30:00Z", "Europe/London") == "2026-03-30");
  CHECK(read("2026-10-25T23:30:00Z", "Europe/London") == "2026-10-25");
  CHECK(read("2026-10-24T23:30:00Z", "Europe/London") == "2026-10-25");
}

TEST_CASE("what is no timestamp is refused by name") {
  for (const char* text : {"",
                           "2022",
                           "2022-07-27 ",
                           "2022-02-30T10:00Z",
                           "2022-07-27T",
                           "2022-07-27T7:40Z",
                           "2022-07-27T17",
                           "2022-07-27T25:00Z",
                           "2022-07-27T24:01Z",
                           "2022-07-27T17:60",
                           "2022-07-27T17:40:61",
                           "2022-07-27T17:40:52.",
                           "2022-07-27T17:40:52.x",
                           "2022-07-27T17:40:52 noon",
                           "2022-07-27T17:40:52+8",
                           "2022-07-27T17:40:52+08:",
                           "2022-07-27T17:40:52+99:99",
                           "2022-07-27T17:40:52+08:00x",
                           "2022-07-27T17:40:52Zx",
                           "2022-07-27x17:40",
                           "2022-07-27T17:40:52+08:000",
                           "9999-12-31T23:00Z"}) {
    CAPTURE(text);
    CHECK(has(read(text), "is not a date | write it like 2026-07-15 or 2026-07-15T08:30:00Z"));
  }
}

TEST_CASE("a zone that the system does not know is refused, not taken for UTC") {
  CHECK(has(read("2026-01-01T00:00:00Z", "Asia/Atlantis"), "the system knows no time zone \"Asia/Atlantis\""));
  CHECK(read("2026-01-01T20:00:00Z", "Asia/Shanghai") == "2026-01-02");
  CHECK(has(read("2026-01-01T20:00:00Z", "Asia/Atlantis"), "knows no time zone"));  // also after one that it knows
}

TEST_CASE("time zones are known by their IANA names") {
  CHECK(is_timezone("Asia/Shanghai"));
  CHECK(is_timezone("UTC"));
  for (const char* name : {"", "Asia", "Asia/Atlantis", "../etc/passwd", "/etc/passwd", "Asia/../UTC", "CST-8"}) {
    CAPTURE(name);
    CHECK_FALSE(is_timezone(name));
  }
}

TEST_CASE("looking into another zone leaves the process in its own") {
  const KeptZone kept;
  const char* day = "2031-03-03T03:03:03Z";
  KeptZone::set(std::nullopt);
  read(day, "Asia/Kathmandu");
  CHECK(getenv("TZ") == nullptr);
  KeptZone::set("");  // set to nothing is UTC, not the same as unset
  read(day, "Asia/Shanghai");
  REQUIRE(getenv("TZ") != nullptr);
  CHECK(std::string(getenv("TZ")) == "");
  KeptZone::set("America/New_York");
  read(day, "Asia/Kathmandu");
  CHECK(std::string(getenv("TZ")) == "America/New_York");
}

TEST_CASE("every moment has the date that the C library gives it, clock changes included") {
  Random random;
  INFO("seed ", random.seed);
  const KeptZone kept;
  for (const char* zone :
       {"Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"}) {
    CAPTURE(zone);
    for (int i = 0; i < 500; ++i) {
      const auto day = random.between(0, 20'000);
      const auto moment = static_cast<std::time_t>(day * 86'400 + random.between(0, 86'399));
      std::tm parts{};
      gmtime_r(&moment, &parts);
      char text[40];
      std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
      CAPTURE(text);
      KeptZone::set(std::nullopt);
      const std::string ours = read(text, zone);
      KeptZone::set(zone);
      localtime_r(&moment, &parts);
      std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
      REQUIRE(ours == text);
    }
  }
}

TEST_CASE("what follows the seconds is a fraction and a zone or nothing") {
  using std::chrono::minutes;
  CHECK_FALSE(read_clock_tail("")->offset.has_value());
  CHECK_FALSE(read_clock_tail(".123")->offset.has_value());
  CHECK(read_clock_tail("Z")->offset == minutes{0});
  CHECK(read_clock_tail(",5 +05:45")->offset == minutes{345});
  CHECK(read_clock_tail("-0330")->offset == minutes{-210});
  CHECK(read_clock_tail("+08")->offset == minutes{480});
  for (const char* text : {" ", ".", "x", "+", "-8", "+16", "+08:60", "+8:00", "ZZ", " +", ".5.5"}) {
    CAPTURE(text);
    CHECK_FALSE(read_clock_tail(text).has_value());
  }
}

}  // namespace salesctl
