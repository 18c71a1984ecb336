// salesctl report customer ID: all there is to know of one customer on a page.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "profile.hpp"
#include "report.hpp"
#include "report/profile.hpp"
#include "report/visits_due.hpp"
#include "store/dossiers.hpp"
#include "store/facts.hpp"
#include "store/profile.hpp"
#include "tables.hpp"
#include "visits.hpp"

namespace salesctl {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 17> field_titles{{{"id", TR_NOOP("Customer")},
                                                                           {"name", TR_NOOP("Name")},
                                                                           {"sector", TR_NOOP("Sector")},
                                                                           {"region", TR_NOOP("Region")},
                                                                           {"country", TR_NOOP("Country")},
                                                                           {"city", TR_NOOP("City")},
                                                                           {"owner", TR_NOOP("Owner")},
                                                                           {"parent", TR_NOOP("Belongs to")},
                                                                           {"annual_revenue", TR_NOOP("Annual revenue")},
                                                                           {"employees", TR_NOOP("Employees")},
                                                                           {"founded", TR_NOOP("Founded")},
                                                                           {"created_on", TR_NOOP("Known since")},
                                                                           {"source", TR_NOOP("Source")},
                                                                           {"phone", TR_NOOP("Phone")},
                                                                           {"email", TR_NOOP("E-mail")},
                                                                           {"contract_until", TR_NOOP("Contract until")},
                                                                           {"opted_out", TR_NOOP("Opted out")}}};

std::string title_of(const Field& field) {
  const auto it = std::ranges::find_if(field_titles, [&](const auto& t) { return field.name == t.first; });
  if (it != field_titles.end()) return tr(it->second);
  return field.doc.empty() ? field.name : field.doc;
}

const Kind& customers(const Settings& settings) { return find_kind(settings.kinds, "customer"); }

ProfiledCustomer read_customer(const Database& db, const Settings& settings, const std::string& id, Date as_of) {
  const CustomerKey key = find_customer(db, id);
  CustomerCards cards(db);
  ProfiledCustomer c{key, cards.of(key), read_fact(db, customers(settings), key.value).value(), {}, {}, {}, {}, nullptr};
  const auto cell = [&](const char* field) -> const Value& { return c.master.cells.at(customers(settings).index(field)); };
  c.record = read_profile(db, key, as_of);
  if (const auto* const created = std::get_if<Date>(&cell("created_on")); created != nullptr && *created > as_of && c.record.orders.empty()) {
    throw UsageError(tr("customer \"{}\" became known on {}, after {}", printable(id), format_date(*created), format_date(as_of)),
                     tr("choose a later --as-of"));
  }
  c.owner = owner_on(c.record.owners, {c.card.owner, c.card.owner_name}, as_of);
  if (const auto* const parent = std::get_if<std::string>(&cell("parent"))) c.parent = {*parent, cards.of(find_customer(db, *parent)).name};
  if (c.record.classes.empty()) return c;
  c.class_name = c.record.classes.front().name;
  const auto rule = std::ranges::find(settings.customers.classes, c.class_name, &CustomerClass::name);
  if (rule != settings.customers.classes.end()) c.of_class = &*rule;
  return c;
}

/// Columns and the cells of one row, side by side.
class Card {
 public:
  explicit Card(Section& section) : section_(section) {
    section.card = true;
    section.table.rows.emplace_back();
  }
  void add(std::string key, std::string title, Value value, ColumnType type = ColumnType::text) {
    section_.table.columns.push_back({std::move(key), std::move(title), type});
    section_.table.rows.front().cells.push_back(std::move(value));
  }

