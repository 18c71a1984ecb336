// salesctl assign claim: a rep takes leads or customers out of the public pool.
#include <algorithm>

#include "assign.hpp"
#include "assign/pool.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/customers.hpp"
#include "store/organisation.hpp"
#include "store/pool.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr int week = 7;

/// What claims of one kind are held against.
class Claiming {
 public:
  Claiming(const Database& db, const Settings& settings, const Organisation& organisation, ItemKind kind, std::size_t rep, Date day)
      : rules_(settings.assign.of(kind)), organisation_(organisation), rep_(rep),
        facts_(read_assign_facts(db, settings, organisation, kind, day)) {
    const auto theirs = [&](const OpenItem& item) { return item.owner == rep_; };
    load_ = std::ranges::count_if(facts_.items, theirs);
    if (rules_.recycle) lost_ = read_lost(db, kind, banned_span(*rules_.recycle, day));
    for (const ClaimedItem& claim : read_claims(db, kind, organisation.reps[rep].key, day)) {
      claims_.day += claim.on == day ? 1 : 0;
      claims_.week += day - std::chrono::days{week} < claim.on ? 1 : 0;
      const bool open = std::ranges::any_of(facts_.items, [&](const OpenItem& i) { return i.key == claim.item; });
      claims_.open += claim.theirs && open ? 1 : 0;
    }
  }

  const AssignFacts& facts() const { return facts_; }
  std::int64_t load() const { return load_; }
  const OpenItem* find(const std::string& id) const {
    const auto it = std::ranges::lower_bound(facts_.items, id, {}, &OpenItem::id);
    return it == facts_.items.end() || it->id != id ? nullptr : &*it;
  }

  /// Throws DataError where a rule or a limit is against it; else counts it.
  void claim(const OpenItem& item) {
    const Rep& rep = organisation_.reps[rep_];
    const std::string id = printable(item.id);
    if (item.owner) {
      throw DataError(tr("{} is not in the public pool: {} has it", id, printable(organisation_.reps[*item.owner].id)), {});
    }
    const bool allowed = item.rule && std::ranges::find(facts_.takers[item.takers].reps, rep_) != facts_.takers[item.takers].reps.end();
    if (!allowed) {
      const Place place = item.rule && !rules_.rules.empty() ? rules_.rules[*item.rule].place : Place{};
      throw DataError(item.rule ? tr("{} may not have {}: the rule {} gives it to others", printable(rep.id), id, printable(rules_.rules[*item.rule].name))
                                : tr("no rule fits {}", id), {}, place);
    }
    if (facts_.capacities[rep_] && load_ >= *facts_.capacities[rep_]) {
      throw DataError(tr("{} is full: {} of {} open items", printable(rep.id), load_, *facts_.capacities[rep_]), {});
    }
    if (rules_.recycle) check_pool_rules(rep, item, *rules_.recycle);
    ++load_;
    ++claims_.day;
    ++claims_.week;
    ++claims_.open;
  }

 private:
  void check_pool_rules(const Rep& rep, const OpenItem& item, const RecycleRule& rule) const {
    const auto loss = std::ranges::find_if(lost_, [&](const LostItem& l) { return l.item == item.key && l.rep == rep.key; });
    if (loss != lost_.end()) {
      throw DataError(tr("{} lost {} on {} and may claim it from {} on", printable(rep.id), printable(item.id), format_date(loss->on),
                         format_date(banned_until(rule, loss->on))), {}, rule.place);
    }
    const std::optional<std::string> broken = broken_limit(rule, claims_);
    if (!broken) return;
    const auto& [n, limit] = *broken == "day"    ? std::pair(claims_.day, *rule.claims_day)
                             : *broken == "week" ? std::pair(claims_.week, *rule.claims_week)
                                                 : std::pair(claims_.open, *rule.claims_open);
    const std::string what = *broken == "day" ? tr("today") : *broken == "week" ? tr("within seven days") : tr("still open");
    throw DataError(tr("{} has claimed {} of {} {}", printable(rep.id), n, limit, what), tr("claims of the section assign, under recycle"), rule.place);
  }

  const AssignRules& rules_;
  const Organisation& organisation_;
  std::size_t rep_;
  AssignFacts facts_;
  std::vector<LostItem> lost_;  // to the public pool, within the ban
  std::int64_t load_ = 0;
  Claims claims_;
};

