// The rules by which open leads and customers are given to reps: section `assign` of the config.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/rate.hpp"

namespace salesctl {

enum class AssignMethod { optimal, round_robin, weighted };
enum class Balance { count, value, expected };

/// What is assigned. Named as the kinds are.
enum class ItemKind { lead, customer };

/// What an item and a rep must have in common: `;` may separate several values of the rep's. An item without a value does not
/// meet the rule.
struct AssignMatch {
  std::string item;  // SQL over the item's view
  std::string rep;   // SQL over the view rep
  Place place;
  bool operator==(const AssignMatch&) const = default;
};

/// The first rule whose condition an item meets says which reps may have it.
struct AssignRule {
  std::string name;
  std::string when;  // SQL over the item's view; empty: every item
  std::string reps;  // SQL over the view rep; empty: every rep
  Place place;
  std::vector<AssignMatch> match = {};  // all hold
  bool operator==(const AssignRule&) const = default;
};

/// Whose fair share is larger or smaller. The first condition met decides; who meets none has weight 1.
struct AssignWeight {
  std::string reps;  // SQL over the view rep
  Rate weight{Rate::one};
  Place place;
  bool operator==(const AssignWeight&) const = default;
};

/// SQL of the config and where it stands.
struct AssignSql {
  std::string sql;  // empty: the default
  Place place;
  bool operator==(const AssignSql&) const = default;
};

/// When an item goes back to the public pool, and who may take it from there.
struct RecycleRule {
  int after = 90;   // days without contact or order
  int notice = 7;   // days between the first notice and the pool; 0: none
  std::vector<std::string> protected_classes;  // of customers, who never go
  int ban = 0;      // days in which who lost an item may not claim it; 0: none
  std::optional<int> claims_open;  // claimed and still theirs, at most
  std::optional<int> claims_day;
  std::optional<int> claims_week;  // in seven days
  Place place;
  bool operator==(const RecycleRule&) const = default;
};

struct AssignRules {
  std::vector<AssignRule> rules;  // empty: every rep may have every item
  AssignSql open;      // a condition on items: what counts as open. Leads: besides, not yet converted
  AssignSql which;     // a condition on open items: which may be assigned
  AssignSql capacity;  // an expression over rep; empty: its column capacity
  std::vector<AssignWeight> weights;
  AssignMethod method = AssignMethod::optimal;
  Balance balance = Balance::count;
  bool reassign = false;  // whether items that have an owner are balanced too
  std::optional<Rate> min_share;  // of the items of a run, for each rep
  std::optional<Rate> max_share;
  int catch_up = 30;   // days after leave in which nobody is flooded
  std::optional<RecycleRule> recycle;
  bool operator==(const AssignRules&) const = default;
};

/// How tasks are spread over the days of a rep.
struct TaskRules {
  int per_day = 6;  // at most so many on a working day
  bool operator==(const TaskRules&) const = default;
};

struct AssignSection {
  AssignRules leads;
  AssignRules customers;
  TaskRules tasks;
  const AssignRules& of(ItemKind kind) const { return kind == ItemKind::lead ? leads : customers; }
  bool operator==(const AssignSection&) const = default;
};

const char* to_string(AssignMethod method);  // optimal round-robin weighted
const char* to_string(Balance balance);      // count value expected
const char* to_string(ItemKind kind);        // lead customer
/// Throw ValueError with the nearest name.
AssignMethod parse_assign_method(std::string_view text);
Balance parse_balance(std::string_view text);
ItemKind parse_item_kind(std::string_view text);

}  // namespace salesctl
