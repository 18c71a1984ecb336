// What assigning goes by: open items and reps, with the conditions of `assign` asked over both.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

struct OpenItem {
  std::int64_t key = 0;
  std::string id;
  std::string name;
  std::optional<std::size_t> owner;  // an index into the organisation's reps
  bool chosen = true;                // meets `which`
  std::optional<std::size_t> rule;   // the first that fits; without rules 0
  std::size_t takers = 0;            // where a rule fits, who may have it: an index into the facts' takers
  Money value;                       // of a lead; of customers nothing: see `score customers`
};

/// The reps who may have what a rule fits; of a rule that matches fields, what it fits with certain values of them.
struct Takers {
  std::size_t rule = 0;
  std::vector<std::size_t> reps;
  bool operator==(const Takers&) const = default;
};

struct AssignFacts {
  std::vector<OpenItem> items;                          // by id
  std::vector<std::optional<std::int64_t>> capacities;  // by rep
  std::vector<std::optional<Rate>> weights;             // by rep; nothing: no entry of `weights` fits
  std::vector<Takers> takers;                           // without rules one, everybody
};

/// Items that exist and are open at the end of a day. Throws ConfigError at the place of a condition that is wrong.
AssignFacts read_assign_facts(const Database& database, const Settings& settings, const Organisation& organisation, ItemKind kind, Date as_of);

/// Throws ConfigError where a condition of `assign` is no expression over its view.
void check_assign(const Database& database, const Settings& settings);

}  // namespace salesctl
