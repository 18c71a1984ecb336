// salesctl report surveys-due: which customers are due to be asked again.
#include "report_surveys.hpp"

#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "report.hpp"
#include "store/classes.hpp"
#include "store/customers.hpp"
#include "store/surveys.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr int longest = 3660;  // days

Table due_table(const Settings& settings, Date last) {
  Table table;
  table.title = tr("Customers due to be asked by {}", format_date(last));
  table.columns = {{"customer", tr("Customer")},
                   {"name", tr("Name")},
                   {"class", tr("Class")},
                   {"owner", tr("Owner")},
                   {"last_asked", tr("Last asked"), ColumnType::date},
                   {"last_kind", tr("Survey")},
                   {"last_score", tr("Last score"), ColumnType::number},
                   {"due_on", tr("Due"), ColumnType::date},
                   {"days_overdue", tr("Days late"), ColumnType::integer}};
  table.notes.push_back(tr("due {} days after a customer was last asked, or else after its first purchase",
                           settings.customers.survey_every));
  return table;
}

Row row_of(const SurveyDue& due, const CustomerCard& card, const std::string& of_class, Date as_of) {
  return {{card.id, card.name, or_nothing(of_class), named_or_nothing(card.owner, card.owner_name), or_nothing(due.asked),
           due.kind ? word(to_string(*due.kind)) : Value(), or_nothing(due.score), due.due,
           std::int64_t{(as_of - due.due).count()}},
          0,
          false};
}

}  // namespace

std::vector<SurveyDue> read_surveys_due(const Database& db, const Settings& settings, Date as_of, Date last) {
  const Span ever{make_date(1000, 1, 1), as_of + std::chrono::days{1}};
  return surveys_due(read_first_purchases(db, settings, as_of), read_surveys(db, ever), opted_out_customers(db),
                     settings.customers.survey_every, last);
}

int run_surveys_due(const ReportCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  const Date last = as_of + std::chrono::days{parse_days(command.within.empty() ? "7d" : command.within, 0, longest)};
  const Database db = context.open_store(Access::read);
  std::vector<SurveyDue> due = read_surveys_due(db, settings, as_of, last);
  const OwnedBy wanted(db, command.owner);
  std::erase_if(due, [&](const SurveyDue& d) { return !wanted(d.customer); });
  std::vector<CustomerKey> keys;
  for (const SurveyDue& d : due) keys.push_back(d.customer);
  std::ranges::sort(keys);
  const std::vector<std::string> classes = classes_in_force(db, keys, as_of);
  const auto class_of = [&](const SurveyDue& d) {
    return classes[static_cast<std::size_t>(std::ranges::lower_bound(keys, d.customer) - keys.begin())];
  };
  if (!command.customer_class.empty()) {
    class_index(settings.customers, command.customer_class);  // there is such a class
    std::erase_if(due, [&](const SurveyDue& d) { return class_of(d) != command.customer_class; });
  }
  Table head = due_table(settings, last);
  if (context.options.explain) {
    head.notes.push_back(tr("asked: sent or answered, csat or nps; customers who opted out of calls and mails are not listed"));
    head.notes.push_back(tr("facts up to {}", format_date(as_of)));
  }
  CustomerCards cards(db);
  context.show(std::move(head), [&](const std::function<void(Row)>& row) {
    for (const SurveyDue& d : due) row(row_of(d, cards.of(d.customer), class_of(d), as_of));
  });
  return 0;
}

}  // namespace salesctl
