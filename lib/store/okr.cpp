#include "store/okr.hpp"

#include <array>
#include <charconv>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

/// Numbers are stored as doubles. The shortest digits that read back as the same double are what was written; those
/// after the sixth decimal are cut off.
std::optional<Money> exact_value(double value) {
  std::array<char, 400> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  if (error != std::errc{}) return std::nullopt;
  std::string text(digits.data(), end);
  const auto point = text.find('.');
  if (point != std::string::npos && text.size() - point - 1 > check_in_decimals) text.resize(point + 1 + check_in_decimals);
  try {
    const Money exact = parse_amount(text, check_in_decimals);
    if (exact > Money{largest_check_in} || exact < Money{-largest_check_in}) return std::nullopt;
    return exact;
  } catch (const ValueError&) {
    return std::nullopt;
  }
}

}  // namespace

std::vector<CheckIn> read_check_ins(const Database& db, Date as_of) {
  Statement rows = db.prepare(
      "SELECT key_result, checked_on, value, confidence_billionths, note, checked_by FROM okr_checkin_fact "
      "WHERE checked_on <= $1 ORDER BY key_result, checked_on");
  rows.bind(1, std::string_view(format_date(as_of)));
  std::vector<CheckIn> checks;
  while (rows.step()) {
    CheckIn check;
    check.key_result = rows.text(0);
    check.on = rows.date(1).value();
    if (!rows.is_null(2)) {
      check.value = exact_value(rows.real(2));
      if (!check.value) {
        throw DataError(tr("the check-in of {} on {} has a value that is too large", printable(check.key_result),
                           format_date(check.on)),
                        tr("below 1,000,000,000; choose a larger unit"));
      }
    }
    if (!rows.is_null(3)) check.confidence = Rate{rows.integer(3)};
    check.note = rows.text(4);
    check.by = rows.text(5);
    checks.push_back(std::move(check));
  }
  return checks;
}

}  // namespace salesctl
