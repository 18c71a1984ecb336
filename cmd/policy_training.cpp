// salesctl policy: which courses are to be passed, by whom, until when.
#include "base/message.hpp"
#include "policy.hpp"

namespace salesctl {
namespace {

std::string who(const TrainingRule& rule) {
  if (rule.only_when_weak) return tr("who is sent by a scorecard");
  return rule.whom.everybody() ? tr("everybody") : in_words(rule.whom);
}

std::string until(const TrainingRule& rule) {
  return rule.only_when_weak ? tr("{} days from the end of the appraised period", rule.within) : tr("{} days from joining", rule.within);
}

/// Courses that only scorecards name.
void add_suggested(const Handbook& book, Table& section) {
  for (const Scorecard& card : book.settings().scorecards) {
    for (const Kpi& kpi : card.kpis) {
      if (!kpi.improve || kpi.improve->course.empty()) continue;
      section.notes.push_back(tr("Whose score for {} in {} is below {} takes the course {}.", kpi.name, card.title, format_plain(kpi.improve->below), kpi.improve->course));
    }
  }
}

}  // namespace

void add_training_chapter(Handbook& book) {
  const Settings& settings = book.settings();
  book.begin_chapter(tr("Training and development"));
  Table& section = book.section(tr("Courses and exams"), {{"course", tr("Course")},
                                                          {"who", tr("Who")},
                                                          {"until", tr("To be passed within")},
                                                          {"pass", tr("Exam passed from")},
                                                          {"again", tr("Again after months")},
                                                          {"aim", tr("Aims at")}});
  for (const TrainingRule& rule : settings.training) {
    section.rows.push_back({{rule.title, who(rule), until(rule), rule.pass ? Value(format_plain(*rule.pass)) : Value(),
                             rule.every > 0 ? Value(std::to_string(rule.every)) : Value(), rule.aim.empty() ? Value() : Value(book.metric(rule.aim) + (rule.per.empty() ? "" : " / " + book.metric(rule.per)))},
                            0,
                            false});
  }
  if (settings.training.empty()) section.notes.push_back(tr("No course is required."));
  add_suggested(book, section);
}

}  // namespace salesctl
