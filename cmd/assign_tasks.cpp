// salesctl assign tasks: what everybody is to do on which day.
#include "assign_tasks.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "assign.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

const char* source_of(const std::string& id) {
  for (const char* source : {"visit", "deal", "quote", "churn", "plan"}) {
    if (id.starts_with(source + std::string("-"))) return source;
  }
  return TR_NOOP("task");
}

/// What is in the store already, beside what the facts ask for.
class Merge {
 public:
  Merge(const Database& db, const Settings& settings, TaskRun& run, Date as_of)
      : run_(run), as_of_(as_of), tasks_(db), cases_(db), deals_(db, as_of), facts_(tasks_of_facts(db, settings, run, as_of)) {
    for (const TaskLine& fact : facts_) by_id_.emplace(fact.id, &fact);
    for (const Task& task : read_tasks(db, as_of)) take(task);
    for (const TaskLine& fact : facts_) {
      if (fact.due <= last_day(fact)) add(fact);
    }
    note(unowned_, TR_NOOP("open tasks of nobody: {}"));
    note(gone_, TR_NOOP("planned before, but by now settled or without a reason, so left out: {}"));
    note(nobody_, TR_NOOP("nobody looks after the customer, so given to nobody: {}"));
    note(left_, TR_NOOP("whoever looks after it has left, so given to nobody: {}"));
    note(settled_, TR_NOOP("contacts due that another task of the customer settles: {}"));
    for (TaskLine& line : tasks_of_plan(db, settings, run, done_, as_of)) run_.lines.push_back(std::move(line));
  }

 private:
  void note(std::int64_t n, const char* text) {
    if (n > 0) run_.notes.push_back(tr(text, n));
  }

  /// Up to which day a fact must be due to be a task now: a quote is followed up some days before it ends.
  Date last_day(const TaskLine& fact) const {
    return std::string_view(fact.source) == "quote" ? last_day_of_quotes(run_, as_of_) : run_.span.to - days{1};
  }

  /// Whether a task was made from facts that do not ask for it any more.
  bool is_gone(const Task& task) const {
    const std::string_view source = source_of(task.id);
    return source != "task" && source != "plan" && !by_id_.contains(task.id);
  }

  void take(const Task& task) {
    const std::optional<std::size_t> rep = run_.rep(task.rep);
    if (task.done) return count_done(task, rep);
    if (is_gone(task)) return count(gone_, rep);
    if (!rep) return count(unowned_, rep);
    if (task.customer) busy_.insert(*task.customer);
    if (task.opportunity) worked_.insert(*task.opportunity);
    const Date due = task.due.value_or(run_.span.to - days{1});  // any day will do
    if (due >= run_.span.to) return;
    if (as_of_ <= due && due < run_.span.from) return;  // has a day before the period
    TaskLine line{task.id, source_of(task.id), task.rep, task.title, task.kind, task.customer, task.opportunity,
                  task.opportunity ? deals_.of(*task.opportunity).id : std::string(), due};
    line.stored = true;
    if (const auto fact = by_id_.find(task.id); fact != by_id_.end()) {
      line.value = fact->second->value;
      line.reason = fact->second->reason;
      if (!fact->second->churn) line.due_by_facts = fact->second->due;
    }
    run_.lines.push_back(std::move(line));
  }

  /// Whoever asks for one rep hears of that rep alone.
  void count(std::int64_t& n, std::optional<std::size_t> rep) const {
    if (rep ? run_.is_asked(*rep) : !run_.asked) ++n;
  }

  /// What was done on the day has taken its room.
  void count_done(const Task& task, std::optional<std::size_t> rep) {
    if (!rep) return;
    ++done_[{*task.rep, task.kind}];
    for (RoomOfDay& room : run_.rooms[*rep]) {
      if (room.day == as_of_ && room.tasks > 0) --room.tasks;
    }
  }

  void add(const TaskLine& fact) {
    const std::string_view source = fact.source;
    if (tasks_.is_known(fact.id) || (fact.churn && cases_.is_known(fact.churn->customer, fact.churn->last_order))) return;
    if (source == "deal" && worked_.contains(*fact.opportunity)) return;
    const std::optional<std::size_t> rep = run_.rep(fact.rep);
    if (!rep) return count(nobody_, rep);
    if (has_left(run_.organisation.reps[*rep], as_of_)) return count(left_, rep);
    if (source == "visit" && busy_.contains(*fact.customer)) return count(settled_, rep);
    if (fact.customer) busy_.insert(*fact.customer);
    run_.lines.push_back(fact);
  }

