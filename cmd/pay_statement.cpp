// salesctl pay statement: all that one person needs to check their own pay by hand.
#include <algorithm>
#include <set>

#include "assign.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "pay.hpp"
#include "model/audience.hpp"
#include "store/awards.hpp"
#include "store/organisation.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct PayStatementCommand {
  std::string rep;
  std::string period;
};

/// What the tables are made of.
struct PayStatement {
  const Database& db;
  const Settings& settings;
  const Rep& rep;
  PayPeriod period;
  std::vector<PayLine> lines;    // of the period
  std::vector<PayLine> earlier;  // of the rep, with those of the period

  std::string money(Money amount) const { return format_grouped(amount, settings.currency.decimals); }
  Table table(const char* name, const std::string& title) const {
    Table made;
    made.name = name;
    made.title = title;
    made.money_decimals = settings.currency.decimals;
    return made;
  }
};

Table components(const PayStatement& s, const Organisation& organisation) {
  std::vector<PayLine> shown;
  std::ranges::copy_if(s.lines, std::back_inserter(shown), [](const PayLine& l) { return l.kind != LineKind::total && l.kind != LineKind::benefit && l.about == l.period; });
  Table made = pay_table(shown, organisation, s.settings, true);
  made.name = "components";
  made.title = tr("{}: pay for {} ({})", s.rep.name, s.period.period.name, s.period.closed ? tr("closed") : tr("open"));
  made.columns.erase(made.columns.begin() + 1);
  for (Row& row : made.rows) row.cells.erase(row.cells.begin() + 1);
  Money sum;
  for (const PayLine& l : s.lines) sum += l.amount;
  const bool corrected = std::ranges::any_of(s.lines, [](const PayLine& l) { return l.about != l.period; });
  made.notes = {corrected ? tr("together with corrections: {}", s.money(sum)) : tr("together {}", s.money(sum))};
  return made;
}

/// The whole's share that the part is, where the whole is not zero.
Value share_of(Money part, Money whole) {
  if (whole == Money{}) return std::monostate{};
  return ratio(static_cast<double>(part.minor) / static_cast<double>(whole.minor));
}

/// What else is known of an order, by which rates may go: columns that came later stand last.
std::vector<Column> order_columns() {
  return {{"sold_by", tr("Sold by")}, {"series", tr("Series")}, {"order_kind", tr("Kind of order")}, {"gives_back", tr("Gives back")}};
}

std::vector<Value> order_cells(const PayStatement& s, const std::optional<PaySource>& source) {
  if (!source) return std::vector<Value>(order_columns().size());
  return {source->rep == s.rep.id ? Value() : named_or_nothing(source->rep, source->rep_name), or_nothing(source->series), source->kind, or_nothing(source->gives_back)};
}

std::vector<Value> part_cells(const PayStatement& s, const PayLine& l, const PayPart& part, const std::optional<PaySource>& source) {
  const Money whole = !source ? Money{} : l.basis == PayBasis::margin ? source->amount - source->cost : source->amount;
  return {source ? or_nothing(source->day) : Value(), source ? Value(source->order) : Value(), source && l.basis == PayBasis::collected ? Value(source->id) : Value(),
          source ? named_or_nothing(source->customer, source->customer_name) : Value(), source ? or_nothing(source->product) : Value(),
          source ? Value(whole) : Value(), part.amount, source ? share_of(part.amount, whole) : Value(), or_nothing(l.rate),
          l.each ? or_nothing(l.each) : Value(), exact_pay(l, part, s.settings.currency.decimals)};
}

std::vector<Column> part_columns() {
  return {{"date", tr("Date"), ColumnType::date},    {"order", tr("Order")},
          {"payment", tr("Payment")},                {"customer", tr("Customer")},
          {"product", tr("Product")},                {"whole", tr("Whole"), ColumnType::money},
          {"credited", tr("Credited"), ColumnType::money}, {"share", tr("Share"), ColumnType::percent},
          {"rate", tr("Rate")},                      {"each", tr("Each"), ColumnType::money},
          {"pay", tr("Pay"), ColumnType::number}};
}

void append(std::vector<Value>& cells, const std::vector<Value>& more) { cells.insert(cells.end(), more.begin(), more.end()); }
void append(std::vector<Column>& columns, const std::vector<Column>& more) { columns.insert(columns.end(), more.begin(), more.end()); }

