// What the reports on deals share.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/deal.hpp"
#include "report.hpp"
#include "report/attainment.hpp"

namespace salesctl {

/// The period asked for, if one was. Throws UsageError where it begins after the day up to which facts are known.
std::optional<Period> period_of_deals(const ReportCommand& command, Context& context);

/// "Funnel, 2026-Q1".
std::string with_period(const std::string& title, const std::optional<Period>& period);

/// What should be said below every report on deals: stages that no rule names, and amounts that are those of now.
void add_notes_on_deals(const Deals& deals, std::vector<std::string>& notes);

/// Whether what a metric counts are deals, so that deals can be held against its targets.
bool counts_deals(const Metric& metric);

/// Targets of revenue beside what was done up to a day, in tree order; empty where there is no plan.
std::vector<AttainmentRow> revenue_rows(const Database& database, const Settings& settings, const Period& period, Date as_of, ScopeLevel to);

/// The unit as the title of a column, and a group as a cell.
const char* title_of(DealUnit unit);
Value group_cell(const DealGroup& group);

}  // namespace salesctl
