// salesctl churn-check: who is leaving, why, what is at stake and what to do.
#include <algorithm>
#include <cctype>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "churn.hpp"
#include "churn/playbook.hpp"
#include "command.hpp"
#include "store/classes.hpp"
#include "store/customers.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr std::size_t chunk_size = 8'192;
constexpr int found_something = 3;

/// A customer in the list: enough to choose and to order by. What is shown is worked out again for the rows shown.
struct Listed {
  std::size_t customer = 0;
  double value_at_risk = 0;
  double churn = 0;
  RiskLevel risk = RiskLevel::low;
};

std::vector<Listed> assess_all(const ChurnFacts& facts, const RiskModel& model, const ChurnRules& rules) {
  std::vector<Listed> all(facts.purchases.size());
  in_chunks(all.size(), chunk_size, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const Assessment a = assess(model, rules, *evidence(facts.of(i, model.day), model.day));
      all[i] = {i, a.value_at_risk, a.churn.value_or(a.overdue), a.risk};
    }
  });
  return all;
}

/// Which customers are asked for.
class Filter {
 public:
  Filter(const ChurnCommand& command, const Settings& settings, const ChurnFacts& facts, const Database& db, int day)
      : facts_(facts), day_(day) {
    if (!command.customer_class.empty()) class_ = class_index(settings.customers, command.customer_class);
    if (!command.owner.empty()) owned_ = customers_of(db, command.owner);
    if (command.min_risk.empty()) return;
    if (std::isalpha(static_cast<unsigned char>(command.min_risk.front())) != 0) {
      level_ = parse_risk_level(command.min_risk);
    } else {
      least_ = static_cast<double>(parse_rate(command.min_risk).billionths) / Rate::one;
    }
  }

  bool operator()(const Listed& listed) const {
    if (listed.churn < least_ || listed.risk < level_) return false;
    if (class_ && facts_.classes.at(listed.customer, day_) != class_) return false;
    return !owned_ || std::ranges::binary_search(*owned_, facts_.purchases.customers[listed.customer]);
  }

 private:
  const ChurnFacts& facts_;
  int day_;
  double least_ = 0;
  RiskLevel level_ = RiskLevel::low;
  std::optional<int> class_;
  std::optional<std::vector<CustomerKey>> owned_;
};

std::vector<Column> columns() {
  return {{"customer", tr("Customer")},
          {"name", tr("Name")},
          {"class", tr("Class")},
          {"owner", tr("Owner")},
          {"last_order", tr("Last order"), ColumnType::date},
          {"days_since", tr("Days since"), ColumnType::integer},
          {"typical_gap", tr("Usual gap"), ColumnType::number},
          {"p_alive", tr("P(alive)"), ColumnType::percent},
          {"p_churn", tr("P(churn)"), ColumnType::percent},
          {"expected_orders", tr("Orders expected"), ColumnType::number},
          {"value_at_risk", tr("Value at risk"), ColumnType::money},
          {"risk", tr("Risk")},
          {"reasons", tr("Reasons")},
          {"action", tr("Action")},
          {"method", tr("Method")}};
}

Row row_of(const CustomerCase& c, const RiskModel& model) {
  const Assessment& a = c.assessment;
  std::optional<double> gap;
  if (c.evidence.typical_gap > 0) gap = std::round(c.evidence.typical_gap * 10) / 10;
  std::optional<double> orders;
  if (a.expected_orders) orders = std::round(*a.expected_orders * 1e4) / 1e4;
  const auto share = [](const std::optional<double>& of) { return of ? std::optional(ratio(*of)) : std::nullopt; };
  return {{c.card.id, c.card.name, or_nothing(c.class_name), named_or_nothing(c.card.owner, c.card.owner_name), c.last_order(),
           std::int64_t{c.evidence.days_since()}, or_nothing(gap), or_nothing(share(a.alive)), or_nothing(share(a.churn)),
           or_nothing(orders), minor_units(a.value_at_risk), std::string(to_string(a.risk)), or_nothing(c.why),
           or_nothing(c.play == nullptr ? std::string() : c.play->action), std::string(voice_name(model.voice))},
          0,
          false};
}

/// "high" or "high:20": that many customers at that risk, or at a higher one, are too many.
struct FailOn {
  RiskLevel level = RiskLevel::high;
  std::int64_t count = 1;
};

