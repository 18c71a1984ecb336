#include "model/okr.hpp"

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace salesctl {

Money parse_check_in(std::string_view text, const KeyResult& result) {
  std::string_view number = trim(text);
  if (result.unit == "%" && number.ends_with('%')) number = trim(number.substr(0, number.size() - 1));
  // parse_amount refuses more decimals than asked for, and anything that is no plain number.
  const auto point = number.find('.');
  if (point != std::string_view::npos && number.size() - point - 1 > check_in_decimals) {
    throw ValueError(tr("\"{}\" has too many decimals", printable(text)), tr("at most {}", check_in_decimals));
  }
  const Money value = parse_amount(number, check_in_decimals);
  if (value > Money{largest_check_in} || value < Money{-largest_check_in}) {
    throw ValueError(tr("\"{}\" is too large", printable(text)), tr("below 1,000,000,000; choose a larger unit"));
  }
  return value;
}

std::string format_value(const KeyResult& result, Money value) {
  std::string text = format_grouped(value, result.decimals);
  if (result.metric.empty()) {
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
  }
  if (result.unit.empty()) return text;
  return text + (result.unit == "%" ? "" : " ") + result.unit;
}

const KeyResult* find_key_result(const Okr& okr, std::string_view id) {
  for (const Objective& objective : okr.objectives) {
    for (const KeyResult& result : objective.key_results) {
      if (result.id == id) return &result;
    }
  }
  return nullptr;
}

}  // namespace salesctl
