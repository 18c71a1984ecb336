// Values are checked by their field's type, alike for every format.
#include "exchange/value.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/money.hpp"
#include "base/number.hpp"
#include "base/rate.hpp"
#include "base/text.hpp"
#include "exchange/date_text.hpp"

namespace salesctl {
namespace {

constexpr std::size_t longest_text = 1 << 20;
// Up to here a decimal shown as a double is exact to the minor unit.
constexpr std::int64_t largest_money = 9'000'000'000'000'000;

Cell text_cell(std::string_view text) { return {Cell::Type::text, 0, 0, text}; }
Cell integer_cell(std::int64_t value) { return {Cell::Type::integer, value, 0, {}}; }

bool has_control(std::string_view text, bool lines_allowed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c < 0x7F) continue;
    if (c == 0x7F || (c < 0x20 && !(lines_allowed && (c == '\t' || c == '\n')))) return true;
    // U+0080 to U+009F: terminals may obey them, and they are a sign of a wrong encoding.
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

std::string_view with_line_feeds(std::string_view text, std::string& scratch) {
  if (std::memchr(text.data(), '\r', text.size()) == nullptr) return text;
  scratch.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      scratch += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      scratch += '\n';
    }
  }
  return scratch;
}

Cell read_text(const Field& field, std::string_view text, std::string& scratch) {
  if (text.size() > longest_text) {
    throw ValueError(tr("text of {} bytes is too long", text.size()),
                     tr("at most {} bytes; is a closing quote missing?", longest_text));
  }
  const bool lines_allowed = field.type == FieldType::text;
  if (lines_allowed) text = with_line_feeds(text, scratch);
  if (has_control(text, lines_allowed)) {
    throw ValueError(tr("\"{}\" holds a control character", printable(text)),
                     lines_allowed ? tr("text may hold tabs and line breaks, no other control characters")
                                   : tr("an id is a single line of text"));
  }
  return text_cell(text);
}

/// Minor units of "1234567.89" and the like up to 15 characters, the form nearly all amounts have; parse_amount, with
/// its signs and units, reads the rest.
std::optional<std::int64_t> plain_amount(std::string_view text, int decimals) {
  if (text.size() > 15) return std::nullopt;
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  int after_point = -1;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
      after_point += after_point >= 0 ? 1 : 0;
    } else if (c == '.' && after_point < 0) {
      after_point = 0;
    } else {
      return std::nullopt;
    }
  }
  if (text.empty() || text.front() == '.' || text.back() == '.' || after_point > decimals) return std::nullopt;
  for (int n = std::max(after_point, 0); n < decimals; ++n) value *= 10;
  return negative ? -value : value;
}

Cell read_money(std::string_view text, const ReadOptions& options) {
  const auto plain = plain_amount(text, options.currency.decimals);
  const std::int64_t minor = plain ? *plain : parse_amount(text, options.currency).minor;
  if (minor > largest_money || minor < -largest_money) {
    throw ValueError(tr("amount \"{}\" is too large", printable(text)),
                     tr("at most {}", format_plain(Money{largest_money}, options.currency.decimals)));
  }
  return integer_cell(minor);
}

/// First years of dates: a typing error shows as a date nobody does business on.
int first_year(const Field& field) { return field.name.find("birth") == std::string::npos ? 1900 : 1800; }

Cell read_date_cell(const Field& field, std::string_view text, const std::string& form, const ReadOptions& options,
                    std::string& scratch) {
  const auto iso = form.empty() ? iso_date(text) : std::nullopt;
  const Date date = iso ? *iso : read_date(text, form, options.timezone);
  const int year = static_cast<int>(ymd(date).year());
  if (year < first_year(field) || year > 2999) {
    throw ValueError(tr("\"{}\": the year {} cannot be right", printable(text), year),
                     tr("years {} to {} are allowed", first_year(field), 2999));
  }
  if (iso) return text_cell(text);
  scratch = format_date(date);
  return text_cell(scratch);
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

Cell read_choice(const Field& field, std::string_view text) {
  for (const std::string& choice : field.choices) {
    if (text == choice) return text_cell(choice);
  }
  for (const std::string& choice : field.choices) {
    if (equal_but_for_case(text, choice)) return text_cell(choice);
  }
  const std::string folded = fold(text);
  std::string list;
  std::vector<std::string_view> names;
  for (const std::string& choice : field.choices) {
    if (folded == fold(choice)) return text_cell(choice);
    list += (list.empty() ? "" : ", ") + choice;
    names.emplace_back(choice);
  }
  throw ValueError(tr("\"{}\" is not allowed{}", printable(text), did_you_mean(text, names)), tr("one of: {}", list));
}

/// Up to 15 plain digits, which need no checks; the rest goes the long way.
bool plain_digits(std::string_view text, std::int64_t& value) {
  if (text.size() > 15) return false;
  value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  return true;
}

Cell read_number(std::string_view text, FieldType type) {
  std::int64_t digits = 0;
  const bool plain = plain_digits(text, digits);
  if (type == FieldType::integer) return integer_cell(plain ? digits : parse_integer(text));
  return {Cell::Type::real, 0, plain ? static_cast<double>(digits) : parse_decimal(text), {}};
}

}  // namespace

std::string_view quick_trim(std::string_view text) {
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (plain(text.front()) && plain(text.back()))) return text;
  return trim(text);
}

const std::string& date_form_of(const FieldMapping* mapping, const ReadOptions& options) {
  return options.date_form.empty() && mapping != nullptr ? mapping->date_form : options.date_form;
}

Cell read_typed(const Field& field, std::string_view text, const std::string& date_form, const ReadOptions& options,
                std::string& scratch) {
  if (text.empty()) return {};
  switch (field.type) {
    case FieldType::text:
    case FieldType::id:
    case FieldType::ref:
      return read_text(field, text, scratch);
    case FieldType::money:
      return read_money(text, options);
    case FieldType::date:
      return read_date_cell(field, text, date_form, options, scratch);
    case FieldType::integer:
    case FieldType::number:
      return read_number(text, field.type);
    case FieldType::rate:
      return integer_cell(parse_rate(text).billionths);
    case FieldType::boolean:
      return integer_cell(parse_bool(text) ? 1 : 0);
    case FieldType::choice:
      return read_choice(field, text);
  }
  return {};
}

Cell read_value(const Field& field, std::string_view text, const FieldMapping* mapping, const ReadOptions& options,
                std::string& scratch) {
  text = quick_trim(text);
  if (mapping != nullptr && !mapping->values.empty()) {
    auto it = std::ranges::find(mapping->values, text, &std::pair<std::string, std::string>::first);
    if (it == mapping->values.end()) {
      it = std::ranges::find_if(mapping->values, [key = fold(text)](const auto& v) { return fold(v.first) == key; });
    }
    if (it != mapping->values.end()) text = quick_trim(it->second);
  }
  const Cell cell = read_typed(field, text, date_form_of(mapping, options), options, scratch);
  if (cell.type == Cell::Type::null && field.required) throw ValueError(tr("{} is empty", field.name));
  return cell;
}

}  // namespace salesctl
