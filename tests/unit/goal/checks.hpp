// What every split keeps: sums in both directions, and nearness to the exact values.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/error.hpp"
#include "goal/flat.hpp"

namespace salesctl::testing {

/// What is printed under one name: a scope in a period of a level (the whole may share its unit with a level).
using Slot = std::tuple<std::string, std::string, PeriodUnit, Date, Date>;
inline Slot slot(const std::string& scope, const FlatCell& cell) {
  const Span span = cell.period.span;
  return {scope, cell.level == ScopeLevel::rep ? cell.parent : "", cell.unit, span.from, span.to};
}
inline Slot above(const FlatCell& cell) { return {cell.parent, "", cell.unit, cell.period.span.from, cell.period.span.to}; }

/// Every scope with rows below it is their sum, in every period.
inline void check_scopes(const std::vector<FlatCell>& cells) {
  std::map<Slot, std::int64_t> sums;
  std::map<Slot, std::int64_t> rows;
  for (const FlatCell& cell : cells) {
    if (cell.level != ScopeLevel::company) sums[above(cell)] += cell.amount.minor;
    REQUIRE(rows.emplace(slot(cell.scope, cell), cell.amount.minor).second);
  }
  for (const auto& [where, sum] : sums) {
    REQUIRE(rows.contains(where));
    REQUIRE(rows.at(where) == sum);
  }
}

/// Every row's levels each sum to the whole, and what lies in a coarser period to that. A row's cells follow each
/// other.
inline void check_periods(const std::vector<FlatCell>& cells) {
  for (std::size_t first = 0; first < cells.size();) {
    std::size_t last = first + 1;
    const auto same_row = [&](const FlatCell& cell) {
      return cell.scope == cells[first].scope && cell.parent == cells[first].parent && cell.level == cells[first].level;
    };
    while (last < cells.size() && same_row(cells[last])) ++last;
    const Span whole = cells[first].period.span;
    for (std::size_t i = first; i < last; ++i) {
      const Span span = cells[i].period.span;
      std::map<PeriodUnit, std::int64_t> sums;
      for (std::size_t k = i + 1; k < last; ++k) {
        if (i != first && cells[k].unit >= cells[i].unit) continue;
        if (span.from <= cells[k].period.span.from && cells[k].period.span.to <= span.to) {
          sums[cells[k].unit] += cells[k].amount.minor;
        }
      }
      for (const auto& [unit, sum] : sums) REQUIRE(sum == cells[i].amount.minor);
      REQUIRE(intersect(span, whole) == span);
    }
    first = last;
  }
}

/// Less than a unit from its exact value, as far as a double can tell.
inline bool near(double exact, std::int64_t amount, std::int64_t unit) {
  return std::abs(static_cast<double>(amount) - exact) < static_cast<double>(unit) + 1e-6 + std::abs(exact) * 1e-15;
}

/// Everything promised to be within a unit is.
inline void check_near(const std::vector<FlatCell>& cells, bool somebody_moves, std::int64_t unit = 1) {
  PeriodUnit finest = PeriodUnit::year;
  for (const FlatCell& cell : cells) finest = std::min(finest, cell.unit);
  std::map<std::string, std::pair<double, std::int64_t>> totals;
  const Span whole = cells.front().period.span;
  for (const FlatCell& cell : cells) {
    const bool total = cell.period.span == whole;
    const bool promised = cell.level != ScopeLevel::team || cell.unit == finest || (total && !somebody_moves);
    if (promised) REQUIRE(near(cell.exact, cell.amount.minor, unit));
    REQUIRE(cell.amount.minor >= 0);
    if (cell.exact == 0 && promised) REQUIRE(cell.amount.minor == 0);
    if (cell.level != ScopeLevel::rep || cell.unit != finest) continue;
    totals[cell.scope].first += cell.exact;
    totals[cell.scope].second += cell.amount.minor;
  }
  for (const auto& [scope, sum] : totals) REQUIRE(near(sum.first, sum.second, unit));
}

/// What the split is refused with; a refusal says what to do.
inline std::string refusal(const SplitRequest& asked, const Organisation& firm) {
  try {
    split_goal(asked, firm);
  } catch (const DataError& error) {
    CHECK_FALSE(error.hint().empty());
    return error.what();
  }
  return "not refused";
}

}  // namespace salesctl::testing
