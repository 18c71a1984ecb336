// Who gets a share in each slice, with what weight, and for which team.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "goal/period_tree.hpp"
#include "goal/scope_tree.hpp"
#include "goal/split.hpp"

namespace salesctl {

/// One of the blended weights over people, by rep.
struct RepWeights {
  Weights kind = Weights::even;
  Rate part;                   // of the blend
  std::vector<double> values;  // as found: minor units, shares, or 1
  std::vector<bool> known;     // else the value is the mean of the others
  double mean = 1;

  double of(std::size_t rep) const {
    return static_cast<double>(part.billionths) / static_cast<double>(Rate::one) * (values[rep] / mean);
  }
};

/// The parties a slice is shared among. Which these are depends on SplitRequest::to: reps; or teams, each as one;
/// or the company. Where a team (or the company) has both teams below and people of its own, a split to teams lists
/// these people one by one, because the teams alone would not add up.
struct People {
  struct Unit {
    const Rep* rep = nullptr;  // null: the people of the scope together, shown in the scope's own row
    std::size_t scope = 0;     // where it stands in the first slice
  };
  std::vector<Unit> units;  // scopes in tree order, then reps by id
  std::size_t slices = 0;
  std::vector<double> weight;        // by unit, then slice
  std::vector<std::uint32_t> scope;  // by unit, then slice: the scope the cell counts for
  std::vector<const Rep*> reps;      // all who are weighed, by id; empty when the company is not divided
  std::vector<RepWeights> weights;   // of these

  std::size_t cell(std::size_t unit, std::size_t slice) const { return unit * slices + slice; }
};

/// Reps not employed within the period are left out. A rep counts for the team of the first employed day within the
/// slice; a slice without any such day goes with the slice before. Adds to `notes` whose history is missing.
/// Throws DataError: no history at all, part_time below zero, unknown team.
People people(const SplitRequest& request, const Organisation& organisation, const ScopeTree& scopes,
              const PeriodTree& periods, std::vector<std::string>& notes);

}  // namespace salesctl
