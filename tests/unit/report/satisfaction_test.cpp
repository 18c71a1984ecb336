#include "report/satisfaction.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "base/error.hpp"

using namespace salesctl;

namespace {

// company -> north -> bj; south. w in bj, moves to south in March; l in bj; s directly under the company.
Organisation firm() {
  Organisation o;
  o.company = "Acme";
  o.teams = {{TeamKey{3}, "bj", "Beijing", TeamKey{1}}, {TeamKey{1}, "north", "North", {}}, {TeamKey{2}, "south", "South", {}}};
  Rep w{RepKey{1}, "w", "Wang", TeamKey{3}, {}, {}, Rate{Rate::one}, {{make_date(2026, 3, 1), TeamKey{2}}}, {}};
  Rep l{RepKey{2}, "l", "Li", TeamKey{3}, {}, {}, Rate{Rate::one}, {}, {}};
  Rep s{RepKey{3}, "s", "Solo", {}, {}, {}, Rate{Rate::one}, {}, {}};
  o.reps = {l, s, w};
  return o;
}

Date day(unsigned month, unsigned of_month) { return make_date(2026, month, of_month); }
const Span quarter{day(1, 1), day(4, 1)};
const Span before{make_date(2025, 10, 1), day(1, 1)};

Survey answer(std::int64_t rep, SurveyKind kind, double score, Date on, std::int64_t customer = 1) {
  return {{customer}, rep, kind, score, {}, on};
}
Survey csat(double score, Date on, std::int64_t rep = 1) { return answer(rep, SurveyKind::csat, score, on); }
Survey nps(double score, Date on, std::int64_t rep = 1) { return answer(rep, SurveyKind::nps, score, on); }

/// Customers 1 to 4; 1 and 2 were A and B from February on, 2 became A in March, 3 was of a class that is no more.
SurveyedClasses classes() {
  SurveyedClasses c;
  c.customers = {{1}, {2}, {3}, {4}};
  c.history.first = {0, 1, 3, 4, 4};
  c.history.since = {{day_number(day(2, 1)), 0}, {day_number(day(2, 1)), 1}, {day_number(day(3, 1)), 0}, {day_number(day(2, 1)), {}}};
  c.history.from = day_number(day(2, 1));
  c.names = {"A", "B"};
  return c;
}

const SatisfactionRow* find(const Satisfaction& of, SatisfactionLevel level, std::string_view scope,
                            SurveyKind kind = SurveyKind::csat) {
  for (const SatisfactionRow& row : of.rows) {
    if (row.level == level && row.scope == scope && row.kind == kind) return &row;
  }
  return nullptr;
}

const SatisfactionRow& company(const Satisfaction& of, SurveyKind kind) {
  return *find(of, SatisfactionLevel::company, "company", kind);
}

}  // namespace

TEST_CASE("CSAT by hand: mean, interval, satisfied and change") {
  const std::vector<Survey> surveys{csat(5, day(1, 1)),  csat(4, day(2, 1)),  csat(4, day(3, 31)), csat(2, day(2, 2)),
                                    csat(1, day(4, 1)),  csat(3, make_date(2025, 12, 31)), csat(1, make_date(2025, 9, 30))};
  const SatisfactionRow row = company(satisfaction(firm(), surveys, {}, quarter, before), SurveyKind::csat);
  CHECK(row.now.answers == 4);
  CHECK(row.score() == 3.75);
  // deviation 1.2583, t with 3 degrees of freedom 3.18245: +- 2.0023, of which the scale leaves up to 5
  CHECK(row.interval() == Interval{1.75, 5});
  CHECK(format_plain(*row.satisfied()) == "0.75");
  CHECK(format_plain(row.satisfied_low()) == "0.3006");
  CHECK(format_plain(row.satisfied_high()) == "0.9544");
  CHECK(row.previous() == 3);
  CHECK(row.change() == 0.75);
  CHECK(row.trend() == 0);
}

