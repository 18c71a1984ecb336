// What the parts of salesctl assign share.
#pragma once

#include <string>
#include <vector>

#include "assign/assign.hpp"
#include "command_line.hpp"
#include "context.hpp"
#include "store/assign_facts.hpp"
#include "store/assignments.hpp"

namespace salesctl {

struct AssignItemsCommand {
  ItemKind kind = ItemKind::lead;
  std::string method;
  std::string balance;
  bool all = false;
  bool strict = false;
};

struct RecycleCommand {
  std::string kind;
};

struct ClaimCommand {
  std::string rep;
  std::vector<std::string> ids;
  std::string kind;
};

/// One run of assign leads or customers: what is in it, and what came out.
struct AssignRun {
  ItemKind kind = ItemKind::lead;
  AssignRules rules;  // with what the command line says
  Organisation organisation;
  AssignFacts facts;
  std::vector<Money> expected;  // by item
  std::string worth_note;       // what expected values go by, in words
  AssignProblem problem;        // items and reps as in facts and organisation
  Assignment assignment;
};

/// Employed on the day and not on leave.
bool takes_new(const Rep& rep, Date day);
bool has_left(const Rep& rep, Date day);

/// Which of the organisation's reps it is. Throws UsageError with the ids that may be meant.
std::size_t asked_rep(const Database& database, const Organisation& organisation, const std::string& id);

/// "salesctl.yaml:12", from the folder of the config on.
std::string rule_place(const Settings& settings, const Place& place);

/// Why an item was to be assigned, or why it was not placed; in English, marked for translation.
const char* reason_of(const AssignRun& run, std::size_t item, Date day);

/// The items that were assigned or could not be, and how even the loads are.
std::vector<Table> assignment_tables(const AssignRun& run, Context& context);  // assign_tables.cpp

void add_assign_items(CommandLine app, ItemKind kind);  // assign_items.cpp
void add_recycle(CommandLine app);                      // assign_recycle.cpp
void add_claim(CommandLine app);                        // assign_claim.cpp
void add_tasks(CommandLine app);                        // assign_tasks.cpp
void add_done(CommandLine app);                         // assign_done.cpp

}  // namespace salesctl
