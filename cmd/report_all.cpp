// salesctl report --all: every report that is about no one customer or rep, a file each.
#include <exception>
#include <filesystem>

#include "base/dated_name.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "report.hpp"

namespace salesctl {
namespace {

void check(const ReportCommand& command, const Context& context) {
  if (!command.name.empty() || !context.options.output.empty()) {
    throw UsageError(tr("--all writes every report to a folder"), tr("salesctl report --all --to DIR, without a name or --output"));
  }
  if (command.to.empty()) throw UsageError(tr("--all: no folder is named"), "--to DIR");
  if (!context.options.mail.empty()) throw UsageError(tr("--all writes files, and mails none"), tr("leave out --mail"));
}

std::filesystem::path folder_of(const ReportCommand& command, Context& context) {
  std::filesystem::path folder = dated_name(command.to, context.as_of());
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!std::filesystem::is_directory(folder)) throw StoreError(tr("there can be no folder {}", printable(folder.string())), tr("name a folder that is there or can be made"));
  return folder;
}

}  // namespace

/// What the config has nothing for is left out, and said.
int run_all_reports(const ReportCommand& command, Context& context) {
  check(command, context);
  const std::string format = context.options.format.empty() ? "html" : context.options.format;
  const std::string extension = format == "table" ? "txt" : format;
  const std::filesystem::path folder = folder_of(command, context);
  const GlobalOptions given = context.options;
  std::exception_ptr failed;
  for (const std::string& name : reports_of_periods(context.settings())) {
    if (name == "commission") continue;  // everybody's pay, which is asked for by name
    context.options.format = format;
    context.options.output = (folder / (name + "." + extension)).string();
    ReportCommand one;
    one.name = name;
    context.progress(name);
    try {
      run_named_report(one, context);
    } catch (const UsageError& e) {
      context.say(tr("{} is left out: {}", name, e.what()));
    } catch (const Error&) {
      if (!failed) failed = std::current_exception();  // the others are written all the same
    }
  }
  context.progress({});
  context.options = given;
  if (failed) std::rethrow_exception(failed);
  return 0;
}

}  // namespace salesctl
