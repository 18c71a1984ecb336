// salesctl policy: classes of customers, how they are looked after, and what is done about those who may leave.
#include "base/message.hpp"
#include "policy.hpp"

namespace salesctl {
namespace {

Value text(const std::string& value) { return value.empty() ? Value() : Value(value); }

void add_classes(Handbook& book) {
  const CustomerRules& rules = book.settings().customers;
  Table& section = book.section(tr("Classes"), {{"class", tr("Class")},
                                                {"when", tr("When")},
                                                {"visit_every", tr("Contact every days")},
                                                {"channel", tr("Channel")},
                                                {"service", tr("Service")},
                                                {"discount", tr("Discount up to"), ColumnType::percent}});
  for (const CustomerClass& c : rules.classes) {
    section.rows.push_back({{c.name, c.when.empty() ? std::string(tr("everybody else")) : c.when,
                             text(c.visit_every > 0 ? std::to_string(c.visit_every) : std::string()), text(c.channel), text(c.service),
                             c.discount ? Value(*c.discount) : Value()},
                            0,
                            false});
  }
  section.notes.push_back(tr("The first class whose condition a customer meets is theirs."));
  section.notes.push_back(tr("A: the customers who together make the first {} of {}; B: up to {}; C: the others.", format_percent(rules.a),
                             book.metric(rules.abc_by.empty() ? rules.purchases : rules.abc_by), format_percent(rules.b)));
  section.notes.push_back(tr("Customers are asked how satisfied they are every {} days.", rules.survey_every));
}

void add_churn(Handbook& book) {
  const ChurnRules& rules = book.settings().churn;
  Table& section = book.section(tr("Customers who may leave"), {{"class", tr("Class")},
                                                                {"risk", tr("Risk")},
                                                                {"reason", tr("Reason")},
                                                                {"action", tr("Action")},
                                                                {"kind", tr("Kind")},
                                                                {"due", tr("Within days"), ColumnType::integer}});
  for (const Play& play : rules.playbook) {
    section.rows.push_back({{text(play.customer_class), text(play.risk ? tr(to_string(*play.risk)) : ""), text(play.reason ? tr(to_string(*play.reason)) : ""),
                             play.action, text(play.kind), std::int64_t{play.due}},
                            0,
                            false});
  }
  section.notes.push_back(tr("High risk: a chance of {} or more of no order within {} days; medium: {} or more.", format_percent(rules.high), rules.horizon,
                             format_percent(rules.medium)));
}

}  // namespace

void add_customer_chapter(Handbook& book) {
  book.begin_chapter(tr("Customers"));
  add_classes(book);
  add_churn(book);
}

}  // namespace salesctl
