// What customers were asked and what they answered, as reports see it. Comments are left where they are.
#pragma once

#include <cstdint>
#include <optional>

#include "base/date.hpp"
#include "model/purchases.hpp"

namespace salesctl {

enum class SurveyKind { csat, nps };
constexpr const char* to_string(SurveyKind kind) { return kind == SurveyKind::csat ? "csat" : "nps"; }

/// A question, and the answer where there is one. Whatever is dated later than the facts known is not there.
struct Survey {
  CustomerKey customer;
  std::int64_t rep_key = 0;        // about whom: the survey's rep, else the customer's owner; 0: nobody
  SurveyKind kind = SurveyKind::csat;
  std::optional<double> score;     // satisfaction 1-5, recommendation 0-10; as it was imported
  std::optional<Date> sent;
  std::optional<Date> answered;
  bool operator==(const Survey&) const = default;
};

}  // namespace salesctl
