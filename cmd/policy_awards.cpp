// salesctl policy: what is honoured.
#include "base/message.hpp"
#include "policy.hpp"

namespace salesctl {
namespace {

std::string what_counts(const Handbook& book, const AwardRule& rule) {
  switch (rule.kind) {
    case AwardKind::improved: return tr("growth of {} over the year before, beside that of the others", book.metric(rule.metric));
    case AwardKind::best:
    case AwardKind::newcomer:
    case AwardKind::team: break;
  }
  if (!rule.sql.empty()) return tr("a figure of the firm's own");
  return rule.by_attainment ? tr("{} in per cent of the target", book.metric(rule.metric)) : book.metric(rule.metric);
}

std::string conditions(const Handbook& book, const AwardRule& rule) {
  std::string list;
  const auto add = [&](const std::string& condition) { list += (list.empty() ? "" : ", ") + condition; };
  if (rule.kind == AwardKind::newcomer) add(tr("came within {} months", rule.months));
  if (rule.least) add(tr("at least {}", book.amount(rule.metric, *rule.least)));
  if (rule.least_attainment) add(tr("at least {} of the target", format_percent(*rule.least_attainment)));
  return list;
}

}  // namespace

void add_award_section(Handbook& book) {
  if (book.settings().awards.empty()) return;
  Table& section = book.section(tr("Awards"), {{"award", tr("Award")},
                                               {"every", tr("Every")},
                                               {"who", tr("Who")},
                                               {"counts", tr("What counts")},
                                               {"conditions", tr("Conditions")},
                                               {"winners", tr("Winners"), ColumnType::integer},
                                               {"prize", tr("Prize")},
                                               {"amount", tr("Amount"), ColumnType::money}});
  for (const AwardRule& rule : book.settings().awards) {
    const std::string needed = conditions(book, rule);
    section.rows.push_back({{rule.title, std::string(tr(std::string(to_string(rule.every)).c_str())),
                             std::string(rule.kind == AwardKind::team ? tr("team") : rule.kind == AwardKind::newcomer ? tr("newcomer") : tr("rep")),
                             what_counts(book, rule), needed.empty() ? Value() : Value(needed), std::int64_t{rule.winners},
                             rule.prize.empty() ? Value() : Value(rule.prize), rule.amount ? Value(*rule.amount) : Value()},
                            0,
                            false});
  }
  section.notes.push_back(tr("Who is equal shares the place. What was given stays given."));
}

}  // namespace salesctl
