#include <doctest/doctest.h>

#include "base/error.hpp"
#include "firm.hpp"
#include "store/assign_facts.hpp"
#include "store/assignments.hpp"
#include "store/customers.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"
#include "store/owner_history.hpp"
#include "store/pool.hpp"
#include "store/runs.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Date day = make_date(2026, 6, 30);

struct Firm {
  Folder folder;
  Settings settings = firm_settings(folder);

  Firm() {
    settings.metrics.push_back({"new_leads", "New leads", MetricUnit::count, "lead", "1", "created_on", "owner", "", {}});
    Database db = open();
    load(db, settings, "rep", {"id", "name", "territory", "capacity"}, {{"r1", "One", "north", "3"}, {"r2", "Two", "south", ""}});
    load(db, settings, "lead", {"id", "name", "region", "owner", "value", "created_on", "converted_on"},
         {{"l3", "Three", "north", "r1", "300", "2026-01-01", ""},
          {"l1", "One", "north", "", "100", "2026-01-01", ""},
          {"l2", "Two", "south", "", "", "2026-01-01", "2026-07-01"},
          {"l4", "Four", "east", "", "50", "2026-01-01", "2026-06-30"},
          {"l5", "Five", "east", "", "50", "2026-07-01", ""}});
  }
  Database open() { return open_store(settings, Access::create); }
  AssignFacts facts(const Database& db) { return read_assign_facts(db, settings, read_organisation(db, settings), ItemKind::lead, day); }
  std::int64_t run(const Database& db) { return record_run(db, {"2026-06-30T00:00:00Z", "me", "1", "assign", "lead", "", "", {}}); }
};

std::vector<std::string> ids(const AssignFacts& facts) {
  std::vector<std::string> all;
  for (const OpenItem& item : facts.items) all.push_back(item.id);
  return all;
}

}  // namespace

TEST_CASE("open leads are those created up to the day and not converted by then, by id") {
  Firm firm;
  const Database db = firm.open();
  const AssignFacts facts = firm.facts(db);
  CHECK(ids(facts) == std::vector<std::string>{"l1", "l2", "l3"});
  CHECK_FALSE(facts.items[0].owner);
  CHECK(facts.items[2].owner == 0);
  CHECK(facts.items[2].value == Money{300});
  CHECK(facts.items[1].value == Money{});
  CHECK(facts.capacities == std::vector<std::optional<std::int64_t>>{3, std::nullopt});
  CHECK(facts.takers == std::vector<Takers>{{0, {0, 1}}});
}

TEST_CASE("rules, which, open, capacity and weights are asked over their views") {
  Firm firm;
  AssignRules& rules = firm.settings.assign.leads;
  rules.rules = {{"north", "region = 'north'", "territory = 'north'", {}}, {"valued", "value IS NULL", "", {}}};
  rules.which.sql = "value IS NOT NULL";
  rules.open.sql = "id <> 'l3'";
  rules.capacity.sql = "capacity * 1.5";
  rules.weights = {{"id = 'r2'", Rate{Rate::one / 2}, {}}};
  const Database db = firm.open();
  const AssignFacts facts = firm.facts(db);
  CHECK(ids(facts) == std::vector<std::string>{"l1", "l2"});
  CHECK(facts.items[0].rule == 0);
  CHECK(facts.items[0].chosen);
  CHECK(facts.items[1].rule == 1);
  CHECK_FALSE(facts.items[1].chosen);
  CHECK(facts.takers == std::vector<Takers>{{0, {0}}, {1, {0, 1}}});
  CHECK(facts.capacities[0] == 4);
  CHECK(facts.weights == std::vector<std::optional<Rate>>{std::nullopt, Rate{Rate::one / 2}});
}

