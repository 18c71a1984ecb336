// The tables of salesctl assign tasks.
#include <algorithm>
#include <tuple>

#include "assign_tasks.hpp"
#include "base/message.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

Table list_head(const TaskRun& run, int money_decimals, Date as_of) {
  Table table;
  table.name = "tasks";
  table.title = tr("Tasks from {} to {}", format_date(run.span.from), format_date(run.span.to - std::chrono::days{1}));
  table.money_decimals = money_decimals;
  table.columns = {{"rep", tr("Rep")},
                   {"week", tr("Week")},
                   {"day", tr("Day"), ColumnType::date},
                   {"task", tr("Task")},
                   {"title", tr("Title")},
                   {"kind", tr("Kind")},
                   {"customer", tr("Customer")},
                   {"name", tr("Name")},
                   {"deal", tr("Deal")},
                   {"source", tr("Source")},
                   {"due_on", tr("Due"), ColumnType::date},
                   {"value", tr("Value"), ColumnType::money},
                   {"reason", tr("Why")}};
  table.agenda = Agenda{"task", "day", "title", {"rep", "task", "kind", "customer", "name", "deal", "due_on", "value", "reason"}, as_of};
  return table;
}

/// The lines that have a day, by rep and day, the most valuable first.
std::vector<std::size_t> in_order(const TaskRun& run) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < run.lines.size(); ++i) {
    if (run.days[i] && run.is_asked(run.who[i])) order.push_back(i);
  }
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const TaskLine& line = run.lines[i];
    return std::tuple(run.who[i], *run.days[i], !line.value, line.value ? -line.value->minor : 0, std::string_view(line.id));
  });
  return order;
}

/// A case is due so many days after it began, so that of a new one moves on until it has a day.
Date due_shown(const TaskLine& line, Date day) { return line.churn ? day : line.due_by_facts.value_or(line.due); }

struct Load {
  std::int64_t tasks = 0;
  std::int64_t fresh = 0;
  std::int64_t left_out = 0;
  Money value;
  Money value_left_out;

  void add(const TaskLine& line, bool placed) {
    (placed ? tasks : left_out) += 1;
    fresh += placed && !line.stored ? 1 : 0;
    if (line.value) (placed ? value : value_left_out) += *line.value;
  }
};

Table load_table(const TaskRun& run, const Calendar& calendar, int money_decimals, Date as_of) {
  Table table;
  table.name = "load";
  table.title = tr("Who has how much to do");
  table.money_decimals = money_decimals;
  table.columns = {{"rep", tr("Rep")},
                   {"days", tr("Working days"), ColumnType::integer},
                   {"tasks", tr("Tasks"), ColumnType::integer},
                   {"new", tr("New"), ColumnType::integer},
                   {"value", tr("Value"), ColumnType::money},
                   {"not_placed", tr("Not placed"), ColumnType::integer},
                   {"value_not_placed", tr("Value not placed"), ColumnType::money},
                   {"remark", tr("Remark")}};
  std::vector<Load> loads(run.organisation.reps.size());
  for (std::size_t i = 0; i < run.lines.size(); ++i) loads[run.who[i]].add(run.lines[i], run.days[i].has_value());
  for (std::size_t rep = 0; rep < loads.size(); ++rep) {
    const Load& load = loads[rep];
    const Rep& who = run.organisation.reps[rep];
    if (!run.is_asked(rep) || (run.rooms[rep].empty() && load.left_out == 0)) continue;
    const char* remark = !run.rooms[rep].empty()                           ? (load.left_out > 0 ? TR_NOOP("full") : "")
                         : who.left_on && *who.left_on < as_of             ? TR_NOOP("left")
                         : working_days(calendar, employed(who, run.span)) ? TR_NOOP("away")
                                                                           : TR_NOOP("no working day");
    const auto working_days = static_cast<std::int64_t>(run.rooms[rep].size());
    table.rows.push_back({{Named(who.id, who.name), working_days, load.tasks, load.fresh, load.value, load.left_out, load.value_left_out,
                           word(remark)},
                          0,
                          false});
  }
  table.notes = run.notes;
  return table;
}

/// A sheet for each person, under their name.
std::vector<Table> sheets(const Table& list) {
  std::vector<Table> tables;
  for (const Row& row : list.rows) {
    const Named& who = std::get<Named>(row.cells.front());
    if (tables.empty() || tables.back().rows.back().cells.front() != row.cells.front()) {
      tables.push_back(list);
      tables.back().rows.clear();
      tables.back().title = who.name().empty() ? who.id() : who.name();
      tables.back().notes = {list.title};
    }
    tables.back().rows.push_back(row);
  }
  return tables;
}

}  // namespace

std::vector<Table> task_tables(const TaskRun& run, const Database& db, Context& context) {
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  Table list = list_head(run, settings.currency.decimals, as_of);
  CustomerCards cards(db);
  for (const std::size_t i : in_order(run)) {
    const TaskLine& line = run.lines[i];
    const Rep& rep = run.organisation.reps[run.who[i]];
    const CustomerCard card = line.customer ? cards.of(*line.customer) : CustomerCard{};
    const std::string week = period_of(*run.days[i], PeriodUnit::week, settings.fiscal).name;
    list.rows.push_back({{Named(rep.id, rep.name), week, *run.days[i], line.id, line.title, or_nothing(line.kind), or_nothing(card.id),
                          or_nothing(card.name), or_nothing(line.deal), word(line.source), due_shown(line, *run.days[i]),
                          or_nothing(line.value), or_nothing(line.reason)},
                         0,
                         false});
  }
  const Format format = context.format();
  if (format == Format::csv || format == Format::ics) return {std::move(list)};
  std::vector<Table> tables = format == Format::xlsx ? sheets(list) : std::vector<Table>{std::move(list)};
  tables.push_back(load_table(run, settings.calendar, settings.currency.decimals, as_of));
  return tables;
}

}  // namespace salesctl