TEST_CASE("NPS by hand: promoters less detractors, in points") {
  const std::vector<Survey> surveys{nps(10, day(1, 1)), nps(9, day(1, 2)), nps(8, day(1, 3)), nps(7, day(1, 4)),
                                    nps(6, day(1, 5)),  nps(0, day(1, 6)), nps(10, day(1, 7))};
  const SatisfactionRow row = company(satisfaction(firm(), surveys, {}, quarter, before), SurveyKind::nps);
  CHECK(row.now.good == 3);
  CHECK(row.now.bad == 2);
  CHECK(row.score() == 14.3);  // 1 / 7
  // (4 - 3) / 9 = 0.1111; (7 / 9 - 0.0123) / 9 = 0.085048; 1.96 times its root is 0.5716
  CHECK(row.interval() == Interval{-46.0, 68.3});
  CHECK(!row.satisfied());
  CHECK(!row.previous());
  CHECK(!row.change());
}

TEST_CASE("one answer has a score and no made-up interval; answers that are all alike neither") {
  const auto of = [](const std::vector<Survey>& surveys) {
    return company(satisfaction(firm(), surveys, {}, quarter, before), SurveyKind::csat);
  };
  CHECK(of({csat(4, day(1, 1))}).score() == 4);
  CHECK(!of({csat(4, day(1, 1))}).interval());
  CHECK(!of({csat(5, day(1, 1)), csat(5, day(1, 2)), csat(5, day(1, 3))}).interval());
  CHECK(!of({csat(4.3, day(1, 1)), csat(4.3, day(1, 2)), csat(4.3, day(1, 3))}).interval());
}

TEST_CASE("a mean is rounded from the sum itself: 201 / 200 is 1.01") {
  std::vector<Survey> surveys(199, csat(1, day(1, 1)));
  surveys.push_back(csat(2, day(1, 1)));
  CHECK(company(satisfaction(firm(), surveys, {}, quarter, before), SurveyKind::csat).score() == 1.01);
}

TEST_CASE("a change beyond chance has a direction, one within it has none") {
  std::vector<Survey> surveys;
  for (unsigned i = 1; i <= 20; ++i) {
    surveys.push_back(csat(i % 4 == 0 ? 4 : 5, day(1, i)));
    surveys.push_back(csat(i % 2 == 0 ? 3 : 4, make_date(2025, 11, i)));
    surveys.push_back(nps(i % 2 == 0 ? 3 : 8, day(1, i)));
    surveys.push_back(nps(i % 3 == 0 ? 3 : 10, make_date(2025, 11, i)));
  }
  const Satisfaction found = satisfaction(firm(), surveys, {}, quarter, before);
  CHECK(company(found, SurveyKind::csat).trend() == 1);
  CHECK(company(found, SurveyKind::nps).trend() == -1);
  CHECK(company(found, SurveyKind::csat).change() == 1.25);
  CHECK(company(found, SurveyKind::nps).change() == -90);  // -50 - 40
  const Satisfaction same = satisfaction(firm(), surveys, {}, quarter, quarter);
  CHECK(company(same, SurveyKind::csat).trend() == 0);
}

TEST_CASE("an answer counts for the rep, and for the team of the rep on its day with all above it") {
  const Satisfaction found = satisfaction(
      firm(), {csat(5, day(2, 28)), csat(3, day(3, 1)), csat(1, day(3, 2), 3), csat(4, day(3, 3), 0)}, {}, quarter, before);
  CHECK(find(found, SatisfactionLevel::rep, "w")->score() == 4);
  CHECK(find(found, SatisfactionLevel::team, "bj")->score() == 5);
  CHECK(find(found, SatisfactionLevel::team, "north")->score() == 5);
  CHECK(find(found, SatisfactionLevel::team, "south")->score() == 3);
  CHECK(find(found, SatisfactionLevel::rep, "s")->score() == 1);
  CHECK(find(found, SatisfactionLevel::rep, "")->score() == 4);
  CHECK(find(found, SatisfactionLevel::rep, "l") == nullptr);
  CHECK(find(found, SatisfactionLevel::company, "company")->score() == 3.25);
}

