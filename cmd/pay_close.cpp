// salesctl pay close, reopen: a closed period never changes.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "pay.hpp"
#include "store/runs.hpp"

namespace salesctl {
namespace {

struct PayCloseCommand {
  std::string period;
};

struct PayReopenCommand {
  std::string period;
  std::string reason;
};

/// Gives back what decides in the period.
std::set<std::string> check_may_close(const Database& db, Context& context, const PayPeriod& p) {
  if (p.closed) throw DataError(tr("{} is closed already", p.period.name), {});
  if (context.as_of() < p.period.span.to - std::chrono::days{1}) {
    throw DataError(tr("{} is not over on {}", p.period.name, format_date(context.as_of())), tr("close it after its last day"));
  }
  for (const PayPeriod& other : pay_periods(db)) {
    if (!other.closed && other.every == p.every && other.period.span.from < p.period.span.from) {
      throw DataError(tr("{} is still open", other.period.name), tr("close it first: \"salesctl pay close {}\"", other.period.name));
    }
  }
  const Settings& settings = context.settings();
  const PayProblem problem = pay_problem(db, settings, settings.plans, {p.period, p.every}, context.as_of());
  if (!pay_changes(db, p.period.name, {}, compute_pay(problem).lines).empty()) {
    throw DataError(tr("rules or facts have changed since {} was run", p.period.name), tr("run it again, look, then close: \"salesctl pay run --period {}\"", p.period.name));
  }
  return choices(problem);
}

int run_close(const PayCloseCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  PayPeriod p = known_period(db, context, command.period);
  p.choices = check_may_close(db, context, p);
  p.closed = true;
  p.config_hash = settings.hash;
  p.digest = pay_digest(db, p.period.name);
  const std::int64_t run = record_run(db, context.run("pay", p.digest));
  p.run_key = run;
  write_pay_period(db, p);
  write_pay_event(db, {{}, {}, p.period.name, "close", {}, p.digest, {}}, run);
  if (context.options.dry_run) return 0;
  transaction.commit();
  context.say(tr("{} is closed", p.period.name));
  return 0;
}

int run_reopen(const PayReopenCommand& command, Context& context) {
  context.settings();
  if (trim(command.reason).empty()) throw UsageError(tr("--reason: this is empty"), tr("say in words why the period is opened again; it is kept"));
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  PayPeriod p = known_period(db, context, command.period);
  if (!p.closed) throw DataError(tr("{} is not closed", p.period.name), {});
  for (const PayPeriod& other : pay_periods(db)) {
    if (other.closed && other.every == p.every && other.period.span.from > p.period.span.from) {
      throw DataError(tr("{} was closed after {}", other.period.name, p.period.name), tr("only the last closed period can be opened again; what changed is corrected in the next one"));
    }
  }
  const std::int64_t run = record_run(db, context.run("pay", p.digest));
  write_pay_event(db, {{}, {}, p.period.name, "reopen", command.reason, p.digest, {}}, run);
  p.closed = false;
  p.inputs.clear();
  p.digest.clear();
  p.choices.clear();
  write_pay_period(db, p);
  if (context.options.dry_run) return 0;
  transaction.commit();
  context.say(tr("{} is open again", p.period.name));
  return 0;
}

}  // namespace

void add_pay_close(CommandLine pay) {
  const CommandLine line = pay.subcommand("close", tr("Lock a pay period"));
  PayCloseCommand& command = line.runs(run_close);
  line.argument("PERIOD", command.period, tr("A period that was run and is over"), Need::required);
  line.footer(tr("Examples:\n  salesctl pay close 2026-07"));
}

void add_pay_reopen(CommandLine pay) {
  const CommandLine line = pay.subcommand("reopen", tr("Unlock the pay period closed last"));
  PayReopenCommand& command = line.runs(run_reopen);
  line.argument("PERIOD", command.period, tr("The period closed last"), Need::required);
  line.option("--reason", command.reason, "TEXT", tr("Why; it is kept in the ledger"), Need::required);
  line.footer(tr("Examples:\n  salesctl pay reopen 2026-07 --reason \"wrong rate for renewals\""));
}

}  // namespace salesctl
