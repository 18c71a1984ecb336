#include "model/pay_ledger.hpp"

#include <array>

#include "base/choice.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::array<const char*, 11> kinds{"rate", "each", "raise", "cap", "floor", "bonus", "share", "draw", "guarantee", "total", "benefit"};

std::string filled(std::string_view text, const std::vector<std::string>& values) {
  std::string out;
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "{}" && n < values.size()) {
      out += values[n++];
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

const char* to_string(LineKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
LineKind parse_line_kind(std::string_view text) { return static_cast<LineKind>(choice(text, kinds)); }

std::string to_string(const PayReason& reason) { return filled(tr(reason.text.c_str()), reason.values); }
std::string in_english(const PayReason& reason) { return filled(reason.text, reason.values); }

std::string stored_form(const PayReason& reason) {
  std::string form = reason.text;
  for (std::string value : reason.values) {
    for (char& c : value) c = c == '|' ? '/' : c;
    form += '|' + value;
  }
  return form;
}

PayReason parse_reason_form(std::string_view stored) {
  const std::vector<std::string_view> pieces = split(stored, '|');
  PayReason reason{std::string(pieces.front()), {}};
  for (std::size_t i = 1; i < pieces.size(); ++i) reason.values.emplace_back(pieces[i]);
  return reason;
}

}  // namespace salesctl
