// What the parts of salesctl churn-check, score customers and report customer share.
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "churn.hpp"
#include "churn/playbook.hpp"
#include "store/classes.hpp"

namespace salesctl {
namespace {

constexpr int longest_horizon = 3660;  // days

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
    case Voice::model: return TR_NOOP("model");
    case Voice::corrected: return TR_NOOP("corrected");
    case Voice::overdue: return TR_NOOP("overdue");
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
               "repeat orders, carry no {} fit (it takes {} and {})",
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
  if (model.btyd && model.btyd->held) {
    notes.push_back(tr("the purchases alone leave the parameters open, as customers buy nearly alike or hardly ever stay away for good: a weak prior holds them"));
  }
  return notes;
}

std::string silence_note(const Purchases& purchases, int day) {
  constexpr int silent = 60;  // days; a firm sells something to somebody in that time
  const auto last = std::ranges::max_element(purchases.days);
  if (last == purchases.days.end() || day - *last < silent) return {};
  return tr("nobody has ordered since {}: are the facts complete up to {}?", format_date(from_day_number(*last)), format_date(from_day_number(day)));
}

CustomerCase CaseReader::of(std::size_t customer) {
  CustomerCase c;
  c.customer = facts_.purchases.customers.at(customer);
  c.card = cards_.of(c.customer);
  if (const std::optional<int> index = facts_.classes.at(customer, model_.day)) {
    c.class_name = settings_.customers.classes.at(static_cast<std::size_t>(*index)).name;
  }
  c.evidence = *evidence(facts_.of(customer, model_.day), model_.day);
  c.assessment = assess(model_, rules_, c.evidence);
  const std::vector<Reason> found = reasons(c.evidence, model_.gap);
  for (const Reason reason : found) c.why += (c.why.empty() ? "" : "; ") + in_words(reason, c.evidence, model_.gap);
  c.play = find_play(rules_, c.class_name, c.assessment.risk, found, c.card.opted_out);
  return c;
}

}  // namespace salesctl
