// salesctl policy: pay plans with their tables, each with an example that the program itself computes.
#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"
#include "pay/pay.hpp"
#include "policy.hpp"

namespace salesctl {
namespace {

Value text(const std::string& value) { return value.empty() ? Value() : Value(value); }

std::string bound_text(const Handbook& book, const PayBound& bound) {
  return bound.share ? tr("{} of the target", format_percent(*bound.share)) : book.money(bound.money.value_or(Money{}));
}

std::string price_text(const Handbook& book, const PayPrice& price) {
  if (price.rate) return format_percent(*price.rate);
  return price.each ? tr("{} an order", book.money(*price.each)) : std::string();
}

std::string days_text(const std::optional<Date>& from, const std::optional<Date>& to) {
  if (from && to) return tr("from {} to {}", format_date(*from), format_date(*to));
  if (from) return tr("from {} on", format_date(*from));
  return to ? tr("until {}", format_date(*to)) : std::string();
}

std::string scope_of(const RateRow& row) {
  std::string list;
  for (const std::string* part : {&row.product, &row.series, &row.category, &row.customer_class, &row.kind}) {
    if (!part->empty()) list += (list.empty() ? "" : ", ") + *part;
  }
  return list.empty() ? tr("everything else") : list;
}

/// The rows of a component in the plan's table: one for each tier, step or rate.
struct Rule {
  std::string from;
  std::string pays;
};

std::vector<Rule> rules_of(const Handbook& book, const PayComponent& c) {
  std::vector<Rule> rules;
  for (const RateRow& row : c.rates) rules.push_back({scope_of(row), price_text(book, row.price)});
  const bool priced = c.type == PayType::commission || c.type == PayType::manager_override;
  if (priced && c.rates.empty() && c.tiers.empty()) rules.push_back({{}, price_text(book, c.price)});
  std::string from;
  for (const PayTier& tier : c.tiers) {
    const std::string to = tier.to ? tr("up to {}", bound_text(book, *tier.to)) : tr("above");
    rules.push_back({to, tier.rate ? format_percent(*tier.rate) : tr("{} times the rate", format_plain(tier.times.value_or(Rate{Rate::one})))});
  }
  for (const PayStep& step : c.steps) rules.push_back({tr("from {}", step.from.money ? book.amount(c.metric, *step.from.money) : bound_text(book, step.from)), book.money(step.amount)});
  if (c.type == PayType::spiff) rules.push_back({c.when, tr("{} for each {}", book.money(c.price.each.value_or(Money{})), c.per_unit ? tr("unit") : tr("order"))});
  if (c.type == PayType::draw) rules.push_back({{}, tr("topped up to {}", book.money(c.price.each.value_or(Money{})))});
  if (c.type == PayType::benefit) rules.push_back({{}, c.text});
  return rules;
}

std::string limits_text(const Handbook& book, const PayComponent& c) {
  std::string list;
  const auto add = [&](const std::string& limit) { list += (list.empty() ? "" : "; ") + limit; };
  if (c.threshold) add(tr("nothing below {}", bound_text(book, *c.threshold)));
  if (c.cap) add(tr("at most {}", book.money(*c.cap)));
  if (c.floor) add(tr("at least {}", book.money(*c.floor)));
  if (c.from || c.to) add(days_text(c.from, c.to));
  if (c.type == PayType::team_bonus) add(c.share == TeamShare::equal ? tr("shared equally") : c.share == TeamShare::days ? tr("shared by days in the team") : tr("shared by what each sold"));
  if (c.budget) add(tr("until {} are given out", book.money(*c.budget)));
  if (c.over) add(tr("over the {}", tr(std::string(to_string(*c.over)).c_str())));
  if (!c.tiers.empty()) add(c.whole ? tr("the tier reached counts for all") : tr("each tier counts for what lies in it"));
  if (c.type == PayType::draw) add(c.recoverable ? tr("paid back out of what later exceeds it") : tr("kept"));
  return list;
}

/// What one month of the plan's first table pays somebody with a round target, as pay run computes it.
std::vector<std::string> worked_example(const Handbook& book, const PayPlan& plan) {
  const auto table = std::ranges::find_if(plan.components, [](const PayComponent& c) { return c.type == PayType::commission && !c.tiers.empty() && c.when.empty(); });
  if (table == plan.components.end()) return {};
  PayComponent component = *table;
  component.over.reset();
  PayProblem problem;
  problem.decimals = book.settings().currency.decimals;
  problem.fiscal = book.settings().fiscal;
  Rep rep;
  rep.key = RepKey{1};
  rep.id = "example";
  problem.organisation.reps.push_back(rep);
  PayPlan alone;
  alone.name = plan.name;
  alone.every = plan.every;
  alone.components.push_back(component);
  problem.plans.push_back(std::move(alone));
  const Date first = plan.from.value_or(make_date(2026, 1, 1));
  problem.period = period_of(first, plan.every, problem.fiscal);
  problem.every = plan.every;
  Money unit{1};
  for (int i = 0; i < problem.decimals; ++i) unit = unit * 10;
  const Money target = unit * 1'000'000;
  problem.targets[{component.metric, problem.period.name}].reps[rep.key] = target;
  Money total = multiply(target, Rate{Rate::one / 100 * 130}, Rounding::half_even);
  for (const PayTier& tier : component.tiers) {
    if (tier.to && tier.to->money) total = multiply(*tier.to->money, Rate{Rate::one / 100 * 130}, Rounding::half_even);
  }
  problem.facts.terms.emplace_back();
  PayRow row;
  row.source = row.origin = 1;
  row.day = row.origin_day = problem.period.span.from;
  row.amount = total;
  row.units = 1'000'000;
  (component.basis == PayBasis::collected ? problem.facts.payments : problem.facts.orders).push_back(row);
  std::string sums;
  Money pays;
  for (const PayLine& line : compute_pay(problem).lines) {
    pays += line.amount;
    if (line.kind == LineKind::rate) sums += (sums.empty() ? "" : " + ") + tr("{} at {}", book.money(line.sum), format_percent(*line.rate));
    if (line.kind == LineKind::cap && line.amount != Money{}) sums += "; " + tr("no more than {}", book.money(*line.each));
  }
  const std::string of = uses_target(component) ? tr("{} against a target of {}", book.money(total), book.money(target)) : book.money(total);
  return {tr("Example, {}: {} pay {} ({}).", component.name, of, book.money(pays), sums)};
}

}  // namespace

void add_pay_sections(Handbook& book) {
  for (const PayPlan& plan : book.settings().plans) {
    Table& section = book.section(plan.title.empty() ? plan.name : plan.title, {{"component", tr("Component")},
                                                                                {"kind", tr("Kind")},
                                                                                {"basis", tr("On")},
                                                                                {"from", tr("For")},
                                                                                {"pays", tr("Pays")},
                                                                                {"limits", tr("Limits")}});
    for (const PayComponent& c : plan.components) {
      const bool on_sales = c.type == PayType::commission || c.type == PayType::manager_override;
      bool first = true;
      for (const Rule& rule : rules_of(book, c)) {
        section.rows.push_back({{c.name, std::string(tr(to_string(c.type))), on_sales ? text(tr(to_string(c.basis))) : Value(), text(rule.from), text(rule.pays),
                                 text(first ? limits_text(book, c) : std::string())},
                                0,
                                false});
        first = false;
      }
    }
    section.notes.push_back(tr("For: {}. Paid every {}{}.", plan.whom.everybody() ? tr("everybody whom no other plan names") : in_words(plan.whom), tr(std::string(to_string(plan.every)).c_str()),
                               days_text(plan.from, plan.to).empty() ? "" : ", " + days_text(plan.from, plan.to)));
    for (std::string& line : worked_example(book, plan)) section.notes.push_back(std::move(line));
  }
  if (book.settings().plans.empty()) return;
  Table& section = book.section(tr("How pay is computed"));
  section.notes = {tr("What is given back is taken back at the rate it was paid at."),
                   tr("A closed period never changes: what comes to be known later is corrected in the next one."),
                   tr("Every amount is rounded once, half to even, and every line names its orders, its rate and its rule: salesctl pay statement."),
                   tr("Shares of split orders sum to exactly 100%.")};
}

}  // namespace salesctl
