// The rules about customers: what counts as buying, when they count as leaving, what to do then.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/rate.hpp"

namespace salesctl {

struct CustomerRules {
  std::string purchases = "revenue";  // the metric whose rows are what customers buy
  Place purchases_place;
  bool operator==(const CustomerRules&) const = default;
};

enum class ChurnMethod { mbg_nbd, bg_nbd, overdue };
enum class RiskLevel { low, medium, high };

/// Why a customer is in danger. The names stand in the config's playbook and in the output.
enum class Reason { overdue, one_order, fewer_contacts, satisfaction, ticket, smaller_orders, lost_deal };

/// `churn.playbook`: what to do about a case; the first that fits is taken.
struct Play {
  std::optional<RiskLevel> risk;  // none: high or medium
  std::optional<Reason> reason;   // one of the case's reasons; none: any
  std::string action;
  Place place;
  bool operator==(const Play&) const = default;
};

struct ChurnRules {
  ChurnMethod method = ChurnMethod::mbg_nbd;
  bool evidence = true;        // whether contact records may correct the model
  int horizon = 90;            // days
  Rate high{800'000'000};      // chance of no order from which the risk is high
  Rate medium{500'000'000};
  std::vector<Play> playbook;
  bool operator==(const ChurnRules&) const = default;
};

const char* to_string(ChurnMethod method);  // mbg-nbd bg-nbd overdue
const char* to_string(RiskLevel level);
const char* to_string(Reason reason);
/// Throw ValueError with the nearest name.
ChurnMethod parse_churn_method(std::string_view text);
RiskLevel parse_risk_level(std::string_view text);
Reason parse_reason(std::string_view text);

}  // namespace salesctl
