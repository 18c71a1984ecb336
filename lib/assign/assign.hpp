// Open items given to reps: hard rules, then limits, then the best balance with the fewest moves.
//
// The objective, each step among the solutions that are best for the steps before it:
//  1. As many items as possible get a rep who may have them and has room; where values count, the most valuable ones first.
//  2. As many of the minimum shares as possible are met.
//  3. Balance: the sum over reps of load^2 / weight is least, load being the open items a rep has after the run. Where
//     values are balanced, items are ranked by value and cut into ten levels, and the sum runs over levels too, the load at a
//     level being the rep's items of that level or above it: everybody gets alike many of the best, of the second best, ...
//  4. Fewest items are not placed with the rep who has them and may keep them: they move, or find no room.
//  5. Among items that are alike in rule, level and owner, each goes to the rep whose items are worth least so far, of
//     these to who was given fewest, the most valuable item first; ids break ties.
// Steps 1 to 4 are exact: flows in a network in which items that are alike are one node. Loads with different weights cost
// whole numbers, rounded to a thousandth part of what an item costs the rep with the largest weight.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "model/assign_rule.hpp"

namespace salesctl {

struct AssignRep {
  std::string id;
  bool takes_new = true;                 // employed on the day and not on leave
  std::optional<std::int64_t> capacity;  // open items at most; none: no limit
  bool returned = false;                 // from leave, within the days of `catch_up`
  Rate weight{Rate::one};                // above zero
};

struct AssignItem {
  std::string id;
  std::optional<std::size_t> owner;  // an index into the reps
  std::optional<std::size_t> rule;   // an index into the rules; nothing: none fits. Only of items in play
  bool in_play = false;              // to be assigned; the others are load of their owner
  Money value;
};

struct AssignProblem {
  std::vector<AssignRep> reps;
  std::vector<AssignItem> items;
  std::vector<std::vector<std::size_t>> rules;  // the reps that may have what the rule fits
  AssignMethod method = AssignMethod::optimal;
  bool by_value = false;           // balance levels of value instead of counts
  std::optional<Rate> min_share;   // of the items in play that a rule fits, rounded down
  std::optional<Rate> max_share;   // likewise, but at least one
  std::vector<std::size_t> turns;  // by rule: whose turns it deals in, an index into `credits`; empty: each has its own
  std::vector<std::vector<std::int64_t>> credits;  // by turns and rep, for methods in turn; empty: nobody had a turn yet
};

enum class Unplaced { no_rule, nobody_there, full };

/// Why the next best rep did not get an item.
enum class RunnerUpCost {
  uneven,     // the loads would be less even
  move,       // as even, with one more move
  order,      // as good in all: the order of ids decides
  min_share,  // more even, but a minimum share would not be met
  turn        // its turn comes after
};

struct RunnerUp {
  std::size_t rep = 0;
  RunnerUpCost cost = RunnerUpCost::order;
  std::int64_t load = 0;      // after the run: of who got the item, and of the runner-up. For values: the items that are
  std::int64_t its_load = 0;  // worth as much as the lowest of the first level at which the loads would be less even
  bool of_level = false;
};

struct Placement {
  std::optional<std::size_t> rep;    // of items in play: whose it is now; nothing: not placed, it stays as it is
  std::optional<Unplaced> unplaced;
  std::optional<RunnerUp> runner_up;  // nothing: nobody else may have it and has room
};

struct Assignment {
  std::vector<Placement> placements;  // by item; empty for those not in play
  std::vector<std::vector<std::int64_t>> credits;  // for the next run
};

/// Gives every item in play a rep, or says why not. The order of reps and items does not matter, only their ids.
Assignment assign(const AssignProblem& problem);

/// How many more open items a rep may get at most, of those in play: what the capacity leaves, the maximum share, and for who
/// returned from leave: the items of its own and an even share (by weight, rounded up) of those without a rep who may keep
/// them. By rep.
std::vector<std::int64_t> item_limits(const AssignProblem& problem);

/// The level of value of each item, 0 the best: ranked by value, cut into tenths, equal values in the same. By item.
std::vector<std::size_t> value_levels(const AssignProblem& problem);

/// Whether an item in play has a rep that may keep it.
bool may_stay(const AssignProblem& problem, const AssignItem& item);

/// What the k-th open item of a rep costs in the balance: (2k - 1) / weight, as a whole number.
class LoadCost {
 public:
  LoadCost(const AssignProblem& problem, std::int64_t scale);
  std::int64_t operator()(std::size_t rep, std::int64_t k) const { return (2 * k - 1) * unit_[rep]; }
  bool equal_weights() const { return equal_; }

 private:
  std::vector<std::int64_t> unit_;
  bool equal_ = true;
};

}  // namespace salesctl