  TaskRun& run_;
  Date as_of_;
  TaskWriter tasks_;
  CaseWriter cases_;
  DealCards deals_;
  std::vector<TaskLine> facts_;
  std::unordered_map<std::string, const TaskLine*> by_id_;
  std::set<CustomerKey> busy_;      // customers who are contacted anyway
  std::set<std::int64_t> worked_;   // deals that have a task
  std::map<std::pair<RepKey, std::string>, std::int64_t> done_;  // that day, by rep and kind
  std::int64_t unowned_ = 0;
  std::int64_t gone_ = 0;
  std::int64_t nobody_ = 0;
  std::int64_t left_ = 0;
  std::int64_t settled_ = 0;
};

TaskRun begin_run(const TasksCommand& command, const Database& db, Context& context) {
  const Settings& settings = context.settings();
  TaskRun run;
  run.period = context.period(command.period);
  run.span = {std::max(run.period.span.from, context.as_of()), run.period.span.to};
  if (run.span.empty()) {
    throw UsageError(tr("{} is over on {}: no day is left to plan", run.period.name, format_date(context.as_of())),
                     tr("name a later period, or an earlier day with --as-of"));
  }
  run.organisation = read_organisation(db, settings);
  if (!command.owner.empty()) run.asked = asked_rep(db, run.organisation, command.owner);
  for (std::size_t i = 0; i < run.organisation.reps.size(); ++i) {
    run.rooms.push_back(rooms_of(run.organisation.reps[i], settings.calendar, run.span, settings.assign.tasks.per_day));
    run.index.emplace(run.organisation.reps[i].key, i);
  }
  return run;
}

void place(TaskRun& run) {
  std::vector<TaskToPlace> tasks;
  for (const TaskLine& line : run.lines) {
    run.who.push_back(run.rep(line.rep).value());
    tasks.push_back({line.id, run.who.back(), line.due, line.value, line.stored});
  }
  run.days = place_tasks(tasks, run.rooms);
}

/// Those that have a day and were not there before.
std::int64_t store(const TaskRun& run, const Database& db, Context& context) {
  const auto is_new = [&](std::size_t i) { return run.days[i] && !run.lines[i].stored && run.is_asked(run.who[i]); };
  Run record = context.run("task", {});
  for (std::size_t i = 0; i < run.lines.size(); ++i) record.counts.inserted += is_new(i) ? 1 : 0;
  if (record.counts.inserted == 0) return 0;
  const std::int64_t key = record_run(db, record);
  const Date today = context.as_of();
  TaskWriter tasks(db);
  CaseWriter cases(db);
  for (std::size_t i = 0; i < run.lines.size(); ++i) {
    if (!is_new(i)) continue;
    const TaskLine& line = run.lines[i];
    if (line.churn) {
      ChurnCase churn = *line.churn;
      Play play = *line.play;
      play.due = static_cast<int>((*run.days[i] - today).count());
      cases.write(churn, play, key);
    } else {
      tasks.write({line.id, line.rep, line.title, line.kind, line.customer, line.opportunity, today, run.days[i], {}});
    }
  }
  return record.counts.inserted;
}

int run_tasks(const TasksCommand& command, Context& context) {
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  TaskRun run = begin_run(command, db, context);
  const Merge merged(db, context.settings(), run, context.as_of());
  place(run);
  if (std::ranges::all_of(run.rooms, [](const auto& rooms) { return rooms.empty(); })) {
    run.notes.push_back(tr("no working day is left in {}: name a later period with --period", run.period.name));
  }
  const std::int64_t written = store(run, db, context);
  if (context.shows_stored() || context.options.dry_run) context.show(task_tables(run, db, context));
  if (context.options.dry_run) return 0;
  transaction.commit();
  context.say(written == 0 ? tr("nothing has changed") : tr("new tasks: {}", written));
  return 0;
}

}  // namespace

std::optional<std::size_t> TaskRun::rep(const std::optional<RepKey>& key) const {
  const auto found = key ? index.find(*key) : index.end();
  return found == index.end() ? std::nullopt : std::optional(found->second);
}

void add_tasks(CommandLine app) {
  const CommandLine line = app.subcommand("tasks", tr("What everybody is to do on which day: contacts, deals, quotes, customers who may leave"));
  TasksCommand& command = line.runs(run_tasks, Shows::calendar);
  line.option("--period", command.period, "PERIOD", tr("The days to plan (default this-week), from --as-of on"));
  line.option("--owner", command.owner, "REP", tr("Only this rep's tasks"));
  line.footer(tr("Examples:\n  salesctl assign tasks\n  salesctl assign tasks --period this-month -o tasks.xlsx\n"
                 "  salesctl assign tasks --owner R001 -o R001.ics"));
}

}  // namespace salesctl
