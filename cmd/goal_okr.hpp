// goal okr and what stands below it.
#pragma once

#include "command.hpp"

namespace salesctl {

void add_goal_okr(CommandLine goal);
void add_goal_okr_checkin(CommandLine okr);

}  // namespace salesctl
