// The rules in force: salesctl.yaml as plain values, every default filled in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"
#include "model/assign_rule.hpp"
#include "model/attainment_rule.hpp"
#include "model/award.hpp"
#include "model/chart.hpp"
#include "model/customer_rule.hpp"
#include "model/goal_rule.hpp"
#include "model/kind.hpp"
#include "model/lead_rule.hpp"
#include "model/okr.hpp"
#include "model/pay_plan.hpp"
#include "model/score_rule.hpp"
#include "model/training_rule.hpp"

namespace salesctl {

/// A file that the config is made of, under the name it was read by.
struct RulesFile {
  std::string path;
  std::string text;
  bool operator==(const RulesFile&) const = default;
};

/// Where the value of a kind's field comes from in an import file.
struct FieldMapping {
  std::string field;
  std::vector<std::string> columns;       // headings that may hold it, the first present wins; compared folded
  std::optional<std::string> constant;    // instead of a column
  std::string date_form;                  // strptime-like; empty: ISO and the unambiguous common forms
  std::vector<std::pair<std::string, std::string>> values;  // value in the file -> value in the store
  bool operator==(const FieldMapping&) const = default;
};

/// `import.NAME`: how a file of somebody else's shape becomes records of a kind.
struct Mapping {
  std::string name;
  std::string kind;
  std::vector<FieldMapping> fields;
  std::string encoding;       // empty: detect (BOM, UTF-8, GB18030)
  char delimiter = ',';
  std::string sheet;          // Excel: sheet name; empty: the first
  std::string skip_column;    // rows with one of these values here are left out (Salesforce IsDeleted)
  std::vector<std::string> skip_values;
  bool footer = false;        // prose after the data is not rows (Salesforce report exports)
  bool only_mapped = false;   // false: a heading that is a field's own name also fills it
  Place place;
  bool operator==(const Mapping&) const = default;
};

enum class MetricUnit { money, count };

/// A number per rep and day, as SQL over the documented views: sum(`sum`) of rows of `from` that meet `where`,
/// dated by the column `on`, credited to the rep in the column `rep`.
struct Metric {
  std::string name;
  std::string title;
  MetricUnit unit = MetricUnit::count;
  std::string from;
  std::string sum = "1";
  std::string on;
  std::string rep = "rep";
  std::string where;
  Place place;
  bool operator==(const Metric&) const = default;
};

enum class StageKind { open, won, lost, after_sales };

/// What a deal must have to stand in a stage: a field of it that is filled in, a kind of which a row refers to it or else to
/// its customer, or an SQL condition over the view opportunity.
struct StageNeed {
  std::string what;
  Place place;
  bool operator==(const StageNeed&) const = default;
};

/// A step of the sales process; the order of the list is the order of the pipeline.
struct Stage {
  std::string name;
  std::vector<std::string> aliases;
  StageKind kind = StageKind::open;
  Rate probability;  // of winning a deal that stands here
  bool learned = false;  // the probability is that of the deals decided by the day of a run; the one above is 0
  std::optional<int> sla_days = {};  // how long a deal may stand here
  std::vector<StageNeed> needs = {};
  bool operator==(const Stage&) const = default;
};

/// A report said in SQL: built-in ones and those of `reports` have this same form.
struct ReportColumn {
  std::string name;   // of the SQL result
  std::string title;
  std::string type = "text";  // text integer number money percent date
  bool operator==(const ReportColumn&) const = default;
};
/// What the SQL calls $name.
struct ReportParameter {
  std::string name;
  std::string type = "text";  // text number date
  std::string value;          // where none is given
  std::string doc;
  Place place;
  bool operator==(const ReportParameter&) const = default;
};
struct ReportRule {
  std::string name;
  std::string title;
  std::string description;
  std::string sql;  // over the documented views; $from $to (ISO dates, both included) and $as_of are bound
  std::string period;  // default period; empty: the report has none
  std::vector<ReportColumn> columns;
  std::vector<ReportParameter> parameters = {};
  std::vector<Chart> charts = {};
  Place place;
  bool operator==(const ReportRule&) const = default;
};

struct Settings {
  std::filesystem::path file;    // salesctl.yaml
  std::vector<std::filesystem::path> files;  // it and all that it includes or reads
  std::string hash;              // of it and everything it includes
  std::string company = "company";
  Currency currency;
  std::string timezone;          // IANA name; empty: the system's
  std::string language;          // empty: what the environment says
  FiscalYear fiscal;
  Calendar calendar;
  std::filesystem::path store;   // absolute
  std::vector<Kind> kinds;       // built-in ones with the custom fields of `fields`
  std::vector<Mapping> mappings; // of `import`
  std::vector<Metric> metrics;   // built-in ones, replaced or added to by `metrics`
  std::vector<Stage> stages;
  std::vector<GoalRule> goals;
  Okr okr;
  CustomerRules customers;
  ChurnRules churn;
  AssignSection assign;
  LeadRules leads;
  std::vector<AwardRule> awards;
  LeaderboardRules leaderboard;
  TrafficLight traffic_light;
  std::vector<TrainingRule> training;
  std::vector<PayPlan> plans;
  std::vector<Scorecard> scorecards;
  ReviewRules reviews;
  std::vector<ReportRule> reports;  // of `reports`
};

/// Throw UsageError with the nearest name.
const Metric& find_metric(const Settings& settings, std::string_view name);
const Mapping& find_mapping(const Settings& settings, std::string_view name, std::string_view kind);

/// How many decimals amounts of this metric have: the currency's, or 0 for counts.
int metric_decimals(const Settings& settings, const Metric& metric);

}  // namespace salesctl
