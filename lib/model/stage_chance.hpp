// The probability of winning a deal that stands in a stage, where the firm's own past is to say so.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/rate.hpp"
#include "model/deal.hpp"

namespace salesctl {

/// What the past says of a stage: of the decided deals that were in it by their recorded steps, how many are won.
struct StageChance {
  std::int64_t won = 0;
  std::int64_t decided = 0;
  std::optional<Rate> probability;  // to four decimals; nothing where no deal is decided yet
};

/// For each stage of the rules. A stage in which few decided deals were is drawn towards the win rate w of all decided
/// deals, as if `deals_of_prior` more had been in it and the share w of them were won: (won + 10 w) / (decided + 10). Deals
/// whose steps are inferred say nothing of a stage, but count in w.
constexpr std::int64_t deals_of_prior = 10;
std::vector<StageChance> stage_chances(const Deals& deals);

/// The probabilities in force, by stage of the rules: those given, and where they are learned what `deals` say; nothing
/// where that is nothing.
std::vector<std::optional<Rate>> probabilities(const std::vector<Stage>& rules, const Deals& deals);

/// Of winning an open deal: its own, else its stage's, by stage of the rules; 0 where there is neither.
Rate probability_of(const Deal& deal, const DealOutlook& outlook, std::span<const std::optional<Rate>> probabilities);

/// Whether any is learned, so that deals are needed.
bool learns(const std::vector<Stage>& rules);

}  // namespace salesctl
