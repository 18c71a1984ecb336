// salesctl report visits-due: whom to contact next, why, and what to talk about.
#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "churn.hpp"
#include "report.hpp"
#include "store/classes.hpp"
#include "store/dossiers.hpp"
#include "tables.hpp"
#include "visits.hpp"

namespace salesctl {
namespace {

constexpr int longest_within = 366;  // days
constexpr int default_within = 7;

}  // namespace

std::vector<DueCustomer> due_until(Date last, const Database& db, const Settings& settings, const ChurnFacts& facts, Date as_of) {
  const std::vector<KnownCustomer> known = known_customers(db, facts.purchases.customers, as_of);
  std::vector<CustomerKey> keys;
  for (const KnownCustomer& c : known) keys.push_back(c.key);
  const ClassHistory classes = read_classes(db, settings.customers, keys, as_of);
  const int day = day_number(as_of);
  std::vector<DueCustomer> all;
  std::size_t bought = 0;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::optional<int> of_class = classes.at(i, day);
    Relation relation{0, known[i].created, known[i].last_contact, {}, 0, 0};
    if (of_class) relation.visit_every = settings.customers.classes.at(static_cast<std::size_t>(*of_class)).visit_every;
    while (bought < facts.purchases.size() && facts.purchases.customers[bought] < known[i].key) ++bought;
    if (bought < facts.purchases.size() && facts.purchases.customers[bought] == known[i].key) {
      const Evidence e = *evidence(facts.of(bought, day), day);
      relation.last_order = as_of - std::chrono::days{e.days_since()};
      relation.orders = e.rhythm.repeats + 1;
      relation.typical_gap = e.typical_gap;
    }
    const std::optional<VisitDue> due = visit_due(relation);
    if (due && due->on <= last) all.push_back({known[i].key, *due, of_class});
  }
  return all;
}

namespace {

Table visits_table(const ReportCommand& command, const Settings& settings, Date as_of, int within) {
  Table table;
  table.title = within == 0 ? tr("Contacts due on {}", format_date(as_of))
                            : tr("Contacts due on {} and in the {} days after it", format_date(as_of), within);
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"customer", tr("Customer")},
                   {"name", tr("Name")},
                   {"class", tr("Class")},
                   {"owner", tr("Owner")},
                   {"due_on", tr("Due"), ColumnType::date},
                   {"days_overdue", tr("Days late"), ColumnType::integer},
                   {"due_by", tr("Due by")},
                   {"channel", tr("Channel")},
                   {"last_contact", tr("Last contact"), ColumnType::date},
                   {"last_kind", tr("Kind")},
                   {"last_note", tr("Note")},
                   {"last_order", tr("Last order"), ColumnType::date},
                   {"risk", tr("Risk")},
                   {"occasion", tr("Occasion")}};
  if (command.contacts) add_contact_columns(table);
  return table;
}

/// What is known of a customer in the list beside its dossier.
struct Danger {
  std::optional<Date> last_order;
  const char* risk = "";  // empty: it never bought
  std::string why;   // of customers at medium or high risk
};

Danger danger_of(CustomerKey key, const ChurnFacts& facts, CaseReader& cases) {
  const std::optional<std::size_t> bought = facts.purchases.find(key);
  if (!bought) return {};
  const CustomerCase c = cases.of(*bought);
  return {c.last_order(), to_string(c.assessment.risk), c.assessment.risk == RiskLevel::low ? std::string() : c.why};
}

Row visit_row(const DueCustomer& c, const CustomerCard& card, const CustomerClass* of_class, const Dossier& dossier, const Danger& danger,
              Date as_of, int decimals) {
  const auto& last = dossier.last_contact;
  return {{card.id, card.name, or_nothing(of_class == nullptr ? std::string() : of_class->name), named_or_nothing(card.owner, card.owner_name),
           c.due.on, std::int64_t{(as_of - c.due.on).count()}, word(to_string(c.due.by)),
           or_nothing(of_class == nullptr ? std::string() : of_class->channel), or_nothing(last ? std::optional(last->on) : std::nullopt),
           or_nothing(last ? last->kind : std::string()), or_nothing(last ? last->note : std::string()), or_nothing(danger.last_order),
           word(danger.risk), or_nothing(occasion(dossier, danger.why, as_of, decimals))},
          0,
          false};
}

}  // namespace

bool may_be_contacted(bool opted_out, const CustomerClass* of_class) {
  return !opted_out || (of_class != nullptr && !needs_consent(of_class->channel));
}

int run_visits_due(const ReportCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  const int within = command.within.empty() ? default_within : parse_days(command.within, 0, longest_within);
  const Database db = context.open_store(Access::read);
  const ChurnFacts facts = read_churn_facts(db, settings, as_of);
  std::vector<DueCustomer> due = due_until(as_of + std::chrono::days{within}, db, settings, facts, as_of);
  const OwnedBy wanted(db, command.owner);
  std::erase_if(due, [&](const DueCustomer& c) { return !wanted(c.key); });
  if (!command.customer_class.empty()) {
    const int only = class_index(settings.customers, command.customer_class);
    std::erase_if(due, [&](const DueCustomer& c) { return c.of_class != only; });
  }
  CustomerCards cards(db);
  const auto class_of = [&](const DueCustomer& c) {
    return c.of_class ? &settings.customers.classes.at(static_cast<std::size_t>(*c.of_class)) : nullptr;
  };
  const auto opted_out = std::erase_if(due, [&](const DueCustomer& c) { return !may_be_contacted(cards.of(c.key).opted_out, class_of(c)); });
  std::ranges::sort(due, {}, [](const DueCustomer& c) { return std::tuple(c.due.on, c.key); });
  std::vector<CustomerKey> keys;
  for (const DueCustomer& c : due) keys.push_back(c.key);
  const std::vector<Dossier> dossiers = read_dossiers(db, keys, as_of);
  const RiskModel model = learn(facts, settings.churn, day_number(as_of), settings.churn.horizon);
  CaseReader cases(db, settings, facts, model, settings.churn);

  Table head = visits_table(command, settings, as_of, within);
  if (!facts.classes.from) head.notes.push_back(tr("no classes yet, so no cadence: \"salesctl score customers\" makes them"));
  if (opted_out > 0) head.notes.push_back(tr("opted out of calls and mails, so left out: {}", opted_out));
  context.show(std::move(head), [&](const std::function<void(Row)>& show) {
    for (std::size_t i = 0; i < due.size(); ++i) {
      const CustomerCard card = cards.of(due[i].key);
      Row row = visit_row(due[i], card, class_of(due[i]), dossiers[i], danger_of(due[i].key, facts, cases), as_of, settings.currency.decimals);
      if (command.contacts) add_contact_cells(dossiers[i], card.opted_out, row);
      show(std::move(row));
    }
  });
  return 0;
}

}  // namespace salesctl
