// Objectives and key results: the section `okr` as plain values, and what is checked in about them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"

namespace salesctl {

/// Whether more is better, or less.
enum class Direction { up, down };

/// Decimals of values that are checked in by hand. Fifteen digits in all are kept exactly by the store.
inline constexpr int check_in_decimals = 6;
inline constexpr std::int64_t largest_check_in = 999'999'999'999'999;  // in millionths

struct KeyResult {
  std::string id;      // unique among all key results: check-ins name it
  std::string title;
  std::string metric;  // summed over the owner's scope from the first day of the period; empty: checked in by hand
  std::string unit;    // for people, such as points or %; empty with a metric
  int decimals = check_in_decimals;  // of start and target: the metric's own
  Money start;         // in these decimals, be it money or not
  Money target;
  Direction direction = Direction::up;
  Rate weight{Rate::one};  // in the objective; above zero
  Place place;
};

struct Objective {
  std::string id;
  std::string title;
  std::string owner = "company";  // or the id of a team or rep
  Place owner_place;
  Period period;
  std::string aligns_with;  // id of the objective it serves; empty: none
  Rate weight{Rate::one};   // in that objective; above zero
  std::vector<KeyResult> key_results;
  Place place;
};

struct Okr {
  std::vector<Objective> objectives;  // as written; aligned without circles
  int stalled_after = 21;             // days without movement and check-in
};

/// What somebody said about a key result on a day.
struct CheckIn {
  std::string key_result;
  Date on;
  std::optional<Money> value;       // in check_in_decimals; what is said of a metric does not count
  std::optional<Rate> confidence;   // that the target will be met, 0 to 1
  std::string note;
  std::string by;
};

/// "42.5", and "42.5%" where that is the unit. Throws ValueError: no number, more than six decimals, too large.
Money parse_check_in(std::string_view text, const KeyResult& result);

/// "1,234.50", "42.5 points": for people.
std::string format_value(const KeyResult& result, Money value);

/// Of all objectives; null when there is none of that id.
const KeyResult* find_key_result(const Okr& okr, std::string_view id);

}  // namespace salesctl
