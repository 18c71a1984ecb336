// salesctl assign leads, salesctl assign customers.
#include <algorithm>

#include "assign.hpp"
#include "assign/ban.hpp"
#include "assign/pool.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/sorted.hpp"
#include "base/text.hpp"
#include "score.hpp"
#include "store/organisation.hpp"
#include "store/pool.hpp"

namespace salesctl {
namespace {

constexpr int year = 365;

AssignRules asked_rules(const AssignItemsCommand& command, const Settings& settings) {
  AssignRules rules = settings.assign.of(command.kind);
  if (!command.method.empty()) rules.method = parse_assign_method(command.method);
  if (!command.balance.empty()) rules.balance = parse_balance(command.balance);
  if (command.all) rules.reassign = true;
  if (rules.method == AssignMethod::optimal) return rules;
  const auto refuse = [&](bool given, const char* what) {
    if (given) throw UsageError(tr("{} says nothing with the method {}, which deals new items in turn", what, to_string(rules.method)), tr("choose --method optimal"));
  };
  refuse(command.all, "--all");
  refuse(!command.balance.empty(), "--balance");
  rules.reassign = false;
  return rules;
}

/// What items are worth: leads what they say, customers what they bought in a year and are expected to buy in the next.
void weigh_items(const Database& db, const Settings& settings, Date day, AssignRun& run) {
  run.expected.assign(run.facts.items.size(), Money{});
  if (run.kind == ItemKind::lead) {
    for (std::size_t i = 0; i < run.expected.size(); ++i) run.expected[i] = run.facts.items[i].value;
    run.worth_note = tr("expected value: the value of the leads");
    return;
  }
  const ScoredCustomers scored = score_at(db, settings, {day, day - std::chrono::days{year - 1}});
  run.worth_note = scored.value_note;
  for (std::size_t i = 0; i < run.expected.size(); ++i) {
    const CustomerKey key{run.facts.items[i].key};
    const auto found = std::ranges::lower_bound(scored.base.customers, key, {}, &CustomerFigures::key);
    if (found == scored.base.customers.end() || found->key != key) continue;
    run.facts.items[i].value = found->value;
    run.expected[i] = found->year_value;
  }
}

/// Whether the last day of a leave lies within the days of `catch_up` before the day.
bool returned(const Rep& rep, Date day, int catch_up) {
  return std::ranges::any_of(rep.absences, [&](const Span& leave) { return leave.to <= day && day - std::chrono::days{catch_up} < leave.to; });
}

Rate weight_of(const AssignRun& run, std::size_t r) {
  if (run.facts.weights[r]) return *run.facts.weights[r];
  if (run.rules.method != AssignMethod::weighted || !run.rules.weights.empty()) return Rate{Rate::one};
  if (!run.facts.capacities[r]) {
    throw DataError(tr("rep {} has no capacity to be weighted by", printable(run.organisation.reps[r].id)),
                    tr("give every rep a capacity, or say \"weights\" in the section assign"));
  }
  return Rate{std::clamp<std::int64_t>(*run.facts.capacities[r], 1, 1'000'000) * Rate::one};
}

/// Who lost an item to the public pool is not given it back before the ban is over.
std::vector<Ban> bans(const Database& db, const std::optional<RecycleRule>& rule, Date day, const AssignRun& run) {
  std::vector<Ban> found;
  if (!rule || rule->ban == 0) return found;
  const std::vector<LostItem> lost = read_lost(db, run.kind, banned_span(*rule, day));
  for (std::size_t i = 0; i < run.facts.items.size(); ++i) {
    for (const LostItem& loss : all_with(lost, run.facts.items[i].key, &LostItem::item)) {
      found.push_back({i, static_cast<std::size_t>(run.organisation.find_rep(loss.rep) - run.organisation.reps.data())});
    }
  }
  return found;
}

/// By which names the rules remember their turns.
std::vector<std::string> rule_names(const AssignRun& run) {
  std::vector<std::string> names;
  for (const AssignRule& rule : run.rules.rules) names.push_back(rule.name);
  if (names.empty()) names.emplace_back();
  return names;
}

void pose_problem(Date day, const Database& db, AssignRun& run) {
  AssignProblem& p = run.problem;
  p.method = run.rules.method;
  p.by_value = run.rules.balance != Balance::count;
  p.min_share = run.rules.min_share;
  p.max_share = run.rules.max_share;
  for (const Takers& takers : run.facts.takers) {
    p.rules.push_back(takers.reps);
    p.turns.push_back(takers.rule);
  }
  for (std::size_t r = 0; r < run.organisation.reps.size(); ++r) {
    const Rep& rep = run.organisation.reps[r];
    const bool there = takes_new(rep, day);
    p.reps.push_back({rep.id, there, run.facts.capacities[r], returned(rep, day, run.rules.catch_up), there ? weight_of(run, r) : Rate{Rate::one}});
  }
  for (std::size_t i = 0; i < run.facts.items.size(); ++i) {
    const OpenItem& item = run.facts.items[i];
    const bool seeks = !item.owner || has_left(run.organisation.reps[*item.owner], day);
    const bool in_play = item.chosen && (seeks || (run.rules.reassign && p.reps[*item.owner].takes_new));
    const auto takers = item.rule ? std::optional(item.takers) : std::nullopt;
    p.items.push_back({item.id, item.owner, takers, in_play, run.rules.balance == Balance::value ? item.value : run.expected[i]});
  }
  forbid(p, bans(db, run.rules.recycle, day, run));
  if (p.method != AssignMethod::optimal) p.credits = read_turns(db, run.organisation, run.kind, rule_names(run));
}

std::vector<OwnerMove> moves_of(const AssignRun& run, const Settings& settings, Date day) {
  std::vector<OwnerMove> moves;
  const auto key = [&](const std::optional<std::size_t>& r) { return r ? std::optional(run.organisation.reps[*r].key) : std::nullopt; };
  for (std::size_t i = 0; i < run.facts.items.size(); ++i) {
    const std::optional<std::size_t>& rep = run.assignment.placements[i].rep;
    const OpenItem& item = run.facts.items[i];
    if (!rep || rep == item.owner) continue;
    OwnerMove move{item.key, key(item.owner), key(rep), {}, {}, reason_of(run, i, day)};
    if (!run.rules.rules.empty()) {
      const AssignRule& rule = run.rules.rules.at(*item.rule);
      move.rule = rule.name;
      move.place = rule_place(settings, rule.place);
    }
    moves.push_back(std::move(move));
  }
  return moves;
}

void store(const Database& db, Context& context, const AssignRun& run, const std::vector<OwnerMove>& moves) {
  Run record = context.run(to_string(run.kind), {});
  record.counts.updated = static_cast<std::int64_t>(moves.size());
  const std::int64_t key = record_run(db, record);
  write_owner_moves(db, context.settings(), run.kind, AssignedHow::assign, moves, context.as_of(), key);
  if (run.assignment.credits.empty()) return;
  write_turns(db, run.organisation, run.kind, rule_names(run), run.assignment.credits);
}

/// --strict: what could not be placed is an error, and nothing is written.
void refuse_unplaced(const AssignRun& run, Date day) {
  constexpr std::size_t named = 5;
  std::size_t n = 0;
  std::string list;
  for (std::size_t i = 0; i < run.facts.items.size(); ++i) {
    if (!run.assignment.placements[i].unplaced || ++n > named) continue;
    list += (list.empty() ? "" : ", ") + printable(run.facts.items[i].id) + " (" + tr(reason_of(run, i, day)) + ")";
  }
  if (n > named) list += ", …";
  if (n > 0) throw DataError(tr("{} cannot be placed: {}", n, list), tr("without --strict the others are assigned; nothing was written"));
}

int run_assign(const AssignItemsCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Date day = context.as_of();
  AssignRun run;
  run.kind = command.kind;
  run.rules = asked_rules(command, settings);
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  context.progress(tr("reading who may have what"));
  run.organisation = read_organisation(db, settings);
  run.facts = read_assign_facts(db, settings, run.organisation, run.kind, day);
  weigh_items(db, settings, day, run);
  pose_problem(day, db, run);
  context.progress(tr("assigning {}", run.facts.items.size()));
  run.assignment = assign(run.problem);
  context.progress({});
  if (command.strict) refuse_unplaced(run, day);
  const std::vector<OwnerMove> moves = moves_of(run, settings, day);
  if (!moves.empty()) store(db, context, run, moves);
  if (context.shows_stored() || context.options.dry_run) context.show(assignment_tables(run, context));
  if (context.options.dry_run) return 0;
  transaction.commit();
  if (moves.empty()) context.say(tr("nothing has changed"));
  return 0;
}

/// Not even who is away: no rep meets the rule, or all who do are banned from having it back.
bool nobody_may(const AssignRun& run, std::size_t i) {
  return !run.organisation.reps.empty() && run.problem.rules[*run.problem.items[i].rule].empty();
}

}  // namespace

const char* reason_of(const AssignRun& run, std::size_t i, Date day) {
  const Placement& placement = run.assignment.placements[i];
  if (placement.unplaced) {
    switch (*placement.unplaced) {
      case Unplaced::no_rule: return TR_NOOP("no rule fits");
      case Unplaced::nobody_there: return nobody_may(run, i) ? TR_NOOP("no rep may have it") : TR_NOOP("nobody is there");
      case Unplaced::full: return run.rules.max_share ? TR_NOOP("all are full or have their largest share") : TR_NOOP("all are full");
    }
  }
  const AssignItem& item = run.problem.items[i];
  if (!item.owner) return TR_NOOP("no owner");
  if (has_left(run.organisation.reps[*item.owner], day)) return TR_NOOP("owner left");
  if (placement.rep == item.owner) return TR_NOOP("stays");
  return may_stay(run.problem, item) ? TR_NOOP("balance") : TR_NOOP("rule");
}

void add_assign_items(CommandLine app, ItemKind kind) {
  const bool leads = kind == ItemKind::lead;
  const CommandLine line = app.subcommand(leads ? "leads" : "customers", leads ? tr("Give open leads to reps") : tr("Give customers to reps"));
  AssignItemsCommand& command = line.runs(run_assign);
  command.kind = kind;
  line.option("--method", command.method, "NAME", tr("optimal (default), round-robin or weighted"));
  line.option("--balance", command.balance, "WHAT", tr("count (default), value or expected"));
  line.flag("--all", command.all, tr("Balance those too that have an owner, with the fewest moves"));
  line.flag("--strict", command.strict, tr("Write nothing and fail if anything cannot be placed"));
  line.footer(leads ? tr("Examples:\n  salesctl assign leads --dry-run\n  salesctl assign leads --balance value --strict")
                    : tr("Examples:\n  salesctl assign customers --dry-run\n  salesctl assign customers --all --balance expected"));
}

}  // namespace salesctl
