// What the parts of salesctl score share.
#pragma once

#include <string>
#include <vector>

#include "command_line.hpp"
#include "context.hpp"
#include "model/customer_figures.hpp"
#include "store/classes.hpp"

namespace salesctl {

struct ScoreCustomersCommand {
  std::string customer;
  std::string period;
  std::string customer_class;
  std::string owner;
  std::string top;
  bool changes = false;
};

/// Everybody's figures at the end of a day, and what the expected value goes by, in words.
struct ScoredCustomers {
  CustomerBase base;
  std::string value_note;
};
ScoredCustomers score_at(const Database& database, const Settings& settings, const Scoring& scoring);

/// What is scored: up to which day, and from when purchases count.
Scoring asked_scoring(const ScoreCustomersCommand& command, Context& context);

void add_score_customers(CommandLine app);
void add_score_leads(CommandLine app);
void add_score_awards(CommandLine app);
void add_score_reps(CommandLine app);
int run_explain_customer(const ScoreCustomersCommand& command, Context& context);  // score_explain.cpp

}  // namespace salesctl
