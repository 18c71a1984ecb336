// One reader per section: a validated node in, plain values out. Each throws ConfigError at the value's place for what a
// schema cannot say.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/yaml_tree.hpp"
#include "model/settings.hpp"

namespace salesctl {

/// Gives the content of a file that a value of the config names.
using ReadNamed = std::function<std::string(const Node& name)>;

/// All sections of a valid config. `file` is where it is said to stand; files it names come from `read`.
Settings read_settings(const std::filesystem::path& file, const Node& config, const ReadNamed& read);  // config.cpp

void read_company(const Node& config, Settings& settings);                  // company.cpp
Calendar read_calendar(const Node& calendar, const ReadNamed& read);        // calendar.cpp
std::vector<Kind> read_fields(const Node* fields);                          // fields.cpp
Mapping read_mapping(const std::string& name, const Node& node, const std::vector<Kind>& kinds);  // mappings.cpp
std::vector<Metric> read_metrics(const Node& metrics);                      // metrics.cpp
std::vector<Stage> read_stages(const Node& stages);                         // stages.cpp
std::vector<Stage> default_stages();
std::vector<GoalRule> read_goals(const Node& goals, const Settings& settings);  // goals.cpp
Okr read_okr(const Node& okr, const Settings& settings);                     // okr.cpp
CustomerRules read_customers(const Node& customers, const Settings& settings);  // customers.cpp
ChurnRules read_churn(const Node& churn, const Settings& settings);          // customers.cpp
AssignSection read_assign(const Node& assign, const Settings& settings);     // assign.cpp
LeadRules read_leads(const Node& leads, const std::vector<Kind>& kinds);      // leads.cpp
std::vector<AwardRule> read_awards(const Node& awards, const Settings& settings);  // awards.cpp
std::vector<PayPlan> read_plans(const Node& plans, const Settings& settings);  // plans.cpp
std::vector<Scorecard> read_scorecards(const Node& cards, const Settings& settings);  // scorecards.cpp
std::vector<TrainingRule> read_training(const Node& courses, const Settings& settings);  // training.cpp
TrafficLight read_traffic_light(const Node& node);                          // attainment.cpp
LeaderboardRules read_leaderboard(const Node& node, const Settings& settings);  // attainment.cpp
ReviewRules read_reviews(const Node& reviews);                              // scorecards.cpp
std::vector<ReportRule> read_reports(const Node& reports);                  // reports.cpp

/// Small letters, digits and _, at most 40, beginning with a letter: what SQL takes unquoted.
bool is_name(std::string_view text);

/// The text of an optional key.
std::string text_of(const Node& map, std::string_view key, const std::string& otherwise = {});

/// A word or a list of words.
std::vector<std::string> words_of(const Node* node);

/// The keys `reps`, `levels` and `teams`.
Audience read_audience(const Node& map);

/// A period that names its year, so that it means the same whatever day it is.
Period read_dated_period(const Node& node, FiscalYear fiscal);

/// Runs a parser of base/ on a node's text and gives its complaint the node's place.
template <typename Parse>
decltype(auto) parse_at(const Node& node, const Parse& parse) {
  try {
    return parse(node.text);
  } catch (const ValueError& e) {
    throw ConfigError(e.what(), e.hint(), node.place);
  } catch (const UsageError& e) {
    throw ConfigError(e.what(), e.hint(), node.place);
  }
}

}  // namespace salesctl
