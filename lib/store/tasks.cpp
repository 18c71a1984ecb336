#include "store/tasks.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

const char* const task_columns =
    "SELECT id, rep_key, title, kind, customer_key, opportunity_key, created_on, due_on, done_on FROM task_fact ";

template <typename Key>
std::optional<Key> key_in(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(Key{row.integer(column)});
}

Task task_in(const Statement& row) {
  return {std::string(row.text(0)), key_in<RepKey>(row, 1), std::string(row.text(2)), std::string(row.text(3)),
          key_in<CustomerKey>(row, 4), key_in<std::int64_t>(row, 5), row.date(6), row.date(7), row.date(8)};
}

void bind_date(Statement& statement, int n, const std::optional<Date>& day) {
  day ? statement.bind(n, std::string_view(format_date(*day))) : statement.bind_null(n);
}

}  // namespace

std::vector<Task> read_tasks(const Database& db, Date as_of) {
  Statement rows = db.prepare(std::string(task_columns) +
                              "WHERE (created_on IS NULL OR created_on <= $1) AND (done_on IS NULL OR done_on >= $1) ORDER BY id");
  rows.bind(1, std::string_view(format_date(as_of)));
  std::vector<Task> tasks;
  while (rows.step()) {
    tasks.push_back(task_in(rows));
    if (tasks.back().done > as_of) tasks.back().done.reset();
  }
  return tasks;
}

TaskWriter::TaskWriter(const Database& db)
    : known_(db.prepare("SELECT 1 FROM task_fact WHERE id = $1")),
      task_(db.prepare("INSERT INTO task_fact (id, rep_key, title, kind, customer_key, opportunity_key, created_on, due_on) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")) {}

bool TaskWriter::is_known(const std::string& id) {
  known_.bind(1, std::string_view(id));
  const bool known = known_.step();
  known_.reset();
  return known;
}

void TaskWriter::write(const Task& task) {
  task_.bind(1, std::string_view(task.id)).bind(3, std::string_view(task.title)).bind(4, std::string_view(task.kind));
  task.rep ? task_.bind(2, static_cast<std::int64_t>(*task.rep)) : task_.bind_null(2);
  task.customer ? task_.bind(5, task.customer->value) : task_.bind_null(5);
  task.opportunity ? task_.bind(6, *task.opportunity) : task_.bind_null(6);
  bind_date(task_, 7, task.created);
  bind_date(task_, 8, task.due);
  task_.run_bound();
}

Task find_task(const Database& db, const std::string& id) {
  Statement find = db.prepare(std::string(task_columns) + "WHERE id = $1");
  find.bind(1, std::string_view(id));
  if (find.step()) return task_in(find);
  std::vector<std::string> ids;
  Statement open = db.prepare("SELECT id FROM task_fact WHERE done_on IS NULL ORDER BY id");
  while (open.step()) ids.emplace_back(open.text(0));
  throw UsageError(tr("there is no {} \"{}\"", "task", printable(id)) + did_you_mean(id, {ids.begin(), ids.end()}),
                   tr("\"salesctl export {}\" lists them", "task"));
}

void finish_task(const Database& db, const std::string& id, Date day) {
  db.prepare("UPDATE task_fact SET done_on = $2 WHERE id = $1").run(std::string_view(id), std::string_view(format_date(day)));
}

DealCards::DealCards(const Database& db, Date as_of)
    : card_(db.prepare("SELECT o.id, o.name, coalesce(o.rep_key, c.owner_key), o.customer_key, CASE WHEN o.closed_on > $2 THEN NULL ELSE o.next_step END FROM opportunity_fact o "
                       "LEFT JOIN customer_fact c ON c.key = o.customer_key WHERE o.key = $1")) {
  card_.bind(2, std::string_view(format_date(as_of)));
}

DealCard DealCards::of(std::int64_t key) {
  card_.bind(1, key);
  DealCard card;
  if (card_.step()) card = {std::string(card_.text(0)), std::string(card_.text(1)), key_in<RepKey>(card_, 2), key_in<CustomerKey>(card_, 3),
                           std::string(card_.text(4))};
  card_.reset();
  return card;
}

std::vector<ExpiringQuote> expiring_quotes(const Database& db, Date as_of, Date last) {
  Statement rows = db.prepare(
      "SELECT q.id, q.amount_minor, q.valid_until, q.opportunity_key, coalesce(q.customer_key, o.customer_key), "
      "coalesce(q.rep_key, o.rep_key, c.owner_key) FROM quote_fact q LEFT JOIN opportunity_fact o ON o.key = q.opportunity_key "
      "LEFT JOIN customer_fact c ON c.key = coalesce(q.customer_key, o.customer_key) "
      "LEFT JOIN stage_alias s ON s.alias = o.stage LEFT JOIN stage_rule r ON r.position = s.position "
      "WHERE q.quoted_on <= $1 AND q.valid_until >= $1 AND q.valid_until <= $2 AND coalesce(q.status, 'sent') = 'sent' "
      "AND (coalesce(r.kind, 'open') = 'open' OR o.closed_on > $1) ORDER BY q.id");
  rows.bind(1, std::string_view(format_date(as_of))).bind(2, std::string_view(format_date(last)));
  std::vector<ExpiringQuote> quotes;
  while (rows.step()) {
    quotes.push_back({std::string(rows.text(0)), Money{rows.integer(1)}, rows.date(2).value(), key_in<std::int64_t>(rows, 3),
                      key_in<CustomerKey>(rows, 4), key_in<RepKey>(rows, 5)});
  }
  return quotes;
}

}  // namespace salesctl
