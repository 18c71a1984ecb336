#include "base/choice.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {

std::size_t choice(std::string_view text, std::span<const char* const> words) {
  const std::vector<std::string_view> all(words.begin(), words.end());
  const auto it = std::ranges::find(all, text);
  if (it != all.end()) return static_cast<std::size_t>(it - all.begin());
  throw ValueError(tr("\"{}\" is none of {}{}", printable(text), joined(all), did_you_mean(text, all)));
}

}  // namespace salesctl
