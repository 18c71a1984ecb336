// A spreadsheet takes a CSV cell that begins with = + - @ tab, CR or LF, or with the full-width form of a sign, for a
// formula, and the text may come from a stranger's web form. An apostrophe in front keeps it text. Text that has
// apostrophes before such a sign gets one more, so that taking one off always gives back what was there.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace salesctl {

/// Whether the text begins with a formula, or with one behind apostrophes.
inline bool needs_guard(std::string_view text) {
  constexpr std::array<std::string_view, 11> starts{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
  const std::size_t sign = text.find_first_not_of('\'');
  if (sign == std::string_view::npos) return false;
  return std::ranges::any_of(starts, [&](std::string_view start) { return text.substr(sign).starts_with(start); });
}

/// The text that stood there before it was guarded.
inline std::string_view without_guard(std::string_view text) {
  return text.starts_with('\'') && needs_guard(text) ? text.substr(1) : text;
}

}  // namespace salesctl
