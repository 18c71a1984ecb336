#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>

#include "base/message.hpp"
#include "base/number.hpp"

namespace salesctl {
namespace {

/// The code point at the beginning of the text and its length; an invalid byte counts as one of its own (-1).
std::pair<utf8proc_int32_t, std::size_t> first(std::string_view text) {
  utf8proc_int32_t point = -1;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &point);
  return length <= 0 ? std::pair{utf8proc_int32_t{-1}, std::size_t{1}}
                     : std::pair{point, static_cast<std::size_t>(length)};
}

std::size_t width_of(utf8proc_int32_t point) {
  if (point < 0) return 1;
  return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point)));
}

/// Characters that turn the direction of what follows, or take no room: what is seen would not be what is there. Joiners
/// stay, which some scripts are written with.
bool is_deceptive(utf8proc_int32_t point) {
  return point == 0x200b || (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point <= 0x2069) || point == 0xfeff;
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Edits that turn one into the other: a letter added, dropped, changed, or two neighbours swapped.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  const auto same = [&](std::size_t i, std::size_t j) { return lower(a[i - 1]) == lower(b[j - 1]); };
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same(i, j) ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j);
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

/// Each run of spaces of any kind as one plain space.
std::string with_single_spaces(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view rest = trim_left(text);
    if (rest.size() < text.size()) out += ' ';
    const auto length = rest.empty() ? 0 : first(rest).second;
    out += rest.substr(0, length);
    text = rest.substr(length);
  }
  return out;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [point, length] = first(text);
    width += width_of(point);
    text.remove_prefix(length);
  }
  return width;
}

std::string fit(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t used = 1;  // for …
  std::size_t end = 0;
  while (end < text.size()) {
    const auto [point, length] = first(text.substr(end));
    if (used + width_of(point) > width) break;
    used += width_of(point);
    end += length;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (const std::string_view word : split(text, ' ')) {
    const std::size_t wide = display_width(word);
    const bool begins = lines.back().empty();
    if (!begins && used + 1 + wide > width) {
      lines.emplace_back(word);
      used = wide;
      continue;
    }
    if (!begins) lines.back() += ' ';
    lines.back() += word;
    used += wide + (begins ? 0 : 1);
  }
  return lines;
}

bool is_valid_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    std::uint64_t eight = 0;
    if (text.size() >= sizeof eight) {
      std::memcpy(&eight, text.data(), sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        text.remove_prefix(sizeof eight);
        continue;
      }
    }
    const auto [point, length] = first(text);
    if (point < 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string fold(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  const std::string_view trimmed = trim(text);
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(trimmed.data()),
                                   static_cast<utf8proc_ssize_t>(trimmed.size()), &mapped, options);
  std::string folded = length < 0 ? std::string(trimmed)
                                  : std::string(reinterpret_cast<char*>(mapped), static_cast<std::size_t>(length));
  std::free(mapped);
  return with_single_spaces(folded);
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  if (word.empty() || word.size() > 100) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > word.size() + best_distance || word.size() > candidate.size() + best_distance) continue;
    const std::size_t d = distance(word, candidate);
    if (d < best_distance) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string_view close = nearest(word, candidates);
  return close.empty() ? std::string() : tr(" - did you mean \"{}\"?", close);
}

std::string printable(std::string_view text, std::size_t width) {
  std::string out;
  for (std::string_view rest = text.substr(0, width * 4 + 4); !rest.empty();) {
    const auto [point, length] = first(rest);
    if (point < 0x20 || (point >= 0x7f && point < 0xa0)) {  // below 0: not UTF-8
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(rest.front()));
      rest.remove_prefix(1);
    } else {
      out += is_deceptive(point) ? fmt::format("\\u{:04x}", point) : std::string(rest.substr(0, length));
      rest.remove_prefix(length);
    }
  }
  return fit(out, width);
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string list;
  for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
  return list;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

}  // namespace salesctl
