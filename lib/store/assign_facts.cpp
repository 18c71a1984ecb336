#include "store/assign_facts.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds limit{120};
constexpr double largest_capacity = 1e15;

/// An expression of the config: what it is called, what it is asked over, where it stands.
struct Asked {
  std::string what;
  const char* view;
  std::string sql;
  Place place;
};

[[noreturn]] void refuse(const Asked& asked, const std::string& problem) {
  throw ConfigError(asked.what + ": " + problem,
                    tr("text stands in single quotes; an expression here may name the columns of {} (salesctl-store(5))", asked.view), asked.place);
}

std::string in_words(const ReadOnly& locked, const StoreError& e) {
  return locked.refused().empty() ? e.what() : tr("SQL of the config may only read: {}", locked.refused());
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
void ask_locked(const Database& db, const Settings& settings, const Place& place, Ask ask) {
  const ReadOnly locked(db, documented_views(settings), limit);
  try {
    ask();
  } catch (const StoreError& e) {
    refuse({"assign", "", {}, place}, in_words(locked, e));
  }
}

/// Items that are there at the end of the day $1, and are open.
std::string open_condition(const AssignRules& rules, ItemKind kind) {
  std::string sql = "(created_on IS NULL OR created_on <= $1)";
  if (kind == ItemKind::lead) sql += " AND (converted_on IS NULL OR converted_on > $1)";
  return sql + " AND " + condition(rules.open.sql);
}

struct Judged {
  std::int64_t key;
  bool chosen;
  std::optional<std::size_t> rule;
};

std::vector<Judged> judge_items(const Database& db, const Settings& settings, ItemKind kind, Date as_of) {
  const AssignRules& rules = settings.assign.of(kind);
  std::string first = rules.rules.empty() ? "0" : "CASE";
  for (std::size_t i = 0; i < rules.rules.size(); ++i) first += " WHEN " + condition(rules.rules[i].when) + " THEN " + std::to_string(i);
  if (!rules.rules.empty()) first += " END";
  std::vector<Judged> judged;
  ask_locked(db, settings, rules.rules.empty() ? rules.open.place : rules.rules.front().place, [&] {
    Statement rows = db.prepare("SELECT key, " + condition(rules.which.sql) + ", " + first + " FROM " + to_string(kind) + " WHERE " +
                                open_condition(rules, kind) + " ORDER BY key");
    rows.bind(1, std::string_view(format_date(as_of)));
    while (rows.step()) {
      judged.push_back({rows.integer(0), rows.integer(1) != 0,
                        rows.is_null(2) ? std::nullopt : std::optional(static_cast<std::size_t>(rows.integer(2)))});
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

void read_items(const Database& db, ItemKind kind, const RepIndex& reps, const std::vector<Judged>& judged, AssignFacts& facts) {
  const std::string value = kind == ItemKind::lead ? "coalesce(value_minor, 0)" : "0";
  Statement rows = db.prepare("SELECT key, id, name, owner_key, " + value + " FROM " + to_string(kind) + "_fact ORDER BY key");
  for (auto it = judged.begin(); it != judged.end() && rows.step();) {
    if (rows.integer(0) != it->key) continue;
    OpenItem item{it->key, std::string(rows.text(1)), std::string(rows.text(2)), {}, it->chosen, it->rule, Money{rows.integer(4)}};
    if (!rows.is_null(3)) item.owner = reps.at(rows.integer(3));
    facts.items.push_back(std::move(item));
    ++it;
  }
  std::ranges::sort(facts.items, {}, &OpenItem::id);
}

void judge_reps(const Database& db, const Settings& settings, ItemKind kind, const RepIndex& reps, AssignFacts& facts) {
  const AssignRules& rules = settings.assign.of(kind);
  const std::string capacity = rules.capacity.sql.empty() ? "capacity" : "(\n" + rules.capacity.sql + "\n)";
  std::string weight = rules.weights.empty() ? "NULL" : "CASE";
  for (const AssignWeight& w : rules.weights) weight += " WHEN " + condition(w.reps) + " THEN " + std::to_string(w.weight.billionths);
  if (!rules.weights.empty()) weight += " END";
  std::string allowed;
  for (const AssignRule& rule : rules.rules) allowed += ", " + condition(rule.reps);
  if (rules.rules.empty()) allowed = ", 1";
  facts.rules.resize(std::max<std::size_t>(rules.rules.size(), 1));
  facts.capacities.resize(reps.size());
  facts.weights.resize(reps.size());
  const Place& place = rules.capacity.sql.empty() && !rules.rules.empty() ? rules.rules.front().place : rules.capacity.place;
  ask_locked(db, settings, place, [&] {
    Statement rows = db.prepare("SELECT key, " + capacity + ", " + weight + allowed + " FROM rep");
    while (rows.step()) {
      const std::size_t r = reps.at(rows.integer(0));
      if (!rows.is_null(1)) {
        const double items = rows.real(1);
        if (rows.type(1) == Statement::Type::text || !(std::abs(items) < largest_capacity)) throw StoreError(tr("a capacity is no number"));
        facts.capacities[r] = static_cast<std::int64_t>(std::floor(std::max(items, 0.0)));
      }
      if (!rows.is_null(2)) facts.weights[r] = Rate{rows.integer(2)};
      for (std::size_t rule = 0; rule < facts.rules.size(); ++rule) {
        if (rows.integer(3 + static_cast<int>(rule)) != 0) facts.rules[rule].push_back(r);
      }
    }
  });
}

}  // namespace

AssignFacts read_assign_facts(const Database& db, const Settings& settings, const Organisation& organisation, ItemKind kind, Date as_of) {
  const RepIndex reps = index_reps(organisation);
  AssignFacts facts;
  judge_reps(db, settings, kind, reps, facts);
  read_items(db, kind, reps, judge_items(db, settings, kind, as_of), facts);
  return facts;
}

void check_assign(const Database& db, const Settings& settings) {
  for (const ItemKind kind : {ItemKind::lead, ItemKind::customer}) {
    for (const Asked& asked : expressions(settings.assign.of(kind), kind)) {
      const ReadOnly locked(db, documented_views(settings), limit);
      try {
        check_expression(db, asked.view, asked.sql);
      } catch (const StoreError& e) {
        refuse(asked, in_words(locked, e));
      }
    }
  }
}

}  // namespace salesctl
