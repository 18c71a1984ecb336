#include "base/message.hpp"

#include <langinfo.h>

#include <clocale>
#include <cstdlib>
#include <cstring>

namespace salesctl {

namespace {

/// Only what texts need: numbers and dates look the same everywhere, and every category costs time at start.
const char* set_locale(const char* name) {
  std::setlocale(LC_CTYPE, name);
  return std::setlocale(LC_MESSAGES, name);
}

}  // namespace

void choose_language(const std::string& language, const std::string& catalogues) {
  const char* messages = set_locale("");
  const bool plain = messages == nullptr || std::strcmp(messages, "C") == 0 || std::strcmp(messages, "POSIX") == 0;
  // gettext translates in no locale called C, and cron has no other; C.UTF-8 is always there.
  if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || (plain && !language.empty())) set_locale("C.UTF-8");
  if (!language.empty()) setenv("LANGUAGE", language.c_str(), 1);
  bindtextdomain("salesctl", catalogues.c_str());
  bind_textdomain_codeset("salesctl", "UTF-8");
}

}  // namespace salesctl
