// salesctl assign recycle: what nobody has been in touch with goes back to the public pool.
#include <algorithm>

#include "assign.hpp"
#include "assign/pool.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/classes.hpp"
#include "store/organisation.hpp"
#include "store/pool.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct Due {
  std::size_t item = 0;
  std::optional<Date> last;
  PoolVerdict verdict;
};

/// What becomes of the items of one kind.
struct PoolRun {
  ItemKind kind = ItemKind::lead;
  AssignFacts facts;
  std::vector<Due> due;
  std::size_t protected_items = 0;
  bool unclassified = false;  // classes are to be protected, and there are none yet
  DateOfItem notices;  // of who is warned
  bool notices_changed = false;
};

/// Which items are of a class that never goes; by item.
std::vector<bool> protected_items(const Database& db, const RecycleRule& rule, const AssignFacts& facts, Date day) {
  std::vector<bool> kept(facts.items.size());
  if (rule.protected_classes.empty()) return kept;
  std::vector<CustomerKey> keys;
  for (const OpenItem& item : facts.items) keys.push_back({item.key});
  std::ranges::sort(keys);
  const std::vector<std::string> classes = classes_in_force(db, keys, day);
  for (std::size_t i = 0; i < facts.items.size(); ++i) {
    const auto at = std::ranges::lower_bound(keys, CustomerKey{facts.items[i].key}) - keys.begin();
    kept[i] = std::ranges::find(rule.protected_classes, classes[static_cast<std::size_t>(at)]) != rule.protected_classes.end();
  }
  return kept;
}

PoolRun look_at(const Database& db, const Settings& settings, const Organisation& organisation, ItemKind kind, Date day) {
  PoolRun run;
  run.kind = kind;
  const RecycleRule& rule = *settings.assign.of(kind).recycle;
  run.facts = read_assign_facts(db, settings, organisation, kind, day);
  const DateOfItem last = last_touches(db, settings, kind, day);
  const DateOfItem noticed = read_notices(db, kind, day);
  const std::vector<bool> kept = protected_items(db, rule, run.facts, day);
  run.unclassified = !rule.protected_classes.empty() && !last_scoring(db, day + std::chrono::days{1});
  const auto of = [](const DateOfItem& dates, std::int64_t item) {
    const auto it = dates.find(item);
    return it == dates.end() ? std::nullopt : std::optional(it->second);
  };
  for (std::size_t i = 0; i < run.facts.items.size(); ++i) {
    const OpenItem& item = run.facts.items[i];
    if (!item.owner) continue;
    const std::optional<Date> touched = of(last, item.key);
    const std::optional<Date> warned = of(noticed, item.key);
    const std::optional<PoolVerdict> verdict = pool_verdict(rule, touched, warned, day);
    if (!verdict) continue;
    if (kept[i]) {
      ++run.protected_items;
      continue;
    }
    run.due.push_back({i, touched, *verdict});
    if (verdict->state == PoolState::taken) continue;
    const bool counts = warned && (!touched || *touched < *warned);
    run.notices.emplace(item.key, counts ? *warned : day);
  }
  run.notices_changed = run.notices != noticed;
  return run;
}

/// Whether anything had to be written.
bool store(const Database& db, Context& context, const Organisation& organisation, const PoolRun& run) {
  std::vector<OwnerMove> moves;
  const Place& place = context.settings().assign.of(run.kind).recycle->place;
  for (const Due& due : run.due) {
    if (due.verdict.state != PoolState::taken) continue;
    const OpenItem& item = run.facts.items[due.item];
    moves.push_back({item.key, organisation.reps[*item.owner].key, {}, "recycle", rule_place(context.settings(), place), TR_NOOP("no contact")});
  }
  if (moves.empty() && !run.notices_changed) return false;
  Run record = context.run(to_string(run.kind), {});
  record.counts.updated = static_cast<std::int64_t>(moves.size());
  const std::int64_t key = record_run(db, record);
  write_notices(db, run.kind, run.notices, context.as_of(), key);
  if (!moves.empty()) write_owner_moves(db, context.settings(), run.kind, AssignedHow::recycle, moves, context.as_of(), key);
  return true;
}

Table pool_table(const std::vector<PoolRun>& runs, const Organisation& organisation, Date day) {
  Table table;
  table.title = tr("Back to the public pool on {}", format_date(day));
  table.columns = {{"kind", tr("Kind")},
                   {"id", tr("Id")},
                   {"name", tr("Name")},
                   {"owner", tr("Owner")},
                   {"last_touch", tr("Last touched"), ColumnType::date},
                   {"days", tr("Days since"), ColumnType::integer},
                   {"due", tr("Due on"), ColumnType::date},
                   {"goes", tr("Goes on"), ColumnType::date},
                   {"state", tr("State")}};
  std::size_t kept = 0;
  for (const PoolRun& run : runs) {
    kept += run.protected_items;
    if (run.unclassified) table.notes.push_back(tr("no classes yet: \"salesctl score customers\" makes them"));
    for (const Due& due : run.due) {
      const OpenItem& item = run.facts.items[due.item];
      const Rep& rep = organisation.reps[*item.owner];
      std::optional<std::int64_t> days;
      if (due.last) days = (day - *due.last).count();
      table.rows.push_back({{word(to_string(run.kind)), item.id, item.name, Named(rep.id, rep.name),
                             or_nothing(due.last), or_nothing(days), due.verdict.due, due.verdict.goes,
                             word(due.verdict.state == PoolState::taken ? TR_NOOP("taken") : TR_NOOP("warned"))},
                            0,
                            false});
    }
  }
  if (kept > 0) table.notes.push_back(tr("due but protected by their class: {}", kept));
  return table;
}

std::vector<ItemKind> asked_kinds(const RecycleCommand& command, const AssignSection& rules) {
  std::vector<ItemKind> kinds;
  const std::vector<std::string_view> names{"leads", "customers"};
  if (!command.kind.empty() && std::ranges::find(names, command.kind) == names.end()) {
    throw UsageError(tr("\"{}\" is none of {}{}", printable(command.kind), joined(names), did_you_mean(command.kind, names)));
  }
  if (command.kind != "customers" && rules.leads.recycle) kinds.push_back(ItemKind::lead);
  if (command.kind != "leads" && rules.customers.recycle) kinds.push_back(ItemKind::customer);
  if (kinds.empty()) {
    throw UsageError(tr("the config does not say when items go back to the public pool"),
                     tr("in the section assign, under leads or customers, add: recycle: {after: 90d, notice: 7d}"));
  }
  return kinds;
}

int run_recycle(const RecycleCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const std::vector<ItemKind> kinds = asked_kinds(command, settings.assign);
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  const Organisation organisation = read_organisation(db, settings);
  std::vector<PoolRun> runs;
  bool written = false;
  for (const ItemKind kind : kinds) {
    runs.push_back(look_at(db, settings, organisation, kind, context.as_of()));
    written = store(db, context, organisation, runs.back()) || written;
  }
  if (context.shows_stored() || context.options.dry_run) context.show(pool_table(runs, organisation, context.as_of()));
  if (context.options.dry_run) return 0;
  transaction.commit();
  if (!written) context.say(tr("nothing has changed"));
  return 0;
}

}  // namespace

void add_recycle(CommandLine app) {
  const CommandLine line = app.subcommand("recycle", tr("Put what nobody looks after back into the public pool"));
  RecycleCommand& command = line.runs(run_recycle);
  line.argument("KIND", command.kind, tr("leads or customers (default: both)"));
  line.footer(tr("Examples:\n  salesctl assign recycle --dry-run\n  salesctl assign recycle customers"));
}

}  // namespace salesctl
