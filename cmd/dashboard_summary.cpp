// The head of the dashboard: are we on plan, will we make it, who is behind, and how much is late.
#include <algorithm>
#include <utility>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "dashboard.hpp"
#include "goal/look_ahead.hpp"
#include "report/attainment.hpp"
#include "report/intervals.hpp"
#include "store/funnel.hpp"
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
  return count(table, [&](const Row& row) { return is_overdue(read, row); });
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
  const std::optional<Money> last_year = read.money(*company, "last_year");
  card.add("last_year", tr("Last year, up to the same day"), read.at(*company, "last_year"), ColumnType::money);
  card.add("growth", tr("Growth on last year"), actual && last_year ? or_nothing(share_rate(actual->minor - last_year->minor, last_year->minor)) : Value(), ColumnType::percent);
  card.add("red_teams", tr("Teams in red"), or_nothing(red_teams(attainment)));
}

/// What the period will come to by the periods before it.
void add_outlook(Card& card, const Table& attainment, const Period& period, Context& context) {
  const TableReader read(attainment);
  const Row* const company = company_row(attainment);
  const std::optional<Money> actual = company == nullptr ? std::nullopt : read.money(*company, "actual");
  std::optional<LookAhead> look;
  if (actual) {
    const Settings& settings = context.settings();
    const Database db = context.open_store(Access::read);
    look = look_ahead(settings.calendar, period.span, context.as_of(), *actual, read_day_totals(db, find_metric(settings, "revenue"), context.as_of()));
  }
  const std::optional<Money> target = actual ? read.money(*company, "target") : std::nullopt;
  card.add("ends_from", tr("Ends from"), look ? Value(look->low()) : Value(), ColumnType::money);
  card.add("ends_middle", tr("In the middle"), look ? Value(look->median()) : Value(), ColumnType::money);
  card.add("ends_to", tr("Ends up to"), look ? Value(look->high()) : Value(), ColumnType::money);
  card.add("periods_before", tr("Periods before"), look ? Value(std::int64_t{std::ssize(look->ends)}) : Value(), ColumnType::integer);
  card.add("periods_reaching", tr("Of them reaching the target"), look && target ? Value(static_cast<std::int64_t>(look->reaching(*target))) : Value(), ColumnType::integer);
}

/// The firm's scores, by survey.
void add_satisfaction(Card& card, const Table& satisfaction) {
  const TableReader read(satisfaction);
  for (const Row& row : satisfaction.rows) {
    if (read.id(row, "scope_level") != to_string(ScopeLevel::company)) continue;
    const std::string measure = read.id(row, "measure");
    if (measure == "csat") card.add("csat", tr("Satisfaction, 1 to 5"), read.at(row, "score"), ColumnType::number);
    if (measure == "nps") card.add("nps", tr("NPS, -100 to 100"), read.at(row, "score"), ColumnType::number);
  }
}

void add_risks(Card& card, const DashboardTables& tables) {
  if (tables.deals != nullptr) {
    card.add("deals_overdue", tr("Deals overdue"), overdue(*tables.deals), ColumnType::integer);
    card.add("deals_overdue_value", tr("Their value"), sum_of(only(*tables.deals, is_overdue), "amount"), ColumnType::money);
  }
  if (tables.churn != nullptr) {
    const Table at_risk = only(*tables.churn, is_at_risk);
    const TableReader read(at_risk);
    const auto with = [&](const char* key) { return count(at_risk, [&](const Row& row) { return read.has(row, key); }); };
    card.add("customers_at_risk", tr("Customers at risk"), std::int64_t{std::ssize(at_risk.rows)}, ColumnType::integer);
    card.add("value_at_risk", tr("Value at risk"), sum_of(at_risk, "value_at_risk"), ColumnType::money);
    card.add("at_risk_with_task", tr("At risk, with a task"), with("task"), ColumnType::integer);
    card.add("at_risk_done", tr("At risk, task done"), with("done"), ColumnType::integer);
    card.add("at_risk_done_without_contact", tr("Of these without a contact on record"), count(at_risk, [&](const Row& row) { return is_done_without_contact(read, row); }),
             ColumnType::integer);
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
    card.add("promised", tr("Promised for the 7 days before today"), due, ColumnType::integer);
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
    text += ' ' + (apart < Money{} ? tr("If the pace stays {}, it will be {}, {} short of the target.", shown("pace"), shown("run_rate"), by)
                                   : tr("If the pace stays {}, it will be {}, {} more than the target.", shown("pace"), shown("run_rate"), by));
  }
  if (!shown("ends_from").empty()) {
    text += ' ' + tr("If instead the rest goes as that of the {} periods before went, it will be between {} and {}, in the middle {}", shown("periods_before"), shown("ends_from"), shown("ends_to"),
                     shown("ends_middle"));
    text += shown("periods_reaching").empty() ? "." : tr("; going by {} of them the target is reached.", shown("periods_reaching"));
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
  // The sentence says the amounts, and the table below it.
  Section section{"dashboard", {}, true, true,
                  {"verdict", "last_year", "growth", "red_teams", "deals_overdue", "deals_overdue_value", "customers_at_risk", "value_at_risk", "at_risk_with_task", "at_risk_done", "at_risk_done_without_contact", "contacts_overdue", "promised",
                   "kept", "tasks_overdue", "tickets_overdue", "csat", "nps"}};
  Table& table = section.table;
  table.title = tr("Dashboard, {}", period.name);
  table.money_decimals = settings.currency.decimals;
  table.notes = {tr("amounts in {}; facts up to {}", settings.currency.code, format_date(context.as_of()))};
  Card card(table);
  card.add("company", tr("Company"), settings.company);
  card.add("period", tr("Period"), period.name);
  card.add("as_of", tr("As of"), context.as_of(), ColumnType::date);
  card.add("days_gone", tr("Working days gone"), std::int64_t{gone.worked}, ColumnType::integer);
  card.add("days", tr("Working days"), std::int64_t{gone.all}, ColumnType::integer);
  if (tables.attainment != nullptr) add_sales(card, *tables.attainment, gone);
  if (tables.attainment != nullptr) add_outlook(card, *tables.attainment, period, context);
  add_risks(card, tables);
  if (tables.satisfaction != nullptr) add_satisfaction(card, *tables.satisfaction);
  Value said = or_nothing(verdict(table, gone));
  table.columns.insert(table.columns.begin(), {"verdict", tr("Where we stand")});
  table.rows.front().cells.insert(table.rows.front().cells.begin(), std::move(said));
  return section;
}

}  // namespace salesctl
