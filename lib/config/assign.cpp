// Who gets open leads and customers, and when these go back to the public pool.
#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr int longest = 3660;        // days
constexpr int most_claims = 1'000'000;
constexpr int most_a_day = 1'000;

int read_days(const Node& node, int min) {
  return parse_at(node, [&](const std::string& text) { return parse_days(text, min, longest); });
}

int read_count(const Node& node) {
  return static_cast<int>(parse_at(node, [](const std::string& text) { return parse_integer(text, 0, most_claims); }));
}

Rate read_share(const Node& node) {
  const Rate share = parse_at(node, parse_rate);
  if (share < Rate{} || share > Rate{Rate::one}) throw ConfigError(tr("a share is between 0% and 100%"), {}, node.place);
  return share;
}

AssignSql read_sql(const Node& map, std::string_view key) {
  const Node* node = map.find(key);
  if (node == nullptr) return {};
  if (trim(node->text).empty()) throw ConfigError(tr("{}: this is empty", key), {}, node->place);
  return {node->text, node->place};
}

AssignRule read_rule(const Node& entry) {
  AssignRule rule{entry.at("name").text, text_of(entry, "when"), text_of(entry, "reps"), entry.place};
  if (trim(rule.name).empty()) throw ConfigError(tr("name: this is empty"), {}, entry.at("name").place);
  if (const Node* match = entry.find("match")) {
    for (std::size_t i = 0; i < match->keys.size(); ++i) {
      const Node& of_rep = match->children[i];
      if (trim(match->keys[i]).empty() || trim(of_rep.text).empty()) {
        throw ConfigError(tr("match: this is empty"), tr("write it so: match: {region: territory}"), of_rep.place);
      }
      rule.match.push_back({match->keys[i], of_rep.text, of_rep.place});
    }
  }
  return rule;
}

/// A rule that fits everything must be the last, or those after it fit nothing.
void check_rules(const std::vector<AssignRule>& rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto twin = std::ranges::find(rules, rules[i].name, &AssignRule::name);
    if (twin->place != rules[i].place) {
      throw ConfigError(tr("the rule \"{}\" stands twice, first at {}", printable(rules[i].name), to_string(twin->place)), {}, rules[i].place);
    }
    if (trim(rules[i].when).empty() && rules[i].match.empty() && i + 1 < rules.size()) {
      throw ConfigError(tr("the rule \"{}\" fits everything, so those after it fit nothing", printable(rules[i].name)),
                        tr("give it a \"when\", or put it last"), rules[i].place);
    }
  }
}

AssignWeight read_weight(const Node& entry) {
  AssignWeight weight{text_of(entry, "reps"), parse_at(entry.at("weight"), parse_rate), entry.place};
  constexpr Rate least{Rate::one / 1000};
  constexpr Rate most{Rate::one * 1000};
  if (weight.weight < least || weight.weight > most) {
    throw ConfigError(tr("a weight is between 0.001 and 1000"), tr("to give somebody nothing, leave them out of the rules' reps"),
                      entry.at("weight").place);
  }
  return weight;
}

void read_claims(const Node& claims, RecycleRule& rule) {
  if (const Node* open = claims.find("open")) rule.claims_open = read_count(*open);
  if (const Node* day = claims.find("day")) rule.claims_day = read_count(*day);
  if (const Node* week = claims.find("week")) rule.claims_week = read_count(*week);
}

