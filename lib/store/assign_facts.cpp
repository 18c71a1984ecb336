#include "store/assign_facts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds limit{60};
constexpr double largest_capacity = 1e15;

/// An expression of the config: what it is called, what it is asked over, where it stands.
struct Asked {
  std::string what;
  const char* view;
  std::string sql;
  Place place;
};

[[noreturn]] void refuse(const Asked& asked, const std::string& problem) {
  const std::string hint = tr("text stands in single quotes; an expression here may name the columns of {} (salesctl-store(5))", asked.view);
  throw ConfigError(asked.what + ": " + problem, hint, asked.place);
}

std::vector<Asked> expressions(const AssignRules& rules, ItemKind kind) {
  const char* const view = to_string(kind);
  std::vector<Asked> all;
  const auto add = [&](const std::string& what, const char* over, const std::string& sql, const Place& place) {
    if (!sql.empty()) all.push_back({what, over, sql, place});
  };
  for (const AssignRule& rule : rules.rules) {
    add(tr("rule {}: when", printable(rule.name)), view, rule.when, rule.place);
    add(tr("rule {}: reps", printable(rule.name)), "rep", rule.reps, rule.place);
    for (const AssignMatch& match : rule.match) {
      add(tr("rule {}: match", printable(rule.name)), view, match.item, match.place);
      add(tr("rule {}: match", printable(rule.name)), "rep", match.rep, match.place);
    }
  }
  for (const AssignWeight& weight : rules.weights) add("weights: reps", "rep", weight.reps, weight.place);
  add("open", view, rules.open.sql, rules.open.place);
  add("which", view, rules.which.sql, rules.which.place);
  add("capacity", "rep", rules.capacity.sql, rules.capacity.place);
  return all;
}

std::string condition(const std::string& sql) { return sql.empty() ? "1" : "(\n" + sql + "\n) IS TRUE"; }

/// Runs what asks expressions, locked down. They are checked one by one before, so what fails here is one that ran too long
/// or met a value it cannot take.
template <typename Ask>
void ask_locked(const Database& db, const Settings& settings, const char* view, const Place& place, Ask ask) {
  const ReadOnly locked(db, documented_views(settings), limit);
  try {
    ask();
  } catch (const StoreError& e) {
    refuse({"assign", view, {}, place}, why_failed(locked, e));
  }
}

/// Items that are there at the end of the day $1, and are open.
std::string open_condition(const AssignRules& rules, ItemKind kind) {
  std::string sql = "(created_on IS NULL OR created_on <= $1)";
  if (kind == ItemKind::lead) sql += " AND (converted_on IS NULL OR converted_on > $1)";
  return sql + " AND " + condition(rules.open.sql);
}

/// An item meets a rule when its condition holds and there is a value of everything that is matched.
std::string meets(const AssignRule& rule) {
  std::string sql = condition(rule.when);
  for (const AssignMatch& match : rule.match) sql += " AND coalesce((\n" + match.item + "\n), '') <> ''";
  return sql;
}

struct Judged {
  std::int64_t key;
  bool chosen;
  std::optional<std::size_t> rule;
  std::vector<std::string> values;  // of what the rule matches
};

