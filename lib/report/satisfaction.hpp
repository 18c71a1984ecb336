// How satisfied customers are, for the company, its teams, its reps and the classes of its customers.
//
// An answer counts on the day it was given. It counts for the survey's rep, or else the customer's owner; for the team
// this rep was in on that day, and all above it; for the class the customer was in at the end of that day.
//
// csat  Scores from 1 to 5; the figure is their mean, the satisfied are those of 4 and 5.
// nps   Scores from 0 to 10; promoters gave 9 and 10, detractors 0 to 6, passives what lies between. The figure is the
//       share of promoters less that of detractors, in points from -100 to 100 (F. F. Reichheld, "The one number you need
//       to grow", Harvard Business Review, December 2003).
//
// What a survey says of response rates counts on the day it was sent: surveys without such a day say nothing of them.
// The intervals (report/intervals.hpp) take answers as independent of each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/interval.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"
#include "model/organisation.hpp"
#include "model/purchases.hpp"
#include "model/survey.hpp"
#include "report/intervals.hpp"

namespace salesctl {

enum class SatisfactionLevel { company, team, rep, customer_class };
std::string_view to_string(SatisfactionLevel level);  // company team rep class
/// Throws ValueError listing the levels.
SatisfactionLevel parse_satisfaction_level(std::string_view text);

/// Answers to one kind of survey, added up.
struct SurveyTally {
  std::int64_t answers = 0;
  std::int64_t good = 0;  // satisfied; promoters
  std::int64_t bad = 0;   // 1 and 2; detractors
  double sum = 0;
  double squares = 0;
  double lowest = 0;
  double highest = 0;
  std::int64_t sent = 0;      // surveys sent in the period
  std::int64_t answered = 0;  // of these, by the last day known
  bool operator==(const SurveyTally&) const = default;

  Moments moments() const;
  NetCounts net() const { return {good, bad, answers}; }
};

struct SatisfactionRow {
  SatisfactionLevel level = SatisfactionLevel::company;
  std::string scope;  // id of the team or rep, name of the class; empty: no rep, no class
  int depth = 0;
  SurveyKind kind = SurveyKind::csat;
  SurveyTally now;
  SurveyTally before;  // in the period it is compared with
  bool operator==(const SatisfactionRow&) const = default;

  /// csat to two decimals, nps to one; half away from zero. Nothing without an answer.
  std::optional<double> score() const;
  std::optional<double> previous() const;
  std::optional<double> change() const;       // score - previous, as they are shown
  std::optional<Interval> interval() const;   // of the score, within its scale; csat: nothing for one answer or all alike
  int trend() const;  // 1 up, -1 down where the interval of the difference leaves out 0; else 0
  /// To four decimals half-even. csat only.
  std::optional<Rate> satisfied() const;
  Rate satisfied_low() const;   // where there is an answer
  Rate satisfied_high() const;
  std::optional<Rate> response_rate() const;  // nothing where nothing was sent
};

/// Customers by key, how their classes changed, and the names of the classes in the order of the rules.
struct SurveyedClasses {
  std::vector<CustomerKey> customers;
  ClassHistory history;
  std::vector<std::string> names;
};

struct Satisfaction {
  std::vector<SatisfactionRow> rows;
  std::int64_t unusable = 0;  // answers of the period that are off their scale: they do not count
  std::int64_t undated = 0;   // scores without a day: neither do they
  std::int64_t unsent = 0;    // answers that count, to surveys of which nothing says when they were sent
  bool operator==(const Satisfaction&) const = default;
};

/// Rows of the company, its teams in tree order, its reps by id, those of no rep, the classes in their order, those of
/// no class; csat before nps. Scopes without a survey in the period are left out; so is "no class" where no survey of it
/// has one. What is compared lies in `now` and `before`, whatever surveys there are besides.
Satisfaction satisfaction(const Organisation& organisation, const std::vector<Survey>& surveys, const SurveyedClasses& classes,
                          Span now, Span before);

}  // namespace salesctl
