// Calendar dates. Facts are dated in the firm's own time zone; there is no time of day.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace salesctl {

using Date = std::chrono::sys_days;

Date make_date(int year, unsigned month, unsigned day);

/// Reads YYYY-MM-DD, years 1000 to 9999. Throws ValueError ("2026-02-30 is not a date: February 2026 has 28 days").
Date parse_date(std::string_view text);

/// The fast way for millions of rows: the date, or nothing where text is not exactly a valid YYYY-MM-DD.
std::optional<Date> iso_date(std::string_view text) noexcept;

/// Reads a date in a strptime-like form such as "%d/%m/%Y", "%Y/%m/%d" or "%Y-%m-%dT%H:%M:%S" (time of day is
/// read and dropped; what follows seconds, fractions and zone, may be absent). Throws ValueError naming both.
Date parse_date(std::string_view text, const std::string& form);

/// The date in an IANA time zone (empty: the system's) of a timestamp such as "2022-07-27T17:40:52.000+0000", "...Z" or
/// "...+08:00"; without a zone it is taken as local, so its date is as written. Throws ValueError.
Date local_date(std::string_view timestamp, const std::string& timezone);

/// Whether the system knows an IANA time zone of that name.
bool is_timezone(const std::string& name);

/// "2026-07-15".
std::string format_date(Date date);

/// Days since 1970-01-01, the form in which day sums are stored.
inline int day_number(Date d) { return static_cast<int>(d.time_since_epoch().count()); }
inline Date from_day_number(int n) { return Date{std::chrono::days{n}}; }

std::chrono::year_month_day ymd(Date date);

/// The same day some months later, or the last of that month where it has no such day.
Date add_months(Date date, int months);

}  // namespace salesctl
