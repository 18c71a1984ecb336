// Which customers are due to be asked how satisfied they are.
//
// A customer who ever bought is due so many days after it was last asked: the latest day that a survey of either kind was
// sent to it or answered by it; after its first purchase where it never was. Who opted out of calls and mails is not.
#pragma once

#include <optional>
#include <vector>

#include "model/purchases.hpp"
#include "model/survey.hpp"

namespace salesctl {

struct SurveyDue {
  CustomerKey customer;
  Date due;
  std::optional<Date> asked;
  std::optional<Date> answered;     // when it answered last, with a score
  std::optional<SurveyKind> kind;   // of that answer
  std::optional<double> score;
  bool operator==(const SurveyDue&) const = default;
};

/// Those due up to and including `last`, the earliest first, of one day in the order of `bought`. `every` is in days;
/// `opted_out` by key.
std::vector<SurveyDue> surveys_due(const std::vector<FirstPurchase>& bought, const std::vector<Survey>& surveys,
                                   const std::vector<CustomerKey>& opted_out, int every, Date last);

}  // namespace salesctl
