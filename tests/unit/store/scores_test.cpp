#include "store/scores.hpp"

#include <doctest/doctest.h>

#include "firm.hpp"
#include "store/activity_counts.hpp"
#include "store/promotion.hpp"
#include "store/runs.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Span q1{make_date(2026, 1, 1), make_date(2026, 4, 1)};

Rate points(std::int64_t n) { return Rate{n * Rate::one}; }

RepKey key(const Database& db, const std::string& id) {
  return RepKey{*db.integer("SELECT key FROM rep_fact WHERE id = '" + id + "'")};
}

ScoredPeriod scored(const Database& db, int year, unsigned month, const char* name, const char* grade) {
  const Date from = make_date(year, month, 1);
  const Period period{name, {from, add_months(from, 3)}};
  return {"sales",
          period,
          period.span.to - std::chrono::days{1},
          {{key(db, "r1"), points(80), 1, grade}, {key(db, "r2"), Rate{12'340'000'000}, 2, ""}}};
}

std::int64_t run(const Database& db) {
  return record_run(db, {"2026-01-01T00:00:00Z", "me", "1", "score reps", "rep_score", "", "", {}});
}

void load_reps(const Database& db, const Settings& settings) {
  load(db, settings, "rep", {"id", "name", "level"}, {{"r1", "Wang", "junior"}, {"r2", "Li", "senior"}, {"r3", "Bob", ""}});
}

}  // namespace

TEST_CASE("the last exam within the span counts, and one without a score does not") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_reps(db, settings);
  load(db, settings, "training", {"id", "rep", "course", "trained_on"},
       {{"t1", "r1", "Products", "2026-01-05"},
        {"t2", "r1", "Products", "2026-03-31"},
        {"t3", "r1", "Products", "2026-04-01"},
        {"t4", "r1", "Other", "2026-02-01"},
        {"t5", "r2", "Products", "2026-02-01"}});
  db.execute("UPDATE training_fact SET score = key * 10 WHERE id <> 't5'");
  const std::vector<ExamScore> exams = read_exams(db, "Products", q1);
  REQUIRE(exams.size() == 1);
  CHECK(exams[0].rep == key(db, "r1"));
  CHECK(exams[0].score == 20);
}

TEST_CASE("scores come back as they were written, and writing replaces a period") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_reps(db, settings);
  const ScoredPeriod first = scored(db, 2026, 1, "2026-Q1", "A");
  CHECK_FALSE(stored_scores(db, "sales", first.period));
  write_scores(db, first, run(db));
  CHECK(*stored_scores(db, "sales", first.period) == first);
  ScoredPeriod second = first;
  second.scores.pop_back();
  second.scores[0].score = Rate{79'990'000'000};
  write_scores(db, second, run(db));
  CHECK(*stored_scores(db, "sales", first.period) == second);
  CHECK_FALSE(stored_scores(db, "other", first.period));
  CHECK(db.integer("SELECT count(*) FROM score_history WHERE rep = 'r1' AND score = 79.99 AND to_on = '2026-03-31'") == 1);
}

TEST_CASE("reviews are those of the period's name, and must lie on the scale") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_reps(db, settings);
  load(db, settings, "review", {"period", "reviewer", "reviewee", "role", "criterion", "score"},
       {{"2026-Q1", "r2", "r1", "manager", "service", "4"},
        {"2026-Q1", "r1", "r1", "self", "service", "5"},
        {"2026-Q2", "r1", "r1", "self", "service", "1"}});
  db.execute("UPDATE review_fact SET score = CASE role WHEN 'self' THEN 5 ELSE 3.5 END");
  const std::vector<Review> reviews = read_reviews(db, "2026-Q1", {});
  REQUIRE(reviews.size() == 2);
  CHECK(reviews[0] == Review{key(db, "r1"), key(db, "r1"), ReviewRole::self, "service", points(5)});
  CHECK(reviews[1].score == Rate{3'500'000'000});
  ReviewRules narrow;
  narrow.high = points(4);
  CHECK_THROWS_WITH_AS(read_reviews(db, "2026-Q1", narrow),
                       doctest::Contains("the review of r1 by r1 on service in 2026-Q1 lies off the scale"), DataError);
}

TEST_CASE("periods in a grade are those just before, without a gap, as they were known") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_reps(db, settings);
  write_scores(db, scored(db, 2025, 1, "2025-Q1", "A"), run(db));
  write_scores(db, scored(db, 2025, 7, "2025-Q3", "A"), run(db));
  write_scores(db, scored(db, 2025, 10, "2025-Q4", "A"), run(db));
  const auto before = [&](const char* grade, Date as_of) {
    const RepStanding standing{key(db, "r1"), points(80), 1, grade, {}, 0, {}, 0};
    return periods_before_in_grade(db, "sales", q1, as_of, {standing}).front();
  };
  CHECK(before("A", make_date(2026, 3, 31)) == 2);
  CHECK(before("B", make_date(2026, 3, 31)) == 0);
  CHECK(before("", make_date(2026, 3, 31)) == 0);
  CHECK(before("A", make_date(2025, 12, 30)) == 0);  // the last period was scored on 2025-12-31
}

TEST_CASE("promotion rules are asked over rep and standing, and nothing else") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_reps(db, settings);
  Scorecard card;
  card.promotion = {{"senior", "level = 'junior' AND score >= 80", {}},
                    {"lead", "grade IS NULL AND months_employed IS NULL", {}}};
  const std::vector<RepStanding> standings{{key(db, "r1"), points(80), 1, "A", {}, 1, 5, 0},
                                           {key(db, "r2"), points(90), 2, "", {}, 0, {}, 0},
                                           {key(db, "r3"), {}, 0, "", {}, 0, {}, 1}};
  CHECK(promotions_met(db, card, standings) == std::vector<std::vector<bool>>{{true, false}, {false, true}, {false, true}});
  check_promotion(db, card);
  const auto refused = [&](const char* when) {
    Scorecard other;
    other.promotion = {{"x", when, {}}};
    check_promotion(db, other);
  };
  CHECK_THROWS_AS(refused("score > (SELECT count(*) FROM customer)"), ConfigError);
  CHECK_THROWS_AS(refused("score > $1"), ConfigError);
  CHECK_THROWS_AS(refused("skore > 1"), ConfigError);
  CHECK_THROWS_AS(refused("score > 1) OR (1"), ConfigError);
}

TEST_CASE("contacts are counted by kind in two spans") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_reps(db, settings);
  load(db, settings, "activity", {"id", "rep", "kind", "happened_on"},
       {{"a1", "r1", "visit", "2026-01-01"},
        {"a2", "r1", "visit", "2026-03-31"},
        {"a3", "r1", "call", "2025-12-31"},
        {"a4", "r2", "call", "2026-02-01"},
        {"a5", "r1", "mail", "2026-04-01"}});
  const Span before{make_date(2025, 10, 1), q1.from};
  CHECK(count_activities(db, key(db, "r1"), q1, before) == std::vector<ActivityCount>{{"call", 0, 1}, {"visit", 2, 0}});
}
