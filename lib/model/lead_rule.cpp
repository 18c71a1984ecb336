#include "model/lead_rule.hpp"

#include "base/message.hpp"

namespace salesctl {

std::vector<PointRule> default_points() {
  const auto lead = [](const char* name, const char* when) { return PointRule{name, when, 20, false, {}}; };
  const auto deal = [](const char* name, const char* when) { return PointRule{name, when, 20, true, {}}; };
  return {lead(TR_NOOP("can be reached"), "phone IS NOT NULL OR email IS NOT NULL"),
          lead(TR_NOOP("came in within 30 days"), "age_days <= 30"),
          lead(TR_NOOP("contact within 30 days"), "idle_days <= 30"),
          lead(TR_NOOP("several contacts"), "contacts >= 2"),
          lead(TR_NOOP("worth more than the average"), "value > (SELECT avg(value) FROM lead)"),
          deal(TR_NOOP("contact within 30 days"), "idle_days <= 30"),
          deal(TR_NOOP("several contacts"), "contacts >= 2"),
          deal(TR_NOOP("has a next step"), "next_step IS NOT NULL"),
          deal(TR_NOOP("open no longer than 90 days"), "age_days <= 90"),
          deal(TR_NOOP("worth more than the average"), "amount > (SELECT avg(amount) FROM opportunity)")};
}

std::vector<LearnField> default_learn() {
  return {{"opportunity", "source", {}}, {"opportunity", "type", {}},    {"opportunity", "amount", {}},
          {"customer", "sector", {}},    {"customer", "region", {}},     {"customer", "annual_revenue", {}},
          {"customer", "employees", {}}, {"product", "series", {}}};
}

}  // namespace salesctl
