// The table of subcommands: main, help, completions and the tests that hold man pages to the code all read it.
#pragma once

#include <span>

#include "command_line.hpp"

namespace salesctl {

struct Command {
  const char* name;
  const char* summary;
  /// Adds options and subcommands; parsing does no work.
  void (*add)(CommandLine app);
};

std::span<const Command> commands();

void add_init(CommandLine app);
void add_import(CommandLine app);
void add_export(CommandLine app);
void add_check(CommandLine app);
void add_churn_check(CommandLine app);
void add_goal(CommandLine app);
void add_assign(CommandLine app);
void add_score(CommandLine app);
void add_pay(CommandLine app);
void add_report(CommandLine app);
void add_policy(CommandLine app);
void add_completion(CommandLine app);

}  // namespace salesctl
