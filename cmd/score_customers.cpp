// salesctl score customers: RFM, ABC, classes and their history, and what a customer is expected to bring.
#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/parallel.hpp"
#include "churn.hpp"
#include "score.hpp"
#include "score/class_change.hpp"
#include "score/customers.hpp"
#include "store/customers.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr int default_days = 365;
constexpr std::size_t chunk_size = 8'192;

/// What the scoring found, beside what stood before.
struct Scored {
  ScoredCustomers now;
  std::vector<std::optional<int>> classes;
  std::vector<std::string> before;  // names of the classes before
  std::optional<Scoring> last;      // the scoring before
  std::vector<ClassChange> changes;
};

std::string name_of(const CustomerRules& rules, const std::optional<int>& index) {
  return index ? rules.classes.at(static_cast<std::size_t>(*index)).name : std::string();
}

std::vector<CustomerKey> keys_of(const CustomerBase& base) {
  std::vector<CustomerKey> keys;
  for (const CustomerFigures& c : base.customers) keys.push_back(c.key);
  return keys;
}

Scored score_all(const Database& db, const Settings& settings, const Scoring& scoring) {
  Scored scored;
  scored.now = score_at(db, settings, scoring);
  scored.classes = FigureTable(db, settings, scored.now.base).classes();
  scored.last = last_scoring(db, scoring.day);
  scored.before = classes_in_force(db, keys_of(scored.now.base), scoring.day - std::chrono::days{1});
  std::optional<ScoredCustomers> then;
  for (std::size_t i = 0; i < scored.classes.size(); ++i) {
    const std::string name = name_of(settings.customers, scored.classes[i]);
    if (name == scored.before[i]) continue;
    const CustomerFigures& figures = scored.now.base.customers[i];
    ClassChange change{figures.key, name, {}};
    if (!scored.before[i].empty() && scored.last) {
      if (!then) then = score_at(db, settings, *scored.last);
      const auto before = std::ranges::lower_bound(then->base.customers, figures.key, {}, &CustomerFigures::key);
      const bool was_there = before != then->base.customers.end() && before->key == figures.key;
      change.reason = why_changed(settings.customers, scored.before[i], name, was_there ? *before : CustomerFigures{}, figures,
                                  settings.currency.decimals);
    }
    scored.changes.push_back(std::move(change));
  }
  return scored;
}

/// Stores the classes, unless they are stored, or a later day's are: history is not written again. Says why it did not.
void store_changes(const Database& db, Context& context, const Scoring& scoring, const std::vector<ClassChange>& changes) {
  if (const std::optional<Scoring> later = last_scoring(db, make_date(9999, 12, 31)); later && later->day > scoring.day) {
    return context.say(tr("nothing is stored: customers were classified for {} already, which is later than {}", format_date(later->day),
                          format_date(scoring.day)));
  }
  if (stored_changes(db, scoring) == changes) {
    return context.say(tr("nothing has changed since these customers were classified for {}", format_date(scoring.day)));
  }
  Run run = context.run("class_history", {});
  run.counts.inserted = static_cast<std::int64_t>(changes.size());
  write_changes(db, scoring, changes, record_run(db, run));
}

/// How many rows are shown at most.
std::size_t most(const ScoreCustomersCommand& command) {
  return command.top.empty() ? SIZE_MAX : static_cast<std::size_t>(parse_integer(command.top, 1));
}

/// Which customers may be shown.
std::vector<std::size_t> chosen(const ScoreCustomersCommand& command, const Settings& settings, const Database& db, const Scored& scored) {
  std::optional<int> only;
  if (!command.customer_class.empty()) only = class_index(settings.customers, command.customer_class);
  const OwnedBy wanted(db, command.owner);
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < scored.classes.size(); ++i) {
    if (only && scored.classes[i] != only) continue;
    if (!wanted(scored.now.base.customers[i].key)) continue;
    rows.push_back(i);
  }
  return rows;
}

/// Puts the best of these customers first and leaves out all but as many as are asked for.
void rank(const ScoreCustomersCommand& command, const Scored& scored, std::vector<std::size_t>& rows) {
  const auto order = [&](std::size_t i) {
    const CustomerFigures& c = scored.now.base.customers[i];
    return std::tuple(-c.ranked, -c.value, -c.year_value, i);
  };
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), most(command)));
  std::ranges::partial_sort(rows, end, {}, order);
  rows.erase(end, rows.end());
}

Table customers_table(const Settings& settings, const Scoring& scoring) {
  Table table;
  table.title = tr("Customers, purchases from {} to {}", format_date(scoring.from), format_date(scoring.day));
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"customer", tr("Customer")},
                   {"name", tr("Name")},
                   {"owner", tr("Owner")},
                   {"class", tr("Class")},
                   {"r", "R", ColumnType::integer},
                   {"f", "F", ColumnType::integer},
                   {"m", "M", ColumnType::integer},
                   {"abc", "ABC"},
                   {"orders", tr("Orders"), ColumnType::integer},
                   {"value", tr("Value"), ColumnType::money},
                   {"last_order", tr("Last order"), ColumnType::date},
                   {"year_value", tr("Expected in 12 months"), ColumnType::money},
                   {"visit_every", tr("Contact every"), ColumnType::integer},
                   {"channel", tr("Channel")},
                   {"service", tr("Service")},
                   {"discount", tr("Discount up to"), ColumnType::percent}};
  return table;
}

