// The open deals of each stage: what they may bring, how old they are, and which of them do not move.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/deal.hpp"

namespace salesctl {

/// An open deal is stalled when for so many days there was neither a contact nor a step into another stage.
constexpr int stalled_after = 30;

/// The day of its last contact or step, whichever is later; else that on which it began, if that is known.
std::optional<int> last_moved(const Deals& deals, std::size_t deal, const DealOutlook& outlook);

/// Open deals in a stage.
struct OpenStage {
  std::int64_t deals = 0;
  std::int64_t without_amount = 0;
  Money amount;
  Money weighted;             // each amount times the probability of winning, rounded half-even
  std::optional<int> oldest;  // days since the first of them began
  std::int64_t late = 0;      // in the stage for longer than its SLA; where it is not known since when, since they began
  std::int64_t stalled = 0;
  std::int64_t overdue = 0;   // should have closed before the day
  Money due;                  // amounts of those that should close from the day to the end of the span asked for, or any time
  bool operator==(const OpenStage&) const = default;

  OpenStage& operator+=(const OpenStage& other);
};

/// By stage of Deals::stages. `probabilities` are those of the stages of the rules; of stages beyond them it is 0, as it is
/// where they have none. What is expected from `as_of` to before `end`, or without a day, is due: when what is overdue will
/// close nobody says any more.
std::vector<OpenStage> open_pipeline(const Deals& deals, const std::vector<DealOutlook>& outlooks,
                                     std::span<const std::optional<Rate>> probabilities, Date as_of, Date end);

}  // namespace salesctl
