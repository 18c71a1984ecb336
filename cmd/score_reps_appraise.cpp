// Everybody's scores in a period, before they are stored or shown.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "score_reps.hpp"
#include "store/promotion.hpp"
#include "store/scores.hpp"

namespace salesctl {
namespace {

/// Whole months from the first day of work up to the last day known.
std::optional<int> months_employed(const Rep& rep, Date last) {
  if (!rep.hired_on) return std::nullopt;
  int months = 0;
  while (add_months(*rep.hired_on, months + 1) <= last + std::chrono::days{1}) ++months;
  return months;
}

void find_promotions(const Database& db, Date as_of, Appraisal& appraisal) {
  std::vector<RepStanding> standings;
  for (const AppraisedRep& r : appraisal.reps) {
    const auto missing = std::ranges::count_if(r.score.kpis, [](const KpiScore& s) { return !s.score; });
    standings.push_back({r.rep->key, r.score.score(), r.standing.rank, r.standing.grade, r.previous, 0,
                         months_employed(*r.rep, appraisal.when.last), static_cast<int>(missing)});
  }
  const std::vector<int> before = periods_before_in_grade(db, appraisal.card->name, appraisal.when.period.span, as_of, standings);
  for (std::size_t i = 0; i < standings.size(); ++i)
    standings[i].periods_in_grade = standings[i].grade.empty() ? 0 : 1 + before[i];
  const std::vector<std::vector<bool>> met = promotions_met(db, *appraisal.card, standings);
  for (std::size_t i = 0; i < standings.size(); ++i) {
    appraisal.reps[i].periods_in_grade = standings[i].periods_in_grade;
    appraisal.reps[i].promotions = met[i];
  }
}

}  // namespace

KnownPeriod known_period(const Period& period, Date as_of) {
  const Date last = std::min(period.span.to - std::chrono::days{1}, as_of);
  if (last < period.span.from)
    throw UsageError(tr("{} begins after {}, up to which facts are known", period.name, format_date(as_of)));
  return {period, {period.span.from, last + std::chrono::days{1}}, last};
}

const AppraisedRep* Appraisal::find(const std::string& rep) const {
  const auto it = std::ranges::find_if(reps, [&](const AppraisedRep& r) { return r.rep->id == rep; });
  return it == reps.end() ? nullptr : &*it;
}

std::vector<Appraisal> appraise(const Database& db, const Settings& settings, const Organisation& organisation, PeriodUnit unit,
                                const KnownPeriod& when, Date as_of, const std::string& only) {
  std::vector<Appraisal> appraisals;
  for (const Scorecard& card : settings.scorecards) {
    if (card.every != unit || (!only.empty() && card.name != only)) continue;
    std::vector<const Rep*> reps;
    for (const Rep& rep : organisation.reps) {
      const Span there = employed(rep, when.known);
      if (!there.empty() && card_of(settings.scorecards, unit, organisation, rep, there.to - std::chrono::days{1}) == &card)
        reps.push_back(&rep);
    }
    const Period before = period_of(when.period.span.from - std::chrono::days{1}, unit, settings.fiscal);
    std::optional<ScoredPeriod> previous = stored_scores(db, card.name, before);
    if (previous && previous->scored > as_of) previous.reset();
    std::vector<std::vector<KpiFigure>> figures = read_figures(db, settings, organisation, card, when, as_of, reps);
    Appraisal appraisal{&card, when, {}};
    std::vector<std::optional<Rate>> scores;
    for (std::size_t i = 0; i < reps.size(); ++i) {
      AppraisedRep r{reps[i],
                     team_on(*reps[i], employed(*reps[i], when.known).to - std::chrono::days{1}),
                     std::move(figures[i]),
                     {},
                     {},
                     {},
                     0,
                     {}};
      r.score = score_card(card, r.figures);
      scores.push_back(r.score.score());
      if (previous) {
        const auto old = std::ranges::lower_bound(previous->scores, reps[i]->key, {}, &RepScore::rep);
        if (old != previous->scores.end() && old->rep == reps[i]->key) r.previous = old->score;
      }
      appraisal.reps.push_back(std::move(r));
    }
    const std::vector<Standing> found = standings(card, scores);
    for (std::size_t i = 0; i < reps.size(); ++i) appraisal.reps[i].standing = found[i];
    if (!card.promotion.empty()) find_promotions(db, as_of, appraisal);
    appraisals.push_back(std::move(appraisal));
  }
  return appraisals;
}

std::string missing_reviews(const AppraisedRep& rep) {
  std::vector<ReviewRole> missing;
  for (const KpiFigure& figure : rep.figures) {
    if (!figure.reviews) continue;
    for (const ReviewRole role : figure.reviews->missing()) {
      if (std::ranges::find(missing, role) == missing.end()) missing.push_back(role);
    }
  }
  std::vector<std::string_view> words;
  for (const ReviewRole role : missing) words.emplace_back(to_string(role));
  return joined(words);
}

std::vector<std::size_t> weak_kpis(const Scorecard& card, const CardScore& score) {
  std::vector<std::size_t> weak;
  for (std::size_t i = 0; i < card.kpis.size(); ++i) {
    const auto& improve = card.kpis[i].improve;
    if (improve && score.kpis[i].score && *score.kpis[i].score < exact(improve->below)) weak.push_back(i);
  }
  std::ranges::stable_sort(weak, [&](std::size_t a, std::size_t b) { return *score.kpis[a].score < *score.kpis[b].score; });
  return weak;
}

std::vector<std::string> improvements(const Scorecard& card, const CardScore& score) {
  std::vector<std::string> sentences;
  for (const std::size_t i : weak_kpis(card, score)) {
    const Improvement& improve = *card.kpis[i].improve;
    std::string text = card.kpis[i].name + ": " + improve.text;
    if (!improve.course.empty()) text += (improve.text.empty() ? "" : ", ") + tr("course {}", improve.course);
    sentences.push_back(std::move(text));
  }
  return sentences;
}

}  // namespace salesctl