std::optional<FailOn> parse_fail_on(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto colon = text.find(':');
  FailOn fail{parse_risk_level(text.substr(0, colon)), 1};
  if (colon != std::string::npos) fail.count = parse_integer(text.substr(colon + 1), 1);
  return fail;
}

int run_churn_check(const ChurnCommand& command, Context& context) {
  if (command.show_model) return run_show_model(command, context);
  if (command.backtest) return run_backtest(command, context);
  if (command.cases) return run_cases(command, context);
  const Settings& settings = context.settings();
  const ChurnRules rules = churn_rules(command, settings);
  const std::optional<FailOn> fail_on = parse_fail_on(command.fail_on);
  const auto top = command.top.empty() ? std::int64_t{0} : parse_integer(command.top, 1);
  const Database db = context.open_store(command.assign ? Access::write : Access::read);
  const ChurnFacts facts = read_churn_facts(db, settings, context.as_of());
  const int day = day_number(context.as_of());
  const Filter wanted(command, settings, facts, db, day);
  const RiskModel model = learn(facts, rules, day, rules.horizon);
  std::vector<Listed> listed = assess_all(facts, model, rules);
  std::erase_if(listed, [&](const Listed& l) { return !wanted(l); });
  const auto found = static_cast<std::int64_t>(listed.size());
  const auto in_danger = fail_on ? std::ranges::count_if(listed, [&](const Listed& l) { return l.risk >= fail_on->level; }) : 0;
  const auto order = [](const Listed& l) { return std::tuple(-l.value_at_risk, -l.churn, l.customer); };
  const auto shown = top == 0 ? listed.end() : listed.begin() + std::min(top, found);
  std::ranges::partial_sort(listed, shown, {}, order);
  listed.erase(shown, listed.end());
  const int failed = fail_on && in_danger >= fail_on->count ? found_something : 0;
  CaseReader cases(db, settings, facts, model, rules);

  std::optional<Transaction> transaction;
  if (command.assign) {
    transaction.emplace(db);
    std::vector<std::size_t> asked;
    for (const Listed& l : listed) asked.push_back(l.customer);
    assign_cases(db, context, cases, asked, rules);
  }
  Table head;
  head.title = tr("Customers who may leave: no order within {} days of {}", rules.horizon, format_date(context.as_of()));
  head.money_decimals = settings.currency.decimals;
  head.columns = columns();
  head.notes = voice_notes(model, rules);
  if (facts.classes.since.empty()) head.notes.push_back(tr("no classes yet: \"salesctl score customers\" makes them"));
  if (top != 0 && found > top) head.notes.push_back(tr("{} of {} customers", top, found));
  if (!command.assign || context.shows_stored() || context.options.dry_run) {
    context.show(std::move(head), [&](const std::function<void(Row)>& row) {
      for (const Listed& l : listed) row(row_of(cases.of(l.customer), model));
    });
  }
  if (transaction && !context.options.dry_run) transaction->commit();
  return failed;
}

}  // namespace

void add_churn_check(CommandLine app) {
  ChurnCommand& command = app.runs(run_churn_check);
  app.option("--horizon", command.horizon, "DAYS", tr("No order within it counts as leaving, such as 90d or 13w"));
  app.option("--model", command.model, "NAME", tr("mbg-nbd (default), bg-nbd or overdue"));
  app.option("--class", command.customer_class, "NAME", tr("Only customers of this class"));
  app.option("--owner", command.owner, "REP", tr("Only customers this rep looks after"));
  app.option("--top", command.top, "N", tr("Only the first N by value at risk"));
  app.option("--min-risk", command.min_risk, "P", tr("Only from this chance on, such as 70%, or from medium or high"));
  app.option("--fail-on", command.fail_on, "RISK[:N]", tr("Exit 3 if N customers (default 1) are at this risk"));
  app.flag("--assign", command.assign, tr("Make tasks of the playbook's actions, once for each case"));
  app.flag("--cases", command.cases, tr("What became of earlier cases, saved or lost, instead"));
  app.flag("--show-model", command.show_model, tr("Parameters and how well they fit, instead"));
  app.flag("--backtest", command.backtest, tr("How right it would have been in the past, instead"));
  app.option("--windows", command.windows, "N", tr("Of the past, for --backtest (default 4)"));
  app.footer(tr("Examples:\n  salesctl churn-check --top 20\n  salesctl churn-check --class A --min-risk high --fail-on high\n"
                "  salesctl churn-check --show-model -f json\n  salesctl churn-check --backtest --horizon 60d"));
}

}  // namespace salesctl
