// When customers are due to be contacted: for salesctl report visits-due and assign tasks.
#pragma once

#include <optional>
#include <vector>

#include "churn.hpp"
#include "report/visits_due.hpp"

namespace salesctl {

struct DueCustomer {
  CustomerKey key;
  VisitDue due;
  std::optional<int> of_class;  // index in the rules' classes
};

/// Every customer whose contact is due by a day, by key.
std::vector<DueCustomer> due_until(Date last, const Database& database, const Settings& settings, const ChurnFacts& facts,
                                   Date as_of);  // report_visits.cpp

/// Who opted out is not called or written to; a visit is the only way left, where the class's policy is one.
bool may_be_contacted(bool opted_out, const CustomerClass* of_class);  // report_visits.cpp

}  // namespace salesctl
