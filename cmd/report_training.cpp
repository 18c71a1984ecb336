// salesctl report training: who has to pass which course, who is late, how often it is passed, and whether it helps.
#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/message.hpp"
#include "profile.hpp"
#include "report.hpp"
#include "report/intervals.hpp"
#include "report/training.hpp"
#include "report/training_effect.hpp"
#include "score_reps.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"
#include "store/trainings.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

/// A course and what is known of it.
struct Course {
  TrainingRule rule;
  std::vector<TrainingTaken> taken;
  std::vector<TrainingDuty> duties;
};

struct Courses {
  Period period;
  Organisation organisation;
  std::vector<Course> all;
};

/// The courses of the config, and those only scorecards name: whoever they send there has to pass them.
std::vector<TrainingRule> rules_of(const Settings& settings) {
  std::vector<TrainingRule> rules = settings.training;
  for (const Scorecard& card : settings.scorecards) {
    for (const Kpi& kpi : card.kpis) {
      if (!kpi.improve || kpi.improve->course.empty()) continue;
      const std::string& course = kpi.improve->course;
      if (std::ranges::find(rules, course, &TrainingRule::course) != rules.end()) continue;
      rules.push_back({course, course});
      rules.back().only_when_weak = true;
    }
  }
  return rules;
}

/// Whom the scorecards send where, by the last period of each that is over.
std::map<std::string, std::vector<SentToCourse>> sent_to_courses(const Database& db, const Settings& settings, const Organisation& organisation, Date as_of) {
  std::map<std::string, std::vector<SentToCourse>> sent;
  for (const PeriodUnit unit : {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::half, PeriodUnit::year}) {
    if (std::ranges::find(settings.scorecards, unit, &Scorecard::every) == settings.scorecards.end()) continue;
    const Period running = period_of(as_of + days{1}, unit, settings.fiscal);
    const Period last = period_of(running.span.from - days{1}, unit, settings.fiscal);
    for (const Appraisal& appraisal : appraise(db, settings, organisation, unit, known_period(last, as_of), as_of, {})) {
      for (const AppraisedRep& r : appraisal.reps) {
        for (const std::size_t i : weak_kpis(*appraisal.card, r.score)) {
          sent[appraisal.card->kpis[i].improve->course].push_back({r.rep->key, last.span});
        }
      }
    }
  }
  return sent;
}

Courses read_courses(const Database& db, const Period& period, Context& context) {
  const Settings& settings = context.settings();
  Courses courses{period, read_organisation(db, settings), {}};
  const auto sent = sent_to_courses(db, settings, courses.organisation, context.as_of());
  for (TrainingRule& rule : rules_of(settings)) {
    Course course{std::move(rule), {}, {}};
    course.taken = read_trainings(db, course.rule.course, context.as_of());
    const auto own = sent.find(course.rule.course);
    course.duties = training_duties(course.rule, courses.organisation, own == sent.end() ? std::vector<SentToCourse>() : own->second, course.taken, context.as_of());
    courses.all.push_back(std::move(course));
  }
  return courses;
}

Value name_of(const TrainingRule& rule) { return Named(rule.course, rule.title); }

std::int64_t count(const Course& course, TrainingState state) { return std::ranges::count(course.duties, state, &TrainingDuty::state); }

Row course_row(const Course& course, const Span& period) {
  std::int64_t taken = 0;
  std::int64_t passes = 0;
  for (const TrainingTaken& t : course.taken) {
    if (!period.contains(t.on)) continue;
    ++taken;
    if (passed(course.rule, t)) ++passes;
  }
  const auto required = static_cast<std::int64_t>(course.duties.size());
  const std::int64_t done = count(course, TrainingState::done);
  Row row{{name_of(course.rule), required, done, count(course, TrainingState::due), count(course, TrainingState::overdue),
           or_nothing(share_rate(done, required)), taken, passes, or_nothing(share_rate(passes, taken)), {}, {}},
          0,
          false};
  if (taken > 0) {
    const Interval likely = share_interval(passes, taken);
    row.cells[9] = ratio(likely.low);
    row.cells[10] = ratio(likely.high);
  }
  return row;
}

Section courses_section(const Courses& courses) {
  Section section{"courses", {}};
  Table& table = section.table;
  table.title = tr("Training, {}", courses.period.name);
  table.columns = {{"course", tr("Course")},
                   {"required", tr("Required of"), ColumnType::integer},
                   {"done", tr("Have done it"), ColumnType::integer},
                   {"due", tr("Still in time"), ColumnType::integer},
                   {"overdue", tr("Overdue"), ColumnType::integer},
                   {"done_share", tr("Share done"), ColumnType::percent},
                   {"taken", tr("Taken"), ColumnType::integer},
                   {"passed", tr("Passed"), ColumnType::integer},
                   {"pass_rate", tr("Pass rate"), ColumnType::percent},
                   {"pass_rate_low", tr("from"), ColumnType::percent},
                   {"pass_rate_high", tr("to"), ColumnType::percent}};
  for (const Course& course : courses.all) table.rows.push_back(course_row(course, courses.period.span));
  table.notes.push_back(tr("taken and passed: in {}, with Wilson's 95% interval of the pass rate; done, due and overdue: today", courses.period.name));
  return section;
}

