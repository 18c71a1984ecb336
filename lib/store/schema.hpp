// The store's tables and views, made from the descriptions of the kinds; migrations; what the store keeps of the rules.
#pragma once

#include <string>
#include <vector>

#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Opens the store the settings name and brings it up to date with this version and these rules: migrations,
/// columns for custom fields, the documented views, the stages, day sums of metrics whose definition changed.
/// Reading needs no write access as long as nothing has to be brought up to date; a reader sees the facts as they were
/// when it opened the store, whatever is written meanwhile.
/// Throws StoreError: no store, newer version, other currency, nothing writable, another run that writes for too long.
Database open_store(const Settings& settings, Access access, std::chrono::seconds wait = default_wait);

/// A view other than a kind's own, over which metrics may sum.
struct View {
  std::string name;
  std::string grain;       // the kind a row of which is the smallest thing that can change in it
  std::string key;         // its column with that row's key
  std::string sql;
  std::string doc;
};
std::vector<View> credit_views(const Settings& settings);

/// CREATE VIEW of the pay ledger in decimals: its lines in force.
std::string pay_view_sql(const Settings& settings);

/// Names of all documented views.
std::vector<std::string> documented_views(const Settings& settings);

/// The view of awards given.
std::string award_view_sql(const Settings& settings);

/// SELECT that shows a kind as people know it: ids for references, decimals for money, then the integer keys.
std::string kind_view_sql(const Kind& kind, const Settings& settings);

std::string sql_name(std::string_view identifier);

}  // namespace salesctl
