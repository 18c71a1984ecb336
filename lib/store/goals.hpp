// Goal plans: every split is a version, its cells kept as they were.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/goal.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

struct GoalPlan {
  std::int64_t key = 0;
  std::string metric;
  Period period;
  std::int64_t version = 0;
  Money amount;
  int decimals = 2;          // of the amounts
  PeriodUnit by = PeriodUnit::month;
  ScopeLevel to = ScopeLevel::rep;
  std::string rule;          // how it was split, in words
  std::string definition;    // and as an entry of `goals`; empty in plans of old stores
};

/// The newest version of the plan, or that version; nothing when there is none.
std::optional<GoalPlan> find_plan(const Database& database, const std::string& metric, const std::string& period,
                                  std::optional<std::int64_t> version);

/// The newest version of every plan of the metric that meets the span, oldest plan first. All metrics: empty.
std::vector<GoalPlan> plans_in(const Database& database, const std::string& metric, std::optional<Span> span);

/// Throws StoreError on cells of no scope or period.
Targets read_targets(const Database& database, const GoalPlan& plan);

/// Whether the plan and its targets are what write_plan was given.
bool is_as_stored(const Database& database, const GoalPlan& plan, const Targets& targets);

/// A mark of the rule and the targets: another plan, another mark.
std::string plan_digest(const GoalPlan& plan, const Targets& targets);

/// Makes the marks of all plans anew, for a store that was written in another shape.
void renew_digests(const Database& database);

/// Whether the newest version of the plan has another digest, or there is none.
bool is_new_version(const Database& database, const GoalPlan& plan, const std::string& digest);

/// Stores the plan as a new version within the caller's transaction.
void write_plan(const Database& database, GoalPlan plan, const Targets& targets, const std::string& digest,
                std::int64_t run_key);

/// Hand-set targets of the metric within the period. Throws DataError: unknown scope or period, a part of a count.
std::vector<Pin> read_pins(const Database& database, const Settings& settings, const Metric& metric, const Period& period,
                           const Organisation& organisation);

/// A target set by hand as it stands in the store; amounts are in the metric's unit.
struct HandSet {
  ScopeLevel level = ScopeLevel::company;
  std::string scope;
  std::string period;
  Money amount;
};
std::vector<HandSet> hand_set_goals(const Database& database, const Settings& settings, const Metric& metric);
/// Adds it or changes its amount.
void write_hand_set(const Database& database, const Settings& settings, const Metric& metric, const HandSet& set);
/// Whether there was one of this level, scope and period.
bool remove_hand_set(const Database& database, const Metric& metric, const HandSet& set);

/// A plan and the run that made it.
struct PlanVersion {
  GoalPlan plan;
  std::string at;
  std::string actor;
  std::string command;
  std::string config_hash;
};
/// All versions of the plans that meet the span, oldest first. All metrics: empty.
std::vector<PlanVersion> plan_versions(const Database& database, const std::string& metric, std::optional<Span> span);

/// What the customers of each rep bought from that day up to `as_of`, whoever sold it.
std::map<RepKey, double> read_potential(const Database& database, Date from, Date as_of);

}  // namespace salesctl
