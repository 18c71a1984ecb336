// Text as people see it: width on a terminal, Unicode normal form, spelling neighbours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace salesctl {

/// Columns on a terminal: a Chinese character is two, a combining mark none. Independent of the locale.
std::size_t display_width(std::string_view utf8);

/// Cut to at most `width` columns, with … where something was cut.
std::string fit(std::string_view utf8, std::size_t width);

/// Lines of at most `width` columns, broken at spaces; a word that is wider has a line of its own. At least one line.
std::vector<std::string> wrapped(std::string_view utf8, std::size_t width);

bool is_valid_utf8(std::string_view text) noexcept;

/// NFC, lower case, trimmed, inner runs of space as one: for comparing headings and names.
std::string fold(std::string_view utf8);

/// The candidate a mistyped word most likely meant (edit distance at most a third of its length, at least 1),
/// or an empty view.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

/// " - did you mean \"x\"?" or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

/// "a, b, c".
std::string joined(const std::vector<std::string_view>& words);

/// The pieces between separators: one more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Control characters, invalid bytes and characters that deceive the eye (U+202E) made visible, long text cut: for putting a user's value in a message.
std::string printable(std::string_view text, std::size_t width = 60);

}  // namespace salesctl