std::size_t find_rep(const Database& db, const Organisation& organisation, const std::string& id, Date day) {
  const std::size_t rep = asked_rep(db, organisation, id);
  if (!takes_new(organisation.reps[rep], day)) throw DataError(tr("{} is not there on {}", printable(id), format_date(day)), {});
  return rep;
}

/// Of which kind an id is. Throws UsageError where it is of neither or of both.
ItemKind kind_of(const std::string& id, const std::string& asked, Claiming& leads, Claiming& customers) {
  const bool lead = asked != "customer" && leads.find(id) != nullptr;
  const bool customer = asked != "lead" && customers.find(id) != nullptr;
  if (lead && customer) throw UsageError(tr("\"{}\" is a lead and a customer", printable(id)), tr("say which with --kind"));
  if (!lead && !customer) throw UsageError(tr("there is no open lead or customer \"{}\"", printable(id)), tr("\"salesctl export lead\" lists them"));
  return lead ? ItemKind::lead : ItemKind::customer;
}

struct Claimed {
  ItemKind kind;
  const OpenItem* item;
  std::int64_t load;
};

void store(const Database& db, Context& context, const Rep& rep, const std::vector<Claimed>& claimed) {
  for (const ItemKind kind : {ItemKind::lead, ItemKind::customer}) {
    std::vector<OwnerMove> moves;
    for (const Claimed& c : claimed) {
      if (c.kind == kind) moves.push_back({c.item->key, {}, rep.key, {}, {}, TR_NOOP("claimed")});
    }
    if (moves.empty()) continue;
    Run record = context.run(to_string(kind), {});
    record.counts.updated = static_cast<std::int64_t>(moves.size());
    write_owner_moves(db, context.settings(), kind, AssignedHow::claim, moves, context.as_of(), record_run(db, record));
  }
}

Table claims_table(const Rep& rep, const std::vector<Claimed>& claimed, Date day) {
  Table table;
  table.title = tr("Claimed on {}", format_date(day));
  table.columns = {{"kind", tr("Kind")}, {"id", tr("Id")}, {"name", tr("Name")}, {"owner", tr("Owner")}, {"load_after", tr("Load after"), ColumnType::integer}};
  for (const Claimed& c : claimed) {
    table.rows.push_back({{word(to_string(c.kind)), c.item->id, c.item->name, Named(rep.id, rep.name), c.load}, 0, false});
  }
  return table;
}

int run_claim(const ClaimCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Date day = context.as_of();
  if (!command.kind.empty()) parse_item_kind(command.kind);
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  const Organisation organisation = read_organisation(db, settings);
  const std::size_t r = find_rep(db, organisation, command.rep, day);
  Claiming leads(db, settings, organisation, ItemKind::lead, r, day);
  Claiming customers(db, settings, organisation, ItemKind::customer, r, day);
  std::vector<Claimed> claimed;
  for (const std::string& id : command.ids) {
    const ItemKind kind = kind_of(id, command.kind, leads, customers);
    Claiming& claiming = kind == ItemKind::lead ? leads : customers;
    const OpenItem* item = claiming.find(id);
    const bool twice = std::ranges::any_of(claimed, [&](const Claimed& c) { return c.item == item; });
    if (item->owner == r || twice) continue;  // theirs already
    claiming.claim(*item);
    claimed.push_back({kind, item, claiming.load()});
  }
  store(db, context, organisation.reps[r], claimed);
  if (context.shows_stored() || context.options.dry_run) context.show(claims_table(organisation.reps[r], claimed, day));
  if (context.options.dry_run) return 0;
  transaction.commit();
  if (claimed.empty()) context.say(tr("nothing has changed"));
  return 0;
}

}  // namespace

void add_claim(CommandLine app) {
  const CommandLine line = app.subcommand("claim", tr("Take leads or customers out of the public pool, for a rep"));
  ClaimCommand& command = line.runs(run_claim);
  line.argument("REP", command.rep, tr("Who takes them"), Need::required);
  line.arguments("ID", command.ids, tr("Leads or customers"));
  line.option("--kind", command.kind, "KIND", tr("lead or customer, where an id is of both"));
  line.footer(tr("Example:\n  salesctl assign claim R001 L0001 L0016"));
}

}  // namespace salesctl
