// salesctl policy: what reps are appraised by, how figures become scores, scores grades, and who may rise.
#include <fmt/core.h>

#include <algorithm>

#include "base/message.hpp"
#include "policy.hpp"

namespace salesctl {
namespace {

std::string measure(const Handbook& book, const Kpi& kpi) {
  switch (kpi.source) {
    case KpiSource::metric: return kpi.per.empty() ? book.metric(kpi.of) : book.metric(kpi.of) + " / " + book.metric(kpi.per);
    case KpiSource::sql: return tr("a figure of the firm's own");
    case KpiSource::training: return tr("the last exam of {}", kpi.of);
    case KpiSource::survey: return tr("survey {}", kpi.of);
    case KpiSource::review: break;
  }
  std::string list;
  Rate sum;
  for (const auto& [criterion, weight] : kpi.criteria) sum = sum + weight;
  for (const auto& [criterion, weight] : kpi.criteria) {
    list += (list.empty() ? "" : ", ") + criterion;
    if (kpi.criteria.size() > 1 && sum == Rate{Rate::one}) list += " " + format_percent(weight);
  }
  return tr("judgements of {}", list);
}

std::string target(const Handbook& book, const Kpi& kpi) {
  if (kpi.source == KpiSource::review) return {};
  if (kpi.goal) return tr("the goal");
  const double number = static_cast<double>(kpi.target.over) / static_cast<double>(kpi.target.under);
  const bool whole_metric = kpi.source == KpiSource::metric && kpi.per.empty();
  if (whole_metric) return book.amount(kpi.of, Money{kpi.target.over});
  return kpi.per.empty() ? fmt::format("{:g}", number) : fmt::format("{:g}%", number * 100);
}

std::string curve(const Scorecard& card, const Kpi& kpi) {
  if (kpi.source == KpiSource::review) return tr("their mean, on the scale");
  const Curve& c = kpi.curve;
  switch (c.kind) {
    case Curve::Kind::linear: return tr("attainment x {}", format_plain(card.high));
    case Curve::Kind::capped: return tr("attainment x {}, attainment up to {}", format_plain(card.high), format_percent(c.at));
    case Curve::Kind::threshold:
      return c.full ? tr("{} from {} on, else {}", format_plain(card.high), format_percent(c.at), format_plain(card.low))
                    : tr("attainment x {} from {} on, else {}", format_plain(card.high), format_percent(c.at), format_plain(card.low));
    case Curve::Kind::steps:
    case Curve::Kind::points: break;
  }
  std::string list;
  for (const Curve::Point& point : c.points) list += (list.empty() ? "" : ", ") + tr("{} from {}", format_plain(point.score), format_percent(point.at));
  return c.kind == Curve::Kind::steps ? list : tr("{}, straight in between", list);
}

void add_grades(const Scorecard& card, Table& section) {
  std::string list;
  for (const ScoreGrade& grade : card.grades) {
    list += (list.empty() ? "" : ", ") + (card.distributed ? tr("{} the next {}", grade.name, format_percent(grade.bound)) : tr("{} from {}", grade.name, format_plain(grade.bound)));
  }
  if (!list.empty()) section.notes.push_back(card.distributed ? tr("Grades, from the best rank on: {}.", list) : tr("Grades by score: {}.", list));
  if (card.distributed) section.notes.push_back(card.ties_up ? tr("Who ties with the last of a grade gets it too.") : tr("Who ties across a grade's edge gets the grade below."));
  for (const PromotionRule& rule : card.promotion) section.notes.push_back(tr("May become {}: {}.", rule.to, rule.when));
}

void add_scorecard(Handbook& book, const Scorecard& card) {
  Table& section = book.section(card.title, {{"item", tr("Item")},
                                             {"weight", tr("Weight"), ColumnType::percent},
                                             {"measure", tr("Measured by")},
                                             {"target", tr("Target")},
                                             {"score", tr("Score")},
                                             {"improve", tr("Too low")}});
  for (const Kpi& kpi : card.kpis) {
    const std::string aim = target(book, kpi);
    section.rows.push_back({{kpi.name, kpi.weight, measure(book, kpi) + (kpi.down ? std::string(", ") + tr("the less the better") : std::string()),
                             aim.empty() ? Value() : Value(aim), curve(card, kpi),
                             kpi.improve ? Value(tr("below {}: {}", format_plain(kpi.improve->below), kpi.improve->text.empty() ? kpi.improve->course : kpi.improve->text)) : Value()},
                            0,
                            false});
  }
  section.notes.push_back(tr("For: {}. Every {}. The scale is {} to {}, and a score without a cap may go beyond it; the total is the mean by weight.", card.whom.everybody() ? tr("everybody whom no other scorecard names") : in_words(card.whom),
                             tr(std::string(to_string(card.every)).c_str()), format_plain(card.low), format_plain(card.high)));
  section.notes.push_back(tr("What is not known is no zero: the weights of the rest are shares of their sum."));
  add_grades(card, section);
}

void add_reviews(Handbook& book) {
  const ReviewRules& rules = book.settings().reviews;
  Table& section = book.section(tr("Judgements"), {{"role", tr("Who judges")}, {"weight", tr("Weight"), ColumnType::percent}});
  const std::initializer_list<std::pair<const char*, Rate>> roles{{TR_NOOP("self"), rules.self}, {TR_NOOP("manager"), rules.manager}, {TR_NOOP("peer"), rules.peer}};
  for (const auto& [role, weight] : roles) {
    if (weight > Rate{}) section.rows.push_back({{std::string(tr(role)), weight}, 0, false});
  }
  section.notes.push_back(tr("Judgements go from {} to {}. Peers are shown as a mean of at least three.", format_plain(rules.low), format_plain(rules.high)));
  if (rules.peers > 0) section.notes.push_back(tr("{} peers are asked to judge each rep.", rules.peers));
  if (rules.rater_effect) section.notes.push_back(tr("Who judges more leniently or more strictly than others is corrected for it."));
}

}  // namespace

void add_appraisal_chapter(Handbook& book) {
  const std::vector<Scorecard>& cards = book.settings().scorecards;
  book.begin_chapter(tr("Appraisal"));
  if (cards.empty()) book.section(tr("Scorecards")).notes.push_back(tr("The config has no scorecards."));
  for (const Scorecard& card : cards) add_scorecard(book, card);
  const auto judged = [](const Scorecard& card) { return std::ranges::find(card.kpis, KpiSource::review, &Kpi::source) != card.kpis.end(); };
  if (std::ranges::any_of(cards, judged)) add_reviews(book);
}

}  // namespace salesctl
