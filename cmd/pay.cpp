// salesctl pay: commission and all else that plans pay, its ledger and statements.
#include "pay.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"
#include "store/pay_facts.hpp"

namespace salesctl {
namespace {

/// Lines in force of periods that begin earlier; of others that overlap those of another length.
std::vector<PayLine> held_lines(const Database& db, const PaySpan& span) {
  std::vector<PayLine> held;
  for (const PayPeriod& p : pay_periods(db)) {
    const bool earlier = p.every == span.every ? p.period.span.from < span.period.span.from : p.period.span.from < span.period.span.to;
    if (!earlier) continue;
    std::vector<PayLine> lines = read_pay_lines(db, {p.period.name, {}, {}, WithParts::yes});
    held.insert(held.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
  }
  return held;
}

/// Those that the pay of the period goes by, as they were after the run or are now.
TargetsByPeriod read_targets(const Database& db, const Settings& settings, const PayProblem& p, const Period& period, std::optional<std::int64_t> run_key) {
  TargetsByPeriod all;
  for (const auto& [metric, name] : figures_needed(p, period)) {
    const Span span = parse_period(name, period.span.from, settings.fiscal).span;
    PeopleTargets& targets = all[{metric, name}];
    for (const auto& [key, amount] : read_people_targets(db, metric, span, ScopeLevel::rep, run_key)) targets.reps.emplace(RepKey{key}, amount);
    for (const auto& [key, amount] : read_people_targets(db, metric, span, ScopeLevel::team, run_key)) targets.teams.emplace(TeamKey{key}, amount);
  }
  return all;
}

void read_closed(const Database& db, const Settings& settings, PayProblem& p) {
  for (PayPeriod& closed : pay_periods(db)) {
    if (!closed.closed || closed.every != p.every || closed.period.span.from >= p.period.span.from) continue;
    TargetsByPeriod targets = read_targets(db, settings, p, closed.period, closed.run_key);
    p.closed.push_back({std::move(closed.period), std::move(closed.choices), std::move(targets)});
  }
}

void read_actuals(const Database& db, const Settings& settings, Span known, PayProblem& p) {
  for (const auto& [name, period] : figures_needed(p, p.period)) {
    if (p.actuals.contains(name)) continue;
    const Metric& metric = find_metric(settings, name);
    p.actuals[name] = read_day_sums(db, metric, known);
    p.definitions[name] = metric_definition(settings, metric);
    if (metric.unit == MetricUnit::count) p.counts.insert(name);
  }
}

}  // namespace

std::vector<PaySpan> pay_spans(const std::vector<PayPlan>& plans, const Period& period, FiscalYear fiscal) {
  std::vector<PaySpan> spans;
  std::vector<std::string_view> units;
  for (const PeriodUnit unit : {PeriodUnit::month, PeriodUnit::quarter}) {
    if (std::ranges::find(plans, unit, &PayPlan::every) == plans.end()) continue;
    units.push_back(to_string(unit));
    const std::vector<Period> pieces = split_span(period.span, unit, fiscal);
    const bool whole = std::ranges::all_of(pieces, [&](const Period& p) { return p == period_of(p.span.from, unit, fiscal); });
    for (const Period& piece : pieces) {
      if (whole) spans.push_back({piece, unit});
    }
  }
  if (spans.empty()) {
    throw UsageError(tr("{} is no pay period", period.name), tr("the plans pay every {}: name one or several whole ones", joined(units)));
  }
  std::ranges::stable_sort(spans, {}, [](const PaySpan& s) { return s.period.span.to; });
  return spans;
}

PayProblem pay_problem(const Database& db, const Settings& settings, const std::vector<PayPlan>& plans, const PaySpan& span, Date as_of) {
  PayProblem p;
  p.organisation = read_organisation(db, settings);
  p.managers = read_managers(db, p.organisation);
  p.plans = plans;
  p.period = span.period;
  p.every = span.every;
  p.fiscal = settings.fiscal;
  p.decimals = settings.currency.decimals;
  p.folder = settings.file.parent_path().string();
  p.held = held_lines(db, span);
  read_closed(db, settings, p);
  p.targets = read_targets(db, settings, p, p.period, std::nullopt);
  const Date known = std::min(span.period.span.to, as_of + std::chrono::days{1});
  const Span days{facts_from(p), std::max(known, facts_from(p))};
  p.facts = read_pay_facts(db, settings, plans, p.organisation, days);
  read_actuals(db, settings, days, p);
  return p;
}

PayPeriod known_period(const Database& db, Context& context, const std::string& name) {
  const Period period = context.period(name);
  if (auto found = find_pay_period(db, period.name)) return *found;
  std::vector<std::string> names;
  for (const PayPeriod& p : pay_periods(db)) names.push_back(p.period.name);
  std::vector<std::string_view> list(names.begin(), names.end());
  throw UsageError(tr("{} was never run", period.name),
                   list.empty() ? tr("\"salesctl pay run --period {}\" does it", period.name) : tr("periods in the ledger: {}", joined(list)));
}

void need_plans(const Settings& settings) {
  if (settings.plans.empty()) throw UsageError(tr("there are no pay plans"), tr("write them in \"plans\" of {}; see salesctl.yaml(5)", settings.file.string()));
}

Value basis_word(const PayLine& line) {
  if (!holds_rows(line)) return std::monostate{};
  return Named(to_string(line.basis), tr(line.basis == PayBasis::revenue  ? TR_NOOP("Revenue")
                                         : line.basis == PayBasis::margin ? TR_NOOP("Margin")
                                                                          : TR_NOOP("Collected cash")));
}

Value exact_pay(const PayLine& line, const PayPart& part, int decimals) {
  double unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  const double pay = line.each ? static_cast<double>(part.units) / 1e6 * static_cast<double>(line.each->minor)
                               : static_cast<double>(part.amount.minor) * static_cast<double>(line.rate.value_or(Rate{}).billionths) / 1e9;
  return std::round(pay / unit * 1e4) / 1e4;
}

void add_pay(CommandLine app) {
  app.require_subcommand();
  add_pay_run(app);
  add_pay_statement(app);
  add_pay_close(app);
  add_pay_reopen(app);
  add_pay_diff(app);
  add_pay_what_if(app);
}

}  // namespace salesctl
