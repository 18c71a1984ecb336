#include "churn/playbook.hpp"

#include <algorithm>

namespace salesctl {

const Play* find_play(const ChurnRules& rules, const std::string& customer_class, RiskLevel risk,
                      const std::vector<Reason>& reasons, bool opted_out) {
  const auto fits = [&](const Play& play) {
    if (opted_out && needs_consent(play.kind)) return false;
    if (!play.customer_class.empty() && play.customer_class != customer_class) return false;
    if (play.risk ? *play.risk != risk : risk == RiskLevel::low) return false;
    return !play.reason || std::ranges::find(reasons, *play.reason) != reasons.end();
  };
  const auto play = std::ranges::find_if(rules.playbook, fits);
  return play == rules.playbook.end() ? nullptr : &*play;
}

}  // namespace salesctl
