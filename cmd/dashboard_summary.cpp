// The head of the dashboard: are we on plan, will we make it, who is behind, and how much is late.
#include <algorithm>
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
  card.add("missing", tr("Missing"), missing ? Value(*target - *actual) : Value(), ColumnType::money);
  card.add("needed_per_day", tr("Needed a working day"), missing && left > 0 ? Value(in_proportion(*target - *actual, 1, left)) : Value(), ColumnType::money);
  card.add("made_per_day", tr("Made a working day"), actual && gone.worked > 0 ? Value(in_proportion(*actual, 1, gone.worked)) : Value(), ColumnType::money);
  card.add("red_teams", tr("Teams in red"), or_nothing(red_teams(attainment)));
}

void add_risks(Card& card, const DashboardTables& tables) {
  if (tables.deals != nullptr) card.add("deals_overdue", tr("Deals overdue"), overdue(*tables.deals), ColumnType::integer);
  if (tables.churn != nullptr) {
    const TableReader read(*tables.churn);
    const auto at_risk = [&](const Row& row) { return read.id(row, "risk") == "high" || read.id(row, "risk") == "medium"; };
    Money value;
    for (const Row& row : tables.churn->rows) value += at_risk(row) ? read.money(row, "value_at_risk").value_or(Money{}) : Money{};
    card.add("customers_at_risk", tr("Customers at risk"), count(*tables.churn, at_risk), ColumnType::integer);
    card.add("value_at_risk", tr("Value at risk"), value, ColumnType::money);
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
  std::string text = shown("pace").empty() ? tr("{} of {} are there, {}; nothing is due yet.", shown("actual"), shown("target"), shown("attainment"))
                                           : tr("{} of {} are there, {}; {} are due by now, so the pace is {}, and at this pace it will be {}.", shown("actual"),
                                                shown("target"), shown("attainment"), shown("due"), shown("pace"), shown("run_rate"));
  if (shown("needed_per_day").empty()) return text;
  return text + ' ' + (shown("made_per_day").empty() ? tr("Missing are {}: {} a working day.", shown("missing"), shown("needed_per_day"))
                                                     : tr("Missing are {}: {} a working day, where {} were made a day so far.", shown("missing"), shown("needed_per_day"),
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
