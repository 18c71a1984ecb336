// What the parts of salesctl score reps share with each other and with the reports about reps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.hpp"
#include "model/organisation.hpp"
#include "score/scorecard.hpp"
#include "score/standing.hpp"

namespace salesctl {

struct ScoreRepsCommand {
  std::string rep;
  std::string period;
  std::string scorecard;
  std::string team;
  bool raters = false;
};

/// A period as far as it is known.
struct KnownPeriod {
  Period period;
  Span known;  // up to the day facts are known
  Date last;   // of it
};
/// Throws UsageError where the period begins later than facts are known.
KnownPeriod known_period(const Period& period, Date as_of);

struct AppraisedRep {
  const Rep* rep = nullptr;
  std::optional<TeamKey> team;
  std::vector<KpiFigure> figures;  // in the order of the card
  CardScore score;
  Standing standing;
  std::optional<Rate> previous;  // the score that was stored for the period before
  int periods_in_grade = 0;      // this one and those just before it
  std::vector<bool> promotions;  // which of the card's rules are met
};

/// Everybody that one scorecard is about in one period.
struct Appraisal {
  const Scorecard* card = nullptr;
  KnownPeriod when;
  std::vector<AppraisedRep> reps;  // by id

  const AppraisedRep* find(const std::string& rep) const;
};

/// All scorecards of the unit that are about anybody employed in the period; `only`: the one of that name.
std::vector<Appraisal> appraise(const Database& database, const Settings& settings, const Organisation& organisation,
                                PeriodUnit unit, const KnownPeriod& when, Date as_of, const std::string& only);

/// The reviews of a period, without the reviewers' effects where the config has them corrected.
std::vector<Review> reviews_of(const Database& database, const Settings& settings, const Period& period);

/// What is known of the KPIs of these reps: for each rep, in the order of the card. score_reps_figures.cpp
std::vector<std::vector<KpiFigure>> read_figures(const Database& database, const Settings& settings,
                                                 const Organisation& organisation, const Scorecard& card, const KnownPeriod& when,
                                                 Date as_of, const std::vector<const Rep*>& reps);

/// The places of KPIs scored below the bound of their "improve", the weakest first.
std::vector<std::size_t> weak_kpis(const Scorecard& card, const CardScore& score);
/// What the config says to do about scores below its bounds, the weakest first.
std::vector<std::string> improvements(const Scorecard& card, const CardScore& score);

/// The roles that did not judge although their judgement weighs: "self, peer".
std::string missing_reviews(const AppraisedRep& rep);

/// A role as a cell: self, manager or peer.
Value role_name(ReviewRole role);

/// A decimal as a cell.
Value decimal(const Rate& rate);
Value decimal_or_nothing(const std::optional<Exact>& value, int decimals);
/// A KPI's value or target: money, a whole number, or four decimals.
Value shown(const Settings& settings, const Kpi& kpi, const std::optional<Exact>& value);

int run_explain_rep(const ScoreRepsCommand& command, Context& context, const Organisation& organisation,
                    const std::vector<Appraisal>& appraisals);  // score_reps_explain.cpp

}  // namespace salesctl