 private:
  Section& section_;
};

/// A field of the master data as it is shown: names for references, phone and e-mail only to whom they may be shown, and
/// for people no thousands separator in a year and yes or nothing for a flag.
Value shown(const Field& field, const Value& value, const ProfiledCustomer& c, const Look& look) {
  if (field.name == "owner") return named_or_nothing(c.owner.id, c.owner.name);
  if (field.name == "parent") return named_or_nothing(c.parent.id, c.parent.name);
  const bool reaches = field.name == "phone" || field.name == "email";
  if (reaches && c.card.opted_out) return look.people ? Value(std::string(tr("opted out"))) : Value();
  const auto* const number = std::get_if<std::int64_t>(&value);
  if (number == nullptr || !look.people) return value;
  if (field.name == "founded") return std::to_string(*number);
  if (field.type == FieldType::boolean) return *number != 0 ? Value(std::string(tr("yes"))) : Value();
  return value;
}

void add_policy(const ProfiledCustomer& c, Card& card) {
  const CustomerClass none;
  const CustomerClass& rule = c.of_class == nullptr ? none : *c.of_class;
  card.add("class", tr("Class"), or_nothing(c.class_name));
  card.add("visit_every", tr("Contact every (days)"), rule.visit_every == 0 ? Value() : Value(std::int64_t{rule.visit_every}), ColumnType::integer);
  card.add("channel", tr("Channel"), or_nothing(rule.channel));
  card.add("service", tr("Service"), or_nothing(rule.service));
  card.add("discount", tr("Discount up to"), or_nothing(rule.discount), ColumnType::percent);
}

Section head_section(const ProfiledCustomer& c, const Settings& settings, Date as_of, const Look& look) {
  Section section{"customer", {}};
  section.table.title = tr("{} {}, as of {}", c.card.id, c.card.name, format_date(as_of));
  section.table.money_decimals = settings.currency.decimals;
  Card card(section);
  const Kind& kind = customers(settings);
  const std::vector<Column> columns = fact_columns(kind);
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const Field& field = kind.fields[i];
    if (!look.contacts && (field.name == "phone" || field.name == "email")) continue;
    if (look.page && (field.name == "id" || field.name == "name")) continue;  // the title says them
    card.add(field.name, title_of(field), shown(field, c.master.cells[i], c, look), columns[i].type);
    if (field.name == "parent") add_policy(c, card);
  }
  if (c.class_name.empty()) section.table.notes.push_back(tr("no class yet: \"salesctl score customers\" gives one"));
  return section;
}

/// How the customer buys, whether it may leave, and what is to be done.
class RiskCard {
 public:
  RiskCard(const ProfiledCustomer& customer, const Settings& settings, Date as_of, Section& section)
      : customer_(customer), settings_(settings), as_of_(as_of), card_(section) {
    relation_.visit_every = customer.of_class == nullptr ? 0 : customer.of_class->visit_every;
    const auto* const created = std::get_if<Date>(&customer.master.cells.at(customers(settings).index("created_on")));
    if (created != nullptr) relation_.known = *created;
    if (!customer.record.activities.empty()) relation_.last_contact = customer.record.activities.front().day;
  }

  void add_rhythm(const PurchaseDays& bought, const Evidence* e) {
    if (e != nullptr) {
      relation_.last_order = as_of_ - std::chrono::days{e->days_since()};
      relation_.orders = e->rhythm.repeats + 1;
      relation_.typical_gap = e->typical_gap;
    }
    const auto if_bought = [&](auto value) { return e == nullptr ? Value() : Value(value()); };
    card_.add("first_order", tr("First order"), if_bought([&] { return from_day_number(bought.days.front()); }), ColumnType::date);
    card_.add("last_order", tr("Last order"), or_nothing(relation_.last_order), ColumnType::date);
    card_.add("days_since", tr("Days since"), if_bought([&] { return std::int64_t{e->days_since()}; }), ColumnType::integer);
    card_.add("orders", tr("Days with an order"), if_bought([&] { return std::int64_t{relation_.orders}; }), ColumnType::integer);
    card_.add("value", tr("Bought in all"), if_bought([&] { return minor_units(e->total_value); }), ColumnType::money);
    card_.add("typical_gap", tr("Usual gap (days)"), relation_.typical_gap > 0 ? rounded(relation_.typical_gap, 10) : Value(), ColumnType::number);
  }

  void add_risk(const CustomerCase* c, const RiskModel& model, const ChurnRules& rules) {
    const Assessment none;
    const Assessment& a = c == nullptr ? none : c->assessment;
    const auto if_bought = [&](auto value) { return c == nullptr ? Value() : Value(value()); };
    card_.add("p_alive", tr("P(alive)"), ratio_or_nothing(a.alive), ColumnType::percent);
    card_.add("horizon", tr("Horizon (days)"), if_bought([&] { return std::int64_t{rules.horizon}; }), ColumnType::integer);
    card_.add("p_churn", tr("No order within it"), ratio_or_nothing(a.churn), ColumnType::percent);
    const std::optional<double> orders = c == nullptr ? std::nullopt : expected_orders(model, c->evidence);
    card_.add("expected_orders", tr("Orders expected in it"), orders ? rounded(*orders, 1e4) : Value(), ColumnType::number);
    card_.add("risk", tr("Risk"), if_bought([&] { return Named(to_string(a.risk), tr(to_string(a.risk))); }));
    card_.add("reasons", tr("Reasons"), or_nothing(c == nullptr ? std::string() : c->why));
    card_.add("action", tr("Action"), or_nothing(c == nullptr || c->play == nullptr ? std::string() : c->play->action));
    card_.add("value_at_risk", tr("Value at risk"), if_bought([&] { return minor_units(a.value_at_risk); }), ColumnType::money);
    card_.add("year_value", tr("Expected in 12 months"), if_bought([&] { return minor_units(expected_year(model, c->evidence)); }), ColumnType::money);
    card_.add("method", tr("Method"), if_bought([&] { return Named(voice_name(model.voice), method_name(model, rules)); }));
  }

