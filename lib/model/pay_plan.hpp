// Pay plans: section `plans` of the config. Who is paid for what, at which rates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"
#include "model/audience.hpp"

namespace salesctl {

enum class PayType { commission, manager_override, bonus, team_bonus, spiff, draw, benefit };
/// What a component pays on: what was sold, that less its cost, or what customers paid.
enum class PayBasis { revenue, margin, collected };
enum class TeamShare { equal, days, contribution };

/// Where a step of a table ends or begins: so much money, or a share of the target.
struct PayBound {
  std::optional<Money> money;
  std::optional<Rate> share;
  bool operator==(const PayBound&) const = default;
};

/// A rate of the basis or, for each order, an amount: one of the two.
struct PayPrice {
  std::optional<Rate> rate;
  std::optional<Money> each;
  bool operator==(const PayPrice&) const = default;
};

/// An entry of `rates`: what is sold so is paid so. What is empty fits everything.
struct RateRow {
  std::string product;
  std::string series;
  std::string category;
  std::string customer_class;
  std::string kind;  // of order: sale, renewal
  PayPrice price;
  Place place;
  bool operator==(const RateRow&) const = default;
};

/// A step of a table over the running total: what lies above the step before, up to `to`, is paid at `rate`, or at `times`
/// the row's own.
struct PayTier {
  std::optional<PayBound> to;  // the last has none
  std::optional<Rate> rate;
  std::optional<Rate> times;
  Place place;
  bool operator==(const PayTier&) const = default;
};

/// A step of a bonus: paid from this attainment, or this sum, on.
struct PayStep {
  PayBound from;
  Money amount;
  Place place;
  bool operator==(const PayStep&) const = default;
};

struct PayComponent {
  std::string name;
  PayType type = PayType::commission;
  PayBasis basis = PayBasis::revenue;
  std::string when;  // SQL over credited_order, or credited_payment for what was collected; empty: every row
  Place when_place;
  PayPrice price;
  std::vector<RateRow> rates;
  std::vector<PayTier> tiers;
  bool whole = false;   // the tier that holds the total counts for all of it
  bool higher = false;  // a total on a boundary belongs to the higher tier
  std::optional<PeriodUnit> over;     // the running total and the attainment are of this; none: the pay period
  std::string metric;                 // of targets, and of what a bonus counts
  std::optional<PayBound> threshold;  // below it nothing is paid
  std::optional<Money> cap;
  std::optional<Money> floor;
  bool prorate = true;           // bounds and amounts in proportion of the days under the plan
  bool own = false;              // override: on one's own sales too
  std::vector<std::string> of;   // override: on what these components pay
  std::vector<PayStep> steps;    // of a bonus, ascending
  TeamShare share = TeamShare::equal;
  bool per_unit = false;         // spiff: the amount is for each unit, not for each order
  std::optional<Date> from;      // spiff: first and last day
  std::optional<Date> to;
  std::optional<Money> budget;
  bool recoverable = true;       // draw
  std::string text;              // benefit
  Place place;
  bool operator==(const PayComponent&) const = default;
};

struct PayPlan {
  std::string name;
  std::string title;
  std::optional<Date> from;  // first and last day
  std::optional<Date> to;
  PeriodUnit every = PeriodUnit::month;
  Audience whom;
  std::vector<PayComponent> components;
  Place place;
  bool operator==(const PayPlan&) const = default;
};

/// Something to look at that is no error: a rate that falls as sales rise, a cliff.
struct PlanWarning {
  std::string problem;
  Place place;
};

const char* to_string(PayType type);    // commission override bonus team_bonus spiff draw benefit
const char* to_string(PayBasis basis);  // revenue margin collected
/// Throw ValueError with the nearest name.
PayType parse_pay_type(std::string_view text);
PayBasis parse_pay_basis(std::string_view text);
TeamShare parse_team_share(std::string_view text);  // equal days contribution

/// Whether the component pays for orders or payments one by one, which can be given back.
bool pays_rows(const PayComponent& component);

/// Whether bounds or steps are shares of a target.
bool uses_target(const PayComponent& component);

/// What decides which rows the component of the plan pays for, but not how much: another choice, another text.
std::string choice_of(const PayPlan& plan, const PayComponent& component);

/// Days of the plan; half-open.
Span validity(const PayPlan& plan);

/// Throws ConfigError: a table with gaps, cliffs, names twice, plans that name the same people for the same days.
void check_plans(const std::vector<PayPlan>& plans);

/// Rates that fall as sales rise, steps that pay less, shares of targets that no goal sets.
std::vector<PlanWarning> plan_warnings(const std::vector<PayPlan>& plans, const std::vector<std::string>& goal_metrics);

}  // namespace salesctl
