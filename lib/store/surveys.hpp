// Surveys in the store: who was asked, who answered what, and who must not be asked.
#pragma once

#include <vector>

#include "base/period.hpp"
#include "model/purchases.hpp"
#include "model/survey.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Surveys sent or answered within the span, and those with a score that has no day, in the order they came in. What is
/// dated later than the span is not there: neither a survey sent then nor an answer given then.
std::vector<Survey> read_surveys(const Database& database, Span span);

/// The customers who do not want calls or mails, by key.
std::vector<CustomerKey> opted_out_customers(const Database& database);

}  // namespace salesctl
