// salesctl score leads LEAD: how the points and chances of one come about.
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "score_leads.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

std::string percent(double share) { return fmt::format("{:.1f}%", 100 * share); }

void explain_points(const ScoredLeads& all, const ScoredLead& scored, const std::vector<LeadGrade>& grades, Table& table) {
  for (std::size_t i = 0; i < all.rules.size(); ++i) {
    const PointRule& rule = all.rules[i];
    std::string how = rule.when;
    if (!rule.place.file.empty()) how += " (" + to_string(rule.place) + ")";
    const bool met = all.leads[scored.at].met[i];
    table.rows.push_back(step(tr(rule.name.c_str()), met ? fmt::format("{:+}", rule.points) : tr("no"), how));
  }
  std::string ladder;
  for (const LeadGrade& grade : grades) ladder += (ladder.empty() ? "" : ", ") + tr("{} from {}", grade.name, grade.from);
  table.rows.push_back(step("points", std::to_string(scored.points), tr("the sum of the rules met")));
  table.rows.push_back(step("grade", scored.grade ? grades[*scored.grade].name : std::string(), ladder));
}

void explain_chances(const ScoredLeads& all, const ScoredLead& scored, Table& table) {
  const WinLearning& win = all.chances.win;
  const OpenLead& lead = all.leads[scored.at];
  if (all.chances.convert_first) {
    const std::string how = !lead.age ? tr("it is not known when it came in") : tr("not converted for {} days", *lead.age);
    table.rows.push_back(step("p_convert", scored.p_convert ? percent(*scored.p_convert) : std::string(), how));
  }
  if (win.verdict == WinVerdict::model) {
    const double odds = average_log_odds(*win.model);
    table.rows.push_back(step(tr("the average deal"), percent(1 / (1 + std::exp(-odds))), tr("odds {:.3f}", std::exp(odds))));
    for (const Effect& effect : scored.effects) {
      const Factor& f = win.model->factors[effect.factor];
      table.rows.push_back(step(factor_name(win, f), tr("odds times {:.3f}", std::exp(effect.log_odds)),
                                tr("{} of {} such deals were won", f.won, f.deals)));
    }
  }
  const std::string how = win.verdict == WinVerdict::model ? tr("odds p / (1 - p): those of the average deal, times these")
                                                        : chance_notes(all).front();
  table.rows.push_back(step("p_win", scored.p_win ? percent(*scored.p_win) : std::string(), how));
}

}  // namespace

int explain_lead(const ScoreLeadsCommand& command, Context& context, const ScoredLeads& all) {
  const Settings& settings = context.settings();
  const auto found = std::ranges::find_if(all.scored, [&](const ScoredLead& s) { return all.leads[s.at].id == command.lead; });
  if (found == all.scored.end()) {
    throw UsageError(all.kind == LeadKind::deal ? tr("{} was no open deal at the end of {}", printable(command.lead), format_date(all.day))
                                                : tr("{} was no open lead at the end of {}", printable(command.lead), format_date(all.day)),
                     tr("it came later, or was converted, closed or left out by leads.open before"));
  }
  const OpenLead& lead = all.leads[found->at];
  Table table;
  table.title = tr("{} {}: points and chances at the end of {}", lead.id, lead.name, format_date(all.day));
  table.columns = {{"figure", tr("Figure")}, {"value", tr("Value")}, {"how", tr("How")}};
  explain_points(all, *found, settings.leads.grades, table);
  explain_chances(all, *found, table);
  const int decimals = settings.currency.decimals;
  const auto money = [&](const std::optional<Money>& m) { return m ? format_grouped(*m, decimals) : std::string(); };
  table.rows.push_back(step("value", money(lead.value), all.kind == LeadKind::deal ? tr("its amount, else the price of its product") : std::string()));
  table.rows.push_back(step("expected_value", money(found->expected), all.chances.convert_first ? "value x p_convert x p_win" : "value x p_win"));
  table.notes = chance_notes(all);
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
