#include "base/date.hpp"

#include <array>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

/// The number in text[at, at + count), or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string month_name(unsigned number) {
  constexpr std::array names{TR_NOOP("January"),   TR_NOOP("February"), TR_NOOP("March"),    TR_NOOP("April"),
                             TR_NOOP("May"),       TR_NOOP("June"),     TR_NOOP("July"),     TR_NOOP("August"),
                             TR_NOOP("September"), TR_NOOP("October"),  TR_NOOP("November"), TR_NOOP("December")};
  return tr(names.at(number - 1));
}

}  // namespace

Date make_date(int y, unsigned m, unsigned d) { return year_month_day{year{y}, month{m}, day{d}}; }

year_month_day ymd(Date date) { return year_month_day{date}; }

std::optional<Date> iso_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int y = digits(text, 0, 4);
  const int m = digits(text, 5, 2);
  const int d = digits(text, 8, 2);
  if (y < 1000 || m < 0 || d < 0) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

Date parse_date(std::string_view text) {
  if (const auto date = iso_date(text)) return *date;
  std::string hint = tr("write it like 2026-07-15");
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const int y = digits(text, 0, 4);
    const int m = digits(text, 5, 2);
    if (y >= 1000 && m >= 1 && m <= 12 && digits(text, 8, 2) >= 0) {
      const auto last =
          std::chrono::year_month_day_last{year{y}, std::chrono::month_day_last{month{static_cast<unsigned>(m)}}};
      hint = tr("{} {} has {} days", month_name(static_cast<unsigned>(m)), y, static_cast<unsigned>(last.day()));
    }
  }
  throw ValueError(tr("\"{}\" is not a date", printable(text)), hint);
}

std::string format_date(Date date) {
  const year_month_day parts{date};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                     static_cast<unsigned>(parts.day()));
}

Date add_months(Date date, int months) {
  const std::chrono::year_month_day moved = ymd(date) + std::chrono::months{months};
  return moved.ok() ? Date{moved} : Date{moved.year() / moved.month() / std::chrono::last};
}

}  // namespace salesctl