Table orders(const PayStatement& s) {
  Table made = s.table("orders", tr("Orders"));
  made.columns = {{"component", tr("Component")}};
  append(made.columns, part_columns());
  append(made.columns, order_columns());
  for (const PayLine& l : s.lines) {
    if (!holds_rows(l) || l.about != l.period) continue;
    for (const PayPart& part : l.parts) {
      const auto source = find_pay_source(s.db, l.basis, part.source);
      Row row{{l.component}};
      append(row.cells, part_cells(s, l, part, source));
      append(row.cells, order_cells(s, source));
      made.rows.push_back(std::move(row));
    }
  }
  if (!made.rows.empty()) made.notes = {tr("credited: the part of the order that is yours at this rate, less what was given back in the same period")};
  drop_empty_columns(made);
  return made;
}

/// All in one table, for a format that holds one: the parts of each line, then, where it rounds or has none, the line.
Table details(const PayStatement& s) {
  Table made = s.table("details", {});
  made.columns = {{"period", tr("Period")}, {"about", tr("About")}, {"component", tr("Component")}, {"kind", tr("Kind")}, {"line", tr("Line"), ColumnType::integer}};
  append(made.columns, part_columns());
  append(made.columns, {{"amount", tr("Amount"), ColumnType::money}, {"reason", tr("Reason")}, {"rule", tr("Rule")}});
  append(made.columns, order_columns());
  for (const PayLine& l : s.lines) {
    const std::vector<Value> head{l.period, l.about, l.component, word(to_string(l.kind)), l.key};
    for (const PayPart& part : l.parts) {
      const auto source = find_pay_source(s.db, l.basis, part.source);
      Row row{head};
      append(row.cells, part_cells(s, l, part, source));
      append(row.cells, std::vector<Value>(3));
      append(row.cells, order_cells(s, source));
      made.rows.push_back(std::move(row));
    }
    Row row{head};
    row.cells.resize(head.size() + part_columns().size());
    append(row.cells, {l.amount, or_nothing(to_string(l.reason)), or_nothing(l.place)});
    append(row.cells, order_cells(s, std::nullopt));
    made.rows.push_back(std::move(row));
  }
  return made;
}

Table tiers(const PayStatement& s) {
  Table made = s.table("tiers", tr("Tiers"));
  made.columns = {{"component", tr("Component")}, {"before", tr("Before"), ColumnType::money}, {"total", tr("Total"), ColumnType::money}, {"next", tr("Next"), ColumnType::money}, {"reason", tr("Where it stands")}};
  for (const PayLine& l : s.lines) {
    if (l.kind != LineKind::total) continue;
    Money before = l.sum;  // the running total begins with what earlier periods of its window brought
    for (const PayLine& own : s.lines) {
      const bool of_period = own.component == l.component && own.plan == l.plan && own.about == own.period && (own.kind == LineKind::rate || own.kind == LineKind::each);
      if (of_period) before -= own.sum;
    }
    made.rows.push_back({{l.component, before, l.sum, or_nothing(l.each), to_string(l.reason)}});
  }
  return made;
}

Table corrections(const PayStatement& s) {
  Table made = s.table("corrections", tr("Corrections of earlier periods"));
  made.columns = {{"period", tr("Period")},  {"component", tr("Component")}, {"orders", tr("Orders")}, {"change", tr("Change"), ColumnType::money},
                  {"rate", tr("Rate"), ColumnType::percent}, {"amount", tr("Amount"), ColumnType::money}, {"reason", tr("Reason")}};
  for (const PayLine& l : s.lines) {
    if (l.about == l.period) continue;
    std::set<std::string> ids;
    for (const PayPart& part : l.parts) {
      const auto source = find_pay_source(s.db, l.basis, part.source);
      ids.insert(source ? source->id : tr("(gone)"));
    }
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "" : ", ") + id;
    made.rows.push_back({{l.about, l.component, or_nothing(list), holds_rows(l) ? Value(l.sum) : Value(), or_nothing(l.rate), l.amount, to_string(l.reason)}});
  }
  return made;
}