TEST_CASE("a rule that matches fields allows the reps who have the item's values, of which they may have several") {
  Firm firm;
  AssignRules& rules = firm.settings.assign.leads;
  rules.rules = {{"own", "", "id <> 'r4'", {}, {{"region", "territory", {}}}}, {"valued", "value > 0", "", {}, {}}, {"rest", "", "id = 'r1'", {}, {}}};
  const Database db = firm.open();
  load(db, firm.settings, "rep", {"id", "name", "territory"}, {{"r3", "Three", "west; north"}, {"r4", "Four", "north"}});
  load(db, firm.settings, "lead", {"id", "name", "region", "value", "created_on"},
       {{"l6", "Six", "nowhere", "5", "2026-01-01"}, {"l7", "Seven", "", "5", "2026-01-01"}, {"l8", "Eight", "", "", "2026-01-01"}});
  const AssignFacts facts = firm.facts(db);
  REQUIRE(ids(facts) == std::vector<std::string>{"l1", "l2", "l3", "l6", "l7", "l8"});
  using Found = std::pair<std::size_t, std::vector<std::size_t>>;
  std::vector<Found> found;
  for (const OpenItem& item : facts.items) found.emplace_back(*item.rule, facts.takers[item.takers].reps);
  CHECK(found == std::vector<Found>{{0, {0, 2}}, {0, {1}}, {0, {0, 2}}, {0, {}}, {1, {0, 1, 2, 3}}, {2, {0}}});
  CHECK(facts.items[0].takers == facts.items[2].takers);
}

TEST_CASE("a condition that does more than read is refused at its place when the store is opened") {
  Firm firm;
  firm.settings.hash = "other";
  for (const std::string sql : {"(SELECT count(*) FROM run) > 0", "load_extension('x')", "no_such = 1", "1) OR (1", "created_on < date('now')", "sum(value) > 1"}) {
    CAPTURE(sql);
    firm.settings.assign.leads.rules = {{"bad", sql, "", {"salesctl.yaml", 7, 3}}};
    try {
      firm.open();
      FAIL("opened");
    } catch (const ConfigError& e) {
      CHECK(e.place().line == 7);
      CHECK(std::string(e.what()).starts_with("rule bad: when: "));
    }
  }
  firm.settings.assign.leads.rules = {{"bad", "", "", {}, {{"region", "teritory", {"salesctl.yaml", 9, 3}}}}};
  CHECK_THROWS_WITH_AS(firm.open(), doctest::Contains("rule bad: match: the store says: no such column: teritory"), ConfigError);
  firm.settings.assign.leads.rules = {{"bad", "", "", {}, {{"1) OR (1", "territory", {"salesctl.yaml", 9, 3}}}}};
  CHECK_THROWS_WITH_AS(firm.open(), doctest::Contains("rule bad: match: "), ConfigError);
  firm.settings.assign.leads.rules = {{"fine", "", "';' || skills || ';' LIKE '%;medical;%'", {}}};
  CHECK_NOTHROW(firm.open());
}

TEST_CASE("moves set owners and days, keep the history and the sums of metrics") {
  Firm firm;
  const Database db = firm.open();
  const Organisation organisation = read_organisation(db, firm.settings);
  const AssignFacts facts = firm.facts(db);
  Transaction transaction(db);
  write_owner_moves(db, firm.settings, ItemKind::lead, AssignedHow::assign,
                    {{facts.items[0].key, {}, organisation.reps[1].key, "north", "salesctl.yaml:3", "no owner"},
                     {facts.items[2].key, organisation.reps[0].key, {}, "", "", "no contact"}},
                    day, firm.run(db));
  transaction.commit();
  CHECK(db.integer("SELECT count(*) FROM lead WHERE id = 'l1' AND owner = 'r2' AND assigned_on = '2026-06-30'") == 1);
  CHECK(db.integer("SELECT count(*) FROM lead WHERE id = 'l3' AND owner IS NULL AND assigned_on IS NULL") == 1);
  CHECK(db.integer("SELECT count(*) FROM assignment_history WHERE item = 'l1' AND previous IS NULL AND owner = 'r2' AND rule = 'north' "
                   "AND place = 'salesctl.yaml:3' AND how = 'assign' AND assigned_on = '2026-06-30'") == 1);
  const Span always{make_date(2026, 1, 1), make_date(2027, 1, 1)};
  const Metric& metric = firm.settings.metrics.back();
  const auto kept = read_day_sums(db, metric, always);
  const auto rows = compute_day_sums(db, firm.settings, metric);
  REQUIRE(kept.size() == rows.size());
  for (std::size_t i = 0; i < kept.size(); ++i) CHECK(std::tuple(kept[i].day, kept[i].rep_key, kept[i].value) == std::tuple(rows[i].day, rows[i].rep_key, rows[i].value));
}

