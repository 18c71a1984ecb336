// Leads and open deals in the order in which they are worth the effort: points by rule, and what may be expected of each.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/lead.hpp"
#include "model/lead_rule.hpp"
#include "score/conversion.hpp"
#include "score/win_learning.hpp"

namespace salesctl {

struct ScoredLead {
  std::size_t at = 0;                // in the list that was scored
  std::int64_t points = 0;           // of the rules met
  std::optional<std::size_t> grade;  // the first whose points are reached
  std::optional<double> p_convert;   // of becoming a customer or deal; deals: nothing
  std::optional<double> p_win;       // of winning the deal
  std::optional<Money> expected;     // value x p_convert x p_win, rounded half to even; nothing where one of them is not known
  std::vector<Effect> effects;       // on p_win, where the model gives it
};

/// What chances are taken from.
struct LeadChances {
  WinLearning win;
  bool convert_first = false;  // leads: a deal comes after conversion
  std::optional<Conversion> conversion;
};

/// By expected value, then points, then the chance to win, the largest first; what is not known comes last, ids decide.
/// `rules` are those that OpenLead::met answers.
std::vector<ScoredLead> score_leads(std::span<const OpenLead> leads, std::span<const PointRule> rules, std::span<const LeadGrade> grades,
                                    const LeadChances& chances);

}  // namespace salesctl
