// The figures that reps are appraised by, KPI by KPI.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/sorted.hpp"
#include "report/attainment.hpp"
#include "score/rater_effect.hpp"
#include "score_reps.hpp"
#include "store/goals.hpp"
#include "store/metric_sums.hpp"
#include "store/read_only.hpp"
#include "store/scores.hpp"
#include "store/surveys.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t millionth = 1'000'000;  // numbers that the store keeps as floating point count to six decimals

Exact six_decimals(double number) {
  constexpr double most = 9e12;
  if (!(std::abs(number) < most)) throw DataError(tr("{} is too large for a figure of a scorecard", fmt::format("{:g}", number)), tr("figures are below {}", "9,000,000,000,000"));
  return {std::llround(number * static_cast<double>(millionth)), millionth};
}

Exact in_units(std::int64_t value, int decimals) {
  return {value, static_cast<std::int64_t>(std::llround(std::pow(10, decimals)))};
}

/// Everything that the figures of a scorecard are read by.
class FigureReader {
 public:
  FigureReader(const Database& db, const Settings& settings, const Organisation& organisation, const Scorecard& card,
               const KnownPeriod& when, Date as_of, const std::vector<const Rep*>& reps)
      : db_(db), settings_(settings), organisation_(organisation), card_(card), when_(when), as_of_(as_of), reps_(reps) {}

  /// In the order of the reps.
  std::vector<KpiFigure> read(const Kpi& kpi) const {
    std::vector<KpiFigure> figures(reps_.size());
    switch (kpi.source) {
      case KpiSource::metric:
        kpi.per.empty() ? read_metric(kpi, figures) : read_quotient(kpi, figures);
        break;
      case KpiSource::sql:
        read_sql(kpi, figures);
        break;
      case KpiSource::training:
        read_training(kpi, figures);
        break;
      case KpiSource::survey:
        read_survey(kpi, figures);
        break;
      case KpiSource::review:
        read_judgements(kpi, figures);
        return figures;
    }
    if (kpi.goal) {
      read_goals(kpi, figures);
    } else {
      for (KpiFigure& figure : figures) figure.target = exact(kpi.target);
    }
    return figures;
  }

 private:
  /// By rep; nothing where nobody has a fact of the metric in the period.
  std::optional<std::map<std::int64_t, std::int64_t>> sums(const Metric& metric) const {
    const std::vector<DaySum> days = read_day_sums(db_, metric, when_.known);
    if (days.empty()) return std::nullopt;
    std::map<std::int64_t, std::int64_t> sums;
    for (const DaySum& day : days) {
      std::int64_t& sum = sums[day.rep_key];
      sum = (Money{sum} + Money{day.value}).minor;
    }
    return sums;
  }

  std::string nobody_has(const std::string& metric) const { return tr("nobody has {} in {}", metric, when_.period.name); }

  void read_metric(const Kpi& kpi, std::vector<KpiFigure>& figures) const {
    const Metric& metric = find_metric(settings_, kpi.of);
    const auto found = sums(metric);
    for (std::size_t i = 0; i < reps_.size(); ++i) {
      if (!found) {
        figures[i].why_none = nobody_has(metric.name);
        continue;
      }
      const auto sum = found->find(static_cast<std::int64_t>(reps_[i]->key));
      figures[i].value = in_units(sum == found->end() ? 0 : sum->second, metric_decimals(settings_, metric));
    }
  }

  void read_quotient(const Kpi& kpi, std::vector<KpiFigure>& figures) const {
    const Metric& over = find_metric(settings_, kpi.of);
    const Metric& under = find_metric(settings_, kpi.per);
    const auto overs = sums(over).value_or(std::map<std::int64_t, std::int64_t>{});
    const auto unders = sums(under).value_or(std::map<std::int64_t, std::int64_t>{});
    for (std::size_t i = 0; i < reps_.size(); ++i) {
      const auto key = static_cast<std::int64_t>(reps_[i]->key);
      const auto divisor = unders.find(key);
      if (divisor == unders.end() || divisor->second == 0) {
        figures[i].why_none = tr("no {} to divide by", under.name);
        continue;
      }
      const auto sum = overs.find(key);
      figures[i].value = in_units(sum == overs.end() ? 0 : sum->second, metric_decimals(settings_, over)) /
                         in_units(divisor->second, metric_decimals(settings_, under));
    }
  }

  void read_sql(const Kpi& kpi, std::vector<KpiFigure>& figures) const {
    const std::map<std::string, double> numbers =
        read_rep_numbers(db_, settings_, {kpi.name, kpi.of, kpi.place}, when_.known, as_of_);
    for (std::size_t i = 0; i < reps_.size(); ++i) {
      const auto number = numbers.find(reps_[i]->id);
      if (number == numbers.end())
        figures[i].why_none = tr("its SQL gives no number");
      else
        figures[i].value = six_decimals(number->second);
    }
  }

