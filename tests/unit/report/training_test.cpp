#include "report/training.hpp"

#include <doctest/doctest.h>

namespace salesctl {
namespace {

Date day(unsigned month, unsigned of_month) { return make_date(2026, month, of_month); }

Rep rep(std::int64_t key, const std::string& id, const std::string& level = {}) {
  Rep r;
  r.key = RepKey{key};
  r.id = id;
  r.level = level;
  r.hired_on = day(1, 1);
  return r;
}

/// r1 junior, r2 senior, r3 who left, r4 who was always there.
Organisation people() {
  Organisation o;
  o.reps = {rep(1, "r1", "junior"), rep(2, "r2", "senior"), rep(3, "r3", "junior"), rep(4, "r4", "junior")};
  o.reps[2].left_on = day(5, 31);
  o.reps[3].hired_on.reset();
  return o;
}

TrainingRule course() {
  TrainingRule rule;
  rule.course = "CRM";
  rule.within = 30;
  return rule;
}

std::string text(const std::vector<TrainingDuty>& duties) {
  std::string all;
  for (const TrainingDuty& d : duties) {
    all += (all.empty() ? "" : "; ") + d.rep->id + " " + to_string(d.state);
    if (d.due_on) all += " " + format_date(*d.due_on);
    if (d.late > 0) all += " late " + std::to_string(d.late);
    if (d.weak) all += " weak";
  }
  return all;
}

}  // namespace

TEST_CASE("who has not passed a course in time is late, who was always there has no last day, who left has no duty") {
  const Organisation o = people();
  const std::vector<TrainingTaken> taken{{RepKey{2}, day(1, 10), {}, {}}};
  CHECK(text(training_duties(course(), o, {}, taken, day(1, 31))) == "r1 due 2026-01-31; r2 done; r3 due 2026-01-31; r4 due");
  CHECK(text(training_duties(course(), o, {}, taken, day(2, 1))) == "r1 overdue 2026-01-31 late 1; r2 done; r3 overdue 2026-01-31 late 1; r4 due");
  CHECK(text(training_duties(course(), o, {}, taken, day(6, 1))) == "r1 overdue 2026-01-31 late 121; r2 done; r4 due");
}

TEST_CASE("a course is required of those it is for") {
  TrainingRule rule = course();
  rule.whom.levels = {"senior"};
  CHECK(text(training_duties(rule, people(), {}, {}, day(1, 5))) == "r2 due 2026-01-31");
  rule = course();
  rule.only_when_weak = true;
  CHECK(training_duties(rule, people(), {}, {}, day(1, 5)).empty());
}

TEST_CASE("a pass runs out after its months, and counts on its last day") {
  TrainingRule rule = course();
  rule.every = 3;
  rule.whom.reps = {"r1"};
  const std::vector<TrainingTaken> taken{{RepKey{1}, day(1, 31), {}, true}};
  CHECK(text(training_duties(rule, people(), {}, taken, day(4, 30))) == "r1 done 2026-04-30");
  CHECK(text(training_duties(rule, people(), {}, taken, day(5, 1))) == "r1 overdue 2026-04-30 late 1");
}

TEST_CASE("whom a scorecard sends to a course has to pass it anew, and the stricter of two duties counts") {
  const Organisation o = people();
  const std::vector<SentToCourse> sent{{RepKey{1}, {day(4, 1), day(7, 1)}}};
  const std::vector<TrainingTaken> before{{RepKey{1}, day(1, 10), {}, true}};
  const std::vector<TrainingTaken> within{{RepKey{1}, day(4, 1), {}, true}};
  TrainingRule rule = course();
  rule.whom.reps = {"r1"};
  CHECK(text(training_duties(rule, o, sent, before, day(7, 1))) == "r1 due 2026-07-30 weak");
  CHECK(text(training_duties(rule, o, sent, before, day(7, 31))) == "r1 overdue 2026-07-30 late 1 weak");
  CHECK(text(training_duties(rule, o, sent, within, day(7, 31))) == "r1 done");
  CHECK(text(training_duties(rule, o, sent, {}, day(7, 1))) == "r1 overdue 2026-01-31 late 151");
  rule.only_when_weak = true;
  CHECK(text(training_duties(rule, o, sent, before, day(7, 1))) == "r1 due 2026-07-30 weak");
}

TEST_CASE("an exam is passed by its least score, else as the record says, else by being there where there is no exam") {
  TrainingRule rule = course();
  const TrainingTaken there{RepKey{1}, day(1, 1), {}, {}};
  const TrainingTaken failed{RepKey{1}, day(1, 1), 80, false};
  CHECK(passed(rule, there));
  CHECK_FALSE(passed(rule, failed));
  rule.pass = Rate{80 * Rate::one};
  CHECK_FALSE(passed(rule, there));
  CHECK(passed(rule, failed));
  CHECK_FALSE(passed(rule, {RepKey{1}, day(1, 1), 79.99, true}));
  CHECK(passed(rule, {RepKey{1}, day(1, 1), {}, true}));
}

TEST_CASE("the last time a course was taken is told, passed or not") {
  const std::vector<TrainingTaken> taken{{RepKey{2}, day(1, 10), 90, true}, {RepKey{2}, day(1, 20), 50, false}};
  TrainingRule rule = course();
  rule.whom.reps = {"r2"};
  const std::vector<TrainingDuty> duties = training_duties(rule, people(), {}, taken, day(2, 1));
  REQUIRE(duties.size() == 1);
  CHECK(duties[0].state == TrainingState::done);
  CHECK(duties[0].last == taken[1]);
  CHECK_FALSE(duties[0].last_passed);
}

}  // namespace salesctl
