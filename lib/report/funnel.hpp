// How deals get through the pipeline: how many enter each stage, go on, are lost there, how long it takes, and where it jams.
//
// A deal counts once for each stage that it was in, whatever it did there:
//   lost       it was lost when this was its last stage
//   there      it is open and stands in it, or won and went no further
//   moved on   otherwise, if it was in a later stage afterwards
//   went back  otherwise
// so entered is the sum of the four, a lost deal is lost in exactly one stage, and an open one stands in exactly one. Of
// stages that no rule names nothing says what comes before or after: going on to one or from one is moving on.
//
// Time in a stage is the days of all stays in it together; those of deals still in it are not over (report/survival.hpp).
// Of deals whose steps are inferred it is known only where there was a single stage to be in.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/period.hpp"
#include "base/rate.hpp"
#include "model/deal.hpp"
#include "base/survival.hpp"

namespace salesctl {

/// Deals that were in a stage. The money is that of deals with an amount.
struct StageTally {
  std::int64_t moved_on = 0;
  std::int64_t lost = 0;
  std::int64_t went_back = 0;
  std::int64_t there = 0;
  std::int64_t won = 0;      // of all these, deals that are won by now
  std::int64_t decided = 0;  // won or lost by now, wherever that was
  std::int64_t late = 0;     // of those there, in it for longer than its SLA
  std::int64_t inferred = 0; // of all these, deals whose steps are inferred
  Money value;
  std::vector<Spell> spells;
  bool operator==(const StageTally&) const = default;

  std::int64_t entered() const { return moved_on + lost + went_back + there; }
  std::int64_t left() const { return moved_on + lost + went_back; }
  StageTally& operator+=(const StageTally& other);
};

/// Why a stage is the bottleneck.
enum class BottleneckReason { lowest, conversion, sla, delay };

struct Bottleneck {
  std::size_t stage = 0;  // index in Deals::stages
  BottleneckReason reason = BottleneckReason::lowest;
  double value = 0;  // share that moved on; days
  double norm = 0;   // what it is held against; 0 for lowest
  std::int64_t of = 0;   // deals that say so
  bool operator==(const Bottleneck&) const = default;
};

struct FunnelGroup {
  std::vector<StageTally> stages;  // by stage of Deals::stages; those of kind lost stay empty
  StageTally whole;                // deals by what became of them: moved_on are the won, there the open; time until decided
  std::optional<Bottleneck> bottleneck;
};

struct DealFunnel {
  std::vector<FunnelGroup> groups;  // by group
  std::int64_t undated = 0;         // deals left out, as nothing says when they entered
  std::int64_t inferred = 0;        // deals counted whose steps are inferred
  std::int64_t deals = 0;
};

/// Deals that entered a stage within `period` count for it; without one, all. A step of unknown day counts on the day the
/// deal began. The bottleneck is sought among stages that at least ten deals left. It is the one that is worst, in
/// proportion, beyond chance: that fewer go on from than usual (the 95% interval of the share lies below the norm), or in
/// which more than half of the deals (the interval of their share lies above a half) stay longer than its SLA, or else its
/// usual median. Usual is what the groups do together where there are several, else what deals did that entered before the
/// period; fewer go on than then if they do even when all that are still there will: deals are lost sooner than they are
/// won, so that young ones look worse than they are. Where no stage is so, it is the one that the smallest share goes on from.
DealFunnel deal_funnel(const Deals& deals, const DealGroups& groups, const std::optional<Span>& period, Date as_of);

/// moved_on over left, to four decimals half-even; nothing where none left.
std::optional<Rate> conversion(const StageTally& tally);
/// won over decided, likewise.
std::optional<Rate> win_rate(const StageTally& tally);

}  // namespace salesctl