Row customer_row(const Settings& settings, const CustomerFigures& c, const std::optional<int>& of_class, const CustomerCard& card, Date day) {
  const auto grade = [](int n) { return or_nothing(n == 0 ? std::nullopt : std::optional<std::int64_t>(n)); };
  std::optional<Date> last;
  if (c.last_order_days) last = day - std::chrono::days{*c.last_order_days};
  Row row{{card.id, card.name, named_or_nothing(card.owner, card.owner_name), or_nothing(name_of(settings.customers, of_class)),
           grade(c.r), grade(c.f), grade(c.m), or_nothing(c.abc == ' ' ? std::string() : std::string(1, c.abc)),
           std::int64_t{c.orders}, c.value, or_nothing(last), c.year_value},
          0,
          false};
  if (!of_class) {
    row.cells.resize(row.cells.size() + 4);
    return row;
  }
  const CustomerClass& rule = settings.customers.classes.at(static_cast<std::size_t>(*of_class));
  row.cells.push_back(or_nothing(rule.visit_every == 0 ? std::nullopt : std::optional<std::int64_t>(rule.visit_every)));
  row.cells.push_back(or_nothing(rule.channel));
  row.cells.push_back(or_nothing(rule.service));
  row.cells.push_back(or_nothing(rule.discount));
  return row;
}

/// "A: 12 customers, 61.2% of what is bought", class by class.
std::vector<std::string> class_notes(const Settings& settings, const Scored& scored) {
  const std::size_t n = settings.customers.classes.size();
  std::vector<std::size_t> customers(n + 1);
  std::vector<Money> values(n + 1);
  Money all;
  for (std::size_t i = 0; i < scored.classes.size(); ++i) {
    const auto at = static_cast<std::size_t>(scored.classes[i].value_or(static_cast<int>(n)));
    ++customers[at];
    values[at] += scored.now.base.customers[i].value;
    all += scored.now.base.customers[i].value;
  }
  std::vector<std::string> notes;
  for (std::size_t i = 0; i <= n; ++i) {
    if (i == n && customers[i] == 0) continue;
    const std::string name = i < n ? settings.customers.classes[i].name : tr("(no class)");
    const double share = all.minor == 0 ? 0 : 100.0 * static_cast<double>(values[i].minor) / static_cast<double>(all.minor);
    notes.push_back(tr("{}: {} of {} customers, {:.1f}% of the value", name, customers[i], scored.classes.size(), share));
  }
  return notes;
}

void show_customers(const ScoreCustomersCommand& command, Context& context, const Database& db, const Scoring& scoring, const Scored& scored) {
  const Settings& settings = context.settings();
  Table head = customers_table(settings, scoring);
  head.notes = class_notes(settings, scored);
  head.notes.push_back(scored.now.value_note);
  CustomerCards cards(db);
  std::vector<std::size_t> shown = chosen(command, settings, db, scored);
  rank(command, scored, shown);
  context.show(std::move(head), [&](const std::function<void(Row)>& row) {
    for (const std::size_t i : shown) {
      const CustomerFigures& c = scored.now.base.customers[i];
      row(customer_row(settings, c, scored.classes[i], cards.of(c.key), scoring.day));
    }
  });
}

void show_changes(const ScoreCustomersCommand& command, Context& context, const Database& db, const Scoring& scoring, const Scored& scored) {
  const Settings& settings = context.settings();
  Table table;
  table.title = scored.last ? tr("Changes of class from {} to {}", format_date(scored.last->day), format_date(scoring.day))
                            : tr("Changes of class up to {}", format_date(scoring.day));
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"customer", tr("Customer")}, {"name", tr("Name")},           {"owner", tr("Owner")},
                   {"previous", tr("Before")},   {"class", tr("Class")},         {"direction", tr("Direction")},
                   {"value", tr("Value"), ColumnType::money}, {"reason", tr("Why")}};
  if (!scored.last) table.notes.push_back(tr("customers were not classified before {}, so nothing has changed", format_date(scoring.day)));
  CustomerCards cards(db);
  const auto change_of = [&](std::size_t i) {
    const CustomerKey key = scored.now.base.customers[i].key;
    const auto change = std::ranges::lower_bound(scored.changes, key, {}, &ClassChange::customer);
    return change == scored.changes.end() || change->customer != key ? nullptr : &*change;
  };
  std::vector<std::size_t> shown;
  if (scored.last) shown = chosen(command, settings, db, scored);
  std::erase_if(shown, [&](std::size_t i) { return change_of(i) == nullptr; });
  rank(command, scored, shown);
  for (const std::size_t i : shown) {
    const CustomerFigures& c = scored.now.base.customers[i];
    const ClassChange* const change = change_of(i);
    const CustomerCard card = cards.of(c.key);
    const int way = direction(settings.customers, scored.before[i], change->name);
    std::string why = change->reason;
    if (scored.before[i].empty()) why = tr("classified for the first time");
    if (why.empty()) why = tr("the customer's data or the rules changed");
    table.rows.push_back({{card.id, card.name, named_or_nothing(card.owner, card.owner_name), or_nothing(scored.before[i]), or_nothing(change->name),
                           word(way == 0 ? "" : way > 0 ? TR_NOOP("up") : TR_NOOP("down")), c.value, why}, 0, false});
  }
  context.show(std::move(table));
}

