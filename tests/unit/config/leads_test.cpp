#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

TEST_CASE("leads have points by rule, grades and fields to learn from") {
  const LeadRules rules = ConfigFolder().load(
      "leads:\n  open: status IS NOT 'dead'\n  rules:\n    - {when: \"source = 'x'\", points: 40, name: known}\n"
      "    - {when: contacts > 3, points: -5, of: opportunity}\n  grades: {hot: 30, cold: -10}\n"
      "  learn: [source, customer.sector, product.price]\n").leads;
  CHECK(rules.open == "status IS NOT 'dead'");
  CHECK(rules.open_place.line == 2);
  REQUIRE(rules.rules.size() == 2);
  CHECK(rules.rules[0].name == "known");
  CHECK(rules.rules[0].points == 40);
  CHECK(rules.rules[0].place.line == 4);
  CHECK_FALSE(rules.rules[0].of_deals);
  CHECK(rules.rules[1].name == "contacts > 3");
  CHECK(rules.rules[1].points == -5);
  CHECK(rules.rules[1].of_deals);
  CHECK(rules.grades == std::vector<LeadGrade>{{"hot", 30}, {"cold", -10}});
  REQUIRE(rules.learn.size() == 3);
  CHECK(rules.learn[1].kind == "customer");
  CHECK(rules.learn[1].name() == "customer.sector");
}

TEST_CASE("without a section leads have rules, grades and fields that make sense") {
  const ConfigFolder folder;
  const LeadRules rules = folder.load("company: A\n").leads;
  CHECK(rules == LeadRules{});
  // the fields learned from by default may be named by the user
  std::string learn;
  for (const LearnField& field : rules.learn) learn += (learn.empty() ? "" : ", ") + field.name();
  const std::string written = "leads:\n  learn: [" + learn + "]\n";
  CHECK(folder.fault(written).empty());
}

TEST_CASE("a rule without condition or whole points is told with its place") {
  CHECK(says(fault("leads:\n  rules:\n    - {when: \"\", points: 1}\n"), "3:14 when: this is empty"));
  CHECK(says(fault("leads: {open: \" \"}\n"), "this is empty"));
  CHECK(says(fault("leads:\n  rules:\n    - {points: 1}\n"), "when"));
  CHECK(says(fault("leads:\n  rules:\n    - {when: a, points: 1.5}\n"), "3:25 \"1.5\" is not a whole number"));
  CHECK(says(fault("leads:\n  rules:\n    - {when: a, points: \"x\"}\n"), "3:25 \"x\" is not a whole number"));
  CHECK(says(fault("leads:\n  rules:\n    - {when: a, points: 1, of: order}\n"), "of: \"order\" is not allowed | allowed: lead, opportunity"));
}

TEST_CASE("grades go from the best to the worst") {
  CHECK(says(fault("leads:\n  grades: {A: 50, B: 80}\n"), "2:22 grades: B from 80 points comes after A from 50"));
  CHECK(says(fault("leads:\n  grades: {A: 50, B: 50}\n"), "comes after"));
  CHECK(says(fault("leads:\n  grades: {A: many}\n"), "2:15 \"many\" is not a whole number"));
}

TEST_CASE("what is known only when a deal is decided cannot be learned from") {
  for (const char* field : {"stage", "lost_reason", "competitor", "closed_on", "expected_on", "next_step", "probability", "id", "name",
                            "customer.created_on", "customer.id", "customer.name", "product.launched_on"}) {
    CAPTURE(field);
    CHECK(says(fault(std::string("leads:\n  learn: [type, ") + field + "]\n"), std::string("2:17 learn: nothing can be learned from ") + field));
  }
  CHECK(says(fault("leads: {learn: [sorce]}\n"), "opportunity has no field \"sorce\" - did you mean \"source\"?"));
  CHECK(says(fault("leads: {learn: [customer.sektor]}\n"), "customer has no field \"sektor\" - did you mean \"customer.sector\"?"));
  CHECK(says(fault("leads: {learn: [rep.level]}\n"), "opportunity has no field \"rep.level\""));
  CHECK(says(fault("leads: {learn: [source, source]}\n"), "stands twice"));
}

TEST_CASE("custom fields can be learned from, but dates") {
  const std::string fields = "fields:\n  customer: {tier: text, since: date}\n";
  CHECK(fault(fields + "leads: {learn: [customer.tier]}\n").empty());
  CHECK(says(fault(fields + "leads: {learn: [customer.since]}\n"), "nothing can be learned"));
}
