// The head of the dashboard: are we on plan, will we make it, who is behind, and how much is late.
#include <algorithm>
#include <map>
#include <utility>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "dashboard.hpp"
#include "report/attainment.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// A card in the making: a column and its value at once.
class Card {
 public:
  explicit Card(Table& table) : table_(table) { table_.rows.emplace_back(); }
  void add(const char* key, std::string title, Value value, ColumnType type = ColumnType::text) {
    table_.columns.push_back({key, std::move(title), type});
    table_.rows.front().cells.push_back(std::move(value));
  }

 private:
  Table& table_;
};

const Row* company_row(const Table& attainment) {
  const TableReader read(attainment);
  const auto row = std::ranges::find_if(attainment.rows, [&](const Row& r) { return read.id(r, "scope_level") == to_string(ScopeLevel::company); });
  return row == attainment.rows.end() ? nullptr : &*row;
}

/// The names of the teams whose light is red, parted by commas.
std::string red_teams(const Table& attainment) {
  const TableReader read(attainment);
  std::string names;
  for (const Row& row : attainment.rows) {
    if (read.id(row, "scope_level") != to_string(ScopeLevel::team) || read.id(row, "light") != "red") continue;
    names += (names.empty() ? "" : ", ") + human(read.at(row, "scope"), 0);
  }
  return names;
}

std::int64_t count(const Table& table, const auto& counts) { return std::ranges::count_if(table.rows, counts); }

std::int64_t overdue(const Table& table) {
  const TableReader read(table);
  return count(table, [&](const Row& row) { return read.number(row, "days_overdue") > 0; });
}

void add_sales(Card& card, const Table& attainment, const Elapsed& gone) {
  const TableReader read(attainment);
  const Row* const company = company_row(attainment);
  if (company == nullptr) return;
  const std::optional<Money> target = read.money(*company, "target");
  const std::optional<Money> actual = read.money(*company, "actual");
  const auto while_it_runs = [&](const char* key) { return gone.worked == gone.all ? Value() : read.at(*company, key); };
  card.add("light", tr("Light"), read.at(*company, "light"), ColumnType::light);
  card.add("target", tr("Target"), read.at(*company, "target"), ColumnType::money);
  card.add("due", tr("Due by now"), while_it_runs("due"), ColumnType::money);
  card.add("actual", tr("Actual"), read.at(*company, "actual"), ColumnType::money);
  card.add("attainment", tr("Attainment"), read.at(*company, "attainment"), ColumnType::percent);
  card.add("pace", tr("Pace"), while_it_runs("pace"), ColumnType::percent);
  card.add("run_rate", tr("At this rate"), while_it_runs("run_rate"), ColumnType::money);
  const int left = gone.all - gone.worked;
  const bool missing = target && actual && *actual < *target;
  card.add("missing", tr("Still to come"), missing ? Value(*target - *actual) : Value(), ColumnType::money);
  card.add("needed_per_day", tr("Needed a working day"), missing && left > 0 ? Value(in_proportion(*target - *actual, 1, left)) : Value(), ColumnType::money);
  card.add("made_per_day", tr("Made a working day"), actual && gone.worked > 0 ? Value(in_proportion(*actual, 1, gone.worked)) : Value(), ColumnType::money);
  card.add("red_teams", tr("Teams in red"), or_nothing(red_teams(attainment)));
}

