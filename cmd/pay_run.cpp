// salesctl pay run: computes a pay period and writes what changed into the ledger.
#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "pay.hpp"
#include "store/organisation.hpp"
#include "store/pay_facts.hpp"
#include "store/runs.hpp"
#include "version.hpp"

namespace salesctl {
namespace {

struct PayRunCommand {
  std::string period;
  std::string plan;
};

/// What a run is computed from: rules, facts as of the last run of any command, and up to which day.
std::string inputs_mark(const Settings& settings, std::int64_t run, const PaySpan& span, Date as_of) {
  return settings.hash + "/" + version + "/" + std::to_string(run) + "/" + format_date(std::min(as_of, span.period.span.to));
}

bool any_before(const std::vector<PayPeriod>& ledger, const PaySpan& span) {
  return std::ranges::any_of(ledger, [&](const PayPeriod& p) { return p.every == span.every && p.period.span.from < span.period.span.from; });
}

/// Periods are run one after another, because later ones correct earlier ones.
void check_order(const std::vector<PayPeriod>& ledger, const PaySpan& span, FiscalYear fiscal) {
  const auto same = std::ranges::find(ledger, span.period.name, [](const PayPeriod& p) { return p.period.name; });
  if (same != ledger.end() && same->closed) {
    throw DataError(tr("{} is closed", span.period.name),
                    tr("what changed since is corrected in the next period: \"salesctl pay diff {}\"; \"salesctl pay reopen\" opens the last one again", span.period.name));
  }
  const Period before = period_of(span.period.span.from - std::chrono::days{1}, span.every, fiscal);
  bool before_there = false;
  for (const PayPeriod& p : ledger) {
    if (p.every != span.every) continue;
    before_there = before_there || p.period.name == before.name;
    if (p.closed && p.period.span.from > span.period.span.from) {
      throw DataError(tr("{} lies before {}, which is closed", span.period.name, p.period.name), tr("the ledger goes forward only"));
    }
  }
  if (any_before(ledger, span) && !before_there) throw DataError(tr("{} has not been run", before.name), tr("run it first: \"salesctl pay run --period {}\"", before.name));
}

/// Whether some component goes on from earlier periods: a draw, a budget, a window that began before.
bool goes_on(const Settings& settings, const PaySpan& span) {
  const auto continues = [&](const PayComponent& c) {
    const bool window = c.over && period_of(span.period.span.from, *c.over, settings.fiscal).span.from < span.period.span.from;
    return window || c.budget || (c.type == PayType::draw && c.recoverable);
  };
  return std::ranges::any_of(settings.plans, [&](const PayPlan& plan) {
    return plan.every == span.every && (!plan.from || *plan.from < span.period.span.from) && std::ranges::any_of(plan.components, continues);
  });
}

void check_plan(const Settings& settings, const std::string& plan) {
  std::vector<std::string_view> names;
  for (const PayPlan& p : settings.plans) names.emplace_back(p.name);
  if (plan.empty() || std::ranges::find(names, plan) != names.end()) return;
  throw UsageError(tr("there is no plan \"{}\"{}", printable(plan), did_you_mean(plan, names)), tr("plans: {}", joined(names)));
}

/// A month of a large firm has millions of parts, and the table shows none.
PayLine without_parts(PayLine& line) {
  std::vector<PayPart> parts = std::exchange(line.parts, {});
  PayLine copy = line;
  line.parts = std::move(parts);
  return copy;
}

/// One period of a call: what its ledger will hold.
struct Computed {
  PaySpan span;
  PayRun run;
  std::vector<PayChange> changes;
  bool known = false;  // nothing was computed, because nothing it is computed from has changed
};

class Runner {
 public:
  Runner(const PayRunCommand& command, Context& context, const Database& db) : command_(command), context_(context), db_(db) {}

