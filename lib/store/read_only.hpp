// SQL that comes from the config is run locked down: it may read the documented views and call pure functions,
// nothing else, within limits of time and size.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/settings.hpp"
#include "model/table.hpp"
#include "store/database.hpp"

namespace salesctl {

/// While it lives, statements prepared on the connection are locked down to `views`; an expired limit makes the
/// running statement fail. Statements prepared before are only under the time limit.
class ReadOnly {
 public:
  ReadOnly(const Database& database, const std::vector<std::string>& views, std::chrono::seconds limit);
  ReadOnly(const ReadOnly&) = delete;
  ReadOnly& operator=(const ReadOnly&) = delete;
  ~ReadOnly();

  /// Why a statement was refused, in words; empty when none was.
  const std::string& refused() const { return state_.refused; }
  /// Whether a statement was stopped because it ran for too long.
  bool expired() const { return state_.expired; }
  std::chrono::seconds limit() const { return state_.limit; }

  struct State {
    std::set<std::string, std::less<>> views;
    std::chrono::steady_clock::time_point deadline;
    std::chrono::seconds limit;
    std::string refused;  // what the last refused statement tried, for the message
    bool expired = false;
  };

 private:
  const Database& database_;
  State state_;
  int old_length_;
  int old_depth_;
  int old_pattern_;
};

/// Why SQL of the config failed under a lock: what it was refused, else what the store says.
std::string why_failed(const ReadOnly& locked, const StoreError& error);

/// Throws StoreError unless the text is one expression over the rows of `from`: no aggregate, no placeholder, no clock;
/// alone, so that unbalanced parentheses cannot reach into a statement around it.
void check_expression(const Database& database, const std::string& from, const std::string& expression);

/// Throws ConfigError at the metric's place when its expressions name unknown columns, try more than reading, or are
/// no expressions.
void check_metric(const Database& database, const Settings& settings, const Metric& metric);

/// Runs a report said in SQL; `from`, `to` (both included) and `as_of` are bound to $from, $to, $as_of.
/// Throws ConfigError at the report's place.
/// What would be wrong with it, without running it. Throws ConfigError.
void check_report(const Database& database, const Settings& settings, const ReportRule& rule);

Table run_report(const Database& database, const Settings& settings, const ReportRule& rule, Span span, Date as_of,
                 const std::map<std::string, std::string>& given = {});

/// SQL of the config that gives a number per rep: a SELECT of a rep's id and a number. It may use $from, $to (both
/// included) and $as_of.
struct RepNumbers {
  std::string name;  // of what is measured, for messages
  std::string sql;
  Place place;
};
/// Throw ConfigError at the place: what it reads, not two columns, no number, a rep twice. Rows with NULL
/// are none.
void check_rep_numbers(const Database& database, const Settings& settings, const RepNumbers& numbers);
std::map<std::string, double> read_rep_numbers(const Database& database, const Settings& settings, const RepNumbers& numbers, Span span,
                                               Date as_of);

}  // namespace salesctl
