// salesctl pay diff: what changed since periods were closed, corrected already or in the next run, and why.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "pay.hpp"
#include "store/organisation.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct PayDiffCommand {
  std::string period;
};

std::string why_of(const Database& db, const PayLine& l, const PayPart& part) {
  const auto source = find_pay_source(db, l.basis, part.source);
  if (!source) return tr("no longer there");
  const bool back = l.basis == PayBasis::collected ? source->amount < Money{} : part.source != part.origin;
  if (back) return tr("given back by {} on {}", source->id, source->day ? format_date(*source->day) : "");
  if (!l.adjusts) return tr("known only since");
  return tr("its amount, its day or who is credited was changed");
}

void add_rows(const Database& db, const Settings& settings, const Organisation& organisation, const PayLine& l, bool made, Table& table) {
  const Rep* rep = organisation.find_rep(l.rep);
  const auto add = [&](Value order, Value change, Value pay, const std::string& why) {
    table.rows.push_back({{l.about, rep == nullptr ? Value() : Value(Named(rep->id, rep->name)), l.plan, l.component, std::move(order), std::move(change), or_nothing(l.rate),
                           std::move(pay), l.period, word(made ? TR_NOOP("made") : TR_NOOP("pending")), why}});
  };
  if (!holds_rows(l)) return add(Value(), Value(), four_decimals(std::stod(format_plain(l.amount, settings.currency.decimals))), to_string(l.reason));
  for (const PayPart& part : l.parts) {
    const auto source = find_pay_source(db, l.basis, part.origin);
    const auto own = find_pay_source(db, l.basis, part.source);
    const Value order = l.basis == PayBasis::collected ? (own ? Value(own->order) : Value()) : (source ? Value(source->id) : Value());
    add(order, part.amount, exact_pay(l, part, settings.currency.decimals), why_of(db, l, part));
  }
}

/// The next run of each length: the first period that is not closed.
std::vector<PaySpan> next_spans(const std::vector<PayPeriod>& periods, FiscalYear fiscal) {
  std::vector<PaySpan> next;
  for (const PeriodUnit every : {PeriodUnit::month, PeriodUnit::quarter}) {
    const PayPeriod* last = nullptr;
    for (const PayPeriod& p : periods) {
      if (p.closed && p.every == every) last = &p;
    }
    if (last != nullptr) next.push_back({period_of(last->period.span.to, every, fiscal), every});
  }
  return next;
}

/// The same line is not pending and made.
bool is_made(const std::vector<PayLine>& ledger, const PayLine& l) {
  return std::ranges::any_of(ledger, [&](const PayLine& other) {
    return other.period == l.period && other.rep == l.rep && other.component == l.component && other.adjusts == l.adjusts && other.amount == l.amount && other.parts == l.parts;
  });
}

int run_diff(const PayDiffCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Database db = context.open_store(Access::read);
  std::string wanted;
  if (!command.period.empty()) wanted = known_period(db, context, command.period).period.name;
  const Organisation organisation = read_organisation(db, settings);
  const std::vector<PayPeriod> periods = pay_periods(db);
  const std::vector<PayLine> ledger = read_pay_lines(db, {});
  Table table;
  table.title = tr("What changed since periods were paid");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"period", tr("Period")}, {"rep", tr("Rep")},   {"plan", tr("Plan")},          {"component", tr("Component")}, {"order", tr("Order")},
                   {"change", tr("Change"), ColumnType::money},      {"rate", tr("Rate"), ColumnType::percent}, {"pay", tr("Pay"), ColumnType::number},
                   {"paid_in", tr("Paid in")}, {"state", tr("State")}, {"why", tr("Why")}};
  const auto add = [&](const PayLine& l, bool made) {
    if (l.about != l.period && (wanted.empty() || l.about == wanted)) add_rows(db, settings, organisation, l, made, table);
  };
  for (const PayLine& l : ledger) add(l, true);
  for (const PaySpan& span : next_spans(periods, settings.fiscal)) {
    if (context.as_of() < span.period.span.from) continue;
    for (const PayLine& l : compute_pay(pay_problem(db, settings, settings.plans, span, context.as_of())).lines) {
      if (!is_made(ledger, l)) add(l, false);
    }
  }
  for (const PayEvent& e : pay_events(db, wanted)) {
    if (e.event == "reopen") table.notes.push_back(tr("{} was opened again on {} by {}: {}", e.period, e.at.substr(0, 10), e.actor, e.reason));
  }
  if (is_page(context.format())) show_rates_exactly(table);
  context.show(std::move(table));
  return 0;
}

}  // namespace

void add_pay_diff(CommandLine pay) {
  const CommandLine line = pay.subcommand("diff", tr("What changed since periods were paid, and why"));
  PayDiffCommand& command = line.runs(run_diff);
  line.argument("PERIOD", command.period, tr("Only what is of this period"));
  line.footer(tr("Examples:\n  salesctl pay diff\n  salesctl pay diff 2026-07 -f csv"));
}

}  // namespace salesctl
