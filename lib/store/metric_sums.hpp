// Day sums: what metrics add up, kept added up by metric, day and rep as facts come in, so that a report's cost depends
// on what it prints and not on all history. They change in the same transaction as the facts.
//
// A metric's contributions are the rows of its view. A change of facts touches some rows; their old contributions are
// taken off before, the new ones added after. A metric whose expressions hold a subselect may depend on anything
// and is added up anew after each import.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "model/day_sum.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"

namespace salesctl {

/// What a row of the metric's view adds: whole minor units or a whole number; NULL where it does not meet `where`.
std::string contribution_sql(const Metric& metric, int decimals);

/// Adds up metrics whose definition is not the one last stored; forgets those that are gone.
void rebuild_changed_metrics(const Database& database, const Settings& settings);

/// Adds up, from nothing, every metric that rows of this kind can change.
void rebuild_metrics_of(const Database& database, const Settings& settings, const std::string& kind);

/// Before and after a change of rows of `kind`. The rows that change are in temp.incoming, with the key of the row
/// as `key` (absent before a new row is stored) and references as integer keys.
class MetricChange {
 public:
  MetricChange(const Database& database, const Settings& settings, std::string kind);
  MetricChange(const MetricChange&) = delete;
  MetricChange& operator=(const MetricChange&) = delete;
  ~MetricChange();
  void before();  // takes off the old contributions
  void after();   // adds the new ones and writes the difference

 private:
  void collect(int sign);
  const Database& database_;
  const Settings& settings_;
  std::string kind_;
  struct Passes;
  std::unique_ptr<Passes> passes_;
};

/// A mark of what the metric counts under these settings: another rule, another mark.
std::string metric_definition(const Settings& settings, const Metric& metric);

/// By day, then rep.
std::vector<DaySum> read_day_sums(const Database& database, const Metric& metric, Span span);

/// The same computed from the rows themselves, in the same order: what `check` compares with.
std::vector<DaySum> compute_day_sums(const Database& database, const Settings& settings, const Metric& metric);

}  // namespace salesctl
