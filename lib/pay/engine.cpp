#include "pay/engine.hpp"

#include <algorithm>
#include <tuple>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "base/sorted.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace pay {
namespace {

std::vector<std::pair<std::size_t, std::size_t>> ranges(const std::vector<PayRow>& rows, std::size_t reps) {
  std::vector<std::pair<std::size_t, std::size_t>> all(reps);
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i;
    while (end < rows.size() && rows[end].rep == rows[i].rep) ++end;
    all.at(rows[i].rep) = {i, end};
    i = end;
  }
  return all;
}

}  // namespace

Engine::Engine(const PayProblem& problem, const Period& period)
    : p_(problem), period_(period) {
  for (std::size_t r = 0; r < p_.organisation.reps.size(); ++r) rep_index_.emplace(p_.organisation.reps[r].key, r);
  stretches_ = stretches(p_.organisation, p_.plans, period_.span);
  std::erase_if(stretches_, [&](const Stretch& s) { return p_.plans[s.plan].every != p_.every; });
}

Engine::Engine(const PayProblem& problem) : Engine(problem, problem.period) {
  orders_ = ranges(p_.facts.orders, p_.organisation.reps.size());
  payments_ = ranges(p_.facts.payments, p_.organisation.reps.size());
  find_rates();
}

Period Engine::window(const PayComponent& component, const Period& period) const {
  return component.over ? period_of(period.span.from, *component.over, p_.fiscal) : period;
}

/// All stretches of the component's window.
const std::vector<Stretch>& Engine::of_window(const PayComponent& component) {
  return component.over ? long_stretches(window(component, period_)) : stretches_;
}

const std::vector<Stretch>& Engine::long_stretches(const Period& whole) {
  const auto it = long_stretches_.find(whole.name);
  if (it != long_stretches_.end()) return it->second;
  return long_stretches_.emplace(whole.name, stretches(p_.organisation, p_.plans, whole.span)).first->second;
}

const Stretch& Engine::in_window(const Stretch& stretch, const PayComponent& component, const Period& period) {
  if (!component.over) return stretch;
  const std::vector<Stretch>& all = long_stretches(window(component, period));
  const auto same = [&](const Stretch& s) { return s.rep == stretch.rep && s.plan == stretch.plan; };
  const auto first = std::ranges::lower_bound(all, stretch.rep, {}, &Stretch::rep);
  return *std::find_if(first, all.end(), same);
}

Money Engine::scaled(Money amount, const PayComponent& component, const Stretch& stretch, const Period& whole) {
  return component.prorate ? in_proportion(amount, stretch.days(), whole.span.days()) : amount;
}

/// Of a closed period those that were in force when it was closed.
const PeopleTargets* Engine::targets_of(const PayComponent& component, const Period& period) const {
  const auto closed = std::ranges::find(p_.closed, period, &ClosedPeriod::period);
  const TargetsByPeriod& all = closed == p_.closed.end() ? p_.targets : closed->targets;
  const auto found = all.find({component.metric, window(component, period).name});
  return found == all.end() ? nullptr : &found->second;
}

/// A target already goes by the days of employment; of a shorter stretch it is that share of them.
std::optional<Money> Engine::target(const PayComponent& component, const Stretch& stretch, const Period& period) const {
  const PeopleTargets* const targets = targets_of(component, period);
  const Rep& rep = p_.organisation.reps[stretch.rep];
  if (targets == nullptr || !targets->reps.contains(rep.key)) return std::nullopt;
  const Money amount = targets->reps.at(rep.key);
  return component.prorate ? in_proportion(amount, stretch.days(), employed(rep, window(component, period).span).days()) : amount;
}

std::string Engine::place(const Place& place) const {
  std::string text = place.file + ":" + std::to_string(place.line);
  if (!p_.folder.empty() && text.starts_with(p_.folder + "/")) text.erase(0, p_.folder.size() + 1);
  return text;
}

std::string Engine::money(Money amount) const { return format_grouped(amount, p_.decimals); }

PayLine Engine::line(std::size_t rep, const PayPlan& plan, const PayComponent& component, LineKind kind) const {
  PayLine made;
  made.period = period_.name;
  made.span = period_.span;
  made.every = p_.every;
  made.about = period_.name;
  made.rep = p_.organisation.reps[rep].key;
  made.plan = plan.name;
  made.component = component.name;
  made.type = component.type;
  made.kind = kind;
  made.basis = component.basis;
  made.place = place(component.place);
  return made;
}

/// Cap and floor of the lines from `first` on, as lines of their own, also where they change nothing: what comes later may
/// go beyond.
void Engine::limit(const Stretch& stretch, const PayComponent& component, std::size_t first) {
  Money sum;
  for (std::size_t i = first; i < run_.lines.size(); ++i) sum += run_.lines[i].amount;
  const auto add_limit = [&](LineKind kind, Money bound, const char* text) {
    PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, kind);
    made.each = bound;
    made.sum = sum;
    made.amount = limited(kind, sum, bound) - sum;
    made.reason = {text, {money(bound), money(sum)}};
    sum += made.amount;
    add(std::move(made));
  };
  if (component.cap) add_limit(LineKind::cap, scaled(*component.cap, component, stretch, period_), TR_NOOP("at most {}; it would be {}"));
  if (component.floor) add_limit(LineKind::floor, scaled(*component.floor, component, stretch, period_), TR_NOOP("at least {}; it would be {}"));
}

