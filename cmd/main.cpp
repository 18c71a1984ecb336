// Parses the command line, runs one subcommand, and is the only place where errors are caught: it prints
// "salesctl: error: PLACE: what is wrong", then the remedy, and turns the error's type into the exit code.
#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <climits>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string_view>

#include "app.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "context.hpp"
#include "version.hpp"

namespace salesctl {
namespace {

enum ExitCode { failed = 1, usage = 2 };

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string user_name() {
  const passwd* entry = getpwuid(getuid());
  return entry == nullptr ? environment("USER") : entry->pw_name;
}

/// As programs that send mail name who runs them.
std::string mail_address() {
  char host[HOST_NAME_MAX + 1] = {};
  gethostname(host, HOST_NAME_MAX);
  return user_name() + '@' + (host[0] == '\0' ? "localhost" : host);
}

/// $VARIABLE, else the folder of that name in $HOME; empty when neither is known.
std::filesystem::path home_folder(const char* variable, const char* name) {
  std::filesystem::path set = environment(variable);
  if (set.is_absolute()) return set;
  const std::filesystem::path home = environment("HOME");
  return home.is_absolute() ? home / name : std::filesystem::path();
}

Surroundings surroundings(int argc, char** argv) {
  Surroundings around;
  around.now = utc_now();
  around.actor = user_name;
  around.address = mail_address;
  around.out_is_terminal = isatty(STDOUT_FILENO) != 0;
  around.err_is_terminal = isatty(STDERR_FILENO) != 0;
  around.no_color = !environment("NO_COLOR").empty();
  if (winsize size{}; ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) around.width = size.ws_col;
  around.pager = environment("PAGER");
  if (trim(around.pager).empty()) around.pager = "less";
  around.path = environment("PATH");
  around.config_variable = environment("SALESCTL_CONFIG");
  around.config_home = home_folder("XDG_CONFIG_HOME", ".config");
  around.cache_home = home_folder("XDG_CACHE_HOME", ".cache");
  for (int i = 1; i < argc; ++i) around.command_line += (i > 1 ? " " : "") + std::string(argv[i]);
  return around;
}

/// Names of files and arguments come from anywhere: what a terminal would obey is made visible.
std::string shown(const std::string& text) { return printable(text, 4 * text.size()); }

void print_error(const std::string& message, const std::string& hint, const Place& place = {}) {
  const std::string where = shown(to_string(place));
  std::cerr << tr("salesctl: error: ") << (where.empty() ? "" : where + ": ") << shown(message) << '\n';
  if (!hint.empty()) std::cerr << "  " << shown(hint) << '\n';
}

/// The language must be known before help is shown, so it is looked for before parsing.
std::string wanted_language(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--lang" && i + 1 < argc) return argv[i + 1];
    if (word.starts_with("--lang=")) return std::string(word.substr(7));
  }
  // A system without the generated locale knows no zh_CN; the wish counts all the same.
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string locale = environment(variable);
    if (!locale.empty()) return locale.starts_with("zh") ? "zh_CN" : "";
  }
  return {};
}

/// Named, or beside the binary (a build folder, an installation that was moved), or where it was installed.
std::string catalogue_folder() {
  if (std::string own = environment("SALESCTL_LOCALEDIR"); !own.empty()) return own;
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* beside : {"../locale", "../share/locale"}) {
    if (std::filesystem::is_directory(folder / beside, error)) return folder / beside;
  }
  return catalogues;
}

/// A config that cannot be read is the business of the command that needs it.
void use_language_of_config(Context& context) {
  try {
    choose_language(context.settings().language, catalogue_folder());
  } catch (const Error&) {
    return;
  }
}

int run(int argc, char** argv) {
  Context context(surroundings(argc, argv), std::cout, std::cerr);
  const Parsed parsed = parse_command_line(argc, argv, context.options);
  if (!parsed.action.run) {
    std::cout << parsed.text;
    return parsed.exit_code;
  }
  if (context.options.language.empty() && context.has_config()) use_language_of_config(context);
  context.settle_options(parsed.action.shows);
  const int code = parsed.action.run(context);
  context.finish();
  return code;
}

}  // namespace
}  // namespace salesctl

int main(int argc, char** argv) {
  using namespace std::string_view_literals;
  if (argc == 2 && argv[1] == "--version"sv) {
    std::cout << "salesctl " << salesctl::version << '\n';
    return 0;
  }
  try {
    salesctl::choose_language(salesctl::wanted_language(argc, argv), salesctl::catalogue_folder());
    return salesctl::run(argc, argv);
  } catch (const salesctl::UsageError& e) {
    salesctl::print_error(e.what(), e.hint(), e.place());
    return salesctl::usage;
  } catch (const salesctl::ConfigError& e) {
    salesctl::print_error(e.what(), e.hint(), e.place());
    return salesctl::usage;
  } catch (const salesctl::ValueError& e) {
    salesctl::print_error(e.what(), e.hint(), e.place());
    return salesctl::usage;
  } catch (const salesctl::Error& e) {
    salesctl::print_error(e.what(), e.hint(), e.place());
    return salesctl::failed;
  } catch (const std::exception& e) {
    salesctl::print_error(e.what(), {});
    return salesctl::failed;
  }
}
