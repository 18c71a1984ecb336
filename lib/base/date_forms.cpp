// Dates in other people's forms, and timestamps with a time zone.
#include <date/date.h>
#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

bool in_range(Date date) { return date >= make_date(1000, 1, 1) && date < make_date(9999, 12, 31); }

/// The C library knows one time zone at a time; this makes it another one for as long as the object lives.
class InZone {
 public:
  explicit InZone(const std::string& name) {
    if (name.empty()) return;
    if (const char* now = getenv("TZ")) before_ = now;
    changed_ = true;
    setenv("TZ", (":" + name).c_str(), 1);
    tzset();
  }
  InZone(const InZone&) = delete;
  InZone& operator=(const InZone&) = delete;
  ~InZone() {
    if (!changed_) return;
    if (before_.empty()) {
      unsetenv("TZ");
    } else {
      setenv("TZ", before_.c_str(), 1);
    }
    tzset();
  }

 private:
  std::string before_;
  bool changed_ = false;
};

Date date_in_zone(std::time_t moment, const std::string& timezone) {
  const InZone zone(timezone);
  std::tm parts{};
  localtime_r(&moment, &parts);
  return make_date(parts.tm_year + 1900, static_cast<unsigned>(parts.tm_mon + 1), static_cast<unsigned>(parts.tm_mday));
}

Date to_std(date::sys_days days) { return Date{std::chrono::days{days.time_since_epoch().count()}}; }

ValueError no_timestamp(std::string_view text) {
  return ValueError(tr("\"{}\" is not a date", printable(text)), tr("write it like 2026-07-15 or 2026-07-15T08:30:00Z"));
}

}  // namespace

Date parse_date(std::string_view text, const std::string& form) {
  std::istringstream in{std::string(text)};
  date::local_seconds moment;
  in >> date::parse(form, moment);
  if (in.fail() && form.find("%H") == std::string::npos) {
    in = std::istringstream{std::string(text)};
    date::local_days days;
    in >> date::parse(form, days);
    moment = days;
  }
  const bool failed = in.fail();
  std::string rest;
  if (!failed) std::getline(in, rest);
  const Date date = to_std(date::sys_days{date::floor<date::days>(moment).time_since_epoch()});
  const bool tail_allowed = form.find("%S") != std::string::npos;
  if (failed || (!rest.empty() && !tail_allowed) || !in_range(date)) {
    throw ValueError(tr("\"{}\" is not a date of the form {}", printable(text), form),
                     tr("name the form in the mapping's \"date\" or with --date-format"));
  }
  return date;
}

bool is_timezone(const std::string& name) {
  const char* folder = getenv("TZDIR");
  const bool plain = name.find("..") == std::string::npos && !name.starts_with('/') && !name.empty();
  return plain && std::filesystem::is_regular_file(std::filesystem::path(folder == nullptr ? "/usr/share/zoneinfo" : folder) / name);
}

Date local_date(std::string_view text, const std::string& timezone) {
  const auto day = text.size() >= 10 ? iso_date(text.substr(0, 10)) : std::nullopt;
  if (!day) throw no_timestamp(text);
  if (text.size() == 10) return *day;
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') throw no_timestamp(text);
  std::string body(text.substr(11));
  const auto zone = body.find_first_of("Z+-");
  const std::string offset_text = zone == std::string::npos ? "" : body.substr(zone);
  body.resize(zone == std::string::npos ? body.size() : zone);
  while (body.ends_with(' ')) body.pop_back();
  body.resize(std::min(body.find('.'), body.size()));  // fractions of a second
  std::istringstream clock(body);
  std::chrono::seconds time{};
  clock >> date::parse(body.size() == 5 ? "%H:%M" : "%T", time);
  if (clock.fail() || clock.peek() != std::char_traits<char>::eof()) throw no_timestamp(text);
  if (offset_text.empty()) return *day;
  std::chrono::minutes offset{};
  if (offset_text != "Z") {
    const std::string form = offset_text.find(':') == std::string::npos ? "%H:%M %z" : "%H:%M %Ez";
    std::istringstream in("00:00 " + offset_text);
    std::chrono::minutes none{};
    std::string zone_name;
    in >> date::parse(form, none, zone_name, offset);
    if (in.fail()) throw no_timestamp(text);
  }
  const date::sys_days midnight{date::days{day_number(*day)}};
  const auto moment = date::floor<std::chrono::seconds>(midnight + time - offset);
  return date_in_zone(std::chrono::system_clock::to_time_t(std::chrono::system_clock::time_point{moment.time_since_epoch()}), timezone);
}

}  // namespace salesctl
