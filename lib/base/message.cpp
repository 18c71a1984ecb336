#include "base/message.hpp"

#include <langinfo.h>

#include <clocale>
#include <cstdlib>
#include <cstring>

namespace salesctl {

void choose_language(const std::string& language, const std::string& catalogues) {
  std::setlocale(LC_ALL, "");
  const char* messages = std::setlocale(LC_MESSAGES, nullptr);
  const bool plain = messages == nullptr || std::strcmp(messages, "C") == 0 || std::strcmp(messages, "POSIX") == 0;
  // gettext translates in no locale called C, and cron has no other; C.UTF-8 is always there.
  if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || (plain && !language.empty())) std::setlocale(LC_ALL, "C.UTF-8");
  std::setlocale(LC_NUMERIC, "C");
  if (!language.empty()) setenv("LANGUAGE", language.c_str(), 1);
  bindtextdomain("salesctl", catalogues.c_str());
  bind_textdomain_codeset("salesctl", "UTF-8");
}

}  // namespace salesctl
