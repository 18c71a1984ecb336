// What cells of a workbook say: numbers, dates as serial numbers, references.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace salesctl {

/// Whether a number under this format is a date or a time of day. `code` is empty for a built-in format.
bool is_date_format(unsigned id, std::string_view code);

/// The decimal text of a stored number: as it stands up to 15 significant digits, else rounded to 15, which takes away
/// the tail of binary fractions (12.300000000000001); never with an exponent. Nothing when it is no number.
std::optional<std::string> number_text(std::string_view stored);

/// "2026-07-15", with the time of day when there is one ("2026-07-15 13:30:00"), or the time alone below 1.
/// Nothing when the number is out of range. Day 60 of the 1900 system is the 29 February that never was.
std::optional<std::string> serial_date_text(double serial, bool date1904);

/// The column of "BC23", from 0; nothing when it is none or past Excel's last (XFD).
std::optional<std::size_t> reference_column(std::string_view reference);

/// "BC" of a column from 0.
std::string column_letters(std::size_t column);

/// Replaces Excel's _xHHHH_ by the character it stands for.
std::string unescape(std::string_view text);

}  // namespace salesctl
