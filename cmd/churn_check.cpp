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
constexpr int longest_horizon = 3660;

/// A customer in the list: enough to choose and to order by. What is shown is worked out again for the rows shown.
struct Listed {
  std::size_t customer = 0;
  double value_at_risk = 0;
  double churn = 0;
  RiskLevel risk = RiskLevel::low;
};

/// Everything that is needed to show a row.
struct Case {
  Evidence evidence;
  Assessment assessment;
  std::vector<Reason> reasons;
};

Case case_of(const ChurnFacts& facts, const RiskModel& model, const ChurnRules& rules, std::size_t customer) {
  Case found;
  found.evidence = *evidence(facts.of(customer, model.day), model.day);
  found.assessment = assess(model, rules, found.evidence);
  found.reasons = reasons(found.evidence, model.gap);
  return found;
}

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

Value share(const std::optional<double>& of) { return of ? Value(ratio(*of)) : Value(); }

/// With that many decimals, for people and machines alike.
Value rounded(double number, double units) { return std::round(number * units) / units; }

class Lines {
 public:
  Lines(const Database& db, const Settings& settings, const ChurnFacts& facts, const RiskModel& model, const ChurnRules& rules)
      : settings_(settings), facts_(facts), model_(model), rules_(rules), cards_(db) {}

  Row of(std::size_t customer) {
    const Case c = case_of(facts_, model_, rules_, customer);
    const CustomerCard card = cards_.of(facts_.purchases.customers[customer]);
    const std::string name = class_name(customer);
    const Play* play = find_play(rules_, name, c.assessment.risk, c.reasons);
    std::string why;
    for (const Reason reason : c.reasons) why += (why.empty() ? "" : "; ") + in_words(reason, c.evidence, model_.gap);
    const Assessment& a = c.assessment;
    return {{card.id, card.name, or_nothing(name),
             named_or_nothing(card.owner, card.owner_name),
             from_day_number(model_.day - c.evidence.days_since()), std::int64_t{c.evidence.days_since()},
             c.evidence.typical_gap > 0 ? rounded(c.evidence.typical_gap, 10) : Value(), share(a.alive), share(a.churn),
             a.expected_orders ? rounded(*a.expected_orders, 1e4) : Value(), minor_units(a.value_at_risk),
             std::string(to_string(a.risk)), or_nothing(why),
             play == nullptr ? Value() : Value(play->action), std::string(voice_name(model_.voice))},
            0, false};
  }

 private:
  std::string class_name(std::size_t customer) const {
    const std::optional<int> index = facts_.classes.at(customer, model_.day);
    return index ? settings_.customers.classes.at(static_cast<std::size_t>(*index)).name : std::string();
  }

  const Settings& settings_;
  const ChurnFacts& facts_;
  const RiskModel& model_;
  const ChurnRules& rules_;
  CustomerCards cards_;
};

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
  const Settings& settings = context.settings();
  const ChurnRules rules = churn_rules(command, settings);
  const std::optional<FailOn> fail_on = parse_fail_on(command.fail_on);
  const auto top = command.top.empty() ? std::int64_t{0} : parse_integer(command.top, 1);
  const Database db = context.open_store(Access::read);
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

  Table head;
  head.title = tr("Customers who may leave: no order within {} days of {}", rules.horizon, format_date(context.as_of()));
  head.money_decimals = settings.currency.decimals;
  head.columns = columns();
  head.notes = voice_notes(model, rules);
  if (facts.classes.since.empty()) head.notes.push_back(tr("no classes yet: \"salesctl score customers\" makes them"));
  if (top != 0 && found > top) head.notes.push_back(tr("{} of {} customers", top, found));
  Lines lines(db, settings, facts, model, rules);
  context.show(std::move(head), [&](const std::function<void(Row)>& row) {
    for (const Listed& l : listed) row(lines.of(l.customer));
  });
  return fail_on && in_danger >= fail_on->count ? 3 : 0;
}

}  // namespace

ChurnFacts read_churn_facts(const Database& db, const Settings& settings, Date as_of) {
  ChurnFacts facts;
  facts.purchases = read_purchases(db, settings, as_of);
  facts.records = read_customer_records(db, facts.purchases.customers, as_of);
  facts.classes = read_classes(db, settings.customers, facts.purchases.customers, as_of);
  // A firm that records no contacts at all is not late with any.
  const bool contacts = std::ranges::find(facts.records.records, RecordKind::contact, &CustomerRecord::kind) != facts.records.records.end();
  for (const CustomerClass& c : settings.customers.classes) facts.visit_every.push_back(contacts ? c.visit_every : 0);
  return facts;
}

