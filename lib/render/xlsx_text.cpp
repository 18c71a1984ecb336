#include "render/xlsx_text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

std::size_t units_of(std::string_view character) { return character.size() < 4 ? 1 : 2; }

/// The character beginning at `at`; a byte that begins none stands for itself.
std::string_view character_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::max<std::size_t>(1, character_length(text, at)));
}

/// Whether "_x0041_" or the like begins at `at`.
bool is_escape(std::string_view text, std::size_t at) {
  const std::string_view word = text.substr(at, 7);
  return word.size() == 7 && word.starts_with("_x") && word.back() == '_' &&
         std::ranges::all_of(word.substr(2, 4), [](unsigned char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

std::string without_apostrophes(const std::string& name) {
  const auto from = name.find_first_not_of("' ");
  if (from == std::string::npos) return {};
  return name.substr(from, name.find_last_not_of("' ") - from + 1);
}

std::string sheet_name(std::string_view title, std::size_t number) {
  std::string name = one_line(title);
  std::ranges::replace_if(name, [](char c) { return std::string_view("[]:*?/\\").find(c) != std::string_view::npos; }, '-');
  name = without_apostrophes(cut_units(without_apostrophes(name), longest_sheet_name));
  if (name.empty()) return fmt::format("Sheet{}", number);
  return fold(name) == "history" ? name + "_" : name;  // Excel keeps that name for itself
}

}  // namespace

std::string cut_units(std::string_view utf8, std::size_t units) {
  if (utf8.size() <= units) return std::string(utf8);  // there are no more units than bytes
  std::size_t used = 0;
  std::size_t keep = 0;  // bytes that fit with … behind them
  for (std::size_t at = 0; at < utf8.size();) {
    const std::string_view one = character_at(utf8, at);
    used += units_of(one);
    if (used > units) return std::string(utf8.substr(0, keep)) + "…";
    at += one.size();
    if (used < units) keep = at;
  }
  return std::string(utf8);
}

std::string cell_text(std::string_view text) {
  const auto is_plain = [](unsigned char c) { return c > 0 && c < 0x80 && c != '_'; };
  if (std::ranges::all_of(text, is_plain)) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view one = character_at(text, at);
    const bool not_utf8 = one.size() == 1 && static_cast<unsigned char>(one.front()) >= 0x80;
    if (not_utf8 || one.front() == '\0' || one == "\xef\xbf\xbe" || one == "\xef\xbf\xbf") {
      out += replacement;
    } else {
      if (is_escape(text, at)) out += "_x005F";
      out += one;
    }
    at += one.size();
  }
  return out;
}

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
  return name;
}

std::vector<std::string> sheet_names(const std::vector<std::string>& titles) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const std::string& title : titles) {
    const std::string wanted = sheet_name(title, names.size() + 1);
    std::string name = wanted;
    for (int n = 2; !taken.insert(fold(name)).second; ++n) {
      const std::string suffix = fmt::format(" ({})", n);
      name = cut_units(wanted, longest_sheet_name - suffix.size()) + suffix;
    }
    names.push_back(name);
  }
  return names;
}

}  // namespace salesctl
