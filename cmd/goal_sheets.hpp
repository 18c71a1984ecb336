// A plan as an Excel workbook.
#pragma once

#include "context.hpp"

namespace salesctl {

/// Shows the table of a plan: as it is, or, in a workbook, with a sheet for each level of the company.
void show_goal(Context& context, Table table);

}  // namespace salesctl
