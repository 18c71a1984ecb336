// salesctl check: the config, then the store against itself. Exit 3 when something was found.

#include "base/message.hpp"
#include "command.hpp"
#include "context.hpp"
#include "store/verify.hpp"

namespace salesctl {
namespace {

constexpr int found_something = 3;

int run_check(Context& context) {
  const Settings& settings = context.settings();
  const Database db = context.open_store(Access::read);
  context.progress({});  // the second counts from here
  const std::vector<Finding> findings = verify(db, settings, context.as_of(), [&](const std::string& what) { context.progress(tr("checking {}", what)); });
  context.progress({});
  if (findings.empty()) {
    context.say(tr("{} and {} are in order", settings.file.string(), settings.store.string()));
    return 0;
  }
  Table table;
  table.title = tr("What is wrong");
  table.columns = {{"subject", tr("Subject")}, {"problem", tr("Problem")}};
  for (const Finding& finding : findings) table.rows.push_back({{finding.subject, finding.problem}, 0, false});
  context.show(std::move(table));
  return found_something;
}

}  // namespace

void add_check(CommandLine app) {
  app.runs(run_check);
  app.footer(tr("Silent and 0 when all is well, else a list and exit code 3."));
}

}  // namespace salesctl
