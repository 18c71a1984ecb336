// salesctl score customers CUSTOMER: how one customer's figures and class come about.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "score.hpp"
#include "store/customers.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// How many of those scored are strictly worse.
template <typename Worth>
int worse(const CustomerBase& base, const CustomerFigures& of, Worth worth) {
  return static_cast<int>(std::ranges::count_if(base.customers, [&](const CustomerFigures& c) { return c.orders > 0 && worth(c) < worth(of); }));
}

std::string in_fifths(int below, int scored) { return tr("1 + 5 x {} / {}, rounded down: {} of {} do worse", below, scored, below, scored); }

void explain_purchases(const CustomerFigures& c, const Scoring& scoring, int decimals, Table& table) {
  const auto money = [&](Money m) { return format_grouped(m, decimals); };
  const std::string period = tr("from {} to {}", format_date(scoring.from), format_date(scoring.day));
  table.rows.push_back(step("orders", std::to_string(c.orders), tr("days with a purchase {}", period)));
  table.rows.push_back(step("value", money(c.value), tr("what was bought in it, less what was given back in it")));
  table.rows.push_back(step("orders_ever", std::to_string(c.orders_ever)));
  table.rows.push_back(step("value_ever", money(c.value_ever)));
  const auto ago = [&](const std::optional<int>& days) {
    return days ? tr("days before {}, on {}", format_date(scoring.day), format_date(scoring.day - std::chrono::days{*days})) : std::string();
  };
  const auto days = [](const std::optional<int>& n) { return n ? std::to_string(*n) : std::string(); };
  table.rows.push_back(step("first_order_days", days(c.first_order_days), ago(c.first_order_days)));
  table.rows.push_back(step("last_order_days", days(c.last_order_days), ago(c.last_order_days)));
}

void explain_scores(const CustomerBase& base, const CustomerFigures& c, const CustomerRules& rules, int decimals, Table& table) {
  if (c.orders == 0) {
    const std::string why = tr("nothing was bought within the period");
    for (const char* name : {"r", "f", "m", "abc"}) table.rows.push_back(step(name, {}, why));
    return;
  }
  const int recency = worse(base, c, [](const CustomerFigures& o) { return -*o.last_order_days; });
  const int frequency = worse(base, c, [](const CustomerFigures& o) { return o.orders; });
  const int monetary = worse(base, c, [](const CustomerFigures& o) { return o.value; });
  table.rows.push_back(step("r", std::to_string(c.r), in_fifths(recency, base.scored)));
  table.rows.push_back(step("f", std::to_string(c.f), in_fifths(frequency, base.scored)));
  table.rows.push_back(step("m", std::to_string(c.m), in_fifths(monetary, base.scored)));
  const std::string of = rules.abc_by.empty() ? tr("value") : rules.abc_by;
  table.rows.push_back(step("abc", std::string(1, c.abc),
                            tr("its {} {}; all that is larger sums to {} of {}; A is below {} of it, B below {}", of,
                               format_grouped(c.ranked, decimals), format_grouped(c.larger, decimals), format_grouped(base.total, decimals),
                               format_percent(rules.a), format_percent(rules.b))));
}

void explain_class(const Settings& settings, const std::vector<bool>& met, Table& table) {
  std::optional<std::size_t> decided;
  for (std::size_t i = 0; i < met.size(); ++i) {
    const CustomerClass& c = settings.customers.classes[i];
    std::string how = c.when.empty() ? tr("everybody else") : c.when;
    if (!c.place.file.empty()) how += " (" + to_string(c.place) + ")";
    std::string found = tr("no");
    if (met[i]) found = decided ? tr("yes, but a class before it took the customer") : tr("yes: this is the class");
    if (met[i] && !decided) decided = i;
    table.rows.push_back(step(tr("class {}", c.name), found, how));
  }
  if (!decided) return;
  const CustomerClass& c = settings.customers.classes[*decided];
  if (c.visit_every > 0) table.rows.push_back(step(tr("contact every"), std::to_string(c.visit_every), tr("days")));
  if (!c.channel.empty()) table.rows.push_back(step(tr("channel"), c.channel));
  if (!c.service.empty()) table.rows.push_back(step(tr("service"), c.service));
  if (c.discount) table.rows.push_back(step(tr("discount up to"), format_percent(*c.discount)));
}

}  // namespace

int run_explain_customer(const ScoreCustomersCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Scoring scoring = asked_scoring(command, context);
  const Database db = context.open_store(Access::read);
  const CustomerKey key = find_customer(db, command.customer);
  const ScoredCustomers scored = score_at(db, settings, scoring);
  const auto found = std::ranges::lower_bound(scored.base.customers, key, {}, &CustomerFigures::key);
  if (found == scored.base.customers.end() || found->key != key) {
    throw UsageError(tr("{} became a customer after {}", printable(command.customer), format_date(scoring.day)), tr("choose a later --as-of"));
  }
  const CustomerFigures& figures = *found;
  const int decimals = settings.currency.decimals;
  const CustomerCard card = CustomerCards(db).of(key);
  Table table;
  table.title = tr("{} {}: figures and class at the end of {}", card.id, card.name, format_date(scoring.day));
  table.money_decimals = decimals;
  table.columns = {{"figure", tr("Figure")}, {"value", tr("Value")}, {"how", tr("How")}};
  explain_purchases(figures, scoring, decimals, table);
  explain_scores(scored.base, figures, settings.customers, decimals, table);
  table.rows.push_back(step("year_value", format_grouped(figures.year_value, decimals), scored.value_note));
  explain_class(settings, FigureTable(db, settings, scored.base).conditions_met(key), table);
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
