// salesctl init: a commented salesctl.yaml and an empty store beside it.
#include <filesystem>
#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "config/config.hpp"
#include "context.hpp"

namespace salesctl {
namespace {

struct InitOptions {
  std::string company = "My company";
  std::string currency = "CNY";
};

int run_init(const InitOptions& options, Context& context) {
  if (context.options.config.empty()) context.options.config = "salesctl.yaml";
  const std::filesystem::path file = context.options.config;
  if (std::filesystem::exists(file)) {
    throw UsageError(tr("{} is already there", file.string()), tr("it was left as it is; edit it, or name another with -C"));
  }
  if (!is_valid_utf8(options.company)) {
    throw UsageError(tr("\"{}\" is not UTF-8 text", printable(options.company)));
  }
  const std::string text = config_template(options.company, currency(options.currency).code);
  if (context.options.dry_run) {
    context.write(text);
    return 0;
  }
  write_file_atomically(file, text);
  try {
    context.open_store(Access::create);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);  // it was not there before: both are made or none
    throw;
  }
  context.say(tr("{} and {} are there. Next: salesctl import rep reps.csv", file.string(),
                 context.settings().store.string()));
  return 0;
}

}  // namespace

void add_init(CommandLine app) {
  InitOptions& options = app.runs(run_init);
  app.option("--company", options.company, "NAME", tr("Name of the firm"));
  app.option("--currency", options.currency, "CODE", tr("ISO 4217 code (default CNY)"));
  app.footer(tr("Example:\n  salesctl init --company 星河科技 --currency CNY"));
}

}  // namespace salesctl
