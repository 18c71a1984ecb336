// salesctl assign tasks: the visits and calls that the activity plan of the goals asks for.
#include <algorithm>

#include "assign_tasks.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "goal_activities.hpp"

namespace salesctl {
namespace {

/// The share of `total` that falls on some of the days left, rounded up.
std::int64_t part_of(std::int64_t total, std::int64_t days, std::int64_t days_left) {
  return days_left <= 0 ? 0 : (total * std::min(days, days_left) + days_left - 1) / days_left;
}

std::vector<ActivityRow> needs(const Database& db, const Settings& settings, TaskRun& run, Date as_of) {
  const Period year = period_of(run.span.to - std::chrono::days{1}, PeriodUnit::year, settings.fiscal);
  if (year.span.to <= as_of + std::chrono::days{1}) return {};
  try {
    return needs_of_reps(db, settings, year, as_of);
  } catch (const DataError& e) {  // a firm without goals has tasks all the same
    run.notes.push_back(tr("nothing from an activity plan: {}", e.what()));
    return {};
  }
}

}  // namespace

std::vector<TaskLine> tasks_of_plan(const Database& db, const Settings& settings, TaskRun& run,
                                    const std::map<std::pair<RepKey, std::string>, std::int64_t>& done, Date as_of) {
  std::map<std::pair<RepKey, std::string>, std::int64_t> there = done;
  for (const TaskLine& line : run.lines) {
    if (line.rep) ++there[{*line.rep, line.kind}];
  }
  TaskWriter tasks(db);
  std::vector<TaskLine> lines;
  for (const ActivityRow& row : needs(db, settings, run, as_of)) {
    const Rep& rep = *run.organisation.find_rep(row.unit.id);
    const std::optional<std::size_t> index = run.rep(rep.key);
    if (!index) continue;
    const auto days = std::ranges::count_if(run.rooms[*index], [&](const RoomOfDay& room) { return room.day > as_of; });
    for (const auto& [kind, total] : {std::pair("visit", row.total.visits), std::pair("call", row.total.calls)}) {
      const std::int64_t asked = part_of(total.value_or(0), days, row.unit.days_left);
      std::int64_t n = 0;
      for (std::int64_t missing = asked - there[{rep.key, kind}]; missing > 0; --missing) {
        std::string id;
        do id = fmt::format("plan-{}-{}-{}-{}", rep.id, kind, run.period.name, ++n);
        while (tasks.is_known(id));
        const char* title = std::string_view(kind) == "visit" ? tr("A visit by the activity plan") : tr("A call by the activity plan");
        TaskLine line{id, TR_NOOP("plan"), rep.key, title, kind, {}, {}, {}, run.span.to - std::chrono::days{1}};
        line.reason = tr("the goals ask for {} in these days", asked);
        lines.push_back(std::move(line));
      }
    }
  }
  return lines;
}

}  // namespace salesctl
