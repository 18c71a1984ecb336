// Dates in other people's forms.
#include <date/date.h>

#include <sstream>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "base/timestamp.hpp"

namespace salesctl {
namespace {

bool in_range(Date date) { return date >= make_date(1000, 1, 1) && date <= make_date(9999, 12, 31); }

/// Reads with the form; what the form leaves unread is put into `rest`.
template <typename Moment>
std::optional<Date> read(std::string_view text, const std::string& form, std::string& rest) {
  std::istringstream in{std::string(text)};
  Moment moment;
  in >> date::parse(form, moment);
  if (in.fail()) return std::nullopt;
  std::getline(in, rest, '\0');
  return Date{std::chrono::days{date::floor<date::days>(moment).time_since_epoch().count()}};
}

}  // namespace

Date parse_date(std::string_view text, const std::string& form) {
  std::string rest;
  auto date = read<date::local_seconds>(text, form, rest);
  if (!date && form.find("%H") == std::string::npos) date = read<date::local_days>(text, form, rest);
  const bool tail_allowed = form.ends_with("%S") || form.ends_with("%T");
  const bool whole = rest.empty() || (tail_allowed && read_clock_tail(rest).has_value());
  if (!date || !whole || !in_range(*date)) {
    throw ValueError(tr("\"{}\" is not a date of the form {}", printable(text), form),
                     tr("name the form in the mapping's \"date\" or with --date-format"));
  }
  return *date;
}

}  // namespace salesctl
