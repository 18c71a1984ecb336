// Deals and their way through the stages of the pipeline, as they are known on a day. Flat arrays: a million deals with five
// million steps stay small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "model/settings.hpp"

namespace salesctl {

/// What stands between the first day of a deal and its last.
enum class DealState { open, won, lost };

/// A stage of the rules, or one that deals are in and no rule names.
struct DealStage {
  std::string name;
  StageKind kind = StageKind::open;
  std::optional<int> sla_days;
  bool listed = true;
  bool operator==(const DealStage&) const = default;
};

/// A stage entered. The step after it is another stage; none is the stage of lost deals.
struct DealStep {
  int stage = 0;           // index in Deals::stages
  std::optional<int> day;  // since 1970-01-01; nothing: not known
  bool operator==(const DealStep&) const = default;
};

struct Deal {
  std::int64_t key = 0;
  DealState state = DealState::open;
  int stage = 0;               // where it stands: index in Deals::stages; of a lost deal that of kind lost
  std::optional<Money> amount;
  std::optional<int> began;    // day created, else of the first step recorded
  std::optional<int> ended;    // day it was won or lost
  bool inferred = false;       // its steps are not recorded: they are those that such a deal must have taken
  bool operator==(const Deal&) const = default;
};

/// By key. The steps of deal i are from first[i] on, in the order they were taken; none for a lost deal of which nothing
/// is known in a pipeline without open stages.
struct Deals {
  std::vector<DealStage> stages;  // those of the rules in their order, then those that no rule names, by name
  std::vector<Deal> deals;
  std::vector<DealStep> steps;
  std::vector<std::size_t> first{0};  // one more than there are deals
  std::int64_t amounts_of_now = 0;    // open deals, decided later, whose amount is the one on record now: that of then is not

  std::span<const DealStep> path(std::size_t deal) const {
    return std::span(steps).subspan(first[deal], first[deal + 1] - first[deal]);
  }
};

/// Whether step k comes into its stage for the first time.
bool is_first_visit(std::span<const DealStep> path, std::size_t k);

/// The first day that a deal began; nothing where none has one.
std::optional<int> first_begun(const Deals& deals);

/// What else is known of an open deal.
struct DealOutlook {
  std::optional<Rate> probability;  // of winning it, where it has one of its own
  std::optional<int> expected;      // day it should close
  std::optional<int> last_contact;  // the last day with an activity
  bool operator==(const DealOutlook&) const = default;
};

/// What deals are told apart by.
enum class DealUnit { company, team, rep, product, source, sector, type, reason, competitor };
std::string_view to_string(DealUnit unit);
/// Throws ValueError unless it is one of `allowed`, which it lists.
DealUnit parse_deal_unit(std::string_view text, std::span<const DealUnit> allowed);

/// Deals told apart by a unit: a group for each deal. The group whose id is empty, where there is one, is that of deals
/// of which nothing is known; it is the last.
struct DealGroup {
  std::string id;
  std::string name;  // for people
  bool operator==(const DealGroup&) const = default;
};
struct DealGroups {
  DealUnit unit = DealUnit::company;
  std::vector<DealGroup> groups;  // by id
  std::vector<int> of;            // by deal
};

}  // namespace salesctl
