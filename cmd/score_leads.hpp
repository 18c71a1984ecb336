// What the parts of salesctl score leads share.
#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "score/leads.hpp"
#include "store/leads.hpp"

namespace salesctl {

struct ScoreLeadsCommand {
  std::string lead;
  std::string owner;
  std::string grade;
  std::string top;
  bool deals = false;
  bool model = false;

  LeadKind kind() const { return deals ? LeadKind::deal : LeadKind::lead; }
};

/// Everything open, scored.
struct ScoredLeads {
  Date day;
  LeadKind kind = LeadKind::lead;
  std::vector<PointRule> rules;
  std::vector<OpenLead> leads;
  LeadChances chances;
  std::vector<ScoredLead> scored;
};

/// "customer.sector energy": what a factor is, in words.
std::string factor_name(const WinLearning& win, const Factor& factor);
/// What the chances are taken from and how far they can be trusted, a sentence each.
std::vector<std::string> chance_notes(const ScoredLeads& all);

int show_win_model(Context& context, const ScoredLeads& all);                            // score_leads_model.cpp
int explain_lead(const ScoreLeadsCommand& command, Context& context, const ScoredLeads& all);  // score_leads_explain.cpp

}  // namespace salesctl
