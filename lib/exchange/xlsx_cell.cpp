#include "exchange/xlsx_cell.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "base/date.hpp"

namespace salesctl {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Plain decimal notation of at most 15 significant digits, without leading sign tricks or exponent.
bool is_short_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  std::size_t digits = 0;
  std::size_t points = 0;
  for (const char c : text) {
    if (c == '.') {
      ++points;
    } else if (is_digit(c)) {
      digits += digits > 0 || c != '0' ? 1U : 0U;
    } else {
      return false;
    }
  }
  // A whole number keeps every digit: a long order number is not to be rounded here.
  return !text.empty() && is_digit(text.front()) && is_digit(text.back()) && points <= 1 &&
         (digits <= 15 || points == 0);
}

std::optional<double> to_double(std::string_view text) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

bool is_date_format(unsigned id, std::string_view code) {
  if (code.empty()) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  }
  if (code == "General") return false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i]) {
      case '"':
        i = std::min(code.find('"', i + 1), code.size());
        break;
      case '[':
        i = std::min(code.find(']', i + 1), code.size());
        break;  // colour, condition, locale, elapsed time
      case '\\':
      case '_':
      case '*':
        ++i;
        break;  // the next character is shown or filled, not a field
      case 'y':
      case 'Y':
      case 'm':
      case 'M':
      case 'd':
      case 'D':
      case 'h':
      case 'H':
        return true;
      default:
        break;
    }
  }
  return false;
}

std::optional<std::string> number_text(std::string_view stored) {
  if (is_short_decimal(stored)) return std::string(stored);
  const auto value = to_double(stored);
  if (!value || std::abs(*value) >= 1e30) return std::nullopt;
  if (*value == 0) return "0";
  // 15 significant digits as "d.dddde±xx", whose exponent says how many decimals that is.
  const std::string scientific = fmt::format("{:.14e}", *value);
  const int exponent = std::atoi(scientific.c_str() + scientific.find('e') + 1);
  std::string text = fmt::format("{:.{}f}", std::strtod(scientific.c_str(), nullptr), std::max(0, 14 - exponent));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  return text;
}

std::optional<std::string> serial_date_text(double serial, bool date1904) {
  if (!(serial >= 0) || serial >= 2958466) return std::nullopt;  // the day after 9999-12-31
  auto seconds = static_cast<long long>(std::llround(serial * 86400));
  const auto day = static_cast<int>(seconds / 86400);
  seconds %= 86400;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (day == 0 && !date1904) return time;
  std::string date;
  if (date1904) {
    date = format_date(make_date(1904, 1, 1) + std::chrono::days{day});
  } else if (day == 60) {
    date = "1900-02-29";
  } else {
    date = format_date(make_date(1899, 12, day < 60 ? 31 : 30) + std::chrono::days{day});
  }
  return seconds == 0 ? date : date + " " + time;
}

std::optional<std::size_t> reference_column(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > 16384) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    unsigned code = 0;
    if (text.substr(i).starts_with("_x") && i + 6 < text.size() && text[i + 6] == '_') {
      const auto [end, error] = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
      // Only ASCII is ever written so; anything else is left for the eye to see.
      if (error == std::errc{} && end == text.data() + i + 6 && code < 0x80) {
        out += static_cast<char>(code);
        i += 7;
        continue;
      }
    }
    out += text[i++];
  }
  return out;
}

}  // namespace salesctl
