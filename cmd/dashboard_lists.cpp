// What the dashboard shows of people, deals, customers and what is late.
#include <algorithm>
#include <map>
#include <utility>

#include "base/message.hpp"
#include "dashboard.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// The largest first, and what has no amount last.
void sort_by_amount(Table& deals) {
  const TableReader read(deals);
  std::ranges::stable_sort(deals.rows, std::ranges::greater{}, [&](const Row& row) { return read.money(row, "amount").value_or(Money{}); });
}

/// "open since 2026-05-06", "done on 2026-05-11", "none".
std::string begun(const TableReader& read, const Row& row) {
  if (is_done_without_contact(read, row)) return tr("done on {}, no contact on record since {}", read.id(row, "done"), read.id(row, "flagged"));
  if (read.has(row, "done")) return tr("done on {}", read.id(row, "done"));
  return read.has(row, "task") ? tr("open since {}", read.id(row, "flagged")) : tr("none");
}

/// How many there are, what they are worth, and how many have no next step.
std::string sum_note(const Table& deals) {
  const TableReader read(deals);
  const auto without = std::ranges::count_if(deals.rows, [&](const Row& row) { return !read.has(row, "next_step"); });
  return tr("{} deals, {} in all; without a next step: {}", deals.rows.size(), format_grouped(sum_of(deals, "amount"), deals.money_decimals), without);
}

/// What one person has overdue.
struct Late {
  Value name;
  std::int64_t deals = 0;
  Money value;  // of the deals
  std::int64_t contacts = 0;
  std::int64_t tasks = 0;
  std::int64_t tickets = 0;
  std::int64_t all() const { return deals + contacts + tasks + tickets; }
};

class LateByRep {
 public:
  void add_deals(const Table& deals) {
    const TableReader read(deals);
    for (const Row& row : deals.rows) {
      if (!is_overdue(read, row)) continue;
      Late& late = of(read, row, "rep", "rep");
      ++late.deals;
      late.value += read.money(row, "amount").value_or(Money{});
    }
  }

  void add_contacts(const Table& contacts) {
    const TableReader read(contacts);
    for (const Row& row : contacts.rows) {
      if (is_overdue(read, row)) ++of(read, row, "owner", "owner").contacts;
    }
  }

  void add_tasks_and_tickets(const Table& overdue) {
    const TableReader read(overdue);
    for (const Row& row : overdue.rows) {
      Late& late = of(read, row, "rep", "name");
      ++(read.id(row, "kind") == "task" ? late.tasks : late.tickets);
    }
  }

  /// The largest value of deals first, then who has most.
  std::vector<Late> sorted() const {
    std::vector<Late> list;
    for (const auto& [id, late] : late_) list.push_back(late);
    std::ranges::stable_sort(list, std::ranges::greater{}, [](const Late& late) { return std::pair(late.value, late.all()); });
    return list;
  }

 private:
  Late& of(const TableReader& read, const Row& row, const char* who, const char* name) {
    const std::string id = read.id(row, who);
    Late& late = late_[id];
    late.name = id.empty() ? Named("", tr("(nobody)")) : Named(id, human(read.at(row, name), 0));
    return late;
  }

  std::map<std::string, Late> late_;
};

}  // namespace

Money sum_of(const Table& table, std::string_view key) {
  const TableReader read(table);
  Money sum;
  for (const Row& row : table.rows) sum += read.money(row, key).value_or(Money{});
  return sum;
}

bool is_at_risk(const TableReader& read, const Row& row) { return read.id(row, "risk") == "high" || read.id(row, "risk") == "medium"; }

bool is_done_without_contact(const TableReader& read, const Row& row) {
  return read.has(row, "done") && read.id(row, "last_contact") < read.id(row, "flagged");  // ISO days sort as they read
}

Table overdue_by_rep(const DashboardTables& tables, int money_decimals) {
  LateByRep late;
  if (tables.deals != nullptr) late.add_deals(*tables.deals);
  if (tables.contacts != nullptr) late.add_contacts(*tables.contacts);
  if (tables.overdue != nullptr) late.add_tasks_and_tickets(*tables.overdue);
  Table table;
  table.title = tr("Overdue, by person: the largest value of deals first");
  table.money_decimals = money_decimals;
  table.columns = {{"rep", tr("Rep")},
                   {"deals", tr("Deals"), ColumnType::integer},
                   {"amount", tr("Value of deals"), ColumnType::money},
                   {"contacts", tr("Contacts"), ColumnType::integer},
                   {"tasks", tr("Tasks"), ColumnType::integer},
                   {"tickets", tr("After-sales cases"), ColumnType::integer},
                   {"all", tr("All"), ColumnType::integer}};
  for (const Late& one : late.sorted()) table.rows.push_back({{one.name, one.deals, one.value, one.contacts, one.tasks, one.tickets, one.all()}});
  return table;
}

Table reps_by_lack(const Period& period, const Table& attainment) {
  const TableReader read(attainment);
  Table table;
  table.title = tr("Reps, {}: the furthest behind first", period.name);
  table.money_decimals = attainment.money_decimals;
  table.columns = {{"rep", tr("Rep")},
                   {"team", tr("Team")},
                   {"light", tr("Light"), ColumnType::light},
                   {"target", tr("Target"), ColumnType::money},
                   {"due", tr("Due by now"), ColumnType::money},
                   {"actual", tr("Actual"), ColumnType::money},
                   {"pace", tr("Pace"), ColumnType::percent},
                   {"behind", tr("Behind by"), ColumnType::money}};
  for (const Row& row : attainment.rows) {
    if (read.id(row, "scope_level") != to_string(ScopeLevel::rep) || !read.money(row, "target")) continue;
    const Money behind = read.money(row, "due").value_or(*read.money(row, "target")) - read.money(row, "actual").value_or(Money{});
    table.rows.push_back({{read.at(row, "scope"), read.at(row, "parent"), read.at(row, "light"), read.at(row, "target"), read.at(row, "due"), read.at(row, "actual"),
                           read.at(row, "pace"), behind}});
  }
  std::ranges::stable_sort(table.rows, std::ranges::greater{}, [](const Row& row) { return std::get<Money>(row.cells.back()); });
  return table;
}

