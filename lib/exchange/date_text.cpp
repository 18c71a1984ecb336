#include "exchange/date_text.hpp"

#include <array>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

const char* form_hint() {
  return tr("dates are YYYY-MM-DD; for others name the date form, for example %d/%m/%Y or %m/%d/%Y");
}

[[noreturn]] void refuse(std::string_view text) {
  throw ValueError(tr("\"{}\" is not a date", printable(text)), form_hint());
}

/// Reads a piece of text from the left.
struct Cursor {
  std::string_view rest;

  bool skip(std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
  }
  void skip_spaces() {
    while (skip(" ")) {
    }
  }
  /// Up to `digits` decimal digits.
  std::optional<unsigned> number(std::size_t digits) {
    unsigned value = 0;
    std::size_t n = 0;
    for (; n < digits && n < rest.size() && rest[n] >= '0' && rest[n] <= '9'; ++n) {
      value = value * 10 + static_cast<unsigned>(rest[n] - '0');
    }
    rest.remove_prefix(n);
    return n == 0 ? std::nullopt : std::optional(value);
  }
};

enum class Zone { none, given };

/// Reads "", " 14:05", "T14:05:06.123", " 2:05 PM", each with Z or ±HH[:]MM after it; nothing where it is no time.
std::optional<Zone> time_of_day(Cursor at) {
  if (at.rest.empty()) return Zone::none;
  if (!at.skip("T") && !at.skip(" ")) return std::nullopt;
  at.skip_spaces();
  const auto hour = at.number(2);
  if (!hour || *hour > 24 || !at.skip(":")) return std::nullopt;
  const auto minute = at.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  if (at.skip(":")) {
    const auto second = at.number(2);
    if (!second || *second > 60) return std::nullopt;
    if ((at.skip(".") || at.skip(",")) && !at.number(9)) return std::nullopt;
  }
  at.skip_spaces();
  for (const std::string_view half : {"AM", "PM", "am", "pm"}) {
    if (at.rest == half) return Zone::none;
  }
  if (at.rest.empty()) return Zone::none;
  return Zone::given;
}

std::optional<Date> valid(unsigned year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (year < 1000 || !date.ok()) return std::nullopt;
  return Date{date};
}

Date with_time(Date date, std::string_view text, Cursor after, const std::string& timezone) {
  const auto zone = time_of_day(after);
  if (!zone) refuse(text);
  return *zone == Zone::given ? local_date(text, timezone) : date;
}

std::optional<Date> year_first(std::string_view text, const std::string& timezone) {
  Cursor at{text};
  const std::size_t before = at.rest.size();
  const auto year = at.number(4);
  if (!year || before - at.rest.size() != 4) return std::nullopt;
  std::string_view separator;
  for (const std::string_view s : {"-", "/", ".", "年"}) {
    if (at.skip(s)) separator = s;
    if (!separator.empty()) break;
  }
  if (separator.empty()) return std::nullopt;
  const bool chinese = separator == "年";
  const auto month = at.number(2);
  if (!month || !at.skip(chinese ? "月" : separator)) refuse(text);
  const auto day = at.number(2);
  if (!day || (chinese && !at.skip("日"))) refuse(text);
  const auto date = valid(*year, *month, *day);
  if (!date) refuse(text);
  return with_time(*date, text, at, timezone);
}

std::optional<Date> year_last(std::string_view text, const std::string& timezone) {
  Cursor at{text};
  const auto first = at.number(2);
  if (!first || at.rest.empty()) return std::nullopt;
  const std::string_view separator = at.rest.substr(0, 1);
  if (separator != "/" && separator != "-" && separator != ".") return std::nullopt;
  at.rest.remove_prefix(1);
  const auto second = at.number(2);
  if (!second || !at.skip(separator)) return std::nullopt;
  const std::size_t before = at.rest.size();
  const auto year = at.number(4);
  if (!year || before - at.rest.size() != 4) return std::nullopt;
  const auto day_first = valid(*year, *second, *first);
  const auto month_first = valid(*year, *first, *second);
  if (!day_first && !month_first) refuse(text);
  if (day_first && month_first && *day_first != *month_first) {
    throw ValueError(tr("\"{}\" may be {} or {}", printable(text), format_date(*day_first), format_date(*month_first)),
                     tr("name the date form: %d/%m/%Y has the day first, %m/%d/%Y the month"));
  }
  return with_time(day_first ? *day_first : *month_first, text, at, timezone);
}

}  // namespace

Date read_date(std::string_view text, const std::string& form, const std::string& timezone) {
  // A form that starts like ISO can only agree with it; any other goes first, for it is what the user said.
  const bool form_first = !form.empty() && !form.starts_with("%Y-%m-%d") && !form.starts_with("%F");
  if (!form_first) {
    if (const auto date = iso_date(text)) return *date;
  }
  if (!form.empty()) {
    try {
      return parse_date(text, form);
    } catch (const ValueError&) {
      const auto date = form.starts_with("%Y-%d") ? std::nullopt : year_first(text, timezone);
      if (!date) throw;
      return *date;
    }
  }
  if (const auto date = year_first(text, timezone)) return *date;
  if (const auto date = year_last(text, timezone)) return *date;
  refuse(text);
}

}  // namespace salesctl
