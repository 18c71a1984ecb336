// Timestamps with a zone, as other systems export them, become dates in the firm's own zone.
//
// The C library knows one zone at a time and reads its file at every change, which costs far more than the rest of a
// row. So the offset of a whole day is kept once it is known; only the days the clocks change on are asked each time.
#include "base/timestamp.hpp"

#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t day_seconds = 86'400;

/// Makes another time zone the C library's for as long as the object lives.
class InZone {
 public:
  explicit InZone(const std::string& name) {
    if (const char* now = getenv("TZ")) before_ = now;
    setenv("TZ", (":" + name).c_str(), 1);
    tzset();
  }
  InZone(const InZone&) = delete;
  InZone& operator=(const InZone&) = delete;
  ~InZone() {
    if (before_) {
      setenv("TZ", before_->c_str(), 1);
    } else {
      unsetenv("TZ");
    }
    tzset();
  }

 private:
  std::optional<std::string> before_;
};

std::int64_t offset_now(std::int64_t moment) {
  const auto time = static_cast<std::time_t>(moment);
  std::tm parts{};
  localtime_r(&time, &parts);
  return parts.tm_gmtoff;
}

std::int64_t offset_in_zone(std::int64_t moment, const std::string& zone) {
  static std::mutex one_at_a_time;
  static std::string known_zone;
  static std::unordered_map<std::int64_t, std::int64_t> known_days;
  const std::lock_guard lock(one_at_a_time);
  if (zone != known_zone) {
    if (!is_timezone(zone)) {
      throw ValueError(tr("the system knows no time zone \"{}\"", printable(zone)),
                       tr("write an IANA name such as Asia/Shanghai; they come with the package tzdata"));
    }
    known_days.clear();
    known_zone = zone;
  }
  const std::int64_t day = moment / day_seconds - (moment % day_seconds < 0 ? 1 : 0);
  if (const auto known = known_days.find(day); known != known_days.end()) return known->second;
  const InZone in_zone(zone);
  const std::int64_t at_start = offset_now(day * day_seconds);
  if (at_start != offset_now((day + 1) * day_seconds)) return offset_now(moment);
  known_days.emplace(day, at_start);
  return at_start;
}

std::int64_t utc_offset(std::int64_t moment, const std::string& zone) {
  if (zone.empty()) return offset_now(moment);
  return zone == "UTC" ? 0 : offset_in_zone(moment, zone);
}

/// Two digits at the beginning, taken off; -1 where there are none.
int take_two(std::string_view& text) noexcept {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() < 2 || !digit(0) || !digit(1)) return -1;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return value;
}

bool take(std::string_view& text, char c) noexcept {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// HH:MM or HH:MM:SS, taken off; 24:00 is the end of the day, a 60th second a leap one.
std::optional<std::int64_t> take_clock(std::string_view& text) noexcept {
  const int hour = take_two(text);
  const int minute = take(text, ':') ? take_two(text) : -1;
  const int second = take(text, ':') ? take_two(text) : 0;
  if (hour < 0 || minute < 0 || second < 0 || minute > 59 || second > 60) return std::nullopt;
  if (hour > 24 || (hour == 24 && minute + second > 0)) return std::nullopt;
  return hour * 3600 + minute * 60 + second;
}

ValueError no_timestamp(std::string_view text) {
  return ValueError(tr("\"{}\" is not a date", printable(text)),
                    tr("write it like 2026-07-15 or 2026-07-15T08:30:00Z"));
}

}  // namespace

std::optional<ClockTail> read_clock_tail(std::string_view text) noexcept {
  if (take(text, '.') || take(text, ',')) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  }
  if (text.empty()) return ClockTail{};
  take(text, ' ');
  if (text == "Z" || text == "UTC" || text == "GMT") return ClockTail{std::chrono::minutes{0}};
  const int sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const int hours = take_two(text);
  const bool colon = take(text, ':');
  const int minutes = text.empty() && !colon ? 0 : take_two(text);
  // No zone was ever further from UTC than this.
  if (!text.empty() || hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return std::nullopt;
  return ClockTail{std::chrono::minutes{sign * (hours * 60 + minutes)}};
}

bool is_timezone(const std::string& name) {
  const char* named = getenv("TZDIR");
  const std::filesystem::path folder = named == nullptr ? "/usr/share/zoneinfo" : named;
  const bool plain = name.find("..") == std::string::npos && !name.starts_with('/') && !name.empty();
  std::error_code unreadable;
  return plain && std::filesystem::is_regular_file(folder / name, unreadable);
}

Date local_date(std::string_view text, const std::string& timezone) {
  const auto day = iso_date(text.substr(0, 10));
  if (!day) throw no_timestamp(text);
  if (text.size() == 10) return *day;
  std::string_view rest = text.substr(11);
  const auto clock = text[10] == 'T' || text[10] == ' ' ? take_clock(rest) : std::nullopt;
  const auto tail = clock ? read_clock_tail(rest) : std::nullopt;
  if (!tail) throw no_timestamp(text);
  if (!tail->offset) return *day;
  const std::int64_t moment = day_number(*day) * day_seconds + *clock - tail->offset->count() * 60;
  const std::chrono::sys_seconds local{std::chrono::seconds{moment + utc_offset(moment, timezone)}};
  const Date date = std::chrono::floor<std::chrono::days>(local);
  if (date < make_date(1000, 1, 1) || date > make_date(9999, 12, 31)) throw no_timestamp(text);
  return date;
}

}  // namespace salesctl
