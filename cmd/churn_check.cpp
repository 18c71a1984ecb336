// salesctl churn-check: who is leaving, why, what is at stake and what to do.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

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
#include "store/dossiers.hpp"
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
      : facts_(facts), day_(day), owned_(db, command.owner) {
    if (!command.customer_class.empty()) class_ = class_index(settings.customers, command.customer_class);
    if (command.min_risk.empty()) return;
    if (std::isalpha(static_cast<unsigned char>(command.min_risk.front())) != 0) {
      level_ = parse_risk_level(command.min_risk);
    } else {
      const Rate least = parse_rate(command.min_risk);
      if (least < Rate{} || least > Rate{Rate::one}) {
        throw UsageError(tr("--min-risk {}: a share is between 0% and 100%", printable(command.min_risk)), tr("write 70% or 0.7"));
      }
      least_ = static_cast<double>(least.billionths) / Rate::one;
    }
  }

  bool operator()(const Listed& listed) const {
    if (listed.churn < least_ || listed.risk < level_) return false;
    if (class_ && facts_.classes.at(listed.customer, day_) != class_) return false;
    return owned_(facts_.purchases.customers[listed.customer]);
  }

 private:
  const ChurnFacts& facts_;
  int day_;
  OwnedBy owned_;
  double least_ = 0;
  RiskLevel level_ = RiskLevel::low;
  std::optional<int> class_;
};

