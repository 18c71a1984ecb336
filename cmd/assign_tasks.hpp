// What the parts of salesctl assign tasks share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "assign/tasks.hpp"
#include "churn.hpp"
#include "context.hpp"
#include "store/tasks.hpp"

namespace salesctl {

constexpr int quote_notice = 7;  // days before a quote ends that it is followed up

struct TasksCommand {
  std::string period = "this-week";
  std::string owner;
};

/// A task of the store, or one that the facts ask for.
struct TaskLine {
  std::string id;
  const char* source = "";        // visit deal quote churn plan; task: of the store, from elsewhere
  std::optional<RepKey> rep;
  std::string title;
  std::string kind;
  std::optional<CustomerKey> customer;
  std::optional<std::int64_t> opportunity;  // its key
  std::string deal;                         // its id
  Date due;                                 // of the store: the day it is planned for
  std::optional<Money> value = {};
  std::string reason = {};
  bool stored = false;
  std::optional<Date> due_by_facts = {};    // of the store, where the facts still ask for it
  std::optional<ChurnCase> churn = {};      // to be written with it
  const Play* play = nullptr;
};

/// One run: whose tasks over which days, and what came out.
struct TaskRun {
  Period period;
  Span span;                  // the days of the period from as_of on
  Organisation organisation;
  std::optional<std::size_t> asked;                // --owner, in the organisation: all is planned, theirs is shown and stored
  std::unordered_map<RepKey, std::size_t> index;   // in the organisation
  std::vector<std::vector<RoomOfDay>> rooms;       // by rep of the organisation
  std::vector<TaskLine> lines;
  std::vector<std::size_t> who;                    // by line: its rep in the organisation
  std::vector<std::optional<Date>> days;           // by line
  std::vector<std::string> notes;

  std::optional<std::size_t> rep(const std::optional<RepKey>& key) const;
  bool is_asked(std::size_t rep) const { return !asked || asked == rep; }
};

/// Up to which day a quote must end to be followed up now.
inline Date last_day_of_quotes(const TaskRun& run, Date as_of) {
  return std::max(run.span.to - std::chrono::days{1}, as_of + std::chrono::days{quote_notice});
}

/// What is there to do, whenever it is due: churn cases, quotes, stalled deals, contacts, in this order. Whether it has been
/// written before is not looked at.
std::vector<TaskLine> tasks_of_facts(const Database& database, const Settings& settings, TaskRun& run, Date as_of);  // assign_task_sources.cpp

/// What the activity plan asks for beyond what the lines hold.
std::vector<TaskLine> tasks_of_plan(const Database& database, const Settings& settings, TaskRun& run,
                                    const std::map<std::pair<RepKey, std::string>, std::int64_t>& done, Date as_of);  // assign_task_plan.cpp

/// The list, and how much everybody has to do.
std::vector<Table> task_tables(const TaskRun& run, const Database& database, Context& context);  // assign_task_tables.cpp

}  // namespace salesctl