/// Who is late first, then who has least time.
Section people_section(const Courses& courses) {
  Section section{"people", {}};
  Table& table = section.table;
  table.title = tr("Who has to pass them");
  table.columns = {{"course", tr("Course")},        {"rep", tr("Rep")},           {"state", tr("State")},
                   {"why", tr("Why")},              {"due_on", tr("Until"), ColumnType::date},
                   {"days_late", tr("Days late"), ColumnType::integer},           {"last_on", tr("Last taken"), ColumnType::date},
                   {"score", tr("Score"), ColumnType::number},                    {"passed", tr("Passed")}};
  const Names names(courses.organisation);
  using Entry = std::pair<const Course*, const TrainingDuty*>;
  std::vector<Entry> entries;
  for (const Course& course : courses.all) {
    for (const TrainingDuty& duty : course.duties) entries.emplace_back(&course, &duty);
  }
  const auto urgency = [](const Entry& e) {
    const int place = e.second->state == TrainingState::overdue ? 0 : e.second->state == TrainingState::due ? 1 : 2;
    return std::tuple(place, e.second->due_on.value_or(Date::max()));
  };
  std::ranges::stable_sort(entries, {}, urgency);
  for (const auto& [course, duty] : entries) {
    table.rows.push_back({{name_of(course->rule), names.scope(ScopeLevel::rep, duty->rep->id), word(to_string(duty->state)),
                           word(duty->weak ? TR_NOOP("weak KPI") : TR_NOOP("required")), or_nothing(duty->due_on),
                           duty->late > 0 ? Value(std::int64_t{duty->late}) : Value(),
                           duty->last ? Value(duty->last->on) : Value(), duty->last ? or_nothing(duty->last->score) : Value(),
                           word(!duty->last ? "" : duty->last_passed ? TR_NOOP("yes") : TR_NOOP("no"))},
                          0,
                          false});
  }
  return section;
}

TrainingEffect effect_of(const Course& course, const Database& db, const Settings& settings, const Organisation& organisation, Date as_of) {
  const TrainingRule& rule = course.rule;
  if (course.taken.empty()) return {};
  const Span span{course.taken.front().on - days{rule.window}, std::min(course.taken.back().on + days{rule.window}, as_of) + days{1}};
  const std::vector<DaySum> divisors = rule.per.empty() ? std::vector<DaySum>() : read_day_sums(db, find_metric(settings, rule.per), span);
  return training_effect(rule, organisation, settings.calendar, course.taken, read_day_sums(db, find_metric(settings, rule.aim), span), divisors, as_of);
}

std::string verdict(const TrainingEffect& e) {
  if (e.compared < least_trained) return tr("too few to say");
  if (e.claim() == 0) return tr("no effect beyond chance");
  return e.claim() > 0 ? tr("more than chance") : tr("less than chance");
}

/// In the unit of people: money of a working day, a number of it, or a ratio.
class Figure {
 public:
  Figure(const Settings& settings, const TrainingRule& rule) {
    if (!rule.per.empty()) return;
    for (int i = 0; i < metric_decimals(settings, find_metric(settings, rule.aim)); ++i) scale_ *= 10;
  }
  Value operator()(double number) const { return four_decimals(number / scale_); }

 private:
  double scale_ = 1;
};

Section effects_section(const Courses& courses, const Database& db, const Settings& settings, Date as_of) {
  Section section{"effects", {}};
  Table& table = section.table;
  table.title = tr("Before and after");
  table.columns = {{"course", tr("Course")},
                   {"aim", tr("Aim")},
                   {"passed", tr("Passed"), ColumnType::integer},
                   {"compared", tr("Compared"), ColumnType::integer},
                   {"before", tr("Before"), ColumnType::number},
                   {"after", tr("After"), ColumnType::number},
                   {"others", tr("Others' change"), ColumnType::number},
                   {"effect", tr("Difference"), ColumnType::number},
                   {"low", tr("from"), ColumnType::number},
                   {"high", tr("to"), ColumnType::number},
                   {"verdict", tr("Says")}};
  for (const Course& course : courses.all) {
    const TrainingRule& rule = course.rule;
    if (rule.aim.empty()) continue;
    const TrainingEffect e = effect_of(course, db, settings, courses.organisation, as_of);
    const Figure figure(settings, rule);
    const auto shown = [&](double number) { return e.compared > 0 ? figure(number) : Value(); };
    const std::string title = tr(find_metric(settings, rule.aim).title.c_str());
    table.rows.push_back({{name_of(rule), Named(rule.aim, rule.per.empty() ? tr("{} a working day", title) : title + " / " + tr(find_metric(settings, rule.per).title.c_str())),
                           std::int64_t{e.passed}, std::int64_t{e.compared}, shown(e.before), shown(e.after), shown(e.others), shown(e.effect),
                           e.interval ? figure(e.interval->low) : Value(), e.interval ? figure(e.interval->high) : Value(), verdict(e)},
                          0,
                          false});
  }
  if (table.rows.empty()) return section;
  table.notes.push_back(tr("of those who were there all the days before and after their first pass; the others: all who did not pass it in these days; from, to: 95% interval of the difference"));
  table.notes.push_back(tr("nobody drew lots for who is trained, so a difference is a hint and no proof"));
  return section;
}

}  // namespace

int run_training(const ReportCommand& command, Context& context) {
  const Settings& settings = context.settings();
  if (rules_of(settings).empty()) throw UsageError(tr("the config has no training"), tr("salesctl.yaml(5) says how to write \"training:\""));
  const Database db = context.open_store(Access::read);
  const Courses courses = read_courses(db, context.period(command.subject.empty() ? "this-year" : command.subject), context);
  context.show(laid_out({courses_section(courses), people_section(courses), effects_section(courses, db, settings, context.as_of())}, context.format()));
  return 0;
}

}  // namespace salesctl
