// salesctl score reps REP: how one rep's score comes about, KPI by KPI.
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "profile.hpp"
#include "score_reps.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

std::string score_text(Rate score) { return format_plain(score); }

std::string curve_text(const Kpi& kpi, const Scorecard& card) {
  const Curve& curve = kpi.curve;
  if (kpi.source == KpiSource::review) return {};
  std::string points;
  for (const Curve::Point& point : curve.points)
    points += (points.empty() ? "" : ", ") + format_percent(point.at) + ": " + score_text(point.score);
  switch (curve.kind) {
    case Curve::Kind::linear:
      return tr("attainment x {}", score_text(card.high));
    case Curve::Kind::capped:
      return tr("attainment up to {} x {}", format_percent(curve.at), score_text(card.high));
    case Curve::Kind::threshold:
      return curve.full ? tr("{} from {} on, else {}", score_text(card.high), format_percent(curve.at), score_text(card.low))
                        : tr("attainment x {} from {} on, else {}", score_text(card.high), format_percent(curve.at),
                             score_text(card.low));
    case Curve::Kind::steps:
      return tr("steps from {}", points);
    case Curve::Kind::points:
      return tr("lines through {}", points);
  }
  return {};
}

std::string source_text(const Kpi& kpi) {
  switch (kpi.source) {
    case KpiSource::metric:
      return kpi.per.empty() ? kpi.of : tr("{} per {}", kpi.of, kpi.per);
    case KpiSource::sql:
      return "SQL";
    case KpiSource::training:
      return tr("exam in {}", kpi.of);
    case KpiSource::survey:
      return kpi.of;
    case KpiSource::review:
      return tr("reviews");
  }
  return {};
}

Row kpi_row(const Settings& settings, const Scorecard& card, std::size_t i, const KpiFigure& figure, const KpiScore& score) {
  const Kpi& kpi = card.kpis[i];
  const auto percent = [](const std::optional<Exact>& share) { return share ? Value(rounded(*share, 6)) : Value(); };
  std::string how = source_text(kpi) + " (" + to_string(kpi.place) + ")";
  if (!score.score) how = (figure.why_none.empty() ? std::string(tr("no data")) : figure.why_none) + "; " + how;
  if (kpi.down) how += std::string("; ") + tr("less is better: attainment is 2 - value / target");
  return {{kpi.name, shown(settings, kpi, figure.value), shown(settings, kpi, figure.target), percent(score.attainment),
           or_nothing(curve_text(kpi, card)), decimal_or_nothing(score.score, 4), kpi.weight,
           score.score ? percent(score.weight) : Value(), score.score ? decimal_or_nothing(score.contribution, 4) : Value(), how},
          0,
          false};
}

Table kpi_table(const Settings& settings, const Appraisal& appraisal, const AppraisedRep& r) {
  const Scorecard& card = *appraisal.card;
  Table table;
  table.title = tr("{} {}: {}, {}", r.rep->id, r.rep->name, card.title, appraisal.when.period.name);
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"kpi", "KPI"},
                   {"value", tr("Value"), ColumnType::number},
                   {"target", tr("Target"), ColumnType::number},
                   {"attainment", tr("Attainment"), ColumnType::percent},
                   {"curve", tr("Curve")},
                   {"score", tr("Score"), ColumnType::number},
                   {"weight", tr("Weight"), ColumnType::percent},
                   {"counts", tr("Counts"), ColumnType::percent},
                   {"contribution", tr("Contribution"), ColumnType::number},
                   {"how", tr("How")}};
  for (std::size_t i = 0; i < card.kpis.size(); ++i)
    table.rows.push_back(kpi_row(settings, card, i, r.figures[i], r.score.kpis[i]));
  Row total{std::vector<Value>(table.columns.size()), 0, true};
  total.cells.front() = std::string(tr("total"));
  if (const std::optional<Rate> score = r.score.score()) total.cells[5] = decimal(*score);
  total.cells.back() = to_string(card.place);
  table.rows.push_back(std::move(total));
  return table;
}

/// What each role said, criterion by criterion; peers only from three on.
Table review_table(const Settings& settings, const Appraisal& appraisal, const AppraisedRep& r) {
  Table table;
  table.title = tr("Reviews of {} {}, {}", r.rep->id, r.rep->name, appraisal.when.period.name);
  table.columns = {{"kpi", "KPI"},
                   {"role", tr("Role")},
                   {"criterion", tr("Criterion")},
                   {"reviewers", tr("Reviewers"), ColumnType::integer},
                   {"score", tr("Score"), ColumnType::number},
                   {"weight", tr("Weight"), ColumnType::number}};
  for (std::size_t i = 0; i < r.figures.size(); ++i) {
    const Kpi& kpi = appraisal.card->kpis[i];
    if (!r.figures[i].reviews) continue;
    for (const RoleScore& role : r.figures[i].reviews->roles) {
      if (role.weight == Rate{}) continue;
      const Value name = role_name(role.role);
      for (std::size_t c = 0; c < role.criteria.size(); ++c) {
        const CriterionScore& of = role.criteria[c];
        table.rows.push_back({{kpi.name, name, of.criterion, std::int64_t{of.reviewers}, decimal_or_nothing(of.score, 4),
                               decimal(kpi.criteria[c].second)},
                              1,
                              false});
      }
      table.rows.push_back(
          {{kpi.name, name, Value{}, Value{}, decimal_or_nothing(role.score, 4), decimal(role.weight)}, 0, true});
    }
  }
  table.notes = {tr("weights are shares of the sum of those that are known; peers count from {} on", least_peers)};
  if (settings.reviews.rater_effect)
    table.notes.push_back(tr("scores are without the reviewers' effects: \"salesctl score reps --raters\" shows them"));
  return table;
}

