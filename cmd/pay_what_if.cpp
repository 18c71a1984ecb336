// salesctl pay what-if: the same period under other plans. Nothing is written.
#include <algorithm>
#include <map>

#include "base/message.hpp"
#include "config/config.hpp"
#include "pay.hpp"
#include "store/organisation.hpp"
#include "store/pay_facts.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct PayWhatIfCommand {
  std::string plan;
  std::string period;
};

/// What each rep is paid in the period; corrections of other periods are the same under both and left out.
std::map<RepKey, Money> by_rep(const Database& db, const Settings& settings, const std::vector<PayPlan>& plans, const Period& period, Date as_of) {
  std::map<RepKey, Money> sums;
  for (const PaySpan& span : pay_spans(plans, period, settings.fiscal)) {
    PayProblem problem = pay_problem(db, settings, plans, span, as_of);
    problem.corrects = false;
    for (const PayLine& l : compute_pay(problem).lines) sums[l.rep] += l.amount;
  }
  return sums;
}

int run_what_if(const PayWhatIfCommand& command, Context& context) {
  const Settings& settings = context.settings();
  need_plans(settings);
  const std::vector<PayPlan> other = load_plans(command.plan, settings);
  const Period period = context.period(command.period.empty() ? "last-month" : command.period);
  const Database db = context.open_store(Access::read);
  check_pay(db, settings, other);
  const auto now = by_rep(db, settings, settings.plans, period, context.as_of());
  const auto then = by_rep(db, settings, other, period, context.as_of());
  Table table;
  table.title = tr("{} under the plans of {}", period.name, command.plan);
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"rep", tr("Rep")}, {"now", tr("Now"), ColumnType::money}, {"then", tr("Then"), ColumnType::money}, {"difference", tr("Difference"), ColumnType::money}};
  Money cost_now;
  Money cost_then;
  std::size_t gain = 0;
  std::size_t lose = 0;
  for (const Rep& rep : read_organisation(db, settings).reps) {
    if (!now.contains(rep.key) && !then.contains(rep.key)) continue;
    const Money a = now.contains(rep.key) ? now.at(rep.key) : Money{};
    const Money b = then.contains(rep.key) ? then.at(rep.key) : Money{};
    cost_now += a;
    cost_then += b;
    gain += b > a ? 1 : 0;
    lose += b < a ? 1 : 0;
    table.rows.push_back({{Named(rep.id, rep.name), a, b, b - a}});
  }
  std::ranges::stable_sort(table.rows, {}, [](const Row& row) { return -std::get<Money>(row.cells.back()).minor; });
  const auto money = [&](Money amount) { return format_grouped(amount, settings.currency.decimals); };
  table.notes = {tr("cost: {} instead of {}, a difference of {}", money(cost_then), money(cost_now), money(cost_then - cost_now)),
                 tr("{} gain, {} lose", gain, lose)};
  context.show(std::move(table));
  return 0;
}

}  // namespace

void add_pay_what_if(CommandLine pay) {
  const CommandLine line = pay.subcommand("what-if", tr("The same period under other plans: who gains, who loses"));
  PayWhatIfCommand& command = line.runs(run_what_if);
  line.option("--plan", command.plan, "FILE", tr("A file with \"plans\" as in salesctl.yaml"), Need::required);
  line.option("--period", command.period, "PERIOD", tr("One or several whole pay periods (default: last-month)"));
  line.footer(tr("Examples:\n  salesctl pay what-if --plan new-plans.yaml --period 2026-07"));
}

}  // namespace salesctl
