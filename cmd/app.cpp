#include "app.hpp"

#include <CLI/CLI.hpp>
#include <array>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "version.hpp"

namespace salesctl {
namespace {

constexpr std::array<Command, 12> table{{
    {"init", TR_NOOP("Write a commented salesctl.yaml and create the store"), add_init},
    {"import", TR_NOOP("Bring facts in: CSV, JSON Lines or Excel"), add_import},
    {"export", TR_NOOP("Write facts out as import reads them"), add_export},
    {"goal", TR_NOOP("Split targets over the year and the people, and show them"), add_goal},
    {"report", TR_NOOP("Targets beside actuals, rankings, the pipeline"), add_report},
    {"assign", TR_NOOP("Give leads, customers and tasks to reps, fairly and by rule"), add_assign},
    {"score", TR_NOOP("Appraise reps, classify customers, say which leads come first and who wins an award"), add_score},
    {"pay", TR_NOOP("Commission, bonus and all else that plans pay; its ledger and statements"), add_pay},
    {"churn-check", TR_NOOP("Who is leaving, why, what is at stake and what to do"), add_churn_check},
    {"policy", TR_NOOP("The department's handbook, written from the rules in force"), add_policy},
    {"check", TR_NOOP("Verify the config and the store"), add_check},
    {"completion", TR_NOOP("Print shell completions for bash, zsh or fish"), add_completion},
}};

void add_global_options(CLI::App& app, Action& action, GlobalOptions& o) {
  const CommandLine line(app, action);
  line.option("-C,--config", o.config, "FILE", tr("The rules (default: ./salesctl.yaml)"));
  line.option("--store", o.store, "FILE", tr("The facts (default: the config's \"store\")"));
  line.option("--as-of", o.as_of, "DATE", tr("Facts dated later do not exist (default: today)"));
  line.option("-f,--format", o.format, "FORMAT", tr("table, csv, json, jsonl, md, html or xlsx; tasks also ics"));
  line.option("-o,--output", o.output, "FILE", tr("Write there, whole or not at all, instead of stdout; %Y-%m-%d in its name is the date"));
  line.flag("--raw", o.raw, tr("CSV: leave cells that look like formulas as they are"));
  line.flag("--pager", o.pager, tr("On a terminal: page by page, by $PAGER or less"));
  line.flag("--bom", o.bom, tr("CSV: begin with a byte order mark, for Excel"));
  line.option("--mail", o.mail, "ADDRESS,...", tr("Write a mail for \"sendmail -t\"; another format than table and html is attached"));
  line.option("--subject", o.subject, "TEXT", tr("The mail's subject (default: the title and the day)"));
  line.option("--from", o.from, "ADDRESS", tr("Whom the mail is from (default: USER@HOSTNAME)"));
  line.option("--wait", o.wait, "SECONDS", tr("How long to wait for another run that writes (default 10)"));
  line.flag("-n,--dry-run", o.dry_run, tr("Do everything but the write"));
  line.flag("--explain", o.explain, tr("Show how each number came about"));
  line.flag("-q,--quiet", o.quiet, tr("No remarks on stderr, no table of what was just stored"));
  line.flag("-v,--verbose", o.verbose, tr("Remarks on stderr even in scripts"));
  line.option("--lang", o.language, "LANG", tr("en or zh_CN"));
  line.option("--color", o.color, "WHEN", tr("auto, always or never"));
  app.get_option("--color")->check(CLI::IsMember({"auto", "always", "never"}));
  app.get_option("--lang")->check(CLI::IsMember({"en", "zh_CN"}));
  for (CLI::Option* option : app.get_options()) option->group("Global options");
}

const CLI::App& parsed_command(const CLI::App& app) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return *at;
}

/// CLI11 knows a mistyped subcommand only as an argument too many.
std::string suggestion(const CLI::App& app) {
  const CLI::App& at = parsed_command(app);
  std::vector<std::string_view> names;
  for (const CLI::App* sub : at.get_subcommands([](const CLI::App*) { return true; })) names.push_back(sub->get_name());
  const std::vector<std::string> rest = app.remaining(true);
  std::string help = at.get_name();
  for (const CLI::App* up = at.get_parent(); up != nullptr; up = up->get_parent()) help = up->get_name() + " " + help;
  std::string see = tr("see \"{} --help\"", help);
  if (names.empty() || rest.empty()) return see;
  const std::string_view close = nearest(rest.front(), names);
  return close.empty() ? see : tr("did you mean \"{}\"? {}", close, see);
}

}  // namespace

std::span<const Command> commands() { return table; }

std::unique_ptr<CLI::App> make_app(GlobalOptions& options, Action& action, Options when) {
  auto app = std::make_unique<CLI::App>(tr("Sales operations from one reviewed text file: goals, facts, reports"),
                                        "salesctl");
  add_global_options(*app, action, options);
  app->set_help_flag("-h,--help", tr("Show this help"));
  app->set_version_flag("--version", std::string("salesctl ") + version, tr("Show the version"));
  app->require_subcommand(0, 1);
  app->footer(tr("Start with:\n  salesctl init --company \"My firm\" --currency CNY\n  salesctl import rep reps.csv\n"
                 "Each command has --help and a man page: man salesctl-goal"));
  for (const Command& command : commands()) {
    const CommandLine line = CommandLine(*app, action).subcommand(command.name, tr(command.summary));
    if (when == Options::now) {
      command.add(line);
    } else {
      app->get_subcommand(command.name)->preparse_callback([line, &command](std::size_t) { command.add(line); });
    }
  }
  return app;
}

Parsed parse_command_line(int argc, const char* const* argv, GlobalOptions& options) {
  Parsed parsed;
  const auto app = make_app(options, parsed.action, Options::when_parsed);
  try {
    app->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return {{}, app->help(), 0};
  } catch (const CLI::CallForVersion& e) {
    return {{}, std::string(e.what()) + '\n', 0};
  } catch (const CLI::ParseError& e) {
    throw UsageError(e.what(), suggestion(*app));
  }
  if (!parsed.action.run) return {{}, app->help(), argc == 1 ? 0 : 2};
  return parsed;
}

}  // namespace salesctl
