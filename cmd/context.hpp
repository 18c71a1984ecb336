// What every subcommand is given: global options, the rules, today, the streams. Nothing below main looks at the clock,
// the environment or the terminal.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "command_line.hpp"
#include "model/settings.hpp"
#include "model/table.hpp"
#include "render/render.hpp"
#include "store/database.hpp"
#include "store/runs.hpp"

namespace salesctl {

struct GlobalOptions {
  std::string config;
  std::string store;
  std::string as_of;
  std::string format;
  std::string output;
  std::string language;
  std::string color = "auto";
  bool dry_run = false;
  bool explain = false;
  bool quiet = false;
  bool verbose = false;
};

/// What main learned from outside.
struct Surroundings {
  std::string now;    // UTC, "2026-07-15T08:00:00Z"
  std::function<std::string()> actor;  // user name; asked for only where something is written
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool no_color = false;
  std::size_t width = 0;               // of the terminal; 0: none
  std::string config_variable;         // $SALESCTL_CONFIG
  std::filesystem::path config_home;   // $XDG_CONFIG_HOME or ~/.config
  std::filesystem::path cache_home;    // $XDG_CACHE_HOME or ~/.cache; empty: there is none
  std::string command_line;            // for the audit record
};

class Context {
 public:
  Context(Surroundings surroundings, std::ostream& out, std::ostream& err);

  GlobalOptions options;

  /// Whether a config file can be found, so that init and completion work without one.
  bool has_config() const;
  /// Loads salesctl.yaml on first use: -C, else $SALESCTL_CONFIG, else ./salesctl.yaml, else the user's own.
  const Settings& settings();
  Database open_store(Access access);
  /// --as-of, else today in the firm's time zone. Facts dated later do not exist.
  Date as_of();
  Period period(const std::string& text);

  /// Writes tables in the format asked for to stdout or, whole, to --output.
  void show(const std::vector<Table>& tables);
  void show(Table table);
  /// A table whose rows come one by one: CSV and JSON Lines never hold them all.
  void show(Table head, const std::function<void(const std::function<void(Row)>&)>& rows);
  /// What a command shows while it runs, instead of showing it.
  std::vector<Table> shown_by(const std::function<void()>& command);
  void write(const std::string& text);
  Format format();
  /// Whether what a command has stored is shown as well: with --quiet only where a format or a file asks for it.
  bool shows_stored() const { return !options.quiet || !options.format.empty() || !options.output.empty(); }
  /// Throws UsageError where global options make no sense, before a command does anything: no such day or format, a
  /// workbook to a terminal, a calendar of what is none, output onto the rules.
  void check_options(Shows shows);

  /// A sentence for the person at the terminal, on stderr: shown with -v, and on a terminal unless -q.
  void say(const std::string& sentence);
  bool shows_progress() const { return around_.err_is_terminal && !options.quiet; }
  /// On stderr, in place; an empty text clears the line.
  void progress(const std::string& text);

  Run run(const std::string& kind, const std::string& input_hash);

 private:
  /// Where a page's numbers come from: the firm, the day, the rules, the version.
  std::vector<std::string> provenance();
  bool to_file() const;
  void refuse_extension() const;
  void refuse_input(const std::filesystem::path& output);
  void print(const std::string& text);
  std::optional<std::filesystem::path> find_config() const;
  Surroundings around_;
  std::ostream& out_;
  std::ostream& err_;
  std::optional<Settings> settings_;
  std::vector<Table>* kept_ = nullptr;  // where tables go instead
};

}  // namespace salesctl
