#include "app.hpp"

#include <CLI/CLI.hpp>
#include <array>

#include "base/message.hpp"
#include "version.hpp"

namespace salesctl {
namespace {

constexpr std::array<Command, 7> table{{
    {"init", TR_NOOP("Write a commented salesctl.yaml and create the store"), add_init},
    {"import", TR_NOOP("Bring facts in: CSV, JSON Lines or Excel"), add_import},
    {"export", TR_NOOP("Write facts out as import reads them"), add_export},
    {"goal", TR_NOOP("Split targets over the year and the people, and show them"), add_goal},
    {"report", TR_NOOP("Targets beside actuals, rankings, the pipeline"), add_report},
    {"check", TR_NOOP("Verify the config and the store"), add_check},
    {"completion", TR_NOOP("Print shell completions for bash, zsh or fish"), add_completion},
}};

void add_global_options(CLI::App& app, GlobalOptions& o) {
  const char* const group = "Global options";
  app.add_option("-C,--config", o.config, tr("The rules (default: ./salesctl.yaml)"))->type_name("FILE")->group(group);
  app.add_option("--store", o.store, tr("The facts (default: the config's \"store\")"))->type_name("FILE")->group(group);
  app.add_option("--as-of", o.as_of, tr("Facts dated later do not exist (default: today)"))
      ->type_name("DATE")
      ->group(group);
  app.add_option("-f,--format", o.format, tr("table, csv, json, jsonl, md or xlsx"))->type_name("FORMAT")->group(group);
  app.add_option("-o,--output", o.output, tr("Write there, whole or not at all, instead of stdout"))
      ->type_name("FILE")
      ->group(group);
  app.add_flag("-n,--dry-run", o.dry_run, tr("Do everything but the write"))->group(group);
  app.add_flag("--explain", o.explain, tr("Show how each number came about"))->group(group);
  app.add_flag("-q,--quiet", o.quiet, tr("No remarks on stderr"))->group(group);
  app.add_flag("-v,--verbose", o.verbose, tr("Remarks on stderr even in scripts"))->group(group);
  app.add_option("--lang", o.language, tr("en or zh_CN"))->type_name("LANG")->group(group);
  app.add_option("--color", o.color, tr("auto, always or never"))
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->group(group);
}

}  // namespace

std::span<const Command> commands() { return table; }

std::unique_ptr<CLI::App> make_app(GlobalOptions& options, Action& action, Options when) {
  auto app = std::make_unique<CLI::App>(tr("Sales operations from one reviewed text file: goals, facts, reports"),
                                        "salesctl");
  app->set_help_flag("-h,--help", tr("Show this help"));
  app->set_version_flag("--version", std::string("salesctl ") + version, tr("Show the version"));
  app->require_subcommand(0, 1);
  add_global_options(*app, options);
  app->footer(tr("Start with:\n  salesctl init --company \"My firm\" --currency CNY\n  salesctl import rep reps.csv\n"
                 "Each command has --help and a man page: man salesctl-goal"));
  for (const Command& command : commands()) {
    CLI::App* sub = app->add_subcommand(command.name, tr(command.summary));
    sub->set_help_flag("-h,--help", tr("Show this help"));
    sub->fallthrough();
    if (when == Options::now) {
      command.add(*sub, action);
    } else {
      sub->preparse_callback([sub, &command, &action](std::size_t) { command.add(*sub, action); });
    }
  }
  return app;
}

}  // namespace salesctl
