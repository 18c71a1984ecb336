// salesctl assign done: what was to be done is done.
#include <set>

#include "assign.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/tasks.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct DoneCommand {
  std::vector<std::string> ids;
  std::string on;
};

Date day_asked(const DoneCommand& command, Date as_of) {
  if (command.on.empty()) return as_of;
  const Date day = parse_date(command.on);
  if (day > as_of) {
    throw UsageError(tr("--on {} is after {}, up to which facts are known", format_date(day), format_date(as_of)),
                     tr("what is done on a later day is said then"));
  }
  return day;
}

int run_done(const DoneCommand& command, Context& context) {
  const Date day = day_asked(command, context.as_of());
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  Table table;
  table.title = tr("Done");
  table.columns = {{"task", tr("Task")}, {"title", tr("Title")}, {"done_on", tr("Done"), ColumnType::date}, {"remark", tr("Remark")}};
  std::set<std::string> seen;
  Run record = context.run("task", {});
  for (const std::string& id : command.ids) {
    if (!seen.insert(id).second) continue;
    const Task task = find_task(db, id);
    if (task.created && day < *task.created) {
      throw DataError(tr("{} cannot be done on {}: it was set on {}", printable(id), format_date(day), format_date(*task.created)),
                      tr("give a later day with --on"));
    }
    table.rows.push_back({{task.id, or_nothing(task.title), task.done.value_or(day), word(task.done ? TR_NOOP("done before") : "")}, 0, false});
    if (task.done) continue;
    finish_task(db, id, day);
    ++record.counts.updated;
  }
  if (record.counts.updated > 0) record_run(db, record);
  if (context.shows_stored() || context.options.dry_run) context.show(std::move(table));
  if (context.options.dry_run) return 0;
  transaction.commit();
  if (record.counts.updated == 0) context.say(tr("nothing has changed"));
  return 0;
}

}  // namespace

void add_done(CommandLine app) {
  const CommandLine line = app.subcommand("done", tr("Record that tasks are done"));
  DoneCommand& command = line.runs(run_done);
  line.arguments("ID", command.ids, tr("Tasks"));
  line.option("--on", command.on, "DAY", tr("When (default: --as-of)"));
  line.footer(tr("Example:\n  salesctl assign done visit-C0001-2026-06-29 plan-R001-call-2026-W27-1"));
}

}  // namespace salesctl