std::string grade_text(const Scorecard& card, const AppraisedRep& r) {
  std::string bounds;
  for (const ScoreGrade& grade : card.grades) {
    bounds += (bounds.empty() ? "" : ", ") + grade.name + " " +
              (card.distributed ? format_percent(grade.bound) : tr("from {}", format_plain(grade.bound)));
  }
  return tr("grade {} of: {}", r.standing.grade.empty() ? tr("(none)") : r.standing.grade, bounds);
}

std::vector<std::string> standing_notes(const Appraisal& appraisal, const AppraisedRep& r) {
  std::vector<std::string> notes;
  const Scorecard& card = *appraisal.card;
  const auto missing = std::ranges::count_if(r.score.kpis, [](const KpiScore& s) { return !s.score; });
  if (missing > 0)
    notes.push_back(
        tr("{} of {} KPIs have no data or no target: they are left out, not zero, and the other weights count for them", missing,
           card.kpis.size()));
  if (const std::string reviews = missing_reviews(r); !reviews.empty()) {
    notes.push_back(tr("{} reviews are missing: {}; the others count for them", 1 + std::ranges::count(reviews, ','), reviews));
  }
  const auto scored = std::ranges::count_if(appraisal.reps, [](const AppraisedRep& o) { return o.standing.rank > 0; });
  if (r.standing.rank > 0) notes.push_back(tr("rank {} of {}", r.standing.rank, scored));
  if (!card.grades.empty()) notes.push_back(grade_text(card, r));
  if (card.distributed)
    notes.push_back(card.ties_up ? tr("who ties across two grades gets the better one")
                                 : tr("who ties across two grades gets the worse one"));
  if (r.previous) notes.push_back(tr("the period before: {}", format_plain(*r.previous)));
  for (std::size_t i = 0; i < r.promotions.size(); ++i) {
    const PromotionRule& rule = card.promotion[i];
    notes.push_back(
        (r.promotions[i] ? tr("eligible for {}: {}", rule.to, rule.when) : tr("not eligible for {}: {}", rule.to, rule.when)) +
        " (" + to_string(rule.place) + ")");
  }
  if (!r.promotions.empty() && r.periods_in_grade > 0) notes.push_back(tr("periods in this grade: {}", r.periods_in_grade));
  for (const std::string& sentence : improvements(card, r.score)) notes.push_back(tr("to do: {}", sentence));
  notes.push_back(tr("the total is the sum of the contributions, rounded once, half to even, to two decimals"));
  notes.push_back(tr("facts up to {}", format_date(appraisal.when.last)));
  return notes;
}

}  // namespace

Value role_name(ReviewRole role) {
  return word(role == ReviewRole::self ? TR_NOOP("self") : role == ReviewRole::manager ? TR_NOOP("manager") : TR_NOOP("peer"));
}

Value decimal(const Rate& rate) { return static_cast<double>(rate.billionths) / static_cast<double>(Rate::one); }

Value decimal_or_nothing(const std::optional<Exact>& value, int decimals) {
  return value ? decimal(rounded(*value, decimals)) : Value();
}

Value shown(const Settings& settings, const Kpi& kpi, const std::optional<Exact>& value) {
  if (!value) return {};
  if (kpi.source != KpiSource::metric || !kpi.per.empty()) return decimal(rounded(*value, 4));
  const Metric& metric = find_metric(settings, kpi.of);
  const Exact minor = *value * Exact(std::llround(std::pow(10, metric_decimals(settings, metric))));
  const auto whole = numerator(minor).convert_to<std::int64_t>();
  return metric.unit == MetricUnit::money ? Value(Money{whole}) : Value(whole);
}

int run_explain_rep(const ScoreRepsCommand& command, Context& context, const Organisation& organisation,
                    const std::vector<Appraisal>& appraisals) {
  const Settings& settings = context.settings();
  for (const Appraisal& appraisal : appraisals) {
    const AppraisedRep* const r = appraisal.find(command.rep);
    if (r == nullptr) continue;
    std::vector<Section> sections{{"kpis", kpi_table(settings, appraisal, *r)}};
    sections.front().table.notes = standing_notes(appraisal, *r);
    const bool judged = std::ranges::any_of(r->figures, [](const KpiFigure& figure) { return figure.reviews.has_value(); });
    const Format format = context.format();
    const bool people = format == Format::table || format == Format::md || format == Format::xlsx;
    if (judged || !people) sections.push_back({"reviews", review_table(settings, appraisal, *r)});
    context.show(laid_out(std::move(sections), format));
    return 0;
  }
  const Rep* const rep = organisation.find_rep(command.rep);
  throw UsageError(
      tr("no scorecard asked for is about {} {} then", printable(command.rep), rep == nullptr ? "" : printable(rep->name)),
      tr("who was not employed in the period has no score; scorecards say with reps, levels and teams whom they are for"));
}

}  // namespace salesctl
