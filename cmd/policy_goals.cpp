// salesctl policy: goals, how they are split, and objectives.
#include "base/message.hpp"
#include "policy.hpp"

namespace salesctl {
namespace {

std::string ramp_text(const std::vector<Rate>& ramp) {
  std::string text;
  for (const Rate& month : ramp) text += (text.empty() ? "" : ", ") + format_percent(month);
  return text;
}

std::string bounds_text(const GoalRule& rule) {
  std::string text;
  if (rule.min_growth) text += tr("growth of at least {} over the year before", format_percent(*rule.min_growth));
  if (rule.max_growth) text += (text.empty() ? "" : ", ") + tr("growth of at most {}", format_percent(*rule.max_growth));
  return text;
}

void add_goals(Handbook& book) {
  Table& section = book.section(tr("Targets"), {{"metric", tr("Metric")},
                                                {"period", tr("Period")},
                                                {"amount", tr("Target")},
                                                {"by", tr("Split by")},
                                                {"to", tr("Down to")},
                                                {"time", tr("Over time by")},
                                                {"people", tr("Over people by")},
                                                {"ramp", tr("New people count")},
                                                {"bounds", tr("Bounds for each")}});
  for (const GoalRule& rule : book.settings().goals) {
    const auto text = [](const std::string& value) { return value.empty() ? Value() : Value(value); };
    section.rows.push_back({{book.metric(rule.metric), rule.period, book.amount(rule.metric, rule.amount), std::string(tr(std::string(to_string(rule.by)).c_str())),
                             std::string(tr(std::string(to_string(rule.to)).c_str())), to_string(rule.time), to_string(rule.people),
                             text(ramp_text(rule.ramp)), text(bounds_text(rule))},
                            0,
                            false});
  }
  section.notes.push_back(tr("Everybody's targets add up to their team's and the company's, and months to quarters and the year, to the last unit."));
  section.notes.push_back(tr("Who joins, leaves or is on leave has a target for the days they are there."));
  if (book.settings().goals.empty()) section.notes = {tr("No targets are set yet.")};
}

void add_objectives(Handbook& book) {
  const Okr& okr = book.settings().okr;
  if (okr.objectives.empty()) return;
  Table& section = book.section(tr("Objectives and key results"), {{"objective", tr("Objective")},
                                                                   {"owner", tr("Owner")},
                                                                   {"period", tr("Period")},
                                                                   {"key_result", tr("Key result")},
                                                                   {"target", tr("Target")}});
  for (const Objective& objective : okr.objectives) {
    for (const KeyResult& result : objective.key_results) {
      section.rows.push_back({{objective.title, objective.owner, objective.period.name, result.title, format_value(result, result.target)}, 0, false});
    }
  }
  section.notes.push_back(tr("A key result without movement or check-in for {} days counts as stalled.", okr.stalled_after));
}

}  // namespace

void add_goal_chapter(Handbook& book) {
  book.begin_chapter(tr("Sales goals"));
  add_goals(book);
  add_objectives(book);
}

}  // namespace salesctl