ChurnRules churn_rules(const ChurnCommand& command, const Settings& settings) {
  ChurnRules rules = settings.churn;
  if (!command.horizon.empty()) rules.horizon = parse_days(command.horizon, 1, longest_horizon);
  if (!command.model.empty()) rules.method = parse_churn_method(command.model);
  return rules;
}

const char* voice_name(Voice voice) {
  switch (voice) {
    case Voice::model: return "model";
    case Voice::corrected: return "corrected";
    case Voice::overdue: return "overdue";
  }
  return "";
}

std::string year_value_note(const RiskModel& model, const ChurnRules& rules) {
  const std::string name = rules.method == ChurnMethod::bg_nbd ? "BG/NBD" : "MBG/NBD";
  if (!model.btyd) return tr("expected in 12 months: what a customer brought in the last 365 days on average, as the purchases carry no model");
  if (!model.order_values) {
    return tr("expected in 12 months: purchases by {}, each at the mean value over all customers, as order values carry no Gamma-Gamma fit", name);
  }
  return tr("expected in 12 months: purchases by {}, each at the customer's own value by Gamma-Gamma", name);
}

std::vector<std::string> voice_notes(const RiskModel& model, const ChurnRules& rules) {
  const std::string name = rules.method == ChurnMethod::bg_nbd ? "BG/NBD" : "MBG/NBD";
  if (model.voice == Voice::overdue) {
    if (rules.method == ChurnMethod::overdue) return {tr("by the overdue ratio, as the configuration says: days since the last order over the customer's usual gap")};
    return {tr("by the overdue ratio (days since the last order over the customer's usual gap): {} customers, {} of them with "
               "repeat orders, carry no {} fit (it takes {} and {}, who do not all buy alike)",
               model.customers, model.repeat_customers, name, fewest_customers, fewest_repeat_customers)};
  }
  std::vector<std::string> notes;
  if (!model.trial) {
    notes.push_back(tr("by {}, fitted to {} customers; evidence was not weighed: the past is too short, or it is switched off", name, model.customers));
  } else {
    const Trial& t = *model.trial;
    const std::string trial = tr("on {} customers and the {} days from {}, held out: log loss {:.4f} against {:.4f}, Brier {:.4f} against {:.4f}",
                                 t.customers, t.days, format_date(from_day_number(t.from)), t.corrected_log_loss,
                                 t.model_log_loss, t.corrected_brier, t.model_brier);
    notes.push_back(model.voice == Voice::corrected ? tr("by {}, corrected by evidence, which was better {}", name, trial)
                                                    : tr("by {} alone; evidence did not do better {}", name, trial));
  }
  return notes;
}

Rate ratio(double share) { return Rate{std::llround(share * 1e6) * (Rate::one / 1'000'000)}; }

Money minor_units(double value) {
  if (!(std::abs(value) < 9e18)) throw DataError(tr("a value is too large"), tr("amounts go up to about 9.2e18 minor units"));
  return Money{std::llround(value)};
}

void add_churn_check(CommandLine app) {
  ChurnCommand& command = app.runs(run_churn_check);
  app.option("--horizon", command.horizon, "DAYS", tr("No order within it counts as leaving, such as 90d or 13w"));
  app.option("--model", command.model, "NAME", tr("mbg-nbd (default), bg-nbd or overdue"));
  app.option("--class", command.customer_class, "NAME", tr("Only customers of this class"));
  app.option("--owner", command.owner, "REP", tr("Only customers this rep looks after"));
  app.option("--top", command.top, "N", tr("Only the first N by value at risk"));
  app.option("--min-risk", command.min_risk, "P", tr("Only from this chance on, such as 70%, or from medium or high"));
  app.option("--fail-on", command.fail_on, "RISK[:N]", tr("Exit 3 if N customers (default 1) are at this risk"));
  app.flag("--show-model", command.show_model, tr("Parameters and how well they fit, instead"));
  app.flag("--backtest", command.backtest, tr("How right it would have been in the past, instead"));
  app.option("--windows", command.windows, "N", tr("Of the past, for --backtest (default 4)"));
  app.footer(tr("Examples:\n  salesctl churn-check --top 20\n  salesctl churn-check --class A --min-risk high --fail-on high\n"
                "  salesctl churn-check --show-model -f json\n  salesctl churn-check --backtest --horizon 60d"));
}

}  // namespace salesctl