Table list_head(const RiskModel& model, const ChurnRules& rules, int money_decimals) {
  Table table;
  table.title = tr("Customers who may leave: who may not order within the {} days after {}", rules.horizon, format_date(from_day_number(model.day)));
  table.money_decimals = money_decimals;
  table.notes = voice_notes(model, rules);
  table.columns = {{"customer", tr("Customer")},
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
  return table;
}

/// What is to be done; where nothing is because nobody may call or write, people see that.
Value action_cell(const CustomerCase& c) {
  if (c.play != nullptr) return c.play->action;
  return c.card.opted_out ? Value(Named("", tr("(wants no calls or mails)"))) : Value();
}

Row row_of(const CustomerCase& c, const RiskModel& model) {
  const Assessment& a = c.assessment;
  std::optional<double> gap;
  if (c.evidence.typical_gap > 0) gap = std::round(c.evidence.typical_gap * 10) / 10;
  std::optional<double> orders = expected_orders(model, c.evidence);
  if (orders) orders = std::round(*orders * 1e4) / 1e4;
  return {{c.card.id, c.card.name, or_nothing(c.class_name), named_or_nothing(c.card.owner, c.card.owner_name), c.last_order(),
           std::int64_t{c.evidence.days_since()}, or_nothing(gap), ratio_or_nothing(a.alive), ratio_or_nothing(a.churn),
           or_nothing(orders), minor_units(a.value_at_risk), word(to_string(a.risk)), or_nothing(c.why),
           action_cell(c), word(voice_name(model.voice))},
          0,
          false};
}

/// What was begun of the actions: of each customer the case of its last order, else an earlier one whose task is open.
class Begun {
 public:
  Begun(const Database& db, Date as_of) {
    for (ChurnCase& c : read_cases(db, as_of)) cases_[c.customer.value].push_back(std::move(c));
  }
  bool nothing() const { return cases_.empty(); }

  static void add_columns(Table& table) {
    table.columns.insert(table.columns.end(), {{"flagged", tr("Flagged"), ColumnType::date}, {"task", tr("Task")}, {"done", tr("Done"), ColumnType::date}});
  }
  void add_cells(const CustomerCase& c, Row& row) const {
    const ChurnCase* const found = find(c);
    if (found == nullptr) {
      row.cells.insert(row.cells.end(), 3, Value());
    } else {
      row.cells.insert(row.cells.end(), {found->flagged, found->task, or_nothing(found->done)});
    }
  }

 private:
  const ChurnCase* find(const CustomerCase& c) const {
    const auto it = cases_.find(c.customer.value);
    if (it == cases_.end()) return nullptr;
    const auto fits = [&](const ChurnCase& one) { return one.last_order == c.last_order(); };
    const auto is_open = [](const ChurnCase& one) { return !one.done; };
    auto found = std::ranges::find_if(it->second, fits);
    if (found == it->second.end()) found = std::ranges::find_if(it->second, is_open);
    return found == it->second.end() ? nullptr : &*found;
  }

  std::map<std::int64_t, std::vector<ChurnCase>> cases_;
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

/// Puts those most at risk first and leaves out all but the first `top` (0: none).
void rank(std::vector<Listed>& listed, std::size_t top) {
  const auto order = [](const Listed& l) { return std::tuple(-l.value_at_risk, -l.churn, l.customer); };
  const std::size_t kept = top == 0 ? listed.size() : std::min(top, listed.size());
  const auto end = listed.begin() + static_cast<std::ptrdiff_t>(kept);
  std::ranges::partial_sort(listed, end, {}, order);
  listed.erase(end, listed.end());
}

void show_list(const ChurnCommand& command, Context& context, const Database& db, Table head, const ChurnFacts& facts,
               const std::vector<Listed>& listed, const RiskModel& model, CaseReader& cases) {
  std::vector<CustomerKey> keys;
  for (const Listed& l : listed) keys.push_back(facts.purchases.customers[l.customer]);
  const std::vector<Dossier> dossiers = command.contacts ? read_dossiers(db, keys, context.as_of()) : std::vector<Dossier>();
  const Begun begun(db, context.as_of());
  const bool shows_begun = !begun.nothing() || !is_page(context.format());
  if (shows_begun) Begun::add_columns(head);
  head.columns.push_back({"last_contact", tr("Last contact"), ColumnType::date});
  if (command.contacts) add_contact_columns(head);
  context.show(std::move(head), [&](const std::function<void(Row)>& show) {
    for (std::size_t i = 0; i < listed.size(); ++i) {
      const CustomerCase c = cases.of(listed[i].customer);
      Row row = row_of(c, model);
      if (shows_begun) begun.add_cells(c, row);
      std::optional<Date> last_contact;
      if (c.evidence.since_contact) last_contact = from_day_number(c.evidence.day - *c.evidence.since_contact);
      row.cells.push_back(or_nothing(last_contact));
      if (command.contacts) add_contact_cells(dossiers[i], c.card.opted_out, row);
      show(std::move(row));
    }
  });
}

/// What shows something else instead of the list takes none of its options.
void refuse_useless_options(const ChurnCommand& c) {
  const char* const instead = c.show_model ? "--show-model" : c.backtest ? "--backtest" : c.cases ? "--cases" : nullptr;
  const auto refuse = [](bool given, const char* option, const char* beside) {
    if (given) throw UsageError(tr("{} says nothing beside {}", option, beside), tr("leave one of them out"));
  };
  if (!c.backtest) refuse(!c.windows.empty(), "--windows", instead == nullptr ? tr("the list of customers") : instead);
  if (instead == nullptr) return;
  refuse(c.backtest && c.show_model, "--backtest", instead);
  refuse(c.cases && (c.backtest || c.show_model), "--cases", instead);
  refuse(c.cases && !c.horizon.empty(), "--horizon", instead);
  refuse(c.cases && !c.model.empty(), "--model", instead);
  refuse(!c.cases && !c.owner.empty(), "--owner", instead);
  refuse(!c.customer_class.empty(), "--class", instead);
  refuse(!c.top.empty(), "--top", instead);
  refuse(!c.min_risk.empty(), "--min-risk", instead);
  refuse(!c.fail_on.empty(), "--fail-on", instead);
  refuse(c.contacts, "--contacts", instead);
  refuse(c.assign, "--assign", instead);
}

}  // namespace

int run_churn_check(const ChurnCommand& command, Context& context) {
  refuse_useless_options(command);
  if (command.show_model) return run_show_model(command, context);
  if (command.backtest) return run_backtest(command, context);
  if (command.cases) return run_cases(command, context);
  const Settings& settings = context.settings();
  const ChurnRules rules = churn_rules(command, settings);
  const std::optional<FailOn> fail_on = parse_fail_on(command.fail_on);
  const auto top = command.top.empty() ? std::size_t{0} : static_cast<std::size_t>(parse_integer(command.top, 1));
  const Database db = context.open_store(command.assign ? Access::write : Access::read);
  context.progress(tr("reading purchases"));
  const ChurnFacts facts = read_churn_facts(db, settings, context.as_of());
  context.progress(tr("learning who leaves"));
  const int day = day_number(context.as_of());
  const Filter wanted(command, settings, facts, db, day);
  const RiskModel model = learn(facts, rules, day, rules.horizon);
  std::vector<Listed> listed = assess_all(facts, model, rules);
  std::erase_if(listed, [&](const Listed& l) { return !wanted(l); });
  const std::size_t found = listed.size();
  const bool too_many = fail_on && std::ranges::count_if(listed, [&](const Listed& l) { return l.risk >= fail_on->level; }) >= fail_on->count;
  rank(listed, top);
  context.progress({});
  CaseReader cases(db, settings, facts, model, rules);

  std::optional<Transaction> transaction;
  if (command.assign) {
    transaction.emplace(db);
    std::vector<std::size_t> asked;
    for (const Listed& l : listed) asked.push_back(l.customer);
    assign_cases(db, context, cases, asked, rules);
  }
  if (!command.assign || context.shows_stored() || context.options.dry_run) {
    Table head = list_head(model, rules, settings.currency.decimals);
    if (!facts.classes.from) head.notes.push_back(tr("no classes yet: \"salesctl score customers\" makes them"));
    if (std::string note = silence_note(facts.purchases, day); !note.empty()) head.notes.push_back(std::move(note));
    if (found > listed.size()) head.notes.push_back(tr("{} of {} customers", listed.size(), found));
    show_list(command, context, db, std::move(head), facts, listed, model, cases);
  }
  if (transaction && !context.options.dry_run) transaction->commit();
  return too_many ? found_something : 0;
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
  app.flag("--contacts", command.contacts, tr("Show phone numbers and e-mail addresses"));
  app.flag("--assign", command.assign, tr("Make tasks of the playbook's actions, once for each case"));
  app.flag("--cases", command.cases, tr("What became of earlier cases, saved or lost, instead"));
  app.flag("--show-model", command.show_model, tr("Parameters and how well they fit, instead"));
  app.flag("--backtest", command.backtest, tr("How right it would have been in the past, instead"));
  app.option("--windows", command.windows, "N", tr("Of the past, for --backtest (default 4)"));
  app.footer(tr("Examples:\n  salesctl churn-check --top 20\n  salesctl churn-check --class A --min-risk high --fail-on high\n"
                "  salesctl churn-check --show-model -f json\n  salesctl churn-check --backtest --horizon 60d"));
}

}  // namespace salesctl
