// salesctl goal: targets set, split, followed and re-split.
#include "goal.hpp"

#include "goal_okr.hpp"

namespace salesctl {

void add_goal(CommandLine app) {
  app.require_subcommand();
  add_goal_split(app);
  add_goal_show(app);
  add_goal_set(app);
  add_goal_adjust(app);
  add_goal_versions(app);
  add_goal_check(app);
  add_goal_activities(app);
  add_goal_okr(app);
}

}  // namespace salesctl
