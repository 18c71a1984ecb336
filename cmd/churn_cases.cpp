// salesctl churn-check --assign and --cases: tasks made of flags, and what became of the customers.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "churn.hpp"
#include "store/churn_cases.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// What a customer did after its case began.
struct Outcome {
  std::optional<Date> next_order;
  Money value;              // bought within the case's time
  const char* word = TR_NOOP("open");
};

Outcome outcome(const ChurnCase& c, const PurchaseDays& bought, Date as_of) {
  Outcome found;
  const int until = day_number(std::min(c.until, as_of));
  for (std::size_t i = bought.until(day_number(c.last_order)).size(); i < bought.size(); ++i) {
    if (!found.next_order) found.next_order = from_day_number(bought.days[i]);
    if (bought.days[i] <= until) found.value += Money{bought.values[i]};
  }
  if (found.next_order && *found.next_order <= c.until) {
    found.word = TR_NOOP("saved");
  } else if (c.until <= as_of) {
    found.word = TR_NOOP("lost");
  }
  return found;
}

Table cases_table(const Settings& settings, Date as_of) {
  Table table;
  table.title = tr("Cases, and what became of them by {}", format_date(as_of));
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"customer", tr("Customer")},
                   {"name", tr("Name")},
                   {"owner", tr("Owner")},
                   {"flagged", tr("Flagged"), ColumnType::date},
                   {"last_order", tr("Last order"), ColumnType::date},
                   {"risk", tr("Risk")},
                   {"value_at_risk", tr("Value at risk"), ColumnType::money},
                   {"action", tr("Action")},
                   {"task", tr("Task")},
                   {"done", tr("Done"), ColumnType::date},
                   {"until", tr("Until"), ColumnType::date},
                   {"next_order", tr("Next order"), ColumnType::date},
                   {"value", tr("Bought since"), ColumnType::money},
                   {"outcome", tr("Outcome")}};
  return table;
}

}  // namespace

ChurnCase churn_case(const CustomerCase& c, Date flagged, const ChurnRules& rules) {
  return {c.customer, c.last_order(), flagged, flagged + std::chrono::days{rules.horizon}, c.assessment.risk,
          minor_units(c.assessment.value_at_risk), c.why, c.play->action, {}, {}};
}

void assign_cases(const Database& db, Context& context, CaseReader& cases, const std::vector<std::size_t>& customers,
                  const ChurnRules& rules) {
  if (rules.playbook.empty()) {
    throw UsageError(tr("there is no playbook to make tasks of"), tr("write \"churn.playbook\", see salesctl.yaml(5)"));
  }
  const Date today = context.as_of();
  CaseWriter writer(db);
  std::vector<std::pair<ChurnCase, const Play*>> fresh;
  std::size_t known = 0;
  for (const std::size_t customer : customers) {
    const CustomerCase c = cases.of(customer);
    if (c.play == nullptr) continue;
    if (writer.is_known(c.customer, c.last_order())) {
      ++known;
      continue;
    }
    fresh.emplace_back(churn_case(c, today, rules), c.play);
  }
  if (!fresh.empty()) {
    Run run = context.run("task", {});
    run.counts.inserted = static_cast<std::int64_t>(fresh.size());
    const std::int64_t key = record_run(db, run);
    for (auto& [flagged, play] : fresh) writer.write(flagged, *play, key);
  }
  context.say(tr("new tasks: {}; cases that have theirs: {}", fresh.size(), known));
}

int run_cases(const ChurnCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  const Database db = context.open_store(Access::read);
  const OwnedBy wanted(db, command.owner);
  const Purchases purchases = read_purchases(db, settings, as_of);
  Table table = cases_table(settings, as_of);
  CustomerCards cards(db);
  std::size_t saved = 0;
  std::size_t lost = 0;
  Money won_back;
  for (const ChurnCase& c : read_cases(db, as_of)) {
    if (!wanted(c.customer)) continue;
    const CustomerCard card = cards.of(c.customer);
    const std::optional<std::size_t> bought = purchases.find(c.customer);
    const Outcome became = outcome(c, bought ? purchases.of(*bought) : PurchaseDays{}, as_of);
    saved += std::string_view(became.word) == "saved" ? 1 : 0;
    lost += std::string_view(became.word) == "lost" ? 1 : 0;
    won_back += became.value;
    table.rows.push_back({{card.id, card.name, named_or_nothing(card.owner, card.owner_name), c.flagged, c.last_order,
                           word(to_string(c.risk)), c.value_at_risk, c.action, c.task, or_nothing(c.done), c.until,
                           or_nothing(became.next_order), became.value, word(became.word)},
                          0,
                          false});
  }
  table.notes.push_back(tr("saved: {}, lost: {}, open: {}; bought since: {}", saved, lost, table.rows.size() - saved - lost,
                           format_grouped(won_back, settings.currency.decimals)));
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