Table year_to_date(const PayStatement& s) {
  const Period year = period_of(s.period.period.span.from, PeriodUnit::year, s.settings.fiscal);
  Table made = s.table("year_to_date", tr("Since the beginning of {}", year.name));
  made.columns = {{"component", tr("Component")}, {"amount", tr("Amount"), ColumnType::money}};
  std::vector<std::pair<std::string, Money>> sums;
  Money sum;
  Money debt;
  for (const PayLine& l : s.earlier) {
    if (l.span.to > s.period.period.span.to) continue;
    if (l.kind == LineKind::draw) debt += l.amount;
    if (l.span.from < year.span.from || l.amount == Money{}) continue;
    auto it = std::ranges::find(sums, l.component, [](const auto& pair) { return pair.first; });
    if (it == sums.end()) it = sums.insert(sums.end(), {l.component, Money{}});
    it->second += l.amount;
    sum += l.amount;
  }
  for (const auto& [component, amount] : sums) made.rows.push_back({{component, amount}});
  made.notes = {tr("together {}", s.money(sum))};
  const std::vector<PayPeriod> ledger = pay_periods(s.db);
  const auto first = std::ranges::find(ledger, s.period.every, &PayPeriod::every);
  if (first->period.span.from > year.span.from) made.notes.push_back(tr("the ledger begins with {}: what was paid before is not in it", first->period.name));
  if (debt != Money{}) made.notes.push_back(tr("draw still to be paid back: {}", s.money(debt)));
  return made;
}

/// What an award brings: its prize, its money, else why it was won.
std::string won(const PayStatement& s, const GivenAward& award) {
  std::string text = award.prize;
  if (award.amount) text += (text.empty() ? "" : ", ") + s.money(*award.amount);
  return text.empty() ? award.reason : text;
}

/// Benefits of the plan, and honours given in the period: one's own and those of one's teams.
Table benefits(const PayStatement& s, const Organisation& organisation) {
  Table made = s.table("benefits", tr("Beside this pay"));
  made.columns = {{"component", tr("Component")}, {"period", tr("Period")}, {"benefit", tr("Benefit")}};
  for (const PayLine& l : s.lines) {
    if (l.kind == LineKind::benefit) made.rows.push_back({{l.component, s.period.period.name, to_string(l.reason)}});
  }
  for (const GivenAward& award : awards_given(s.db, s.period.period.span)) {
    const std::vector<std::string> teams = teams_on(organisation, s.rep, award.period.span.to - std::chrono::days{1});
    const bool own = award.level == ScopeLevel::rep ? award.winner == s.rep.id : std::ranges::find(teams, award.winner) != teams.end();
    const auto rule = std::ranges::find(s.settings.awards, award.award, &AwardRule::name);
    if (own) made.rows.push_back({{Named(award.award, rule == s.settings.awards.end() ? award.award : rule->title), award.period.name, won(s, award)}});
  }
  return made;
}

PayPeriod asked_period(const Database& db, Context& context, const std::string& name) {
  if (!name.empty()) return known_period(db, context, name);
  const std::vector<PayPeriod> all = pay_periods(db);
  if (all.empty()) throw UsageError(tr("no pay period was run yet"), tr("\"salesctl pay run --period PERIOD\" does it"));
  return all.back();
}

int run_statement(const PayStatementCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Database db = context.open_store(Access::read);
  const Organisation organisation = read_organisation(db, settings);
  const Rep& rep = organisation.reps.at(asked_rep(db, organisation, command.rep));
  PayStatement s{db, settings, rep, asked_period(db, context, command.period), {}, {}};
  s.lines = read_pay_lines(db, {s.period.period.name, {}, rep.key, WithParts::yes});
  s.earlier = read_pay_lines(db, {{}, {}, rep.key, WithParts::no});
  if (context.format() == Format::csv) {
    context.show(details(s));
    return 0;
  }
  std::vector<Table> tables{components(s, organisation), orders(s)};
  for (Table& more : std::vector<Table>{tiers(s), corrections(s), year_to_date(s), benefits(s, organisation)}) {
    if (!more.rows.empty() || context.format() == Format::json) tables.push_back(std::move(more));  // JSON has the same keys always
  }
  if (is_page(context.format())) std::ranges::for_each(tables, show_rates_exactly);
  context.show(tables);
  return 0;
}

}  // namespace

void add_pay_statement(CommandLine pay) {
  const CommandLine line = pay.subcommand("statement", tr("All that one person needs to check their own pay"));
  PayStatementCommand& command = line.runs(run_statement);
  line.argument("REP", command.rep, tr("Whose"), Need::required);
  line.option("--period", command.period, "PERIOD", tr("A period that was run (default: the last one)"));
  line.footer(tr("Examples:\n  salesctl pay statement r1 --period 2026-07\n  salesctl pay statement r1 -o r1.xlsx"));
}

}  // namespace salesctl