RecycleRule read_recycle(const Node& node, ItemKind kind, const std::vector<CustomerClass>& classes) {
  RecycleRule rule;
  rule.place = node.place;
  if (const Node* after = node.find("after")) rule.after = read_days(*after, 1);
  if (const Node* notice = node.find("notice")) rule.notice = read_days(*notice, 0);
  rule.notice = node.find("notice") == nullptr ? std::min(rule.notice, rule.after) : rule.notice;
  if (rule.notice > rule.after) {
    throw ConfigError(tr("recycle: {} days of notice are more than the {} days after which items go", rule.notice, rule.after), {},
                      node.at("notice").place);
  }
  if (const Node* ban = node.find("ban")) rule.ban = read_days(*ban, 0);
  if (const Node* claims = node.find("claims")) read_claims(*claims, rule);
  const Node* kept = node.find("protected");
  rule.protected_classes = words_of(kept);
  if (kept != nullptr && kind == ItemKind::lead) {
    throw ConfigError(tr("recycle: leads have no classes to protect"), tr("\"open\" says which leads count at all"), kept->place);
  }
  std::vector<std::string_view> names;
  for (const CustomerClass& c : classes) names.emplace_back(c.name);
  for (const std::string& name : rule.protected_classes) {
    if (std::ranges::find(names, name) != names.end()) continue;
    throw ConfigError(tr("there is no class \"{}\"{}", printable(name), did_you_mean(name, names)), tr("classes: {}", joined(names)), kept->place);
  }
  return rule;
}

void check_method(const Node& node, const AssignRules& rules) {
  if (rules.min_share && rules.max_share && *rules.max_share < *rules.min_share) {
    throw ConfigError(tr("max_share ({}) lies below min_share ({})", format_percent(*rules.max_share), format_percent(*rules.min_share)), {},
                      node.at("max_share").place);
  }
  if (rules.method == AssignMethod::optimal) return;
  for (const std::string_view key : {"reassign", "balance", "min_share", "weights"}) {
    const Node* given = node.find(key);
    if (given == nullptr || (key == "reassign" && !rules.reassign)) continue;
    if (key == "weights" && rules.method == AssignMethod::weighted) continue;
    throw ConfigError(tr("{}: method {} deals new items in turn, whatever the loads", key, to_string(rules.method)),
                      tr("leave it out, or choose method: optimal"), given->place);
  }
}

AssignRules read_rules(const Node& node, ItemKind kind, const Settings& settings) {
  AssignRules rules;
  if (const Node* list = node.find("rules")) {
    for (const Node& entry : list->children) rules.rules.push_back(read_rule(entry));
    check_rules(rules.rules);
  }
  rules.open = read_sql(node, "open");
  rules.which = read_sql(node, "which");
  rules.capacity = read_sql(node, "capacity");
  if (const Node* weights = node.find("weights")) {
    for (const Node& entry : weights->children) rules.weights.push_back(read_weight(entry));
  }
  if (const Node* method = node.find("method")) rules.method = parse_at(*method, parse_assign_method);
  if (const Node* by = node.find("balance")) rules.balance = parse_at(*by, parse_balance);
  if (const Node* reassign = node.find("reassign")) rules.reassign = parse_at(*reassign, parse_bool);
  if (const Node* share = node.find("min_share")) rules.min_share = read_share(*share);
  if (const Node* share = node.find("max_share")) rules.max_share = read_share(*share);
  if (const Node* days = node.find("catch_up")) rules.catch_up = read_days(*days, 0);
  if (const Node* recycle = node.find("recycle")) rules.recycle = read_recycle(*recycle, kind, settings.customers.classes);
  check_method(node, rules);
  return rules;
}

TaskRules read_tasks(const Node& node) {
  TaskRules rules;
  if (const Node* most = node.find("per_day")) {
    rules.per_day = static_cast<int>(parse_at(*most, [](const std::string& text) { return parse_integer(text, 1, most_a_day); }));
  }
  return rules;
}

}  // namespace

AssignSection read_assign(const Node& node, const Settings& settings) {
  AssignSection section;
  if (const Node* leads = node.find("leads")) section.leads = read_rules(*leads, ItemKind::lead, settings);
  if (const Node* customers = node.find("customers")) section.customers = read_rules(*customers, ItemKind::customer, settings);
  if (const Node* tasks = node.find("tasks")) section.tasks = read_tasks(*tasks);
  return section;
}

}  // namespace salesctl
