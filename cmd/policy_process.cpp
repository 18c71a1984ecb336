// salesctl policy: the sales process, who gets which lead and customer, and which leads come first.
#include "base/message.hpp"
#include "base/text.hpp"
#include "policy.hpp"

namespace salesctl {
namespace {

Value text(const std::string& value) { return value.empty() ? Value() : Value(value); }

std::string needs_text(const Stage& stage) {
  std::string list;
  for (const StageNeed& need : stage.needs) list += (list.empty() ? "" : ", ") + need.what;
  return list;
}

const char* kind_text(StageKind kind) {
  switch (kind) {
    case StageKind::open: return tr("open");
    case StageKind::won: return tr("won");
    case StageKind::lost: return tr("lost");
    case StageKind::after_sales: return tr("after sales");
  }
  return "";
}

void add_stages(Handbook& book) {
  Table& section = book.section(tr("Steps"), {{"step", tr("Step")},
                                              {"kind", tr("Kind")},
                                              {"probability", tr("Probability")},
                                              {"sla", tr("At most days")},
                                              {"needs", tr("Needs before")}});
  for (const Stage& stage : book.settings().stages) {
    const bool open = stage.kind == StageKind::open;
    const std::string chance = !open ? std::string() : stage.learned ? std::string(tr("learned")) : format_percent(stage.probability);
    section.rows.push_back({{stage.name, std::string(kind_text(stage.kind)), text(chance),
                             text(stage.sla_days ? std::to_string(*stage.sla_days) : std::string()), text(needs_text(stage))},
                            0,
                            false});
  }
}

std::string match_text(const AssignRule& rule) {
  std::string list;
  for (const AssignMatch& match : rule.match) list += (list.empty() ? "" : ", ") + match.item + " = " + match.rep;
  return list;
}

void add_recycling(Table& section, const RecycleRule& rule) {
  section.notes.push_back(tr("Without contact or order for {} days it goes back to the public pool, after {} days of notice.", rule.after, rule.notice));
  if (rule.ban > 0) section.notes.push_back(tr("Who lost it may not claim it for {} days.", rule.ban));
  if (!rule.protected_classes.empty()) {
    const std::vector<std::string_view> names(rule.protected_classes.begin(), rule.protected_classes.end());
    section.notes.push_back(tr("Never taken away: customers of class {}.", joined(names)));
  }
  if (rule.claims_open) section.notes.push_back(tr("Claimed and still theirs, at most: {}.", *rule.claims_open));
  if (rule.claims_day) section.notes.push_back(tr("Claims a day, at most: {}.", *rule.claims_day));
  if (rule.claims_week) section.notes.push_back(tr("Claims in seven days, at most: {}.", *rule.claims_week));
}

void add_assignment(Handbook& book, ItemKind kind, const char* title) {
  const AssignRules& rules = book.settings().assign.of(kind);
  Table& section = book.section(title, {{"rule", tr("Rule")}, {"when", tr("When")}, {"reps", tr("Goes to")}, {"match", tr("In common")}});
  for (const AssignRule& rule : rules.rules) section.rows.push_back({{rule.name, text(rule.when), text(rule.reps), text(match_text(rule))}, 0, false});
  section.notes.push_back(rules.rules.empty() ? tr("Everybody may have everything; it is shared out as evenly as possible.")
                                              : tr("The first rule that fits decides who may have it; among these it is shared out as evenly as possible."));
  if (rules.recycle) add_recycling(section, *rules.recycle);
}

void add_leads(Handbook& book) {
  const LeadRules& rules = book.settings().leads;
  Table& section = book.section(tr("Which leads come first"), {{"rule", tr("Rule")}, {"of", tr("Of")}, {"points", tr("Points"), ColumnType::integer}, {"when", tr("When")}});
  for (const PointRule& rule : rules.rules) {
    section.rows.push_back({{rule.name, std::string(rule.of_deals ? tr("deals") : tr("leads")), std::int64_t{rule.points}, rule.when}, 0, false});
  }
  std::string grades;
  for (const LeadGrade& grade : rules.grades) grades += (grades.empty() ? "" : ", ") + tr("{} from {} points", grade.name, grade.from);
  if (!grades.empty()) section.notes.push_back(tr("Grades: {}.", grades));
}

}  // namespace

void add_process_chapter(Handbook& book) {
  book.begin_chapter(tr("Sales process"));
  add_stages(book);
  add_leads(book);
  add_assignment(book, ItemKind::lead, tr("Who gets which lead"));
  add_assignment(book, ItemKind::customer, tr("Who looks after which customer"));
  Table& tasks = book.section(tr("Tasks"));
  tasks.notes.push_back(tr("Tasks are spread over working days, at most {} a day for each, the most valuable first.", book.settings().assign.tasks.per_day));
}

}  // namespace salesctl
