// Tasks spread over people's working days: a room for so many a day, the most valuable first.
//
// For each rep, on their own:
//
//   1. Tasks of the store keep their day where the rep works and there is room, the more valuable first.
//   2. Of the others, those of the store come first, then the most valuable. A task is taken on time when it and all taken
//      before it can still be done by the day they are due (the last working day up to it); else late, as long as any room
//      is left; else it is not placed. So what is placed is the most valuable there is room for.
//   3. Those taken get the earliest day that makes none of the others late: first what is overdue or late, then the most
//      valuable.
//
// Ties go by the day due, then by id.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/money.hpp"
#include "model/organisation.hpp"

namespace salesctl {

struct TaskToPlace {
  std::string id;
  std::size_t rep = 0;         // index in the rooms
  Date due;
  std::optional<Money> value;  // less than any other where there is none
  bool stored = false;         // planned before, for the day it is due
};

/// A working day and how many tasks it takes.
struct RoomOfDay {
  Date day;
  int tasks = 0;
  bool operator==(const RoomOfDay&) const = default;
};

/// The working days of a span on which the rep is employed and not on leave, with room for `per_day`.
std::vector<RoomOfDay> rooms_of(const Rep& rep, const Calendar& calendar, Span span, int per_day);

/// By task: its day, or nothing where there is no room. `rooms`: by rep, each by day.
std::vector<std::optional<Date>> place_tasks(const std::vector<TaskToPlace>& tasks, std::vector<std::vector<RoomOfDay>> rooms);

}  // namespace salesctl
