// What is wrong or odd in pay plans, seen without any facts.
#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"
#include "model/pay_plan.hpp"

namespace salesctl {
namespace {

void refuse_twins(const std::vector<PayPlan>& plans) {
  for (std::size_t i = 0; i < plans.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (plans[i].name == plans[j].name) {
        throw ConfigError(tr("the plan \"{}\" stands twice, first at {}", printable(plans[i].name), to_string(plans[j].place)),
                          tr("the ledger names plans: give each a name of its own"), plans[i].place);
      }
    }
    const auto& components = plans[i].components;
    for (std::size_t c = 0; c < components.size(); ++c) {
      const auto twin = std::ranges::find(components, components[c].name, &PayComponent::name);
      if (twin == components.begin() + static_cast<std::ptrdiff_t>(c)) continue;
      throw ConfigError(tr("the component \"{}\" stands twice, first at {}", printable(components[c].name), to_string(twin->place)),
                        tr("the ledger names components: give each a name of its own"), components[c].place);
    }
  }
}

/// The first name that stands in both.
const std::string* common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto it = std::ranges::find_if(a, [&](const std::string& name) { return std::ranges::find(b, name) != b.end(); });
  return it == a.end() ? nullptr : &*it;
}

bool for_everybody(const PayPlan& plan) { return plan.whom.reps.empty() && plan.whom.levels.empty() && plan.whom.teams.empty(); }

void refuse_rivals(const PayPlan& a, const PayPlan& b) {
  if (intersect(validity(a), validity(b)).empty()) return;
  const auto refuse = [&](const std::string& whom) {
    throw ConfigError(tr("the plans \"{}\" ({}) and \"{}\" are both for {} on the same days", printable(a.name), to_string(a.place),
                         printable(b.name), whom),
                      tr("give them from and to that do not meet, or name others in reps, levels or teams"), b.place);
  };
  if (for_everybody(a) && for_everybody(b)) refuse(tr("everybody"));
  if (const auto* name = common(a.whom.reps, b.whom.reps)) refuse(tr("the rep {}", printable(*name)));
  if (const auto* name = common(a.whom.levels, b.whom.levels)) refuse(tr("the level {}", printable(*name)));
  if (const auto* name = common(a.whom.teams, b.whom.teams)) refuse(tr("the team {}", printable(*name)));
}

bool same_choice(const RateRow& a, const RateRow& b) {
  return a.product == b.product && a.series == b.series && a.category == b.category && a.customer_class == b.customer_class && a.kind == b.kind;
}

void refuse_equal_rates(const PayComponent& c) {
  for (std::size_t i = 0; i < c.rates.size(); ++i) {
    const auto twin = std::ranges::find_if(c.rates, [&](const RateRow& other) { return same_choice(other, c.rates[i]); });
    if (twin == c.rates.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    throw ConfigError(tr("rates: this fits the same as the entry at {}", to_string(twin->place)), tr("keep one of the two"), c.rates[i].place);
  }
}

/// Rises, as far as it can be told: money and shares of a target cannot be compared before there is one.
void refuse_disorder(const PayComponent& c) {
  const PayBound* last = nullptr;
  for (std::size_t i = 0; i < c.tiers.size(); ++i) {
    const PayTier& tier = c.tiers[i];
    if (!tier.to) {
      if (i + 1 == c.tiers.size()) return;
      throw ConfigError(tr("tiers: only the last tier is without \"to\""), {}, tier.place);
    }
    const bool falls = last != nullptr && ((tier.to->money && last->money && *tier.to->money <= *last->money) ||
                                           (tier.to->share && last->share && *tier.to->share <= *last->share));
    if (falls) throw ConfigError(tr("tiers: this one ends where the one before ends, or below"), tr("write them from the lowest to the highest"), tier.place);
    last = &*tier.to;
  }
  if (!c.tiers.empty()) {
    throw ConfigError(tr("tiers: what lies above the last \"to\" has no rate"), tr("add a tier without \"to\""), c.tiers.back().place);
  }
}

bool worth_less(const PayTier& next, const PayTier& before) {
  return (next.rate && before.rate && *next.rate < *before.rate) || (next.times && before.times && *next.times < *before.times);
}

/// Of the whole amount at a lower rate there is less than of one yuan less at the higher rate.
void refuse_cliffs(const PayComponent& c) {
  if (!c.whole) return;
  for (std::size_t i = 1; i < c.tiers.size(); ++i) {
    if (!worth_less(c.tiers[i], c.tiers[i - 1])) continue;
    throw ConfigError(tr("tiers: one more sold above this boundary lowers the pay, because the lower rate then counts for all of it"),
                      tr("let rates rise, or write mode: marginal"), c.tiers[i].place);
  }
}

}  // namespace

void check_plans(const std::vector<PayPlan>& plans) {
  refuse_twins(plans);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) refuse_rivals(plans[j], plans[i]);
    for (const PayComponent& c : plans[i].components) {
      refuse_equal_rates(c);
      refuse_disorder(c);
      refuse_cliffs(c);
    }
  }
}

bool uses_target(const PayComponent& c) {
  const auto share = [](const PayBound& bound) { return bound.share.has_value(); };
  return std::ranges::any_of(c.tiers, [&](const PayTier& t) { return t.to && share(*t.to); }) || (c.threshold && share(*c.threshold)) ||
         std::ranges::any_of(c.steps, [&](const PayStep& s) { return share(s.from); });
}

std::vector<PlanWarning> plan_warnings(const std::vector<PayPlan>& plans, const std::vector<std::string>& goal_metrics) {
  std::vector<PlanWarning> warnings;
  for (const PayPlan& plan : plans) {
    for (const PayComponent& c : plan.components) {
      const std::string who = plan.name + ": " + c.name + ": ";
      for (std::size_t i = 1; i < c.tiers.size(); ++i) {
        if (!c.whole && worth_less(c.tiers[i], c.tiers[i - 1])) warnings.push_back({who + tr("the rate falls as sales rise"), c.tiers[i].place});
      }
      for (std::size_t i = 1; i < c.steps.size(); ++i) {
        if (c.steps[i].amount < c.steps[i - 1].amount) {
          warnings.push_back({who + tr("a cliff: a higher step pays less"), c.steps[i].place});
        }
      }
      const auto warn_of_rate = [&](const std::optional<Rate>& rate, const Place& place) {
        if (rate && *rate > Rate{Rate::one}) warnings.push_back({who + tr("the rate {} pays more than all of it; is a % missing?", format_percent(*rate)), place});
      };
      warn_of_rate(c.price.rate, c.place);
      for (const RateRow& row : c.rates) warn_of_rate(row.price.rate, row.place);
      for (const PayTier& tier : c.tiers) warn_of_rate(tier.rate, tier.place);
      if (uses_target(c) && std::ranges::find(goal_metrics, c.metric) == goal_metrics.end()) {
        warnings.push_back({who + tr("it goes by the target of {}, and \"goals\" has none", c.metric), c.place});
      }
      if (c.cap && c.floor && *c.cap < *c.floor) warnings.push_back({who + tr("the cap lies below the floor"), c.place});
    }
  }
  return warnings;
}

}  // namespace salesctl