Table customers_at_risk(const Table& churn) {
  Table table = only(churn, is_at_risk);
  const TableReader read(churn);
  table.columns.push_back({"begun", tr("Task")});
  const std::size_t reasons = column_place(table, "reasons");
  for (Row& row : table.rows) {
    row.cells.emplace_back(begun(read, row));
    if (read.has(row, "reasons") || !read.has(row, "days_since")) continue;
    row.cells[reasons] = tr("by its orders alone, the last {} days ago", read.number(row, "days_since"));
  }
  if (table.rows.empty()) {
    if (!churn.rows.empty()) table.notes = {tr("nobody is at medium or high risk")};
    return table;
  }
  table.notes = {tr("value at risk: what a year brings at the customer's own pace, times the chance that it leaves")};
  const std::size_t low = churn.rows.size() - table.rows.size();
  if (low > 0) table.notes.push_back(tr("{} more at low risk are left out", low));
  return table;
}

Table deals_overdue(const Table& deals) {
  Table table = only(deals, is_overdue);
  table.title = tr("Open deals that should have closed by now, the largest first");
  sort_by_amount(table);
  if (!table.rows.empty()) table.notes.insert(table.notes.begin(), sum_note(table));
  return table;
}

Table deals_due(const Table& deals, const Period& period, Date as_of) {
  Table table = only(deals, [&](const TableReader& read, const Row& row) {
    const Value day = read.at(row, "expected_on");
    const Date* const expected = std::get_if<Date>(&day);
    return expected != nullptr && *expected >= as_of && *expected < period.span.to;
  });
  table.title = tr("Open deals that should close by {}, the largest first", format_date(period.span.to - std::chrono::days{1}));
  table.notes.clear();
  sort_by_amount(table);
  if (!table.rows.empty()) table.notes = {sum_note(table)};
  return table;
}

Teams teams_on(const Organisation& organisation, Date day) {
  const Names names(organisation);
  Teams teams;
  for (const Rep& rep : organisation.reps) {
    const std::optional<TeamKey> team = team_on(rep, day);
    if (team) teams.emplace(rep.id, names.scope(ScopeLevel::team, organisation.team(*team).id));
  }
  return teams;
}

Table with_teams(Table table, const Teams& teams) {
  std::size_t who = column_place(table, "rep");
  if (who == table.columns.size()) who = column_place(table, "owner");
  if (teams.empty() || who == table.columns.size() || column_place(table, "team") < table.columns.size()) return table;
  const TableReader people(table);
  for (Row& row : table.rows) {
    const auto team = teams.find(people.id(row, table.columns[who].key));
    row.cells.emplace_back(team == teams.end() ? Value() : team->second);
  }
  table.columns.push_back({"team", tr("Team")});
  // behind the person's name, where that is a column of its own
  const bool named = who + 1 < table.columns.size() && (table.columns[who + 1].key == "name" || table.columns[who + 1].key == "rep_name");
  if (named) table.columns[++who].title = tr("Rep");  // the column before it stands on no page
  const auto to = static_cast<std::ptrdiff_t>(who) + 1;
  std::rotate(table.columns.begin() + to, table.columns.end() - 1, table.columns.end());
  for (Row& row : table.rows) std::rotate(row.cells.begin() + to, row.cells.end() - 1, row.cells.end());
  return table;
}

Table attainment_with_lack(const Table& attainment) {
  Table table = attainment;
  const TableReader read(attainment);
  if (column_place(attainment, "due") == attainment.columns.size()) return table;
  table.columns.push_back({"behind", tr("Behind by"), ColumnType::money});
  for (Row& row : table.rows) {
    const std::optional<Money> due = read.money(row, "due");
    row.cells.emplace_back(due ? Value(*due - read.money(row, "actual").value_or(Money{})) : Value());
  }
  return table;
}

Table training_overdue(const Table& people) {
  Table table = only(people, [](const TableReader& read, const Row& row) { return read.number(row, "days_late") > 0; });
  table.title = tr("Training overdue");
  const TableReader read(table);
  std::ranges::stable_sort(table.rows, std::ranges::greater{}, [&](const Row& row) { return read.number(row, "days_late"); });
  return table;
}

Table contacts_due_first(const Table& contacts) {
  Table table = contacts;
  const TableReader read(contacts);
  const auto late = std::stable_partition(table.rows.begin(), table.rows.end(), [&](const Row& row) { return !is_overdue(read, row); });
  if (late != table.rows.end()) table.notes.insert(table.notes.begin(), tr("overdue are {}: they stand behind those of the days ahead", table.rows.end() - late));
  return table;
}

Table overdue_of_each_kind(const Table& overdue, std::size_t rows) {
  Table table = overdue;
  const TableReader read(overdue);
  std::map<std::string, std::size_t> met;
  const auto is_extra = [&](const Row& row) { return ++met[read.id(row, "kind")] > rows; };
  std::vector<Row> first;
  std::vector<Row> extra;
  for (Row& row : table.rows) (is_extra(row) ? extra : first).push_back(std::move(row));
  std::ranges::stable_sort(first, {}, [&](const Row& row) { return read.id(row, "kind"); });
  table.page_rows = first.size();
  table.rows = std::move(first);
  std::ranges::move(extra, std::back_inserter(table.rows));
  return table;
}

}  // namespace salesctl