  Computed compute(const PaySpan& span) {
    const Settings& settings = context_.settings();
    Computed c{span, {}, {}, false};
    const auto before = find_pay_period(db_, span.period.name);
    const std::vector<PayPeriod> ledger = pay_periods(db_);
    check_order(ledger, span, settings.fiscal);
    if (before && before->inputs == inputs_mark(settings, last_run(db_), span, context_.as_of())) {
      c.known = true;
      c.run.lines = read_pay_lines(db_, {span.period.name, command_.plan, {}, WithParts::no});
      c.run.notes = before->notes;
      return c;
    }
    context_.progress(tr("{}: reading orders and payments", span.period.name));
    const PayProblem problem = pay_problem(db_, settings, settings.plans, span, context_.as_of());
    context_.progress(tr("{}: computing pay", span.period.name));
    c.run = compute_pay(problem);
    if (goes_on(settings, span) && !any_before(ledger, span)) {
      c.run.notes.push_back({TR_NOOP("{} is the first period in the ledger: what months before used of budgets, draws and running totals is not known: run those first, if they were paid by these plans"), {span.period.name}});
    }
    context_.progress(tr("{}: comparing with the ledger", span.period.name));
    std::vector<PayLine> shown;
    const bool any = context_.shows_stored() || context_.options.dry_run;
    for (PayLine& l : c.run.lines) {
      if (any && (command_.plan.empty() || l.plan == command_.plan)) shown.push_back(without_parts(l));
    }
    c.changes = pay_changes(db_, span.period.name, command_.plan, std::exchange(c.run.lines, std::move(shown)));
    return c;
  }

  /// Whether there was anything to write.
  bool write(const Computed& c) {
    if (c.known) return false;
    const auto before = find_pay_period(db_, c.span.period.name);
    if (before && c.changes.empty()) return false;
    const Settings& settings = context_.settings();
    if (!run_key_) {
      Run record = context_.run("pay", {});
      record.counts.inserted = static_cast<std::int64_t>(c.changes.size());
      run_key_ = record_run(db_, record);
    }
    PayPeriod period{c.span.period, c.span.every, false, {}, settings.hash, {}, c.run.notes, {}, *run_key_};
    if (command_.plan.empty()) period.inputs = inputs_mark(settings, *run_key_, c.span, context_.as_of());
    write_pay_period(db_, period);
    write_pay_changes(db_, c.span.period.name, c.changes, *run_key_);
    return true;
  }

 private:
  const PayRunCommand& command_;
  Context& context_;
  const Database& db_;
  std::optional<std::int64_t> run_key_;
};

void warn(const Database& db, Context& context) {
  const Settings& settings = context.settings();
  std::vector<std::string> goals;
  for (const GoalRule& goal : settings.goals) goals.push_back(goal.metric);
  std::vector<PlanWarning> warnings = plan_warnings(settings.plans, goals);
  std::ranges::copy(unknown_names(db, settings.plans), std::back_inserter(warnings));
  for (const PlanWarning& warning : warnings) context.say(to_string(warning.place) + ": " + warning.problem);
}

int run_pay(const PayRunCommand& command, Context& context) {
  const Settings& settings = context.settings();
  need_plans(settings);
  check_plan(settings, command.plan);
  const std::vector<PaySpan> spans = pay_spans(settings.plans, context.period(command.period.empty() ? "last-month" : command.period), settings.fiscal);
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  Runner runner(command, context, db);
  std::vector<PayLine> lines;
  std::vector<std::string> notes;
  bool written = false;
  for (const PaySpan& span : spans) {
    Computed c = runner.compute(span);
    written = runner.write(c) || written;
    lines.insert(lines.end(), std::make_move_iterator(c.run.lines.begin()), std::make_move_iterator(c.run.lines.end()));
    for (const PayReason& note : c.run.notes) notes.push_back(to_string(note));
    if (context.as_of() < span.period.span.to - std::chrono::days{1}) {
      notes.push_back(tr("{} is not over: facts up to {}", span.period.name, format_date(context.as_of())));
    }
  }
  context.progress({});
  if (context.shows_stored() || context.options.dry_run) {
    Table table = pay_table(lines, read_organisation(db, settings), settings, context.options.explain);
    table.notes.insert(table.notes.end(), notes.begin(), notes.end());
    if (is_page(context.format())) show_rates_exactly(table);
    context.show(std::move(table));
  }
  if (context.options.dry_run) return 0;
  transaction.commit();
  if (!written) context.say(tr("nothing has changed"));
  warn(db, context);
  return 0;
}

}  // namespace

void add_pay_run(CommandLine pay) {
  const CommandLine line = pay.subcommand("run", tr("Compute a pay period and keep it in the ledger"));
  PayRunCommand& command = line.runs(run_pay);
  line.option("--period", command.period, "PERIOD", tr("One or several whole pay periods (default: last-month)"));
  line.option("--plan", command.plan, "NAME", tr("Only the lines of this plan"));
  line.footer(tr("Examples:\n  salesctl pay run --period 2026-07 --dry-run\n  salesctl pay run --period 2026-07 --explain -o pay.xlsx"));
}

}  // namespace salesctl
