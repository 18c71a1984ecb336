// The table of subcommands: main, help, completions and the tests that hold man pages to the code all read it.
#pragma once

#include <functional>
#include <span>

namespace CLI {
class App;
}

namespace salesctl {

class Context;

/// What the command line asked for; set by the subcommand that was parsed, run by main.
using Action = std::function<int(Context&)>;

struct Command {
  const char* name;
  const char* summary;
  /// Adds options and subcommands; parsing does no work but to set `action`.
  void (*add)(CLI::App& app, Action& action);
};

std::span<const Command> commands();

void add_init(CLI::App& app, Action& action);
void add_import(CLI::App& app, Action& action);
void add_export(CLI::App& app, Action& action);
void add_check(CLI::App& app, Action& action);
void add_goal(CLI::App& app, Action& action);
void add_report(CLI::App& app, Action& action);
void add_completion(CLI::App& app, Action& action);

}  // namespace salesctl
