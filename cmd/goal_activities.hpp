// The table of `salesctl goal plan-activities`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "goal/activities.hpp"
#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "model/table.hpp"
#include "store/database.hpp"
#include "tables.hpp"

namespace salesctl {

/// What the goals of revenue ask of each rep over the days of the period after `as_of`; nothing where they are split no
/// lower than teams. Throws DataError where there is no goal, or nothing to plan with.
std::vector<ActivityRow> needs_of_reps(const Database& database, const Settings& settings, const Period& period, Date as_of);

/// A line of the table: a unit, or the sum of a team's or the company's units.
struct ActivityLine {
  std::string rep;
  std::string team;
  Money target, actual, gap;
  FunnelCounts counts;
  FunnelRatios ratios, above;
  Needs total;
  std::array<std::optional<std::int64_t>, 5> weekly;  // in tenths
  std::int64_t days_left = 0;
};

/// Columns and rows; with `explain` own figures, those above and n. `scale` as in own_ratios().
void fill_activity_table(Table& table, const std::vector<ActivityLine>& lines, ScopeLevel to, const Names& names,
                         std::int64_t scale, bool explain);

}  // namespace salesctl