std::vector<Judged> judge_items(const Database& db, const Settings& settings, ItemKind kind, Date as_of) {
  const AssignRules& rules = settings.assign.of(kind);
  std::string first = rules.rules.empty() ? "0" : "CASE";
  std::string values;
  std::vector<int> columns;  // by rule: the first of its values
  int column = 3;
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    first += " WHEN " + meets(rules.rules[i]) + " THEN " + std::to_string(i);
    for (const AssignMatch& match : rules.rules[i].match) values += ", (\n" + match.item + "\n)";
    columns.push_back(column);
    column += static_cast<int>(rules.rules[i].match.size());
  }
  if (!rules.rules.empty()) first += " END";
  std::vector<Judged> judged;
  ask_locked(db, settings, to_string(kind), rules.rules.empty() ? rules.open.place : rules.rules.front().place, [&] {
    Statement rows = db.prepare("SELECT key, " + condition(rules.which.sql) + ", " + first + values + " FROM " + to_string(kind) + " WHERE " +
                                open_condition(rules, kind) + " ORDER BY key");
    rows.bind(1, std::string_view(format_date(as_of)));
    while (rows.step()) {
      Judged item{rows.integer(0), rows.integer(1) != 0, std::nullopt, {}};
      if (!rows.is_null(2)) item.rule = static_cast<std::size_t>(rows.integer(2));
      const std::size_t matched = item.rule && !rules.rules.empty() ? rules.rules[*item.rule].match.size() : 0;
      for (std::size_t m = 0; m < matched; ++m) item.values.emplace_back(trim(rows.text(columns[*item.rule] + static_cast<int>(m))));
      judged.push_back(std::move(item));
    }
  });
  return judged;
}

using RepIndex = std::unordered_map<std::int64_t, std::size_t>;

RepIndex index_reps(const Organisation& organisation) {
  RepIndex index;
  for (std::size_t r = 0; r < organisation.reps.size(); ++r) index.emplace(static_cast<std::int64_t>(organisation.reps[r].key), r);
  return index;
}

/// Who may have what, as far as it depends on the reps alone.
struct Allowed {
  using Reps = std::vector<std::size_t>;
  std::vector<Reps> reps;                                        // by rule
  std::vector<std::vector<std::map<std::string, Reps>>> having;  // by rule and match: who has a value

  Reps with(std::size_t rule, const std::vector<std::string>& values) const {
    Reps found = reps[rule];
    for (std::size_t m = 0; m < values.size(); ++m) {
      const auto who = having[rule][m].find(values[m]);
      Reps both;
      if (who != having[rule][m].end()) std::ranges::set_intersection(found, who->second, std::back_inserter(both));
      found = std::move(both);
    }
    return found;
  }
};

/// Which takers each combination of rule and values has.
class TakersOf {
 public:
  TakersOf(const Allowed& allowed, std::vector<Takers>& takers) : allowed_(allowed), takers_(takers) {}
  std::size_t operator()(std::size_t rule, const std::vector<std::string>& values) {
    const auto [at, fresh] = known_.try_emplace({rule, values}, takers_.size());
    if (fresh) takers_.push_back({rule, allowed_.with(rule, values)});
    return at->second;
  }

 private:
  const Allowed& allowed_;
  std::vector<Takers>& takers_;
  std::map<std::pair<std::size_t, std::vector<std::string>>, std::size_t> known_;
};

void read_items(const Database& db, ItemKind kind, const RepIndex& reps, const std::vector<Judged>& judged, const Allowed& allowed,
                AssignFacts& facts) {
  TakersOf takers(allowed, facts.takers);
  const std::string value = kind == ItemKind::lead ? "coalesce(value_minor, 0)" : "0";
  Statement rows = db.prepare("SELECT key, id, name, owner_key, " + value + " FROM " + to_string(kind) + "_fact ORDER BY key");
  for (auto it = judged.begin(); it != judged.end() && rows.step();) {
    if (rows.integer(0) != it->key) continue;
    OpenItem item{it->key, std::string(rows.text(1)), std::string(rows.text(2)), {}, it->chosen, it->rule, 0, Money{rows.integer(4)}};
    if (item.rule) item.takers = takers(*item.rule, it->values);
    if (!rows.is_null(3)) item.owner = reps.at(rows.integer(3));
    facts.items.push_back(std::move(item));
    ++it;
  }
  std::ranges::sort(facts.items, {}, &OpenItem::id);
}

/// The values between the `;` of a text.
std::set<std::string> several(std::string_view text) {
  std::set<std::string> values;
  std::vector<std::string_view> pieces = split(text, ';');
  if (pieces.back().empty()) pieces.pop_back();
  for (const std::string_view piece : pieces) values.emplace(trim(piece));
  return values;
}

