// What reps are appraised by beside metrics, and the scores that were given.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/organisation.hpp"
#include "model/review.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Throws ConfigError where the SQL of a scorecard is none that may be run.
void check_scorecards(const Database& database, const Settings& settings);

/// The score of each rep's last exam of a course within the span; of several on a day that which came in last.
struct ExamScore {
  RepKey rep{};
  double score = 0;
};
std::vector<ExamScore> read_exams(const Database& database, const std::string& course, Span span);

/// All reviews of the period of that name, by reviewee. They have no day. What somebody says of
/// themselves in another role, or of others as themselves, is left out. Throws DataError on a score off the scale.
std::vector<Review> read_reviews(const Database& database, const std::string& period, const ReviewRules& rules);

/// A score as it is stored.
struct RepScore {
  RepKey rep{};
  Rate score;
  int rank = 0;
  std::string grade;
  bool operator==(const RepScore&) const = default;
};
/// Everybody's scores by one scorecard for one period.
struct ScoredPeriod {
  std::string scorecard;
  Period period;
  Date scored;                   // up to when facts were known
  std::vector<RepScore> scores;  // by rep
  bool operator==(const ScoredPeriod&) const = default;
};

/// What was stored for the period; nothing where nothing was.
std::optional<ScoredPeriod> stored_scores(const Database& database, const std::string& scorecard, const Period& period);
/// Puts these in their place. Within a transaction.
void write_scores(const Database& database, const ScoredPeriod& scored, std::int64_t run_key);

}  // namespace salesctl
