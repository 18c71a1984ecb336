#include "model/pay_plan.hpp"

#include <array>

#include "base/choice.hpp"

namespace salesctl {
namespace {

constexpr std::array<const char*, 7> types{"commission", "override", "bonus", "team_bonus", "spiff", "draw", "benefit"};
constexpr std::array<const char*, 3> bases{"revenue", "margin", "collected"};
constexpr std::array<const char*, 3> team_shares{"equal", "days", "contribution"};

}  // namespace

const char* to_string(PayType type) { return types.at(static_cast<std::size_t>(type)); }
const char* to_string(PayBasis basis) { return bases.at(static_cast<std::size_t>(basis)); }
PayType parse_pay_type(std::string_view text) { return static_cast<PayType>(choice(text, types)); }
PayBasis parse_pay_basis(std::string_view text) { return static_cast<PayBasis>(choice(text, bases)); }
TeamShare parse_team_share(std::string_view text) { return static_cast<TeamShare>(choice(text, team_shares)); }

bool pays_rows(const PayComponent& c) {
  return c.type == PayType::commission || c.type == PayType::spiff || (c.type == PayType::manager_override && c.of.empty());
}

std::string choice_of(const PayPlan& plan, const PayComponent& c) {
  std::string text = plan.name + '\n' + c.name + '\n' + to_string(c.type) + to_string(c.basis) + '\n' + c.when + '\n';
  for (const auto* list : {&plan.whom.reps, &plan.whom.levels, &plan.whom.teams}) {
    for (const std::string& name : *list) text += name + '|';
    text += '\n';
  }
  if (c.from) text += format_date(*c.from);
  text += ".." + (c.to ? format_date(*c.to) : std::string()) + (c.own ? "own" : "") + (c.per_unit ? "unit" : "");
  return text;
}

Span validity(const PayPlan& plan) {
  const Date first = plan.from.value_or(make_date(1000, 1, 1));
  const Date last = plan.to.value_or(make_date(9998, 12, 31));
  return {first, last + std::chrono::days{1}};
}

}  // namespace salesctl
