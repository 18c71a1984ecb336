// salesctl goal: targets set, split, followed and re-split.
#include "goal.hpp"

#include <CLI/CLI.hpp>

#include "goal_okr.hpp"

namespace salesctl {

void add_goal(CLI::App& app, Action& action) {
  app.require_subcommand(1);
  add_goal_split(app, action);
  add_goal_show(app, action);
  add_goal_set(app, action);
  add_goal_adjust(app, action);
  add_goal_versions(app, action);
  add_goal_check(app, action);
  add_goal_activities(app, action);
  add_goal_okr(app, action);
}

}  // namespace salesctl
