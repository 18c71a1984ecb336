// `awards`: honours that are won anew each period; `leaderboard`: what everybody may see of everybody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"

namespace salesctl {

/// best      the highest result of a rep
/// improved  the highest growth of a rep over the year before, beside that of the others, which takes out the season
/// newcomer  best, of those who have not been there for long
/// team      the highest result of a team without teams below it
enum class AwardKind { best, improved, newcomer, team };

const char* to_string(AwardKind kind);
/// Throws ValueError with the nearest name.
AwardKind parse_award_kind(std::string_view text);

struct AwardRule {
  std::string name;
  std::string title;
  AwardKind kind = AwardKind::best;
  PeriodUnit every = PeriodUnit::quarter;
  std::string metric = "revenue";
  std::string sql = {};            // instead: a SELECT of a rep's id and a number
  bool by_attainment = false;      // of the target, instead of the amount
  std::string tie_break = {};      // a metric that decides between equals; empty, or equal too: they share
  int winners = 1;
  std::optional<Money> least = {};  // of the metric
  std::optional<Rate> least_attainment = {};
  int months = 12;                 // newcomer: who came at most so many months before the period ends
  std::string prize = {};          // in words
  std::optional<Money> amount = {};  // for each winner
  Place place = {};
  bool operator==(const AwardRule&) const = default;
};

/// `traffic_light`: from which pace on attainment is green, and yellow; below it is red.
struct TrafficLight {
  Rate green{Rate::one};
  Rate yellow{Rate::one / 10 * 9};
  bool operator==(const TrafficLight&) const = default;
};

struct LeaderboardRules {
  std::vector<std::string> metrics = {};  // reps may be ranked by; empty: all
  bool actual = true;                     // what stands beside the rank
  bool target = true;
  bool attainment = true;
  int top = 0;                            // only the first so many; 0: all
  bool operator==(const LeaderboardRules&) const = default;
};

}  // namespace salesctl
