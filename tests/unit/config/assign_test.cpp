#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

namespace {

std::string leads(const std::string& keys) { return "assign:\n  leads:\n    " + keys + "\n"; }
AssignSection load(const std::string& text) { return ConfigFolder().load(text).assign; }

}  // namespace

TEST_CASE("without assign everybody may have everything, by count, and nothing is recycled") {
  const AssignSection section = load("company: Acme\n");
  CHECK(section == AssignSection{});
  CHECK(section.leads.catch_up == 30);
  CHECK(section.tasks.per_day == 6);
  CHECK_FALSE(section.of(ItemKind::customer).recycle);
}

TEST_CASE("assign is read with all its keys") {
  const AssignSection section = load(
      "assign:\n  leads:\n    rules:\n      - {name: north, when: region = 'north', reps: territory = 'north'}\n      - {name: rest}\n"
      "    which: value > 0\n    open: status <> 'dead'\n    capacity: capacity * part_time\n    balance: value\n    reassign: true\n"
      "    min_share: 5%\n    max_share: 30%\n    catch_up: 2w\n    weights: [{reps: level = 'junior', weight: 50%}]\n"
      "  customers:\n    method: weighted\n"
      "    recycle: {after: 180d, notice: 2w, protected: [A], ban: 30, claims: {open: 50, day: 3, week: 10}}\n");
  const AssignRules& l = section.leads;
  REQUIRE(l.rules.size() == 2);
  CHECK(l.rules[0].when == "region = 'north'");
  CHECK(l.rules[0].reps == "territory = 'north'");
  CHECK(l.rules[1].place.line == 5);
  CHECK(l.which.sql == "value > 0");
  CHECK(l.open.sql == "status <> 'dead'");
  CHECK(l.capacity.sql == "capacity * part_time");
  CHECK(l.balance == Balance::value);
  CHECK(l.reassign);
  CHECK(l.min_share == Rate{Rate::one / 20});
  CHECK(l.max_share == Rate{Rate::one * 3 / 10});
  CHECK(l.catch_up == 14);
  CHECK(l.weights.at(0).weight == Rate{Rate::one / 2});
  CHECK(section.customers.method == AssignMethod::weighted);
  const RecycleRule recycle = section.customers.recycle.value();
  CHECK(recycle.after == 180);
  CHECK(recycle.notice == 14);
  CHECK(recycle.protected_classes == std::vector<std::string>{"A"});
  CHECK(recycle.ban == 30);
  CHECK(recycle.claims_open == 50);
  CHECK(recycle.claims_day == 3);
  CHECK(recycle.claims_week == 10);
}

TEST_CASE("a rule may match fields of the item with fields of the rep, and then fits not everything") {
  const AssignSection section = load(leads("rules: [{name: own, match: {region: territory, sector: skills}}, {name: rest}]"));
  const AssignRule& own = section.leads.rules.at(0);
  REQUIRE(own.match.size() == 2);
  CHECK(own.match[0].item == "region");
  CHECK(own.match[0].rep == "territory");
  CHECK(own.match[1].place.line == 3);
  CHECK(own.match[1].rep == "skills");
}

TEST_CASE("a short time until the pool shortens the usual notice, one that is said is not changed") {
  CHECK(load(leads("recycle: {after: 3d}")).leads.recycle->notice == 3);
  CHECK(says(fault(leads("recycle: {after: 3d, notice: 5d}")), "salesctl.yaml:3:34 recycle: 5 days of notice are more than the 3 days"));
}

TEST_CASE("what makes no sense is refused at its place") {
  CHECK(says(fault(leads("rules: [{name: a}, {name: b}]")), "salesctl.yaml:3:13 the rule \"a\" fits everything"));
  CHECK(says(fault(leads("rules: [{name: a, when: 1}, {name: a}]")), "stands twice"));
  CHECK(says(fault(leads("rules: [{name: ' '}]")), "name: this is empty"));
  CHECK(says(fault(leads("rules: [{name: a, match: {region: ''}}]")), "match: this is empty"));
  CHECK(says(fault(leads("which: ''")), "which: this is empty"));
  CHECK(says(fault(leads("method: best")), "allowed: optimal, round-robin, weighted"));
  CHECK(says(fault("assign:\n  tasks: {per_day: 0}\n"), "salesctl.yaml:2:20"));
  CHECK(load("assign:\n  tasks: {per_day: 8}\n").tasks.per_day == 8);
  CHECK(says(fault(leads("max_share: 120%")), "a share is between 0% and 100%"));
  CHECK(says(fault("assign:\n  leads:\n    min_share: 50%\n    max_share: 20%\n"), "salesctl.yaml:4:16 max_share (20%) lies below min_share (50%)"));
  CHECK(says(fault(leads("weights: [{weight: 0}]")), "a weight is between 0.001 and 1000"));
  CHECK(says(fault("assign:\n  leads:\n    method: round-robin\n    reassign: true\n"), "salesctl.yaml:4:15 reassign: method round-robin deals"));
  CHECK(says(fault("assign:\n  leads:\n    method: round-robin\n    weights: [{weight: 2}]\n"), "weights: method round-robin deals"));
  CHECK(fault("assign:\n  leads:\n    method: weighted\n    weights: [{weight: 2}]\n").empty());
  CHECK(says(fault(leads("recycle: {protected: [A]}")), "leads have no classes"));
  CHECK(says(fault("assign:\n  customers:\n    recycle: {protected: [Aa]}\n"), "there is no class \"Aa\""));
  CHECK(says(fault(leads("recycle: {claims: {week: -1}}")), "-1"));
  CHECK(says(fault(leads("rule: []")), "did you mean \"rules\""));
}