std::optional<std::int64_t> capacity_in(const Statement& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  const double items = rows.real(column);
  if (rows.type(column) == Statement::Type::text || !(std::abs(items) < largest_capacity)) {
    throw StoreError(tr("the capacity of {} is no number of items: {}", printable(rows.text(1)), printable(rows.text(column))));
  }
  return static_cast<std::int64_t>(std::floor(std::max(items, 0.0)));
}

Allowed judge_reps(const Database& db, const Settings& settings, ItemKind kind, const RepIndex& reps, AssignFacts& facts) {
  const AssignRules& rules = settings.assign.of(kind);
  const std::string capacity = rules.capacity.sql.empty() ? "capacity" : "(\n" + rules.capacity.sql + "\n)";
  std::string weight = rules.weights.empty() ? "NULL" : "CASE";
  for (const AssignWeight& w : rules.weights) weight += " WHEN " + condition(w.reps) + " THEN " + std::to_string(w.weight.billionths);
  if (!rules.weights.empty()) weight += " END";
  std::string columns;  // by rule: whether it allows the rep, then what it matches
  for (const AssignRule& rule : rules.rules) {
    columns += ", " + condition(rule.reps);
    for (const AssignMatch& match : rule.match) columns += ", (\n" + match.rep + "\n)";
  }
  if (rules.rules.empty()) columns = ", 1";
  Allowed allowed;
  allowed.reps.resize(std::max<std::size_t>(rules.rules.size(), 1));
  allowed.having.resize(allowed.reps.size());
  for (std::size_t rule = 0; rule < rules.rules.size(); ++rule) allowed.having[rule].resize(rules.rules[rule].match.size());
  facts.capacities.resize(reps.size());
  facts.weights.resize(reps.size());
  const Place& place = rules.capacity.sql.empty() && !rules.rules.empty() ? rules.rules.front().place : rules.capacity.place;
  ask_locked(db, settings, "rep", place, [&] {
    Statement rows = db.prepare("SELECT key, id, " + capacity + ", " + weight + columns + " FROM rep");
    while (rows.step()) {
      const std::size_t r = reps.at(rows.integer(0));
      facts.capacities[r] = capacity_in(rows, 2);
      if (!rows.is_null(3)) facts.weights[r] = Rate{rows.integer(3)};
      int column = 4;
      for (std::size_t rule = 0; rule < allowed.reps.size(); ++rule) {
        if (rows.integer(column++) != 0) allowed.reps[rule].push_back(r);
        for (auto& who : allowed.having[rule]) {
          for (const std::string& value : several(rows.text(column++))) who[value].push_back(r);
        }
      }
    }
  });
  for (Allowed::Reps& of_rule : allowed.reps) std::ranges::sort(of_rule);
  for (auto& of_rule : allowed.having) {
    for (auto& match : of_rule) {
      for (auto& [value, who] : match) std::ranges::sort(who);
    }
  }
  return allowed;
}

}  // namespace

AssignFacts read_assign_facts(const Database& db, const Settings& settings, const Organisation& organisation, ItemKind kind, Date as_of) {
  const RepIndex reps = index_reps(organisation);
  AssignFacts facts;
  const Allowed allowed = judge_reps(db, settings, kind, reps, facts);
  read_items(db, kind, reps, judge_items(db, settings, kind, as_of), allowed, facts);
  return facts;
}

void check_assign(const Database& db, const Settings& settings) {
  for (const ItemKind kind : {ItemKind::lead, ItemKind::customer}) {
    for (const Asked& asked : expressions(settings.assign.of(kind), kind)) {
      const ReadOnly locked(db, documented_views(settings), limit);
      try {
        check_expression(db, asked.view, asked.sql);
      } catch (const StoreError& e) {
        refuse(asked, why_failed(locked, e));
      }
    }
  }
}

}  // namespace salesctl
