#include "base/language.hpp"

#include <libintl.h>

#include <algorithm>
#include <string_view>

namespace salesctl {

std::string language_tag() {
  // What a catalogue says of itself is the translation of nothing; where there is none, texts are English.
  const std::string_view about = dgettext("salesctl", "");
  constexpr std::string_view key = "\nLanguage: ";
  const std::size_t at = about.find(key);
  if (at == std::string_view::npos) return "en";
  std::string tag(about.substr(at + key.size()));
  tag.resize(std::min(tag.find('\n'), tag.size()));
  std::ranges::replace(tag, '_', '-');
  return tag;
}

}  // namespace salesctl