  void read_training(const Kpi& kpi, std::vector<KpiFigure>& figures) const {
    const std::vector<ExamScore> exams = read_exams(db_, kpi.of, when_.known);
    for (std::size_t i = 0; i < reps_.size(); ++i) {
      const auto exam = std::ranges::lower_bound(exams, reps_[i]->key, {}, &ExamScore::rep);
      if (exam == exams.end() || exam->rep != reps_[i]->key)
        figures[i].why_none = tr("no exam in {} in {}", kpi.of, when_.period.name);
      else
        figures[i].value = six_decimals(exam->score);
    }
  }

  /// The mean score, of nps the percentage of promoters less that of detractors.
  void read_survey(const Kpi& kpi, std::vector<KpiFigure>& figures) const {
    const SurveyKind kind = kpi.of == "nps" ? SurveyKind::nps : SurveyKind::csat;
    struct Answers {
      Exact sum = 0;
      int count = 0;
    };
    std::map<std::int64_t, Answers> answers;
    for (const Survey& survey : read_surveys(db_, when_.known)) {
      const bool counts = survey.kind == kind && survey.score && survey.answered && when_.known.contains(*survey.answered);
      if (!counts) continue;
      Answers& of = answers[survey.rep_key];
      const int side = *survey.score >= 9 ? 1 : *survey.score <= 6 ? -1 : 0;
      of.sum += kind == SurveyKind::nps ? Exact(100 * side) : six_decimals(*survey.score);
      ++of.count;
    }
    for (std::size_t i = 0; i < reps_.size(); ++i) {
      const auto of = answers.find(static_cast<std::int64_t>(reps_[i]->key));
      if (of == answers.end())
        figures[i].why_none = tr("no {} answer in {}", kpi.of, when_.period.name);
      else
        figures[i].value = of->second.sum / of->second.count;
    }
  }

  void read_judgements(const Kpi& kpi, std::vector<KpiFigure>& figures) const {
    const std::vector<Review> reviews = reviews_of(db_, settings_, when_.period);
    for (std::size_t i = 0; i < reps_.size(); ++i) {
      const auto about = all_with(reviews, reps_[i]->key, &Review::reviewee);
      figures[i].reviews = review_score(kpi, settings_.reviews, {about.begin(), about.end()});
      if (figures[i].reviews->score)
        figures[i].judged = on_scale(*figures[i].reviews->score, settings_.reviews, card_);
      else
        figures[i].why_none = tr("no reviews in {}", when_.period.name);
    }
  }

  /// The rep's target for the whole period, added up over the teams it was in.
  void read_goals(const Kpi& kpi, std::vector<KpiFigure>& figures) const {
    const Metric& metric = find_metric(settings_, kpi.of);
    std::vector<PlanTargets> plans;
    for (const GoalPlan& plan : plans_in(db_, metric.name, when_.period.span))
      plans.push_back({plan.period.span, read_targets(db_, plan)});
    std::map<std::string, Money> targets;
    for (const AttainmentRow& row :
         salesctl::attainment(organisation_, {}, plans, when_.period, {when_.period}, ScopeLevel::rep)) {
      if (row.level == ScopeLevel::rep && row.target) targets[row.scope] += *row.target;
    }
    for (std::size_t i = 0; i < reps_.size(); ++i) {
      const auto target = targets.find(reps_[i]->id);
      if (target != targets.end() && target->second > Money{}) {
        figures[i].target = in_units(target->second.minor, metric_decimals(settings_, metric));
      } else if (figures[i].why_none.empty()) {
        figures[i].why_none = tr("no target for {} in {}", metric.name, when_.period.name);
      }
    }
  }

  const Database& db_;
  const Settings& settings_;
  const Organisation& organisation_;
  const Scorecard& card_;
  const KnownPeriod& when_;
  Date as_of_;
  const std::vector<const Rep*>& reps_;
};

}  // namespace

std::vector<Review> reviews_of(const Database& db, const Settings& settings, const Period& period) {
  std::vector<Review> reviews = read_reviews(db, period.name, settings.reviews);
  if (!settings.reviews.rater_effect) return reviews;
  const std::vector<RaterEffect> effects = rater_effects(reviews);
  return corrected(std::move(reviews), effects, settings.reviews);
}

std::vector<std::vector<KpiFigure>> read_figures(const Database& db, const Settings& settings, const Organisation& organisation,
                                                 const Scorecard& card, const KnownPeriod& when, Date as_of,
                                                 const std::vector<const Rep*>& reps) {
  const FigureReader reader(db, settings, organisation, card, when, as_of, reps);
  std::vector<std::vector<KpiFigure>> figures(reps.size());
  for (const Kpi& kpi : card.kpis) {
    std::vector<KpiFigure> of = reader.read(kpi);
    for (std::size_t i = 0; i < reps.size(); ++i) figures[i].push_back(std::move(of[i]));
  }
  return figures;
}

}  // namespace salesctl
