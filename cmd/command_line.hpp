// What a command takes and what it runs. The door to CLI11: its headers take seconds to compile, so no command has them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace salesctl {

class Context;

/// What a command shows: tables, tables that can be written as a calendar too, or facts, which are CSV unless told otherwise.
enum class Shows { tables, calendar, facts };

/// What the command line asked for; set by the command that was parsed, run by main. Gives the exit code.
struct Action {
  std::function<int(Context&)> run;
  Shows shows = Shows::tables;
};

enum class Need { optional, required };

/// The part of the command line that is one command's. Cheap to copy; the app must outlive it.
class CommandLine {
 public:
  CommandLine(CLI::App& app, Action& action) : app_(&app), action_(&action) {}

  CommandLine subcommand(const char* name, const std::string& summary) const;
  void require_subcommand() const;

  /// What the command does. The result, empty for now, is what `run` will be given: bind it to arguments and options.
  template <typename Asked>
  Asked& runs(int (*run)(const Asked&, Context&), Shows shows = Shows::tables) const {
    auto asked = std::make_shared<Asked>();
    when_parsed({[asked, run](Context& context) { return run(*asked, context); }, shows});
    return *asked;
  }
  /// For a command that takes nothing.
  void runs(int (*run)(Context&)) const { when_parsed({run}); }

  void argument(const char* name, std::string& value, const std::string& help, Need need = Need::optional) const;
  /// One or more, which is what is needed.
  void arguments(const char* name, std::vector<std::string>& values, const std::string& help) const;
  /// `names` such as "-m,--map"; `type` is what stands for the value in the help.
  void option(const char* names, std::string& value, const char* type, const std::string& help,
              Need need = Need::optional) const;
  /// One that may be given several times.
  void option(const char* names, std::vector<std::string>& values, const char* type, const std::string& help) const;
  /// `names` such as "--carry-gap,!--no-carry-gap": with ! it says no.
  void flag(const char* names, bool& value, const std::string& help) const;
  /// Below the options in the help.
  void footer(const std::string& text) const;

 private:
  void when_parsed(Action action) const;

  CLI::App* app_;
  Action* action_;
};

}  // namespace salesctl
