#include "score/leads.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace salesctl {
namespace {

std::optional<Money> expected_value(const OpenLead& lead, const ScoredLead& scored, bool convert_first) {
  if (!lead.value || !scored.p_win || (convert_first && !scored.p_convert)) return std::nullopt;
  const double chance = *scored.p_win * scored.p_convert.value_or(1);
  return multiply(*lead.value, Rate{std::llround(chance * Rate::one)}, Rounding::half_even);
}

}  // namespace

std::vector<ScoredLead> score_leads(std::span<const OpenLead> leads, std::span<const PointRule> rules, std::span<const LeadGrade> grades,
                                    const LeadChances& chances) {
  std::optional<WinChances> model;
  if (chances.win.verdict == WinVerdict::model) model.emplace(*chances.win.model);
  std::vector<ScoredLead> all;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const OpenLead& lead = leads[i];
    ScoredLead scored;
    scored.at = i;
    for (std::size_t r = 0; r < rules.size(); ++r) scored.points += lead.met[r] ? rules[r].points : 0;
    const auto grade = std::ranges::find_if(grades, [&](const LeadGrade& g) { return scored.points >= g.from; });
    if (grade != grades.end()) scored.grade = static_cast<std::size_t>(grade - grades.begin());
    if (chances.conversion && lead.age) scored.p_convert = chances.conversion->chance(*lead.age);
    if (model) {
      scored.p_win = model->of(lead.values);
      scored.effects = model->effects(lead.values);
    } else if (chances.win.verdict != WinVerdict::few) {
      scored.p_win = chances.win.base_rate();
    }
    scored.expected = expected_value(lead, scored, chances.convert_first);
    all.push_back(std::move(scored));
  }
  std::ranges::sort(all, [&](const ScoredLead& a, const ScoredLead& b) {
    const auto worth = [](const ScoredLead& s) { return std::tuple(s.expected, s.points, s.p_win); };
    return worth(a) != worth(b) ? worth(a) > worth(b) : leads[a.at].id < leads[b.at].id;
  });
  return all;
}

}  // namespace salesctl
