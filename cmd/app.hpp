// The command line as a whole, for main and for the completions made from it.
#pragma once

#include <memory>

#include "command.hpp"
#include "context.hpp"

namespace salesctl {

/// When the commands' own options are added: to the one that is parsed, as only it needs them, or to all of them.
enum class Options { when_parsed, now };

std::unique_ptr<CLI::App> make_app(GlobalOptions& options, Action& action, Options when);

/// What to do; or, without an action, what to print and exit with.
struct Parsed {
  Action action;
  std::string text;
  int exit_code = 0;
};

/// Sets the options. Throws UsageError.
Parsed parse_command_line(int argc, const char* const* argv, GlobalOptions& options);

}  // namespace salesctl
