// SELECT id FROM opportunity WHERE stage_name IN ($1 ...) AND (need) IS NOT TRUE, locked down as all SQL of the config is.
#include "store/stage_needs.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds limit{30};
constexpr std::size_t few = 5;

std::string reference(const Kind& kind, const std::string& field, const std::string& key) {
  return "EXISTS (SELECT 1 FROM " + sql_name(kind.name) + " x WHERE x." + sql_name(field + "_key") + " = opportunity." + key + ")";
}

/// The need as an SQL condition over the view opportunity.
std::string condition(const Settings& settings, const StageNeed& need) {
  if (find_kind(settings.kinds, "opportunity").find(need.what) != nullptr) return sql_name(need.what) + " IS NOT NULL";
  const auto kind = std::ranges::find(settings.kinds, need.what, &Kind::name);
  if (kind != settings.kinds.end()) {
    const auto refers = [&](const std::string& to) {
      const Field* field = kind->find(to);
      return field != nullptr && field->type == FieldType::ref;
    };
    if (refers("opportunity")) return reference(*kind, "opportunity", "key");
    if (refers("customer")) return reference(*kind, "customer", "customer_key");
  }
  return need.what;
}

template <typename Ask>
void ask_locked(const Database& db, const Settings& settings, const StageNeed& need, const Ask& ask) {
  const std::vector<std::string> views = documented_views(settings);
  const ReadOnly locked(db, views, limit);
  try {
    ask();
  } catch (const StoreError& e) {
    throw ConfigError(tr("needs: \"{}\": {}", printable(need.what), why_failed(locked, e)),
                      tr("name a field of opportunity, a kind such as contact or quote, or write an SQL condition over opportunity"),
                      need.place);
  }
}

UnmetNeed ask(const Database& db, const Settings& settings, std::size_t stage, const StageNeed& need) {
  std::vector<std::string> names;
  for (std::size_t i = stage; i < settings.stages.size(); ++i) {
    if (settings.stages[i].kind == StageKind::open) names.push_back(settings.stages[i].name);
  }
  std::string sql = "SELECT id FROM opportunity WHERE (\n" + condition(settings, need) + "\n) IS NOT TRUE AND stage_name IN (";
  for (std::size_t i = 0; i < names.size(); ++i) sql += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
  UnmetNeed unmet{settings.stages[stage].name, need.what, 0, {}};
  ask_locked(db, settings, need, [&] {
    Statement rows = db.prepare(sql + ") ORDER BY id");
    for (std::size_t i = 0; i < names.size(); ++i) rows.bind(static_cast<int>(i + 1), std::string_view(names[i]));
    for (; rows.step(); ++unmet.deals) {
      if (unmet.some.size() < few) unmet.some.emplace_back(rows.text(0));
    }
  });
  return unmet;
}

}  // namespace

void check_needs(const Database& db, const Settings& settings) {
  for (const Stage& stage : settings.stages) {
    for (const StageNeed& need : stage.needs) {
      ask_locked(db, settings, need, [&] { check_expression(db, "opportunity", condition(settings, need)); });
    }
  }
}

std::vector<UnmetNeed> unmet_needs(const Database& db, const Settings& settings) {
  std::vector<UnmetNeed> found;
  for (std::size_t i = 0; i < settings.stages.size(); ++i) {
    for (const StageNeed& need : settings.stages[i].needs) {
      UnmetNeed unmet = ask(db, settings, i, need);
      if (unmet.deals > 0) found.push_back(std::move(unmet));
    }
  }
  return found;
}

}  // namespace salesctl