void add_risks(Card& card, const DashboardTables& tables) {
  if (tables.deals != nullptr) card.add("deals_overdue", tr("Deals overdue"), overdue(*tables.deals), ColumnType::integer);
  if (tables.churn != nullptr) {
    const TableReader read(*tables.churn);
    const auto at_risk = [&](const Row& row) { return is_at_risk(read, row); };
    Money value;
    for (const Row& row : tables.churn->rows) value += at_risk(row) ? read.money(row, "value_at_risk").value_or(Money{}) : Money{};
    card.add("customers_at_risk", tr("Customers at risk"), count(*tables.churn, at_risk), ColumnType::integer);
    card.add("value_at_risk", tr("Value at risk"), value, ColumnType::money);
    card.add("at_risk_with_task", tr("At risk, with a task"), count(*tables.churn, [&](const Row& row) { return at_risk(row) && read.has(row, "task"); }), ColumnType::integer);
    card.add("at_risk_done", tr("At risk, task done"), count(*tables.churn, [&](const Row& row) { return at_risk(row) && read.has(row, "done"); }), ColumnType::integer);
  }
  if (tables.contacts != nullptr) card.add("contacts_overdue", tr("Contacts overdue"), overdue(*tables.contacts), ColumnType::integer);
  if (tables.promises != nullptr) {
    const TableReader read(*tables.promises);
    std::int64_t due = 0;
    std::int64_t kept = 0;
    for (const Row& row : tables.promises->rows) {
      due += read.number(row, "due");
      kept += read.number(row, "kept");
    }
    card.add("promised", tr("Promised for the last 7 days"), due, ColumnType::integer);
    card.add("kept", tr("Of these done"), kept, ColumnType::integer);
  }
  if (tables.overdue != nullptr) {
    const TableReader read(*tables.overdue);
    const auto of = [&](const char* kind) { return count(*tables.overdue, [&](const Row& row) { return read.id(row, "kind") == kind; }); };
    card.add("tasks_overdue", tr("Tasks overdue"), of("task"), ColumnType::integer);
    card.add("tickets_overdue", tr("After-sales cases overdue"), of("ticket"), ColumnType::integer);
  }
}

/// Are we on plan, and will we make it.
std::string verdict(const Table& card, const Elapsed& gone) {
  const TableReader read(card);
  const Row& row = card.rows.front();
  const auto shown = [&](const char* key) { return human(read.at(row, key), card.money_decimals); };
  if (!read.money(row, "target") || !read.money(row, "actual")) return {};
  const bool there = *read.money(row, "actual") >= *read.money(row, "target");
  if (gone.worked == gone.all || there) {
    return there ? tr("The target is reached: {} of {}, {}.", shown("actual"), shown("target"), shown("attainment"))
                 : tr("The target was missed: {} of {}, {}.", shown("actual"), shown("target"), shown("attainment"));
  }
  std::string text = tr("{} of {} are there, {}; nothing is due yet.", shown("actual"), shown("target"), shown("attainment"));
  if (!shown("pace").empty()) {
    const bool ahead = *read.money(row, "actual") >= read.money(row, "due").value_or(Money{});
    text = ahead ? tr("Ahead of plan: {} of {} are there, {}, where {} are due by now.", shown("actual"), shown("target"), shown("attainment"), shown("due"))
                 : tr("Behind plan: {} of {} are there, {}, where {} are due by now.", shown("actual"), shown("target"), shown("attainment"), shown("due"));
  }
  if (const std::optional<Money> ends = read.money(row, "run_rate")) {
    const Money apart = *ends - *read.money(row, "target");
    const std::string by = human(apart < Money{} ? -apart : apart, card.money_decimals);
    text += ' ' + (apart < Money{} ? tr("At this pace of {} it will be {}, {} short of the target.", shown("pace"), shown("run_rate"), by)
                                   : tr("At this pace of {} it will be {}, {} more than the target.", shown("pace"), shown("run_rate"), by));
  }
  if (shown("needed_per_day").empty()) return text;
  return text + ' ' + (shown("made_per_day").empty() ? tr("{} are still to come: {} a working day.", shown("missing"), shown("needed_per_day"))
                                                     : tr("{} are still to come: {} a working day, where {} were made a day so far.", shown("missing"), shown("needed_per_day"),
                                                          shown("made_per_day")));
}

}  // namespace

Value TableReader::at(const Row& row, std::string_view key) const {
  const std::size_t place = column_place(table_, key);
  return place < row.cells.size() ? row.cells[place] : Value();
}

std::optional<Money> TableReader::money(const Row& row, std::string_view key) const {
  const Value value = at(row, key);
  const auto* const amount = std::get_if<Money>(&value);
  return amount == nullptr ? std::nullopt : std::optional(*amount);
}

std::int64_t TableReader::number(const Row& row, std::string_view key) const {
  const Value value = at(row, key);
  const auto* const whole = std::get_if<std::int64_t>(&value);
  return whole == nullptr ? 0 : *whole;
}

std::string TableReader::id(const Row& row, std::string_view key) const { return plain(at(row, key), 0); }

