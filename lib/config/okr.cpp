// Objectives and key results.
#include <map>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

/// A key's text; nothing where the key is missing or says nothing.
std::string needed(const Node& entry, std::string_view key) {
  const Node& node = entry.at(key);
  if (trim(node.text).empty()) throw ConfigError(tr("{}: this is empty", key), {}, node.place);
  return node.text;
}

Rate read_weight(const Node& entry) {
  const Node* node = entry.find("weight");
  if (node == nullptr) return Rate{Rate::one};
  const Rate weight = parse_at(*node, parse_rate);
  if (weight <= Rate{} || weight > Rate{1'000'000 * Rate::one}) {
    throw ConfigError(tr("weight: it must be above zero, and at most 1000000"), tr("such as 2 or 40%"), node->place);
  }
  return weight;
}

Money read_value(const Node& node, const KeyResult& result) {
  if (!result.metric.empty()) {
    return parse_at(node, [&](const std::string& text) { return parse_amount(text, result.decimals); });
  }
  return parse_at(node, [&](const std::string& text) { return parse_check_in(text, result); });
}

void read_metric(const Node& entry, const Settings& settings, KeyResult& result) {
  const Node* metric = entry.find("metric");
  const Node* unit = entry.find("unit");
  if (unit != nullptr) result.unit = unit->text;
  if (metric == nullptr) return;
  if (unit != nullptr) {
    throw ConfigError(tr("unit: a metric has its own"), tr("units are for key results that are checked in by hand"), unit->place);
  }
  result.metric = metric->text;
  result.decimals = parse_at(*metric, [&](const std::string& name) {
    return metric_decimals(settings, find_metric(settings, name));
  });
}

KeyResult read_key_result(const Node& entry, const Settings& settings) {
  KeyResult result;
  result.place = entry.place;
  result.id = needed(entry, "id");
  result.title = text_of(entry, "title", result.id);
  result.weight = read_weight(entry);
  read_metric(entry, settings, result);
  if (text_of(entry, "direction", "up") == "down") result.direction = Direction::down;
  const Node& target = entry.at("target");
  result.target = read_value(target, result);
  const Node* start = entry.find("start");
  if (start != nullptr) result.start = read_value(*start, result);
  if (start == nullptr && result.direction == Direction::down) {
    throw ConfigError(tr("{}: with direction down the key \"start\" is missing", printable(result.id)),
                      tr("say from where it goes down"), entry.place);
  }
  if (result.direction == Direction::up ? result.target < result.start : result.start < result.target) {
    throw ConfigError(result.direction == Direction::up ? tr("{}: the target lies below the start", printable(result.id))
                                                        : tr("{}: the target lies above the start", printable(result.id)),
                      result.direction == Direction::up ? tr("if less is better, add direction: down")
                                                        : tr("if more is better, leave direction: down out"),
                      target.place);
  }
  return result;
}

Objective read_objective(const Node& entry, const Settings& settings) {
  Objective objective;
  objective.place = entry.place;
  objective.id = needed(entry, "id");
  objective.title = text_of(entry, "title", objective.id);
  objective.owner_place = entry.place;
  if (const Node* owner = entry.find("owner")) {
    objective.owner = needed(entry, "owner");
    objective.owner_place = owner->place;
  }
  objective.period = read_dated_period(entry.at("period"), settings.fiscal);
  objective.weight = read_weight(entry);
  if (entry.find("aligns_with") != nullptr) objective.aligns_with = needed(entry, "aligns_with");
  if (const Node* results = entry.find("key_results")) {
    for (const Node& result : results->children) objective.key_results.push_back(read_key_result(result, settings));
  }
  return objective;
}

void refuse_twins(const std::vector<Objective>& objectives) {
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (objectives[i].id != objectives[j].id) continue;
      throw ConfigError(tr("the objective \"{}\" stands twice, first at {}", printable(objectives[i].id),
                           to_string(objectives[j].place)),
                        tr("every objective has an id of its own"), objectives[i].place);
    }
  }
  std::vector<const KeyResult*> seen;
  for (const Objective& objective : objectives) {
    for (const KeyResult& result : objective.key_results) {
      for (const KeyResult* other : seen) {
        if (other->id != result.id) continue;
        throw ConfigError(tr("the key result \"{}\" stands twice, first at {}", printable(result.id), to_string(other->place)),
                          tr("check-ins name the key result alone: give each an id of its own"), result.place);
      }
      seen.push_back(&result);
    }
  }
}

/// The objective each one is aligned with; its own index where there is none.
std::vector<std::size_t> aligned(const std::vector<Objective>& objectives, const std::vector<Place>& aligned_at) {
  std::map<std::string_view, std::size_t> index;
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    index.emplace(objectives[i].id, i);
    ids.emplace_back(objectives[i].id);
  }
  std::vector<std::size_t> above;
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    const std::string& id = objectives[i].aligns_with;
    const auto it = index.find(id.empty() ? objectives[i].id : id);
    if (it == index.end()) {
      throw ConfigError(tr("there is no objective \"{}\"{}", printable(id), did_you_mean(id, ids)),
                        tr("objectives: {}", joined(ids)), aligned_at[i]);
    }
    above.push_back(it->second);
  }
  return above;
}

/// Follows every objective upwards, by at most as many steps as there are objectives.
void refuse_circles(const std::vector<Objective>& objectives, const std::vector<Place>& aligned_at) {
  const std::vector<std::size_t> above = aligned(objectives, aligned_at);
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    std::string chain = objectives[i].id;
    std::size_t at = i;
    for (std::size_t steps = 0; !objectives[at].aligns_with.empty() && steps < objectives.size(); ++steps) {
      at = above[at];
      chain += " -> " + objectives[at].id;
      if (at != i) continue;
      throw ConfigError(tr("objectives are aligned in a circle: {}", printable(chain, 200)),
                        tr("the topmost objective has no aligns_with"), aligned_at[i]);
    }
  }
}

void refuse_empty(const std::vector<Objective>& objectives) {
  for (const Objective& objective : objectives) {
    bool served = !objective.key_results.empty();
    for (const Objective& other : objectives) served = served || other.aligns_with == objective.id;
    if (served) continue;
    throw ConfigError(tr("the objective \"{}\" has no key results", printable(objective.id)),
                      tr("add key_results, or an objective that aligns_with it"), objective.place);
  }
}

}  // namespace

Okr read_okr(const Node& node, const Settings& settings) {
  Okr okr;
  if (const Node* days = node.find("stalled_after")) {
    okr.stalled_after = parse_at(*days, [](const std::string& text) { return static_cast<int>(parse_integer(text, 1, 3660)); });
  }
  std::vector<Place> aligned_at;
  if (const Node* objectives = node.find("objectives")) {
    for (const Node& entry : objectives->children) {
      okr.objectives.push_back(read_objective(entry, settings));
      const Node* above = entry.find("aligns_with");
      aligned_at.push_back(above == nullptr ? entry.place : above->place);
    }
  }
  refuse_twins(okr.objectives);
  refuse_circles(okr.objectives, aligned_at);
  refuse_empty(okr.objectives);
  return okr;
}

}  // namespace salesctl
