// salesctl goal split: a target over the year and the people, kept as a version.
#include <algorithm>
#include <memory>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "goal.hpp"
#include "goal_sheets.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

struct SplitCommand {
  std::string period;
  std::string target;
  std::string metric = "revenue";
  std::string amount;
  std::string by;
  std::string to;
  std::string time;
  std::string people;
  std::string history;
  std::string time_shares;
  std::string people_shares;
  std::string ramp;
  std::string growth;
  std::string stretch;
  std::string round;
};

std::vector<Rate> parse_rates(const std::string& text) {
  std::vector<Rate> rates;
  for (const std::string_view part : split(text, ',')) rates.push_back(parse_rate(part));
  return rates;
}

/// "NAME=RATE,NAME=RATE".
std::vector<std::pair<std::string, Rate>> parse_named_rates(const std::string& text) {
  std::vector<std::pair<std::string, Rate>> rates;
  for (const std::string_view part : split(text, ',')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) {
      throw UsageError(tr("\"{}\" has no share", printable(part)), tr("write NAME=SHARE, such as r1=60%"));
    }
    rates.emplace_back(trim(part.substr(0, equals)), parse_rate(part.substr(equals + 1)));
  }
  return rates;
}

void read_growth(const std::string& text, GoalRule& rule) {
  const auto dots = text.find("..");
  if (dots == std::string::npos) {
    throw UsageError(tr("\"{}\" is no range of growth", printable(text)), tr("write MIN..MAX, such as -10%..50%, or ..50%"));
  }
  const std::string min = text.substr(0, dots);
  const std::string max = text.substr(dots + 2);
  rule.min_growth = min.empty() ? std::nullopt : std::optional(parse_rate(min));
  rule.max_growth = max.empty() ? std::nullopt : std::optional(parse_rate(max));
}

void read_stretch(const std::string& text, GoalRule& rule) {
  for (const auto& [level, rate] : parse_named_rates(text)) {
    const ScopeLevel scope = parse_scope_level(level);
    if (scope == ScopeLevel::company) throw UsageError(tr("the company's target is not stretched"), tr("stretch team or rep"));
    (scope == ScopeLevel::team ? rule.team_stretch : rule.rep_stretch) = rate;
  }
}

void read_flags(const SplitCommand& command, int decimals, GoalRule& rule) {
  if (!command.by.empty()) rule.by = parse_period_unit(command.by);
  if (!command.to.empty()) rule.to = parse_scope_level(command.to);
  if (!command.time_shares.empty()) {
    rule.time_shares = parse_rates(command.time_shares);
    rule.time = Weights::given;
  }
  if (!command.people_shares.empty()) {
    rule.people_shares = parse_named_rates(command.people_shares);
    rule.people = Weights::given;
  }
  if (!command.time.empty()) rule.time = parse_blend(command.time, Over::time);
  if (!command.people.empty()) rule.people = parse_blend(command.people, Over::people);
  if (!command.history.empty()) rule.history_years = static_cast<int>(parse_integer(command.history, 1, 20));
  if (!command.ramp.empty()) rule.ramp = parse_rates(command.ramp);
  if (!command.growth.empty()) read_growth(command.growth, rule);
  if (!command.stretch.empty()) read_stretch(command.stretch, rule);
  if (!command.round.empty()) rule.round = parse_amount(command.round, decimals);
  check(rule);
}

/// The config's entry for this metric and period, with what the flags say instead.
GoalRule rule_of(const SplitCommand& command, const Settings& settings, const Period& period) {
  GoalRule rule;
  rule.metric = command.metric;
  rule.period = period.name;
  const auto entry = std::ranges::find_if(
      settings.goals, [&](const GoalRule& g) { return g.metric == command.metric && g.period == period.name; });
  if (entry != settings.goals.end()) rule = *entry;
  const int decimals = metric_decimals(settings, find_metric(settings, command.metric));
  if (!command.amount.empty()) {
    rule.amount = parse_amount(command.amount, decimals);
  } else if (entry == settings.goals.end()) {
    throw UsageError(tr("how much is the target of {} for {}?", command.metric, period.name),
                     tr("give --amount, or an entry in \"goals\" of {}", settings.file.string()));
  }
  read_flags(command, decimals, rule);
  return rule;
}

