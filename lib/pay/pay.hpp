// What is paid to whom in a pay period, and why: plans, facts and what the ledger holds in, lines of the ledger out.
//
// Each component sums the rows it pays for, rate by rate, and rounds each line once, half to even. What is given back
// within the period lessens the row it belongs to before any table is climbed. What is given back later, and what changed
// in closed periods, corrects the line that paid it, at the line's rate and in proportion over its parts; it never moves
// a running total again. A bonus of a closed period is corrected to the step that its facts reach now. Sources: Oracle and Spiff for marginal tables, OCA for whole amounts; where they differ, see
// salesctl.yaml(5).
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/day_sum.hpp"
#include "model/organisation.hpp"
#include "model/pay_ledger.hpp"
#include "model/pay_plan.hpp"

namespace salesctl {

/// Targets of one metric and period.
struct PeopleTargets {
  std::map<RepKey, Money> reps;
  std::map<TeamKey, Money> teams;
};

/// By metric and period.
using TargetsByPeriod = std::map<std::pair<std::string, std::string>, PeopleTargets>;

/// A period that is closed, with what decided then what is paid for, and its targets as they were then.
struct ClosedPeriod {
  Period period;
  std::set<std::string> choices;
  TargetsByPeriod targets = {};
};

struct PayProblem {
  Organisation organisation;
  std::vector<std::pair<TeamKey, std::size_t>> managers;       // team and its manager's place in reps
  std::vector<PayPlan> plans;
  Period period;                                               // whole, of `every`
  PeriodUnit every = PeriodUnit::month;
  FiscalYear fiscal;
  int decimals = 2;
  std::string folder;                                          // of the config, left out of places
  PayFacts facts;  // from the first day of windows and closed periods up to the period's last day or that of the run
  TargetsByPeriod targets;
  std::map<std::string, std::vector<DaySum>> actuals;          // by metric, of the same days
  std::set<std::string> counts;                                // metrics that are no money
  std::map<std::string, std::string> definitions;              // what metrics count: another text, another rule
  std::vector<PayLine> held;                                   // lines in force of periods that begin earlier
  std::vector<ClosedPeriod> closed;                            // of the same `every`, by date
  bool corrects = true;                                        // what earlier periods paid is corrected in this one
};

struct PayRun {
  std::vector<PayLine> lines;    // by rep, then plan's name, then as they were made
  std::vector<PayReason> notes;  // what is odd
};

/// Throws ConfigError where two plans are equally specific, DataError where an amount is too large.
PayRun compute_pay(const PayProblem& problem);

/// The metrics whose targets and actuals the pay of a period needs, each with the period it needs them of.
std::set<std::pair<std::string, std::string>> figures_needed(const PayProblem& problem, const Period& period);

/// What decides which rows components pay for and what bonuses go by. Kept when a period is closed: what was decided
/// otherwise then is not corrected later.
std::set<std::string> choices(const PayProblem& problem);

/// The first day whose rows a run of the period needs.
Date facts_from(const PayProblem& problem);

}  // namespace salesctl
