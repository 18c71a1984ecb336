// The rules of appraisal: scorecards, how figures become scores, and who judges whom.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"
#include "model/audience.hpp"

namespace salesctl {

/// A number as it was written or counted, exact: over / under.
struct Quantity {
  std::int64_t over = 0;
  std::int64_t under = 1;  // above zero
  bool operator==(const Quantity&) const = default;
};

/// `curve`: how attainment becomes a score. Scores lie on the scale of the scorecard.
struct Curve {
  /// linear     attainment x the best score
  /// capped     the same, attainment counting up to `at`
  /// threshold  below `at` the least score, from there linear, or the best score where `full`
  /// steps      the score of the last step that is reached, below the first the least score
  /// points     straight lines from point to point, level before the first and after the last
  enum class Kind { linear, capped, threshold, steps, points };
  struct Point {
    Rate at;     // attainment
    Rate score;
    bool operator==(const Point&) const = default;
  };
  Kind kind = Kind::capped;
  Rate at{Rate::one};
  bool full = false;
  std::vector<Point> points = {};  // of steps and points, ascending by `at`
  bool operator==(const Curve&) const = default;
};

enum class KpiSource { metric, sql, training, survey, review };

/// What to do about a score below a bound.
struct Improvement {
  Rate below;
  std::string text;
  std::string course;  // to take
  bool operator==(const Improvement&) const = default;
};

/// An item of a scorecard.
struct Kpi {
  std::string name;
  Rate weight;
  KpiSource source = KpiSource::metric;
  std::string of;      // the metric, the SQL, the course, csat or nps
  std::string per;     // a metric to divide by; empty: none
  std::vector<std::pair<std::string, Rate>> criteria = {};  // of reviews, with weights that are shares of their sum
  bool down = false;   // the less the better
  bool goal = false;   // the target is the rep's in the goal plan in force
  Quantity target{1};  // else this, in the unit of people: 100.50, not 10050
  Curve curve = {};
  std::optional<Improvement> improve = {};
  Place place = {};
  bool operator==(const Kpi&) const = default;
};

/// `grades`: from that score; `distribution`: that share of the reps. From the best to the worst.
struct ScoreGrade {
  std::string name;
  Rate bound;
  bool operator==(const ScoreGrade&) const = default;
};

/// `promotion`: who meets the condition may become it.
struct PromotionRule {
  std::string to;
  std::string when;  // SQL over the view rep and the figures of `score reps`
  Place place;
  bool operator==(const PromotionRule&) const = default;
};

struct Scorecard {
  std::string name;
  std::string title;
  PeriodUnit every = PeriodUnit::quarter;
  Audience whom = {};
  std::vector<Kpi> kpis = {};
  Rate low{};                            // the scale
  Rate high{100 * Rate::one};
  std::vector<ScoreGrade> grades = {};
  bool distributed = false;              // grades are shares, not scores
  bool ties_up = true;                   // who ties with the last of a grade gets it too; else the grade below
  std::vector<PromotionRule> promotion = {};
  Place place = {};
  bool operator==(const Scorecard&) const = default;
};

/// `reviews`: what the judgements of oneself, the manager and peers weigh. Weights are shares of their sum.
struct ReviewRules {
  Rate self{Rate::one / 5};
  Rate manager{Rate::one / 2};
  Rate peer{Rate::one / 10 * 3};
  Rate low{Rate::one};         // the scale of the judgements
  Rate high{5 * Rate::one};
  int peers = 0;               // how many are expected to judge a rep
  bool rater_effect = false;   // whether lenient and strict reviewers are corrected
  bool operator==(const ReviewRules&) const = default;
};

}  // namespace salesctl
