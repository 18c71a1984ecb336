#include "tables.hpp"

#include "base/message.hpp"

namespace salesctl {

Value or_nothing(std::string text) {
  if (text.empty()) return std::monostate{};
  return text;
}

Value named_or_nothing(const std::string& id, const std::string& name) {
  if (id.empty()) return std::monostate{};
  return Named(id, name);
}

Names::Names(const Organisation& organisation) : company_("company", organisation.company), nobody_("", tr("(no rep)")) {
  for (const Team& team : organisation.teams) teams_.emplace(team.id, Named{team.id, team.name});
  for (const Rep& rep : organisation.reps) reps_.emplace(rep.id, Named{rep.id, rep.name});
}

Value Names::scope(ScopeLevel level, const std::string& id) const {
  if (level == ScopeLevel::company) return company_;
  if (id.empty()) return nobody_;
  const auto& names = level == ScopeLevel::team ? teams_ : reps_;
  const auto it = names.find(id);
  return it == names.end() ? Named{id, id} : it->second;
}

Value Names::parent(const std::string& id) const {
  if (id.empty()) return std::monostate{};
  return scope(teams_.contains(id) ? ScopeLevel::team : ScopeLevel::company, id);
}

}  // namespace salesctl