  void add_contact(const Dossier& dossier, const Look& look) {
    const bool may = may_be_contacted(customer_.card.opted_out, customer_.of_class);
    const std::optional<VisitDue> due = may ? visit_due(relation_) : std::nullopt;
    card_.add("last_contact", tr("Last contact"), or_nothing(relation_.last_contact), ColumnType::date);
    card_.add("due_on", tr("Next contact due"), due ? Value(due->on) : Value(), ColumnType::date);
    const std::int64_t late = due ? std::int64_t{(as_of_ - due->on).count()} : 0;
    card_.add("days_overdue", tr("Days late"), due && (late > 0 || !look.people) ? Value(late) : Value(), ColumnType::integer);
    card_.add("due_by", tr("Due by"), due ? Value(Named(to_string(due->by), tr(to_string(due->by)))) : Value());
    card_.add("occasion", tr("Occasion"), or_nothing(occasion(dossier, {}, as_of_, settings_.currency.decimals)));
  }

 private:
  static Value rounded(double number, double places) { return std::round(number * places) / places; }

  static std::string method_name(const RiskModel& model, const ChurnRules& rules) {
    std::string name = rules.method == ChurnMethod::bg_nbd ? "BG/NBD" : "MBG/NBD";
    switch (model.voice) {
      case Voice::model: return name;
      case Voice::corrected: return tr("{}, corrected by evidence", name);
      case Voice::overdue: return tr("overdue ratio");
    }
    return {};
  }

  const ProfiledCustomer& customer_;
  const Settings& settings_;
  Date as_of_;
  Card card_;
  Relation relation_;
};

Section risk_section(const ProfiledCustomer& customer, const Database& db, const Settings& settings, Date as_of, const Look& look) {
  Section section{"risk", {}};
  section.table.title = tr("Rhythm and risk");
  section.table.money_decimals = settings.currency.decimals;
  const ChurnRules& rules = settings.churn;
  const ChurnFacts facts = read_churn_facts(db, settings, as_of);
  const RiskModel model = learn(facts, rules, day_number(as_of), rules.horizon);
  const std::optional<std::size_t> bought = facts.purchases.find(customer.key);
  std::optional<CustomerCase> found;
  if (bought) found = CaseReader(db, settings, facts, model, rules).of(*bought);
  RiskCard card(customer, settings, as_of, section);
  card.add_rhythm(bought ? facts.purchases.of(*bought) : PurchaseDays{}, found ? &found->evidence : nullptr);
  card.add_risk(found ? &*found : nullptr, model, rules);
  card.add_contact(read_dossiers(db, {customer.key}, as_of).front(), look);
  if (!bought) section.table.notes.push_back(tr("it has never ordered"));
  if (!may_be_contacted(customer.card.opted_out, customer.of_class)) {
    section.table.notes.push_back(tr("it opted out of calls and mails: no contact is due"));
  }
  if (!look.explain) return section;
  for (const std::string& note : voice_notes(model, rules)) section.table.notes.push_back(note);
  section.table.notes.push_back(year_value_note(model, rules));
  section.table.notes.push_back(tr("facts up to {}", format_date(as_of)));
  return section;
}

}  // namespace

int run_customer(const ReportCommand& command, Context& context) {
  if (command.subject.empty()) throw UsageError(tr("which customer?"), tr("write its ID; \"salesctl export customer\" lists them"));
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  const Format format = context.format();
  const bool page = is_page(format);
  const Look look{page, page || format == Format::xlsx, command.contacts, context.options.explain};
  const Database db = context.open_store(Access::read);
  const ProfiledCustomer customer = read_customer(db, settings, command.subject, as_of);
  const int decimals = settings.currency.decimals;
  context.show(laid_out({head_section(customer, settings, as_of, look), risk_section(customer, db, settings, as_of, look),
                         years_section(customer, as_of, decimals, look), months_section(customer, as_of, decimals),
                         contacts_section(customer, look), owners_section(customer, as_of), classes_section(customer),
                         deals_section(customer, decimals), timeline_section(customer, decimals), surveys_section(customer),
                         tickets_section(customer, as_of), offers_section(customer, db, as_of, look)},
                        format));
  return 0;
}

}  // namespace salesctl
