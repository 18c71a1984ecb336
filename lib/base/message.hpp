// Messages for people go through gettext; machine formats (CSV heads, JSON keys) never do.
#pragma once

#include <string>

#include <fmt/core.h>
#include <libintl.h>

namespace salesctl {

/// The translation of a message in the language chosen at start.
inline const char* tr(const char* message) { return *message == '\0' ? message : dgettext("salesctl", message); }

/// A translated message with its values filled in: tr("{} rows", n). The translation keeps the same {} fields.
template <typename... Args>
std::string tr(const char* message, Args&&... args) {
  return fmt::format(fmt::runtime(tr(message)), std::forward<Args>(args)...);
}

/// Marks a text for translation that is translated later, where it is shown.
#define TR_NOOP(text) text

/// Chooses the language of messages ("en", "zh_CN"; empty: what the environment says) and makes output UTF-8.
/// Works without generated system locales. `catalogues` is the folder of the compiled message files.
void choose_language(const std::string& language, const std::string& catalogues);

}  // namespace salesctl
