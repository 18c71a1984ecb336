// Bonuses of closed periods: what they would be now, by the rules and targets they were closed with, less what was paid.
#include <algorithm>

#include "base/message.hpp"
#include "pay/engine.hpp"

namespace salesctl::pay {

std::string choice(const PayProblem& p, const PayPlan& plan, const PayComponent& c) {
  std::string text = choice_of(plan, c);
  if (!is_bonus(c.type)) return text;
  const auto definition = p.definitions.find(c.metric);
  text += '\n' + c.metric + '|' + (definition == p.definitions.end() ? std::string() : definition->second) + '|' + std::string(c.over ? to_string(*c.over) : "") + '|' +
          (c.prorate ? "prorate" : "") + '|' + std::to_string(static_cast<int>(c.share));
  for (const PayStep& step : c.steps) {
    text += '\n' + (step.from.share ? std::to_string(step.from.share->billionths) + " of the target" : std::to_string(step.from.money.value_or(Money{}).minor)) + ':' +
            std::to_string(step.amount.minor);
  }
  return text;
}

/// A line per rep; who is in two teams has one of both.
std::map<RepKey, PayLine> Engine::bonus_now(const PayPlan& plan, const PayComponent& component) {
  run_.lines.clear();
  if (component.type == PayType::team_bonus) {
    pay_team_bonus(plan, component);
  } else {
    for (const Stretch& stretch : stretches_) {
      if (&p_.plans[stretch.plan] == &plan) pay_bonus(stretch, component);
    }
    pay_left_bonus(plan, component);
  }
  std::map<RepKey, PayLine> lines;
  for (const PayLine& l : run_.lines) {
    const auto [it, fresh] = lines.try_emplace(l.rep, l);
    if (!fresh) it->second.amount += l.amount;
  }
  return lines;
}

/// `past`: of a closed period; `held`: what the ledger has of the component about it.
void Engine::correct_bonus(Engine& past, const PayPlan& plan, const PayComponent& component, const std::vector<const PayLine*>& held) {
  struct Paid {
    Money amount;
    std::optional<std::int64_t> key;  // of the first line
  };
  std::map<RepKey, Paid> paid;
  for (const PayLine* l : held) {
    Paid& of = paid[l->rep];
    of.amount += l->amount;
    if (!of.key && !l->adjusts) of.key = l->key;
  }
  std::map<RepKey, PayLine> now = past.bonus_now(plan, component);
  for (const auto& [rep, of] : paid) {
    const auto index = rep_index_.find(rep);
    if (index != rep_index_.end()) now.try_emplace(rep, past.line(index->second, plan, component, LineKind::bonus));  // not reached any more
  }
  for (auto& [rep, made] : now) {
    const Paid before = paid.contains(rep) ? paid.at(rep) : Paid{};
    if (made.amount == before.amount) continue;
    made.reason = {TR_NOOP("changed since {} was paid: {} instead of {}"), {made.about, money(made.amount), money(before.amount)}};
    made.kind = LineKind::bonus;
    made.period = period_.name;
    made.span = period_.span;
    made.adjusts = before.key;
    made.amount -= before.amount;
    add(std::move(made));
  }
}

void Engine::correct_bonuses() {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<const PayLine*>> held;  // by period they are about, plan, component
  for (const PayLine& l : p_.held) {
    if (!p_.closed.empty() && l.every == p_.every && is_bonus(l.type)) held[{l.about, l.plan, l.component}].push_back(&l);
  }
  for (const ClosedPeriod& closed : p_.closed) {
    std::optional<Engine> past;
    for (const PayPlan& plan : p_.plans) {
      for (const PayComponent& component : plan.components) {
        if (plan.every != p_.every || !is_bonus(component.type) || !closed.choices.contains(choice(p_, plan, component))) continue;
        if (!past) {
          past.emplace(Engine(p_, closed.period));
          past->actuals_.swap(actuals_);  // sorted once
        }
        correct_bonus(*past, plan, component, held[{closed.period.name, plan.name, component.name}]);
      }
    }
    if (past) past->actuals_.swap(actuals_);
  }
}

}  // namespace salesctl::pay
