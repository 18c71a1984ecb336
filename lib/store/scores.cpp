#include "store/scores.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/promotion.hpp"
#include "store/read_only.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t hundredth = Rate::one / 100;  // scores are stored in hundredths

}  // namespace

void check_scorecards(const Database& db, const Settings& settings) {
  for (const Scorecard& card : settings.scorecards) {
    check_promotion(db, card);
    for (const Kpi& kpi : card.kpis) {
      if (kpi.source == KpiSource::sql) check_rep_numbers(db, settings, {kpi.name, kpi.of, kpi.place});
    }
  }
}

std::vector<ExamScore> read_exams(const Database& db, const std::string& course, Span span) {
  Statement rows = db.prepare(
      "SELECT rep_key, score FROM (SELECT rep_key, score, row_number() OVER (PARTITION BY rep_key ORDER BY trained_on DESC, key "
      "DESC) AS n "
      "FROM training_fact WHERE course = $1 AND trained_on >= $2 AND trained_on < $3 AND score IS NOT NULL) WHERE n = 1 ORDER BY "
      "1");
  rows.bind(1, std::string_view(course))
      .bind(2, std::string_view(format_date(span.from)))
      .bind(3, std::string_view(format_date(span.to)));
  std::vector<ExamScore> exams;
  while (rows.step()) exams.push_back({RepKey{rows.integer(0)}, rows.real(1)});
  return exams;
}

std::vector<Review> read_reviews(const Database& db, const std::string& period, const ReviewRules& rules) {
  Statement rows = db.prepare(
      "SELECT w.reviewer_key, w.reviewee_key, w.role, w.criterion, w.score, a.id, b.id FROM review_fact w JOIN rep_fact a ON "
      "a.key = w.reviewer_key "
      "JOIN rep_fact b ON b.key = w.reviewee_key WHERE w.period = $1 AND (w.role = 'self') = (w.reviewer_key = w.reviewee_key) ORDER BY w.reviewee_key, w.reviewer_key, w.role, "
      "w.criterion");
  rows.bind(1, std::string_view(period));
  std::vector<Review> reviews;
  while (rows.step()) {
    const std::string_view role = rows.text(2);
    const double score = rows.real(4);
    const auto billionths = [](Rate rate) { return static_cast<double>(rate.billionths) / static_cast<double>(Rate::one); };
    if (!(score >= billionths(rules.low) && score <= billionths(rules.high))) {
      throw DataError(tr("the review of {} by {} on {} in {} lies off the scale: {}", printable(rows.text(6)),
                         printable(rows.text(5)), printable(rows.text(3)), printable(period), score),
                      tr("reviews go from {} to {}: set \"scale\" under \"reviews\", or correct the review",
                         format_plain(rules.low), format_plain(rules.high)));
    }
    reviews.push_back({RepKey{rows.integer(0)}, RepKey{rows.integer(1)},
                       role == "self"      ? ReviewRole::self
                       : role == "manager" ? ReviewRole::manager
                                           : ReviewRole::peer,
                       std::string(rows.text(3)), Rate{std::llround(score * 1e6) * (Rate::one / 1'000'000)}});
  }
  return reviews;
}

std::optional<ScoredPeriod> stored_scores(const Database& db, const std::string& scorecard, const Period& period) {
  Statement rows = db.prepare(
      "SELECT rep_key, score, rank, grade, scored_on FROM rep_score WHERE scorecard = $1 AND period = $2 ORDER BY rep_key");
  rows.bind(1, std::string_view(scorecard)).bind(2, std::string_view(period.name));
  std::optional<ScoredPeriod> found;
  while (rows.step()) {
    if (!found) found = ScoredPeriod{scorecard, period, rows.date(4).value(), {}};
    found->scores.push_back({RepKey{rows.integer(0)}, Rate{rows.integer(1) * hundredth}, static_cast<int>(rows.integer(2)),
                             std::string(rows.text(3))});
  }
  return found;
}

void write_scores(const Database& db, const ScoredPeriod& scored, std::int64_t run_key) {
  const std::string_view card = scored.scorecard;
  const std::string_view period = scored.period.name;
  const std::string from = format_date(scored.period.span.from);
  const std::string to = format_date(scored.period.span.to - std::chrono::days{1});
  const std::string day = format_date(scored.scored);
  db.prepare("DELETE FROM rep_score WHERE scorecard = $1 AND period = $2").run(card, period);
  Statement insert = db.prepare(
      "INSERT INTO rep_score (scorecard, period, rep_key, from_on, to_on, scored_on, score, rank, grade, run_key) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
  for (const RepScore& s : scored.scores) {
    insert.run(card, period, static_cast<std::int64_t>(s.rep), std::string_view(from), std::string_view(to),
               std::string_view(day), s.score.billionths / hundredth, std::int64_t{s.rank}, std::string_view(s.grade), run_key);
  }
}

}  // namespace salesctl
