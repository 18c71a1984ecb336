// What every subcommand is given: global options, the rules, today, the streams. Nothing below main looks at the clock,
// the environment or the terminal.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "command_line.hpp"
#include "global_options.hpp"
#include "model/settings.hpp"
#include "model/table.hpp"
#include "pager.hpp"
#include "render/mail.hpp"
#include "render/render.hpp"
#include "store/database.hpp"
#include "store/runs.hpp"

namespace salesctl {

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
  /// A mail that shows the first tables and has the others attached, in the format asked for.
  void show_mail(const std::vector<Table>& shown, const std::vector<Table>& attached);
  /// A table whose rows come one by one: CSV and JSON Lines never hold them all.
  void show(Table head, const std::function<void(const std::function<void(Row)>&)>& rows);
  /// What a command shows while it runs, instead of showing it.
  std::vector<Table> shown_by(const std::function<void()>& command);
  /// The same as it is in a format, whichever is asked for.
  std::vector<Table> shown_as(const char* format, const std::function<void()>& command);
  /// A result that is no table.
  void write(const std::string& text);
  Format format();
  /// Whether what a command has stored is shown as well: with --quiet only where a format or a file asks for it.
  bool shows_stored() const { return !options.quiet || !options.format.empty() || !options.output.empty() || !options.mail.empty(); }
  /// Fills in what the options leave to the day and to the command. Throws UsageError where they make no sense, before a
  /// command does anything: no such day or format, a workbook to a terminal, a calendar of what is none, output onto the
  /// rules.
  void settle_options(Shows shows);

  /// A sentence for the person at the terminal, on stderr: shown with -v, and on a terminal unless -q.
  void say(const std::string& sentence);
  bool shows_progress() const { return around_.err_is_terminal && !options.quiet; }
  /// On stderr, in place, from a second after the first call on; an empty text clears the line.
  void progress(const std::string& text);

  Run run(const std::string& kind, const std::string& input_hash);
  /// Prints what was held back, and waits for the pager. A command that writes to the store prints when it has: a reader
  /// that closes the pipe does not undo what it did.
  void finish();

 private:
  /// Where a page's numbers come from: the firm, the day, the rules, the version.
  const std::vector<std::string>& provenance();
  bool to_file() const;
  std::filesystem::path output_file() const;
  Mail mail();
  RenderOptions render_options();
  void check_csv_options();
  void check_mail_options();
  void refuse_extension() const;
  void refuse_input(const std::filesystem::path& output);
  void put(const std::string& text);
  void print(const std::string& text);
  std::optional<std::filesystem::path> find_config() const;
  Surroundings around_;
  std::ostream& out_;
  std::ostream& err_;
  std::optional<Settings> settings_;
  std::vector<Table>* kept_ = nullptr;  // where tables go instead
  std::optional<std::chrono::steady_clock::time_point> progress_since_;
  bool makes_folders_ = false;
  bool holds_back_ = false;
  std::string held_back_;
  std::optional<Pager> pager_;
  std::vector<std::string> provenance_;  // empty: not looked up yet
  std::chrono::seconds wait_ = default_wait;
};

}  // namespace salesctl
