#include "model/customer_rule.hpp"

#include <array>
#include <algorithm>

#include "base/choice.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::array<const char*, 3> methods{"mbg-nbd", "bg-nbd", "overdue"};
constexpr std::array<const char*, 3> levels{TR_NOOP("low"), TR_NOOP("medium"), TR_NOOP("high")};
constexpr std::array<const char*, 8> reasons{"overdue",      "one_order", "contact",        "fewer_contacts",
                                             "satisfaction", "ticket",    "smaller_orders", "lost_deal"};

}  // namespace

std::vector<CustomerClass> default_classes() {
  const auto of = [](const char* name, const char* when, int visit_every, int rank) {
    return CustomerClass{name, when, visit_every, {}, {}, {}, rank, {}};
  };
  return {of("prospect", "orders_ever = 0", 60, 0), of("dormant", "last_order_days > 365", 90, 0),
          of("new", "first_order_days <= 90", 30, 1), of("A", "abc = 'A'", 30, 3),
          of("B", "abc = 'B'", 60, 2),                of("C", "", 120, 1)};
}

bool needs_consent(std::string_view contact_kind) {
  const std::string kind = fold(contact_kind);
  return kind != "visit" && kind != "meeting";
}

const char* to_string(ChurnMethod method) { return methods.at(static_cast<std::size_t>(method)); }
const char* to_string(RiskLevel level) { return levels.at(static_cast<std::size_t>(level)); }
const char* to_string(Reason reason) { return reasons.at(static_cast<std::size_t>(reason)); }
ChurnMethod parse_churn_method(std::string_view text) { return static_cast<ChurnMethod>(choice(text, methods)); }
RiskLevel parse_risk_level(std::string_view text) { return static_cast<RiskLevel>(choice(text, levels)); }
Reason parse_reason(std::string_view text) { return static_cast<Reason>(choice(text, reasons)); }

}  // namespace salesctl
