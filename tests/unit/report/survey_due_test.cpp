#include "report/survey_due.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace salesctl;

namespace {

Date day(unsigned month, unsigned of_month) { return make_date(2026, month, of_month); }

Survey survey(std::int64_t customer, std::optional<Date> sent, std::optional<Date> answered = {}, std::optional<double> score = {},
              SurveyKind kind = SurveyKind::csat) {
  return {{customer}, 0, kind, score, sent, answered};
}

const std::vector<FirstPurchase> bought{{{1}, day(1, 1)}, {{2}, day(1, 10)}, {{3}, day(2, 1)}};

}  // namespace

TEST_CASE("a customer is due so many days after it was last sent or answered a survey, else after its first purchase") {
  const std::vector<Survey> surveys{survey(1, day(1, 20)), survey(1, day(2, 1), day(2, 9), 4), survey(2, {}, day(1, 5), 2)};
  const std::vector<SurveyDue> due = surveys_due(bought, surveys, {}, 30, day(12, 31));
  REQUIRE(due.size() == 3);
  CHECK(due[0] == SurveyDue{{2}, day(2, 4), day(1, 5), day(1, 5), SurveyKind::csat, 2});
  CHECK(due[1] == SurveyDue{{3}, day(3, 3), {}, {}, {}, {}});
  CHECK(due[2] == SurveyDue{{1}, day(3, 11), day(2, 9), day(2, 9), SurveyKind::csat, 4});
}

TEST_CASE("the last answer is told, though the last survey was not answered") {
  const std::vector<Survey> surveys{survey(1, day(1, 2), day(1, 3), 9, SurveyKind::nps), survey(1, day(2, 1)),
                                    survey(1, {}, day(1, 1), 1)};
  const std::vector<SurveyDue> due = surveys_due({bought[0]}, surveys, {}, 10, day(12, 31));
  REQUIRE(due.size() == 1);
  CHECK(due[0] == SurveyDue{{1}, day(2, 11), day(2, 1), day(1, 3), SurveyKind::nps, 9});
}

TEST_CASE("who never bought, who opted out and who is due later is not listed") {
  CHECK(surveys_due({}, {survey(1, day(1, 1))}, {}, 10, day(12, 31)).empty());
  const std::vector<SurveyDue> due = surveys_due(bought, {}, {{2}}, 10, day(2, 11));
  REQUIRE(due.size() == 2);
  CHECK(due[0].customer == CustomerKey{1});
  CHECK(due[1].customer == CustomerKey{3});
  CHECK(surveys_due(bought, {}, {{2}}, 10, day(2, 10)).size() == 1);
}

TEST_CASE("on random surveys the list is in order, whatever order they came in, and looking further ahead only adds") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    const auto any_day = [&] { return day(1, 1) + std::chrono::days{random() % 300}; };
    std::vector<Survey> surveys;
    for (int i = 0; i < 20; ++i) {
      const auto customer = static_cast<std::int64_t>(random() % 5);
      // One answer a day at most: of two on one day either may be the last.
      const Date answered = day(1, 1) + std::chrono::days{i * 11};
      surveys.push_back(random() % 2 == 0 ? survey(customer, any_day()) : survey(customer, {}, answered, i % 5 + 1));
    }
    const std::vector<SurveyDue> due = surveys_due(bought, surveys, {}, 60, day(8, 1));
    CHECK(std::ranges::is_sorted(due, {}, &SurveyDue::due));
    std::ranges::shuffle(surveys, random);
    CHECK(surveys_due(bought, surveys, {}, 60, day(8, 1)) == due);
    const std::vector<SurveyDue> more = surveys_due(bought, surveys, {}, 60, day(9, 1));
    for (const SurveyDue& d : due) CHECK(std::ranges::find(more, d) != more.end());
  }
}
