// The rules about customers: how they are classified and looked after, when they count as leaving, what to do then.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/rate.hpp"

namespace salesctl {

/// `customers.classes`: a condition, and the policy for who meets it. The first condition met decides.
struct CustomerClass {
  std::string name;
  std::string when;      // SQL over the view customer and the figures of `score customers`; empty: everybody else
  int visit_every = 0;   // days between contacts; 0: none is due
  std::string channel;   // how: visit, call, ...
  std::string service;   // service level, in words
  std::optional<Rate> discount;  // how much a rep may grant
  std::optional<int> rank;  // the higher the better: tells moves up from moves down
  Place place;
  bool operator==(const CustomerClass&) const = default;
};

/// prospect, dormant, new, A, B and C.
std::vector<CustomerClass> default_classes();

struct CustomerRules {
  std::string purchases = "revenue";  // the metric whose rows are what customers buy
  Place purchases_place;
  std::string abc_by;  // a metric; empty: the value of purchases
  Place abc_place;
  Rate a{800'000'000};  // up to which cumulative share a customer is A, and B
  Rate b{950'000'000};
  std::vector<CustomerClass> classes = default_classes();
  int survey_every = 180;  // days after which a customer is due to be asked again
  bool operator==(const CustomerRules&) const = default;
};

enum class ChurnMethod { mbg_nbd, bg_nbd, overdue };
enum class RiskLevel { low, medium, high };

/// Why a customer is in danger. The names stand in the config's playbook and in the output.
enum class Reason { overdue, one_order, contact, fewer_contacts, satisfaction, ticket, smaller_orders, lost_deal };

/// Whether a contact of that kind is one that who opted out does not want: every one but a visit or a meeting, in whatever
/// letter case, so that a word nobody knows reaches nobody.
bool needs_consent(std::string_view contact_kind);

/// `churn.playbook`: what to do about a case; the first that fits is taken.
struct Play {
  std::string customer_class;  // empty: any
  std::optional<RiskLevel> risk;  // none: high or medium
  std::optional<Reason> reason;   // one of the case's reasons; none: any
  std::string action;          // the task's title
  std::string kind;            // the task's kind: visit, call, ...
  std::string owner;           // a rep's id; empty: the customer's owner
  int due = 7;                 // days from the day of the case
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
