// goal okr and what stands below it.
#pragma once

#include "command.hpp"

namespace salesctl {

void add_goal_okr(CLI::App& goal, Action& action);
void add_goal_okr_checkin(CLI::App& okr, Action& action);

}  // namespace salesctl