int run_split(const SplitCommand& command, Context& context) {
  const Settings& settings = context.settings();
  need_explain(command.target, context);
  find_metric(settings, command.metric);
  const Period period = context.period(command.period);
  const GoalRule rule = rule_of(command, settings, period);
  const Database db = context.open_store(context.options.dry_run ? Access::read : Access::write);
  context.progress(tr("{}: reading the past", period.name));
  const Organisation organisation = read_organisation(db, settings);
  const SplitRequest request = split_request(db, settings, rule, period, context.as_of(), organisation);
  context.progress(tr("{}: splitting", period.name));
  SplitResult result = split_goal(request, organisation);
  GoalPlan plan = plan_of(db, settings, rule, period);
  std::optional<TargetPlace> place;
  if (!command.target.empty()) place = parse_place(command.target, result.targets, organisation, context);
  context.progress(tr("{}: storing", period.name));
  keep_plan(db, context, plan, result.targets);
  context.progress({});
  if (!context.shows_stored()) return 0;
  if (place) {
    context.show(goal_explanation(plan, request, organisation, result.targets, *place, settings));
    return 0;
  }
  Table table = goal_table(plan, result.targets, organisation, context.options.explain);
  table.notes.insert(table.notes.end(), result.notes.begin(), result.notes.end());
  if (context.options.explain) table.notes.push_back(rule_source(settings, plan));
  result.targets = {};  // the table says it all, and there may be a million of them
  show_goal(context, std::move(table));
  return 0;
}

}  // namespace

void add_goal_split(CommandLine app) {
  const CommandLine split = app.subcommand("split", tr("Split a target over a period and its people; keep it as a version"));
  SplitCommand& command = split.runs(run_split);
  split.argument("PERIOD", command.period, tr("Such as 2026, 2026-Q3 or 2026-H1"), Need::required);
  split.argument("TARGET", command.target, tr("With --explain: this one alone, such as r12/2026-03"));
  split.option("--metric", command.metric, "NAME", tr("What is targeted (default revenue)"));
  split.option("--amount", command.amount, "AMOUNT", tr("Such as 12000000.01 or 1.2亿 (default: from \"goals\")"));
  split.option("--by", command.by, "UNIT", tr("quarter, month, week or day (default month)"));
  split.option("--to", command.to, "LEVEL", tr("company, team or rep (default rep)"));
  split.option("--time", command.time, "WEIGHTS", tr("even, working_days (default), history, given, or a blend: history=60%,even=40%"));
  split.option("--people", command.people, "WEIGHTS", tr("even (default), history, potential, given, or a blend"));
  split.option("--history", command.history, "YEARS", tr("How many past years count as history (default 1)"));
  split.option("--time-shares", command.time_shares, "RATES", tr("Given weights over time: 30%,20%,20%,30%"));
  split.option("--people-shares", command.people_shares, "SHARES", tr("Given weights over people: r1=60%,r2=40%"));
  split.option("--ramp", command.ramp, "RATES", tr("What new hires count by month of service: 25%,50%,75%"));
  split.option("--growth", command.growth, "MIN..MAX", tr("Bounds on a rep's growth against last year: -10%..50%"));
  split.option("--stretch", command.stretch, "SHARES", tr("More than the level above: team=103%,rep=105%"));
  split.option("--round", command.round, "AMOUNT", tr("Targets are multiples of this"));
  split.footer(tr("Examples:\n  salesctl goal split 2026 --amount 1.2亿 --time history --people history\n"
                   "  salesctl goal split 2026-Q3 --metric orders --amount 900 --to team -f csv"));
}

}  // namespace salesctl
