// salesctl report open-deals: every open deal, by stage and the day it should close.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/message.hpp"
#include "report/open_pipeline.hpp"
#include "report_deals.hpp"
#include "store/customers.hpp"
#include "store/deals.hpp"
#include "store/organisation.hpp"
#include "store/tasks.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

Table open_deals_table(int money_decimals) {
  Table table;
  table.title = tr("Open deals");
  table.money_decimals = money_decimals;
  table.columns = {{"opportunity", tr("Opportunity")},
                   {"name", tr("Name")},
                   {"customer", tr("Customer")},
                   {"rep", tr("Rep")},
                   {"stage", tr("Stage")},
                   {"amount", tr("Value"), ColumnType::money},
                   {"age", tr("Age in days"), ColumnType::integer},
                   {"expected_on", tr("Expected on"), ColumnType::date},
                   {"days_overdue", tr("Days overdue"), ColumnType::integer},
                   {"last_activity_on", tr("Last contact"), ColumnType::date},
                   {"next_step", tr("Next step")},
                   {"days_still", tr("Days without a move"), ColumnType::integer}};
  return table;
}

Value date_or_nothing(const std::optional<int>& day) { return day ? Value(from_day_number(*day)) : Value(); }

/// Open deals in the order of the pipeline, in each stage those first that should close first.
std::vector<std::size_t> in_order(const Deals& deals, const std::vector<DealOutlook>& outlooks) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < deals.deals.size(); ++i) {
    if (deals.deals[i].state == DealState::open) open.push_back(i);
  }
  std::ranges::stable_sort(open, {}, [&](std::size_t i) {
    return std::tuple(deals.deals[i].stage, !outlooks[i].expected, outlooks[i].expected);
  });
  return open;
}

}  // namespace

int run_open_deals(const ReportCommand&, Context& context) {
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  const int today = day_number(as_of);
  const Database db = context.open_store(Access::read);
  const Deals deals = read_deals(db, settings, as_of);
  const std::vector<DealOutlook> outlooks = read_outlooks(db, deals, as_of);
  const Organisation organisation = read_organisation(db, settings);
  std::unordered_map<RepKey, const Rep*> reps;
  for (const Rep& rep : organisation.reps) reps.emplace(rep.key, &rep);
  DealCards cards(db, as_of);
  CustomerCards customers(db);
  Table head = open_deals_table(settings.currency.decimals);
  add_notes_on_deals(deals, head.notes);
  if (context.options.explain) head.notes.push_back(tr("facts up to {}", format_date(as_of)));
  context.show(std::move(head), [&](const std::function<void(Row)>& row) {
    for (const std::size_t i : in_order(deals, outlooks)) {
      const Deal& deal = deals.deals[i];
      const DealCard card = cards.of(deal.key);
      const CustomerCard customer = card.customer ? customers.of(*card.customer) : CustomerCard{};
      const auto rep = card.rep ? reps.find(*card.rep) : reps.end();
      const std::optional<int>& expected = outlooks[i].expected;
      const bool overdue = expected && *expected < today;
      const std::optional<int> moved = last_moved(deals, i, outlooks[i]);
      row({{card.id, or_nothing(card.name), named_or_nothing(customer.id, customer.name),
            rep == reps.end() ? Value() : Value(Named(rep->second->id, rep->second->name)), deals.stages[static_cast<std::size_t>(deal.stage)].name,
            or_nothing(deal.amount), deal.began ? Value(std::int64_t{today - *deal.began}) : Value(), date_or_nothing(expected),
            overdue ? Value(std::int64_t{today - *expected}) : Value(), date_or_nothing(outlooks[i].last_contact), or_nothing(card.next_step),
            moved ? Value(std::int64_t{today - *moved}) : Value()},
           0,
           false});
    }
  });
  return 0;
}

}  // namespace salesctl
