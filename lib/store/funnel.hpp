// Decided deals, leads and activities as counts.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/period.hpp"
#include "model/funnel.hpp"
#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// By rep; what is nobody's is under key 0. Visits and calls are the metrics of these names.
std::map<RepKey, FunnelCounts> read_funnel(const Database& database, const Settings& settings, const Metric& metric,
                                           Span span);

DecidedDeals read_decided_deals(const Database& database, Span span);

/// The days that have facts, up to `as_of`, in order.
std::vector<DayTotal> read_day_totals(const Database& database, const Metric& metric, Date as_of);

}  // namespace salesctl