TEST_CASE("moves of customers are in the history of their owners, whatever they come from") {
  Firm firm;
  const Database db = firm.open();
  load(db, firm.settings, "customer", {"id", "name", "owner"}, {{"c1", "One", "r1"}, {"c2", "Two", ""}});
  const Organisation organisation = read_organisation(db, firm.settings);
  const RepKey r1 = organisation.reps[0].key;
  const RepKey r2 = organisation.reps[1].key;
  const CustomerKey c1 = find_customer(db, "c1");
  const CustomerKey c2 = find_customer(db, "c2");
  const auto move = [&](AssignedHow how, CustomerKey customer, std::optional<RepKey> from, std::optional<RepKey> to, int days) {
    write_owner_moves(db, firm.settings, ItemKind::customer, how, {{customer.value, from, to, {}, {}, "x"}}, day + std::chrono::days{days}, firm.run(db));
  };
  move(AssignedHow::recycle, c1, r1, {}, 0);
  move(AssignedHow::claim, c1, {}, r2, 1);
  move(AssignedHow::assign, c2, {}, r1, 1);
  move(AssignedHow::recycle, c2, r1, {}, 1);
  const Date next = day + std::chrono::days{1};
  CHECK(read_owner_changes(db, c1) == std::vector<OwnerChange>{{day, {"r1", "One"}, {}}, {next, {}, {"r2", "Two"}}});
  CHECK(read_owner_changes(db, c2).empty());
  CHECK(db.integer("SELECT count(*) FROM assignment_history WHERE kind = 'customer'") == 4);
  CHECK(last_touches(db, firm.settings, ItemKind::customer, next).at(c1.value) == next);
}

TEST_CASE("turns are kept by rule and rep") {
  Firm firm;
  const Database db = firm.open();
  const Organisation organisation = read_organisation(db, firm.settings);
  CHECK(read_turns(db, organisation, ItemKind::lead, {"a"}) == Turns{{0, 0}});
  write_turns(db, organisation, ItemKind::lead, {"a", "b"}, {{1, -1}, {5, -5}});
  write_turns(db, organisation, ItemKind::lead, {"a"}, {{2, -2}});
  CHECK(read_turns(db, organisation, ItemKind::lead, {"b", "a"}) == Turns{{5, -5}, {2, -2}});
  CHECK(read_turns(db, organisation, ItemKind::customer, {"a"}) == Turns{{0, 0}});
}

TEST_CASE("notices and claims are looked at from a day") {
  Firm firm;
  const Database db = firm.open();
  const Organisation organisation = read_organisation(db, firm.settings);
  const std::int64_t item = firm.facts(db).items[0].key;
  const RepKey rep = organisation.reps[0].key;
  const std::int64_t run = firm.run(db);
  write_notices(db, ItemKind::lead, {{item, day}}, day, run);
  CHECK(read_notices(db, ItemKind::lead, day) == DateOfItem{{item, day}});
  CHECK(read_notices(db, ItemKind::lead, day - std::chrono::days{1}).empty());
  write_notices(db, ItemKind::lead, {}, day, run);
  CHECK(read_notices(db, ItemKind::lead, day).empty());
  write_owner_moves(db, firm.settings, ItemKind::lead, AssignedHow::claim, {{item, {}, rep, {}, {}, "claimed"}}, day, run);
  CHECK(read_claims(db, ItemKind::lead, rep, day).at(0).theirs);
  CHECK(read_claims(db, ItemKind::lead, rep, day - std::chrono::days{1}).empty());
  CHECK(last_touches(db, firm.settings, ItemKind::lead, day).at(item) == day);
  const Span today{day, day + std::chrono::days{1}};
  CHECK(read_lost(db, ItemKind::lead, today).empty());
  write_owner_moves(db, firm.settings, ItemKind::lead, AssignedHow::recycle, {{item, rep, {}, {}, {}, "no contact"}}, day, run);
  CHECK_FALSE(read_claims(db, ItemKind::lead, rep, day).at(0).theirs);
  CHECK(read_lost(db, ItemKind::lead, today) == std::vector<LostItem>{{item, rep, day}});
  CHECK(read_lost(db, ItemKind::lead, {today.to, today.to + std::chrono::days{9}}).empty());
  CHECK(read_lost(db, ItemKind::lead, {day - std::chrono::days{9}, day}).empty());
  CHECK(read_lost(db, ItemKind::customer, today).empty());
}
