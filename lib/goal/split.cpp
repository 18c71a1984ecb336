#include "goal/split.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "goal/network.hpp"
#include "goal/people.hpp"
#include "goal/rows.hpp"
#include "goal/shares.hpp"
#include "goal/time_weights.hpp"

namespace salesctl {
namespace {

[[noreturn]] void refuse_slice(const SplitRequest& request, const Organisation& organisation, const PeriodNode& slice) {
  const bool somebody = std::ranges::any_of(
      organisation.reps, [&](const Rep& rep) { return !employed(rep, slice.period.span).empty(); });
  if (!somebody) {
    throw DataError(tr("nobody is employed in {}, but it has a share of the target", slice_name(slice)),
                    tr("correct hired_on and left_on of the reps, or split a period in which somebody is there"));
  }
  if (request.people.uses(Weights::history)) {
    throw DataError(tr("nobody who is there in {} has a history to split by, or works at all", slice_name(slice)),
                    tr("split by even weights over people, or import facts of past years"));
  }
  throw DataError(tr("nobody works in {}: all who are employed are there on days off only or part_time 0%",
                     slice_name(slice)),
                  tr("correct hired_on, left_on or part_time of the reps, or \"calendar\" in the config"));
}

/// total × time share × people share, for every unit and slice.
std::vector<Fixed> exact_cells(const SplitRequest& request, const Organisation& organisation,
                               const PeriodTree& periods, const People& people,
                               const std::vector<std::int64_t>& time) {
  std::vector<Fixed> cells(people.weight.size());
  const std::vector<Fixed> slices = share_out(to_fixed(request.total.minor), time);
  std::vector<double> weights(people.units.size());
  for (std::size_t j = 0; j < slices.size(); ++j) {
    if (slices[j] == 0) continue;
    for (std::size_t u = 0; u < weights.size(); ++u) weights[u] = people.weight[people.cell(u, j)];
    const std::vector<std::int64_t> whole = whole_weights(weights);
    if (whole.empty()) refuse_slice(request, organisation, periods.slice(j));
    const std::vector<Fixed> parts = share_out(slices[j], whole);
    for (std::size_t u = 0; u < parts.size(); ++u) cells[people.cell(u, j)] = parts[u];
  }
  return cells;
}

}  // namespace

SplitResult split_goal(const SplitRequest& asked, const Organisation& organisation) {
  if (asked.total.minor < 0) {
    throw DataError(tr("the target of {} is below zero: {} minor units", asked.period.name, asked.total.minor),
                    tr("give a target of zero or more"));
  }
  if (asked.period.span.empty()) throw DataError(tr("the period {} has no days", asked.period.name));
  SplitRequest request = asked;
  if (request.total.minor == 0) request.time = request.people = Weights::even;  // nothing to weigh, nothing to miss
  SplitResult result;
  const PeriodTree periods = period_tree(request.period, request.by, request.fiscal);
  const ScopeTree scopes = scope_tree(organisation);
  const std::vector<std::int64_t> time = time_weights(request, periods, result.notes);
  const People units = people(request, organisation, scopes, periods, result.notes);
  const std::vector<Fixed> exact = exact_cells(request, organisation, periods, units, time);
  const std::vector<std::int64_t> amounts = round_cells(scopes, periods, units, exact);
  result.cells = goal_rows({scopes, periods, units, time, exact, amounts});
  if (request.to == ScopeLevel::company) {  // the teams' rows would say zero, not "not split"
    std::erase_if(result.cells, [](const GoalCell& cell) { return cell.level != ScopeLevel::company; });
  }
  return result;
}

}  // namespace salesctl
