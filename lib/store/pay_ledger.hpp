// The pay ledger: periods, lines, who closed and reopened. Lines are only ever added.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/pay_ledger.hpp"
#include "store/database.hpp"

namespace salesctl {

/// A period that was run.
struct PayPeriod {
  Period period;
  PeriodUnit every = PeriodUnit::month;
  bool closed = false;
  std::string inputs;             // what the last run was computed from
  std::string config_hash;        // when it was closed, else of the last run
  std::string digest;             // of its lines, when it was closed
  std::vector<PayReason> notes;   // what was odd in the last run
  std::set<std::string> choices;  // of its rules, when it was closed
  std::int64_t run_key = 0;       // of the last run that changed it, or of that which closed it
};

/// By first day, months before quarters.
std::vector<PayPeriod> pay_periods(const Database& database);
std::optional<PayPeriod> find_pay_period(const Database& database, const std::string& name);
/// Adds it or changes what is said of it.
void write_pay_period(const Database& database, const PayPeriod& period);

enum class WithParts { yes, no };
/// The lines in force, by period, rep's id, plan and place. Empty texts: all.
struct PayQuery {
  std::string period;
  std::string plan;
  std::optional<RepKey> rep;
  WithParts parts = WithParts::yes;
};
std::vector<PayLine> read_pay_lines(const Database& database, const PayQuery& query);

/// Which lines a run writes: those of a rep and plan whose lines differ from the ones in force, as a new version.
struct PayChange {
  RepKey rep{};
  std::string plan;
  std::vector<PayLine> lines;
  std::string digest;
};
/// What changes when the period's lines become these; of one plan only where it is named.
std::vector<PayChange> pay_changes(const Database& database, const std::string& period, const std::string& plan, std::vector<PayLine> lines);
/// Within a transaction.
void write_pay_changes(const Database& database, const std::string& period, const std::vector<PayChange>& changes, std::int64_t run_key);

/// A mark of the period's lines in force.
std::string pay_digest(const Database& database, const std::string& period);

struct PayEvent {
  std::string at;
  std::string actor;
  std::string period;
  std::string event;   // close, reopen
  std::string reason;
  std::string digest;  // of the lines
  std::string config_hash;
};
void write_pay_event(const Database& database, const PayEvent& event, std::int64_t run_key);
std::vector<PayEvent> pay_events(const Database& database, const std::string& period);

/// The key of the latest run of any command.
std::int64_t last_run(const Database& database);

/// An order or payment for people to recognise.
struct PaySource {
  std::string id;
  std::string order;  // of a payment
  std::string customer;
  std::string customer_name;
  std::string product;
  std::string series;
  std::string kind;
  std::string gives_back;  // the order that this one gives back
  std::string rep;
  std::string rep_name;
  std::optional<Date> day;
  Money amount;       // of the whole order or payment
  Money cost;
};
/// Nothing where it is no longer there.
std::optional<PaySource> find_pay_source(const Database& database, PayBasis basis, std::int64_t source);

}  // namespace salesctl
