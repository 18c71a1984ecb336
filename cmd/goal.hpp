// What the files of `salesctl goal` share.
#pragma once

#include <string>
#include <vector>

#include "command.hpp"
#include "context.hpp"
#include "goal/explain.hpp"
#include "goal/split.hpp"
#include "store/goals.hpp"

namespace salesctl {

/// The subcommands.
void add_goal_split(CommandLine goal);
void add_goal_show(CommandLine goal);
void add_goal_set(CommandLine goal);
void add_goal_adjust(CommandLine goal);
void add_goal_versions(CommandLine goal);
void add_goal_check(CommandLine goal);
void add_goal_activities(CommandLine goal);

/// Everything a split needs that stands in the store: history, potential, last year's actuals, pins.
SplitRequest split_request(const Database& database, const Settings& settings, const GoalRule& rule, const Period& period,
                           Date as_of, const Organisation& organisation);

/// The plan that the result would be stored as, in words and as a definition; its version is the newest one's.
GoalPlan plan_of(const Database& database, const Settings& settings, const GoalRule& rule, const Period& period);

/// Where the plan's rule stands: an entry of "goals" by file and line, or the options of a command.
std::string rule_source(const Settings& settings, const GoalPlan& plan);

/// The company, else the rep, else the team of that id. Throws UsageError.
GoalScope find_scope(const std::string& id, const Organisation& organisation);

/// How one target came about, step by step; `place` as "SCOPE/PERIOD". The targets are what the request splits into.
/// Throws UsageError: no such scope, no such period in the plan.
Table goal_explanation(const GoalPlan& plan, const SplitRequest& request, const Organisation& organisation,
                       const Targets& targets, const TargetPlace& place, const Settings& settings);
/// Throws UsageError when a target is named without --explain.
void need_explain(const std::string& target, const Context& context);
TargetPlace parse_place(const std::string& text, const Targets& targets, const Organisation& organisation, Context& context);

/// Stores the plan unless nothing changed or it is a dry run; says so. Its version is set.
void keep_plan(const Database& database, Context& context, GoalPlan& plan, const Targets& targets);

/// The same within the caller's transaction, as made by the caller's run if it has one.
void store_plan(const Database& database, Context& context, GoalPlan& plan, const Targets& targets,
                std::optional<std::int64_t> run_key = std::nullopt);

/// What changed for whom in the whole period, or in each period of a unit.
Table goal_difference(const GoalPlan& before, const Targets& old_targets, const GoalPlan& after, const Targets& new_targets,
                      const Organisation& organisation, std::optional<PeriodUnit> unit);

/// The newest version of the plan of this metric that holds the period, or that version. Throws DataError.
GoalPlan existing_plan(const Database& database, const std::string& metric, const std::optional<Period>& period,
                       const std::string& version);

Table goal_table(const GoalPlan& plan, const Targets& targets, const Organisation& organisation, bool explain);

}  // namespace salesctl
