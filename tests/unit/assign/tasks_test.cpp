#include "assign/tasks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace salesctl;
using std::chrono::days;

namespace {

const Date monday = make_date(2026, 6, 29);
const Span week{monday, monday + days{7}};

TaskToPlace task(const std::string& id, int due, std::int64_t value, bool stored = false) {
  return {id, 0, monday + days{due}, Money{value}, stored};
}

std::vector<RoomOfDay> rooms(int working_days, int per_day) {
  std::vector<RoomOfDay> all;
  for (int i = 0; i < working_days; ++i) all.push_back({monday + days{i}, per_day});
  return all;
}

/// Days after Monday; -1: not placed.
std::vector<int> placed(const std::vector<TaskToPlace>& tasks, const std::vector<RoomOfDay>& room) {
  std::vector<int> found;
  for (const auto& day : place_tasks(tasks, {room})) found.push_back(day ? static_cast<int>((*day - monday).count()) : -1);
  return found;
}

}  // namespace

TEST_CASE("nobody works on holidays, on leave, before they came or after they left") {
  Calendar calendar;
  calendar.holidays.insert(monday + days{1});
  Rep rep;
  rep.hired_on = monday;
  rep.left_on = monday + days{4};
  rep.absences = {{monday + days{2}, monday + days{3}}};
  CHECK(rooms_of(rep, calendar, week, 6) == std::vector<RoomOfDay>{{monday, 6}, {monday + days{3}, 6}, {monday + days{4}, 6}});
  rep.hired_on = monday + days{7};
  rep.left_on.reset();
  CHECK(rooms_of(rep, calendar, week, 6).empty());
}

TEST_CASE("the most valuable is done first, as long as nothing else is late for it") {
  CHECK(placed({task("a", 4, 1), task("b", 4, 2), task("c", 4, 3)}, rooms(5, 1)) == std::vector<int>{2, 1, 0});
  CHECK(placed({task("today", 0, 1), task("friday", 4, 9)}, rooms(5, 1)) == std::vector<int>{0, 1});
}

TEST_CASE("what is overdue comes on the first days, and what cannot be in time is late rather than left out") {
  CHECK(placed({task("old", -30, 1), task("new", 4, 9)}, rooms(5, 1)) == std::vector<int>{0, 1});
  CHECK(placed({task("a", 0, 5), task("b", 0, 4), task("c", 0, 3)}, rooms(5, 1)) == std::vector<int>{0, 1, 2});
}

TEST_CASE("what does not fit is what is worth least, and has no day") {
  CHECK(placed({task("a", 0, 5), task("b", -3, 1), task("c", 4, 3)}, rooms(2, 1)) == std::vector<int>{0, -1, 1});
  CHECK(placed({task("a", 0, 5)}, {}) == std::vector<int>{-1});
}

TEST_CASE("a task of the store keeps its day; one whose day has passed comes before new ones") {
  CHECK(placed({task("kept", 2, 1, true), task("new", 2, 9)}, rooms(5, 1)) == std::vector<int>{2, 0});
  CHECK(placed({task("passed", -1, 1, true), task("new", 2, 9)}, rooms(5, 1)) == std::vector<int>{0, 1});
  // more than a day holds: the more valuable keep it
  CHECK(placed({task("a", 1, 1, true), task("b", 1, 2, true)}, rooms(5, 1)) == std::vector<int>{0, 1});
}

TEST_CASE("tasks placed at random: within the room, the most valuable, in time where it can be, whatever their order") {
  std::mt19937 random(20260630);
  const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    std::vector<std::vector<RoomOfDay>> room;
    for (int rep = pick(1, 3); rep > 0; --rep) {
      room.emplace_back();
      for (int day = 0; day < 7; ++day) {
        if (pick(0, 3) > 0) room.back().push_back({monday + days{day}, pick(0, 3)});
      }
    }
    std::vector<TaskToPlace> tasks;
    for (int n = pick(0, 30); n > 0; --n) {
      TaskToPlace one = task("t" + std::to_string(n), pick(-2, 9), pick(0, 5), pick(0, 4) == 0);
      one.rep = static_cast<std::size_t>(pick(0, static_cast<int>(room.size()) - 1));
      if (pick(0, 5) == 0) one.value.reset();
      tasks.push_back(one);
    }
    const auto found = place_tasks(tasks, room);
    std::map<std::pair<std::size_t, Date>, int> used;
    std::vector<int> left(room.size(), 0);
    for (std::size_t rep = 0; rep < room.size(); ++rep) {
      for (const RoomOfDay& day : room[rep]) left[rep] += day.tasks;
    }
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (!found[i]) continue;
      --left[tasks[i].rep];
      ++used[{tasks[i].rep, *found[i]}];
    }
    for (const auto& [where, n] : used) {
      const auto& of = room[where.first];
      const auto day = std::ranges::find(of, where.second, &RoomOfDay::day);
      REQUIRE(day != of.end());
      REQUIRE(n <= day->tasks);
    }
    const auto worth = [&](std::size_t i) { return tasks[i].value ? tasks[i].value->minor : -1; };
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (!found[i]) REQUIRE(left[tasks[i].rep] == 0);
      for (std::size_t k = 0; k < tasks.size(); ++k) {
        if (tasks[i].rep != tasks[k].rep || tasks[i].stored || tasks[k].stored || worth(i) <= worth(k)) continue;
        if (found[k]) REQUIRE(found[i]);
        if (found[k] && tasks[i].due == tasks[k].due) REQUIRE(*found[i] <= *found[k]);
      }
    }
    std::vector<std::size_t> order(tasks.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::shuffle(order, random);
    std::vector<TaskToPlace> shuffled;
    for (const std::size_t i : order) shuffled.push_back(tasks[i]);
    const auto again = place_tasks(shuffled, room);
    for (std::size_t k = 0; k < order.size(); ++k) REQUIRE(again[k] == found[order[k]]);
  }
}
