// What the reports on deals share.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "model/deal.hpp"
#include "report.hpp"
#include "report/attainment.hpp"

namespace salesctl {

/// The period asked for, if one was. Throws UsageError where it begins after the day up to which facts are known.
std::optional<Period> period_of_deals(const ReportCommand& command, Context& context);

/// "Funnel, 2026-Q1".
std::string with_period(const std::string& title, const std::optional<Period>& period);

/// Targets of revenue beside what was done up to a day, in tree order; empty where there is no plan.
std::vector<AttainmentRow> revenue_rows(const Database& database, const Settings& settings, const Period& period, Date as_of, ScopeLevel to);

/// The unit as the title of a column, and a group as a cell.
const char* title_of(DealUnit unit);
Value group_cell(const DealGroup& group);

}  // namespace salesctl