int run_score_customers(const ScoreCustomersCommand& command, Context& context) {
  if (!command.customer.empty()) return run_explain_customer(command, context);
  const Settings& settings = context.settings();
  const Scoring scoring = asked_scoring(command, context);
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  context.progress(tr("scoring customers"));
  const Scored scored = score_all(db, settings, scoring);
  context.progress(tr("storing classes"));
  if (!context.options.dry_run) store_changes(db, context, scoring, scored.changes);
  context.progress({});
  if (context.shows_stored() || context.options.dry_run) {
    command.changes ? show_changes(command, context, db, scoring, scored) : show_customers(command, context, db, scoring, scored);
  }
  if (!context.options.dry_run) transaction.commit();
  return 0;
}

}  // namespace

Scoring asked_scoring(const ScoreCustomersCommand& command, Context& context) {
  const Date today = context.as_of();
  if (command.period.empty()) return {today, today - std::chrono::days{default_days - 1}};
  const Period period = context.period(command.period);
  const Date last = std::min(period.span.to - std::chrono::days{1}, today);
  if (last < period.span.from) throw UsageError(tr("{} begins after {}, up to which facts are known", period.name, format_date(today)));
  return {last, period.span.from};
}

namespace {

/// Hands over a metric's sum over the period to each customer that has one.
template <typename Take>
void add_sums(const Database& db, const Settings& settings, const std::string& metric, Span period, std::vector<CustomerInput>& customers, Take take) {
  for (const CustomerSum& sum : read_customer_sums(db, settings, find_metric(settings, metric), period)) {
    const auto at = std::ranges::lower_bound(customers, sum.customer, {}, &CustomerInput::key);
    if (at != customers.end() && at->key == sum.customer) take(*at, sum.sum);
  }
}

}  // namespace

ScoredCustomers score_at(const Database& db, const Settings& settings, const Scoring& scoring) {
  const ChurnFacts facts = read_churn_facts(db, settings, scoring.day);
  ChurnRules rules = settings.churn;
  rules.evidence = false;  // corrects the chance to leave, not the purchases expected
  const int day = day_number(scoring.day);
  const RiskModel model = learn(facts, rules, day, rules.horizon);
  std::vector<CustomerKey> keys;
  std::ranges::set_union(customers_created(db, scoring.day), facts.purchases.customers, std::back_inserter(keys));
  std::vector<CustomerInput> customers;
  for (const CustomerKey key : keys) customers.push_back({key, Money{}, std::nullopt, {}});
  in_chunks(facts.purchases.size(), chunk_size, [&](std::size_t, std::size_t from, std::size_t to) {
    auto at = std::ranges::lower_bound(customers, facts.purchases.customers[from], {}, &CustomerInput::key);
    for (std::size_t i = from; i < to; ++i) {
      while (at->key != facts.purchases.customers[i]) ++at;  // everybody who bought is among them, in the same order
      at->year_value = minor_units(expected_year(model, *evidence(facts.of(i, day), day)));
    }
  });
  const Span period{scoring.from, scoring.day + std::chrono::days{1}};
  add_sums(db, settings, settings.customers.purchases, period, customers, [](CustomerInput& c, Money sum) { c.value = sum; });
  if (!settings.customers.abc_by.empty()) {
    for (CustomerInput& customer : customers) customer.ranked = Money{};
    add_sums(db, settings, settings.customers.abc_by, period, customers, [](CustomerInput& c, Money sum) { c.ranked = sum; });
  }
  return {score_customers(facts.purchases, customers, period, settings.customers), year_value_note(model, rules)};
}

void add_score_customers(CommandLine app) {
  const CommandLine customers = app.subcommand("customers", tr("RFM, ABC, class and expected value of every customer"));
  ScoreCustomersCommand& command = customers.runs(run_score_customers);
  customers.argument("CUSTOMER", command.customer, tr("Show how this one's figures and class come about; nothing is stored"));
  customers.option("--period", command.period, "PERIOD", tr("Purchases that count (default: the 365 days up to today)"));
  customers.option("--class", command.customer_class, "NAME", tr("Show only this class"));
  customers.option("--owner", command.owner, "REP", tr("Show only customers this rep looks after"));
  customers.option("--top", command.top, "N", tr("Show only the first N"));
  customers.flag("--changes", command.changes, tr("Show who changed class since the scoring before, and why"));
  customers.footer(tr("Examples:\n  salesctl score customers --period 2026-H1\n  salesctl score customers --changes -f md -o changes.md\n"
                      "  salesctl score customers C042 --explain"));
}

}  // namespace salesctl