/// Recoverable: what was topped up before is paid back out of what exceeds the draw.
void Engine::pay_draws(const Stretch& stretch, const PayPlan& plan, std::vector<PayLine>& draws) {
  const RepKey rep = p_.organisation.reps[stretch.rep].key;
  for (const PayComponent& component : plan.components) {
    if (component.type != PayType::draw) continue;
    Money earned;
    const auto index_of = [&](const PayLine& l) { return rep_index_.contains(l.rep) ? rep_index_.at(l.rep) : rep_index_.size(); };
    for (const PayLine& l : all_with(run_.lines, stretch.rep, index_of)) {
      if (l.plan == plan.name) earned += l.amount;
    }
    const Money draw = scaled(*component.price.each, component, stretch, period_);
    Money& debt = debts_[rep];
    PayLine made = line(stretch.rep, plan, component, component.recoverable ? LineKind::draw : LineKind::guarantee);
    made.each = draw;
    made.sum = earned;
    if (earned < draw) {
      made.amount = draw - earned;
      made.reason = {component.recoverable ? TR_NOOP("earned {}, topped up to {}; to be paid back") : TR_NOOP("earned {}, topped up to {}"),
                     {money(earned), money(draw)}};
    } else {
      if (!component.recoverable || debt <= Money{}) continue;
      made.amount = -std::min(debt, earned - draw);
      made.reason = {TR_NOOP("earned {}, more than the draw of {}: paid back, of a debt of {}"), {money(earned), money(draw), money(debt)}};
    }
    if (component.recoverable) debt += made.amount;
    if (made.amount != Money{}) draws.push_back(std::move(made));
  }
}

void Engine::note_once(PayReason note) {
  if (noted_.insert(stored_form(note)).second) run_.notes.push_back(std::move(note));
}

/// As the ledger gives them back. Lines are large and compared often, so their places are sorted by keys found once.
void Engine::sort_lines() {
  using Key = std::tuple<std::size_t, std::string_view, std::size_t>;
  std::vector<Key> keys;
  keys.reserve(run_.lines.size());
  for (const PayLine& l : run_.lines) {
    const auto rep = rep_index_.find(l.rep);
    keys.emplace_back(rep == rep_index_.end() ? rep_index_.size() : rep->second, l.plan, keys.size());
  }
  std::ranges::sort(keys);
  std::vector<PayLine> sorted;
  sorted.reserve(keys.size());
  for (const Key& key : keys) sorted.push_back(std::move(run_.lines[std::get<2>(key)]));
  run_.lines = std::move(sorted);
}

PayRun Engine::run() {
  read_held();
  for (const Stretch& stretch : stretches_) {
    for (const PayComponent& component : p_.plans[stretch.plan].components) {
      if (component.type == PayType::commission) pay_commission(stretch, component);
      if (component.type == PayType::bonus) pay_bonus(stretch, component);
      if (component.type == PayType::manager_override && component.of.empty()) pay_override(stretch, component);
      if (component.type == PayType::benefit) {
        PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, LineKind::benefit);
        made.reason = {component.text, {}};
        add(std::move(made));
      }
    }
  }
  for (const PayPlan& plan : p_.plans) {
    for (const PayComponent& component : plan.components) {
      if (plan.every != p_.every) continue;
      if (component.type == PayType::bonus) pay_left_bonus(plan, component);
      if (component.type == PayType::spiff) pay_spiff(plan, component);
      if (component.type == PayType::team_bonus) pay_team_bonus(plan, component);
    }
  }
  if (p_.corrects) adjust();
  for (const Stretch& stretch : stretches_) {
    for (const PayComponent& component : p_.plans[stretch.plan].components) {
      if (component.type == PayType::manager_override && !component.of.empty()) pay_override(stretch, component);
    }
  }
  sort_lines();
  std::vector<PayLine> draws;
  for (const Stretch& stretch : stretches_) pay_draws(stretch, p_.plans[stretch.plan], draws);
  if (draws.empty()) return std::move(run_);
  for (PayLine& draw : draws) add(std::move(draw));
  sort_lines();
  return std::move(run_);
}

}  // namespace pay

PayRun compute_pay(const PayProblem& problem) { return pay::Engine(problem).run(); }

std::set<std::pair<std::string, std::string>> figures_needed(const PayProblem& p, const Period& period) {
  std::set<std::pair<std::string, std::string>> needed;
  for (const PayPlan& plan : p.plans) {
    if (plan.every != p.every) continue;
    for (const PayComponent& c : plan.components) {
      if (!pay::is_bonus(c.type) && !uses_target(c)) continue;
      needed.emplace(c.metric, c.over ? period_of(period.span.from, *c.over, p.fiscal).name : period.name);
    }
  }
  return needed;
}

std::set<std::string> choices(const PayProblem& p) {
  std::set<std::string> all;
  for (const PayPlan& plan : p.plans) {
    for (const PayComponent& component : plan.components) {
      if (plan.every == p.every && (pays_rows(component) || pay::is_bonus(component.type))) all.insert(pay::choice(p, plan, component));
    }
  }
  return all;
}

Date facts_from(const PayProblem& p) {
  const Date first = p.closed.empty() ? p.period.span.from : p.closed.front().period.span.from;
  Date from = first;
  for (const PayPlan& plan : p.plans) {
    for (const PayComponent& c : plan.components) {
      if (plan.every != p.every || !c.over) continue;
      const Date of = pay::is_bonus(c.type) ? first : p.period.span.from;
      from = std::min(from, period_of(of, *c.over, p.fiscal).span.from);
    }
  }
  return from;
}

}  // namespace salesctl
