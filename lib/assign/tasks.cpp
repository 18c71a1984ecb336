// Hall's condition for tasks of a day each: they can all be done in time when for every day those due by then are no more
// than the room up to it. `slack_` is that difference, so a task is a subtraction and a question a minimum.
#include "assign/tasks.hpp"

#include <algorithm>
#include <tuple>

namespace salesctl {
namespace {

class Plan {
 public:
  explicit Plan(std::vector<RoomOfDay>& rooms) : rooms_(rooms) {}

  std::size_t last() const { return rooms_.size() - 1; }
  /// The room of that very day, if any is left.
  bool keep(Date day) {
    const auto room = std::ranges::find(rooms_, day, &RoomOfDay::day);
    if (room == rooms_.end() || room->tasks <= 0) return false;
    --room->tasks;
    return true;
  }
  /// Begins to count; all that keeps its day has its room.
  void begin() {
    int sum = 0;
    for (const RoomOfDay& room : rooms_) slack_.push_back(sum += std::max(0, room.tasks));
  }
  bool take(std::size_t due) {
    const auto from = slack_.begin() + static_cast<std::ptrdiff_t>(due);
    if (*std::min_element(from, slack_.end()) < 1) return false;
    for (auto slack = from; slack != slack_.end(); ++slack) --*slack;
    return true;
  }
  /// The earliest day for a task that was taken.
  Date place(std::size_t due) {
    std::size_t found = due;
    for (std::size_t day = due + 1; day-- > 0;) {
      if (day < due && slack_[day] < 1) break;  // those due by then need all the room up to it
      if (rooms_[day].tasks > 0) found = day;
    }
    for (std::size_t day = found; day < due; ++day) --slack_[day];
    --rooms_[found].tasks;
    return rooms_[found].day;
  }

 private:
  std::vector<RoomOfDay>& rooms_;
  std::vector<int> slack_;  // by day
};

struct Taken {
  const TaskToPlace* task;
  std::size_t due = 0;  // which of the days
  bool late = false;
};

void place_of_rep(const std::vector<const TaskToPlace*>& tasks, const TaskToPlace* first, std::vector<RoomOfDay>& rooms,
                  std::vector<std::optional<Date>>& days) {
  if (rooms.empty()) return;
  const auto index = [&](const TaskToPlace* task) { return static_cast<std::size_t>(task - first); };
  Plan plan(rooms);
  for (const TaskToPlace* task : tasks) {
    if (task->stored && plan.keep(task->due)) days[index(task)] = task->due;
  }
  plan.begin();
  std::vector<Taken> taken;
  for (const TaskToPlace* task : tasks) {
    if (days[index(task)]) continue;
    const auto after = std::ranges::upper_bound(rooms, task->due, {}, &RoomOfDay::day);
    Taken one{task, plan.last(), after == rooms.begin()};
    if (!one.late) one.due = static_cast<std::size_t>(after - rooms.begin()) - 1;
    if (!plan.take(one.due)) {
      if (!plan.take(plan.last())) continue;
      one = {task, plan.last(), true};
    }
    taken.push_back(one);
  }
  std::stable_partition(taken.begin(), taken.end(), [](const Taken& one) { return one.late; });
  for (const Taken& one : taken) days[index(one.task)] = plan.place(one.due);
}

}  // namespace

std::vector<RoomOfDay> rooms_of(const Rep& rep, const Calendar& calendar, Span span, int per_day) {
  std::vector<RoomOfDay> rooms;
  const Span there = employed(rep, span);
  for (Date day = there.from; day < there.to; day += std::chrono::days{1}) {
    const auto away = [&](const Span& absence) { return absence.contains(day); };
    if (is_working_day(calendar, day) && std::ranges::none_of(rep.absences, away)) rooms.push_back({day, per_day});
  }
  return rooms;
}

std::vector<std::optional<Date>> place_tasks(const std::vector<TaskToPlace>& tasks, std::vector<std::vector<RoomOfDay>> rooms) {
  std::vector<std::vector<const TaskToPlace*>> of(rooms.size());
  for (const TaskToPlace& task : tasks) of.at(task.rep).push_back(&task);
  std::vector<std::optional<Date>> days(tasks.size());
  const auto order = [](const TaskToPlace* task) {
    const std::int64_t value = task->value ? task->value->minor : 0;
    return std::tuple(!task->stored, !task->value, -value, task->due, std::string_view(task->id));
  };
  for (std::size_t rep = 0; rep < rooms.size(); ++rep) {
    std::ranges::sort(of[rep], {}, order);
    place_of_rep(of[rep], tasks.data(), rooms[rep], days);
  }
  return days;
}

}  // namespace salesctl
