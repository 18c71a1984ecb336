// What the parts of salesctl report share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "context.hpp"

namespace salesctl {

struct ReportCommand {
  std::string name;
  std::string subject;  // what about: a period, a customer or a rep
  std::string metric;
  std::string by;
  std::string to;
  std::string owner;
  std::string customer_class;
  std::string within;
  std::string show;
  std::string period;  // the same as subject, where that is a period
  bool contacts = false;
  bool backtest = false;
  bool list = false;
  bool all = false;
  std::vector<std::string> set;  // NAME=VALUE of parameters
};

/// Runs the report of that name: one's own, computed or built in. Throws UsageError where there is none, or where an option
/// is given for which it has no use.
int run_named_report(const ReportCommand& command, Context& context);
/// Whether the config has a report of that name, which goes before any other.
bool is_replaced(std::string_view report, const Settings& settings);
/// The names of those that are about no one customer or rep.
std::vector<std::string> reports_of_periods(const Settings& settings);
int run_all_reports(const ReportCommand& command, Context& context);    // report_all.cpp

int run_attainment(const ReportCommand& command, Context& context);     // report_attainment.cpp
int run_leaderboard(const ReportCommand& command, Context& context);
int run_visits_due(const ReportCommand& command, Context& context);  // report_visits.cpp
int run_customer(const ReportCommand& command, Context& context);    // report_customer.cpp
int run_satisfaction(const ReportCommand& command, Context& context);  // report_satisfaction.cpp
int run_surveys_due(const ReportCommand& command, Context& context);   // report_surveys.cpp
int run_funnel(const ReportCommand& command, Context& context);        // report_funnel.cpp
int run_pipeline(const ReportCommand& command, Context& context);      // report_pipeline.cpp
int run_forecast(const ReportCommand& command, Context& context);      // report_forecast.cpp
int run_open_deals(const ReportCommand& command, Context& context);    // report_open_deals.cpp
int run_feedback(const ReportCommand& command, Context& context);      // report_feedback.cpp
int run_reviews_due(const ReportCommand& command, Context& context);   // report_reviews.cpp
int run_dashboard(const ReportCommand& command, Context& context);     // report_dashboard.cpp
int run_churn(const ReportCommand& command, Context& context);
int run_training(const ReportCommand& command, Context& context);      // report_training.cpp
int run_okr_report(const ReportCommand& command, Context& context);    // goal_okr.cpp
int run_win_loss(const ReportCommand& command, Context& context);      // report_win_loss.cpp

}  // namespace salesctl