TEST_CASE("rows stand as the company does: teams in their tree, reps by id, nobody, classes as in the rules, no class") {
  std::vector<Survey> surveys;
  for (std::int64_t rep = 0; rep <= 3; ++rep) {
    for (std::int64_t customer = 1; customer <= 4; ++customer) surveys.push_back(answer(rep, SurveyKind::nps, 9, day(3, 5), customer));
    surveys.push_back(csat(5, day(2, 5), rep));
  }
  std::string order;
  for (const SatisfactionRow& row : satisfaction(firm(), surveys, classes(), quarter, before).rows) {
    order += std::string(to_string(row.level)) + ":" + row.scope + ":" + to_string(row.kind) + ":" + std::to_string(row.depth) + " ";
  }
  CHECK(order ==
        "company:company:csat:0 company:company:nps:0 team:north:csat:1 team:north:nps:1 team:bj:csat:2 team:bj:nps:2 "
        "team:south:nps:1 rep:l:csat:1 rep:l:nps:1 rep:s:csat:1 rep:s:nps:1 rep:w:csat:1 rep:w:nps:1 rep::csat:1 rep::nps:1 "
        "class:A:csat:1 class:A:nps:1 class::nps:1 ");
}

TEST_CASE("a class is the one in force on the day of the answer") {
  const auto of = [](std::int64_t customer, Date on) {
    const std::vector<Survey> surveys{answer(1, SurveyKind::csat, 5, on, customer), csat(5, day(3, 1))};
    const Satisfaction found = satisfaction(firm(), surveys, classes(), quarter, before);
    for (const char* name : {"A", "B"}) {
      const SatisfactionRow* row = find(found, SatisfactionLevel::customer_class, name);
      if (row != nullptr && row->now.answers > (name == std::string("A") ? 1 : 0)) return std::string(name);
    }
    return std::string();
  };
  CHECK(of(1, day(1, 31)).empty());
  CHECK(of(1, day(2, 1)) == "A");
  CHECK(of(2, day(2, 28)) == "B");
  CHECK(of(2, day(3, 1)) == "A");
  CHECK(of(3, day(3, 1)).empty());
  CHECK(of(4, day(3, 1)).empty());
}

TEST_CASE("where no survey meets a class there are no rows of classes") {
  const auto any = [](const Satisfaction& found) {
    return std::ranges::any_of(found.rows, [](const SatisfactionRow& row) { return row.level == SatisfactionLevel::customer_class; });
  };
  CHECK(!any(satisfaction(firm(), {csat(5, day(1, 5))}, {}, quarter, before)));
  CHECK(!any(satisfaction(firm(), {csat(5, day(1, 5))}, classes(), quarter, before)));
  CHECK(any(satisfaction(firm(), {csat(5, day(2, 5))}, classes(), quarter, before)));
}

TEST_CASE("response rates are of surveys sent in the period, whenever they are answered") {
  const auto sent = [](std::optional<double> score, Date on, std::optional<Date> answered) {
    return Survey{{1}, 1, SurveyKind::csat, score, on, answered};
  };
  const std::vector<Survey> surveys{sent({}, day(1, 1), {}),       sent({}, day(3, 31), {}),         sent(5, day(3, 31), day(4, 2)),
                                    sent({}, day(4, 1), {}),       sent(4, make_date(2025, 12, 31), day(1, 1)), csat(3, day(1, 9))};
  const Satisfaction found = satisfaction(firm(), surveys, {}, quarter, before);
  const SatisfactionRow row = company(found, SurveyKind::csat);
  CHECK(row.now.sent == 3);
  CHECK(row.now.answered == 1);
  CHECK(format_plain(*row.response_rate()) == "0.3333");
  CHECK(row.now.answers == 2);
  CHECK(found.unsent == 1);
  const SatisfactionRow nothing_sent = company(satisfaction(firm(), {csat(3, day(1, 9))}, {}, quarter, before), SurveyKind::csat);
  CHECK(!nothing_sent.response_rate());
}

