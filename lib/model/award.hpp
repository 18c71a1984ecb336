// `awards`: honours that are won anew each period.
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

}  // namespace salesctl