Section dashboard_summary(const Period& period, const DashboardTables& tables, Context& context) {
  const Settings& settings = context.settings();
  const Elapsed gone = elapsed(settings.calendar, period.span, context.as_of());
  Section section{"dashboard", {}, true};
  Table& table = section.table;
  table.title = tr("Dashboard, {}", period.name);
  table.money_decimals = settings.currency.decimals;
  Card card(table);
  card.add("company", tr("Company"), settings.company);
  card.add("period", tr("Period"), period.name);
  card.add("as_of", tr("As of"), context.as_of(), ColumnType::date);
  card.add("days_gone", tr("Working days gone"), std::int64_t{gone.worked}, ColumnType::integer);
  card.add("days", tr("Working days"), std::int64_t{gone.all}, ColumnType::integer);
  if (tables.attainment != nullptr) add_sales(card, *tables.attainment, gone);
  add_risks(card, tables);
  Value said = or_nothing(verdict(table, gone));
  table.columns.insert(table.columns.begin(), {"verdict", tr("Where we stand")});
  table.rows.front().cells.insert(table.rows.front().cells.begin(), std::move(said));
  return section;
}

bool is_at_risk(const TableReader& read, const Row& row) { return read.id(row, "risk") == "high" || read.id(row, "risk") == "medium"; }

Table overdue_by_rep(const DashboardTables& tables, int money_decimals) {
  struct Late {
    Value name;
    std::int64_t deals = 0;
    Money value;
    std::int64_t contacts = 0;
    std::int64_t tasks = 0;
    std::int64_t tickets = 0;
    std::int64_t all() const { return deals + contacts + tasks + tickets; }
  };
  std::map<std::string, Late> late;
  const auto of = [&](const TableReader& read, const Row& row, const char* who, const char* name) -> Late& {
    const std::string id = read.id(row, who);
    Late& found = late[id];
    found.name = id.empty() ? Value(Named("", tr("(nobody)"))) : Value(Named(id, human(read.at(row, name), 0)));
    return found;
  };
  if (tables.deals != nullptr) {
    const TableReader read(*tables.deals);
    for (const Row& row : tables.deals->rows) {
      if (read.number(row, "days_overdue") <= 0) continue;
      Late& found = of(read, row, "rep", "rep");
      ++found.deals;
      found.value += read.money(row, "amount").value_or(Money{});
    }
  }
  if (tables.contacts != nullptr) {
    const TableReader read(*tables.contacts);
    for (const Row& row : tables.contacts->rows) of(read, row, "owner", "owner").contacts += read.number(row, "days_overdue") > 0 ? 1 : 0;
  }
  if (tables.overdue != nullptr) {
    const TableReader read(*tables.overdue);
    for (const Row& row : tables.overdue->rows) {
      Late& found = of(read, row, "rep", "name");
      ++(read.id(row, "kind") == "task" ? found.tasks : found.tickets);
    }
  }
  Table table;
  table.title = tr("Overdue, by person");
  table.money_decimals = money_decimals;
  table.columns = {{"rep", tr("Rep")},
                   {"deals", tr("Deals"), ColumnType::integer},
                   {"amount", tr("Value of deals"), ColumnType::money},
                   {"contacts", tr("Contacts"), ColumnType::integer},
                   {"tasks", tr("Tasks"), ColumnType::integer},
                   {"tickets", tr("After-sales cases"), ColumnType::integer},
                   {"all", tr("All"), ColumnType::integer}};
  for (const auto& [id, found] : late) {
    if (found.all() > 0) table.rows.push_back({{found.name, found.deals, found.value, found.contacts, found.tasks, found.tickets, found.all()}});
  }
  std::ranges::stable_sort(table.rows, std::ranges::greater{}, [](const Row& row) { return std::get<std::int64_t>(row.cells.back()); });
  return table;
}

Table reps_behind(const Period& period, const Table& attainment) {
  const TableReader read(attainment);
  Table table;
  table.title = tr("Who is behind, {}", period.name);
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
    if (read.id(row, "scope_level") != to_string(ScopeLevel::rep) || read.id(row, "light") != "red") continue;
    const Money behind = read.money(row, "due").value_or(Money{}) - read.money(row, "actual").value_or(Money{});
    table.rows.push_back({{read.at(row, "scope"), read.at(row, "parent"), read.at(row, "light"), read.at(row, "target"), read.at(row, "due"), read.at(row, "actual"),
                           read.at(row, "pace"), behind}});
  }
  const auto behind = [](const Row& row) { return std::get<Money>(row.cells.back()); };
  std::ranges::stable_sort(table.rows, std::ranges::greater{}, behind);
  return table;
}

}  // namespace salesctl
