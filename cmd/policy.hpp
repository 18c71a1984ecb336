// What the chapters of salesctl policy share.
#pragma once

#include <string>
#include <vector>

#include "context.hpp"
#include "model/table.hpp"

namespace salesctl {

/// The handbook being written: sections, each with sentences and at most one table, numbered as "2" and "2.1".
class Handbook {
 public:
  explicit Handbook(const Settings& settings) : settings_(settings) {}

  const Settings& settings() const { return settings_; }
  void begin_chapter(const std::string& title);
  /// A section of the chapter, to be filled in.
  Table& section(const std::string& title, std::vector<Column> columns = {});
  /// "12,000.00", "5%", "quarter": how rules are read.
  std::string money(Money amount) const;
  std::string amount(const std::string& metric, Money amount) const;
  std::string metric(const std::string& name) const;

  /// All that was written; a table without rows is left out, its sentences stay.
  std::vector<Table> take();

 private:
  const Settings& settings_;
  std::vector<Table> sections_;
  int chapter_ = 0;
  int section_ = 0;
};

/// "reps r1 r2; levels senior".
std::string in_words(const Audience& whom);

void add_goal_chapter(Handbook& book);       // policy_goals.cpp
void add_process_chapter(Handbook& book);    // policy_process.cpp
void add_customer_chapter(Handbook& book);   // policy_customers.cpp
void add_pay_sections(Handbook& book);       // policy_pay.cpp
void add_award_section(Handbook& book);      // policy_awards.cpp
void add_appraisal_chapter(Handbook& book);  // policy_appraisal.cpp
void add_training_chapter(Handbook& book);   // policy_training.cpp
void add_tool_chapter(Handbook& book);       // policy_tools.cpp

}  // namespace salesctl