TEST_CASE("what is off its scale or has no day does not count and is told") {
  std::vector<Survey> surveys{csat(0, day(1, 1)), csat(6, day(1, 1)), csat(5.5, day(1, 1)), nps(11, day(1, 1)), nps(-1, day(1, 1)),
                              nps(0, day(1, 1)),  csat(85, make_date(2025, 12, 1)), csat(80, make_date(2024, 1, 1))};
  surveys.push_back({{1}, 1, SurveyKind::csat, 4, day(1, 1), {}});
  const Satisfaction found = satisfaction(firm(), surveys, {}, quarter, before);
  CHECK(found.unusable == 5);
  CHECK(found.undated == 1);
  CHECK(company(found, SurveyKind::nps).now.answers == 1);
  CHECK(company(found, SurveyKind::csat).now.answers == 0);  // one was sent
  CHECK(!company(found, SurveyKind::csat).score());
  CHECK(!company(found, SurveyKind::csat).interval());
  CHECK(!company(found, SurveyKind::csat).satisfied());
}

TEST_CASE("levels are told by name") {
  CHECK(parse_satisfaction_level("class") == SatisfactionLevel::customer_class);
  CHECK_THROWS_AS(parse_satisfaction_level("clas"), ValueError);
}

TEST_CASE("on random surveys reps add up to the company, so do classes, and a team is its teams and its people") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    std::vector<Survey> surveys;
    for (int i = 0; i < 60; ++i) {
      const auto kind = static_cast<SurveyKind>(random() % 2);
      const Date sent = before.from + std::chrono::days{random() % 200};
      Survey survey{{static_cast<std::int64_t>(random() % 5)}, static_cast<std::int64_t>(random() % 5), kind, {}, {}, {}};
      if (random() % 3 != 0) survey.sent = sent;
      if (random() % 3 != 0) {
        survey.score = static_cast<double>(kind == SurveyKind::csat ? 1 + random() % 5 : random() % 11);
        survey.answered = sent + std::chrono::days{random() % 30};
      }
      surveys.push_back(survey);
    }
    const Satisfaction found = satisfaction(firm(), surveys, classes(), quarter, before);
    using Sums = std::array<double, 7>;
    std::map<std::pair<SatisfactionLevel, SurveyKind>, Sums> sums;
    for (const SatisfactionRow& row : found.rows) {
      const SurveyTally& t = row.now;
      const Sums of{static_cast<double>(t.answers), static_cast<double>(t.good), static_cast<double>(t.bad), t.sum, t.squares,
                    static_cast<double>(t.sent), static_cast<double>(t.answered)};
      if (row.level == SatisfactionLevel::team && row.scope == "bj") continue;  // within north
      for (std::size_t i = 0; i < of.size(); ++i) sums[{row.level, row.kind}][i] += of[i];
      if (t.answers > 0) {
        const Interval interval = row.interval().value_or(Interval{*row.score(), *row.score()});
        CHECK((interval.low <= *row.score() && *row.score() <= interval.high));
      }
    }
    for (const SurveyKind kind : {SurveyKind::csat, SurveyKind::nps}) {
      const Sums& all = sums[{SatisfactionLevel::company, kind}];
      CHECK(all == sums[{SatisfactionLevel::rep, kind}]);
      CHECK(all == sums[{SatisfactionLevel::customer_class, kind}]);
      Sums people = sums[{SatisfactionLevel::team, kind}];
      for (const char* alone : {"s", ""}) {
        if (const SatisfactionRow* row = find(found, SatisfactionLevel::rep, alone, kind)) {
          people[0] += static_cast<double>(row->now.answers);
        }
      }
      CHECK(people[0] == all[0]);
      const SatisfactionRow* north = find(found, SatisfactionLevel::team, "north", kind);
      const SatisfactionRow* bj = find(found, SatisfactionLevel::team, "bj", kind);
      REQUIRE((north == nullptr) == (bj == nullptr));
      if (north != nullptr) CHECK(north->now == bj->now);  // north has nobody of its own
    }
    std::ranges::shuffle(surveys, random);
    CHECK(satisfaction(firm(), surveys, classes(), quarter, before) == found);
  }
}
