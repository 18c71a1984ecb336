// What the files of `salesctl pay` share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command_line.hpp"
#include "context.hpp"
#include "pay/pay.hpp"
#include "store/pay_ledger.hpp"

namespace salesctl {

/// A pay period of some plans.
struct PaySpan {
  Period period;
  PeriodUnit every = PeriodUnit::month;
};

/// The pay periods of the plans in a period. Throws UsageError where it is none or cuts one.
std::vector<PaySpan> pay_spans(const std::vector<PayPlan>& plans, const Period& period, FiscalYear fiscal);

/// Everything a run needs that stands in the store.
PayProblem pay_problem(const Database& database, const Settings& settings, const std::vector<PayPlan>& plans, const PaySpan& span, Date as_of);

/// The period in the ledger. Throws UsageError where it was never run.
PayPeriod known_period(const Database& database, Context& context, const std::string& name);

/// Throws UsageError when the config has no plans.
void need_plans(const Settings& settings);

/// The lines as a table: sums by rep and component or, explained, each with its reason and rule.
/// Rates as text with all their decimals, for pages, where a percentage has one.
void show_rates_exactly(Table& table);
Table pay_table(const std::vector<PayLine>& lines, const Organisation& organisation, const Settings& settings, bool explain);

/// What is paid for, in words: of revenue and so on.
Value basis_word(const PayLine& line);

/// Pay before it is rounded, in units of money with four decimals; for people to check.
Value exact_pay(const PayLine& line, const PayPart& part, int decimals);

void add_pay_run(CommandLine pay);        // pay_run.cpp
void add_pay_statement(CommandLine pay);  // pay_statement.cpp
void add_pay_close(CommandLine pay);      // pay_close.cpp
void add_pay_reopen(CommandLine pay);
void add_pay_diff(CommandLine pay);       // pay_diff.cpp
void add_pay_what_if(CommandLine pay);    // pay_what_if.cpp

}  // namespace salesctl
