#include "config/schema.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "config/config.hpp"
#include "config_folder.hpp"

using namespace salesctl;
using test::fault;
using test::says;

namespace {

using Json = nlohmann::json;

/// Keywords that our validator does not know, and objects that do not say what else they may hold: ours takes
/// nothing more, JSON Schema takes anything.
void collect_unknown(const Json& rule, const std::string& at, std::vector<std::string>& faults) {
  static const std::set<std::string> known{"$schema", "$defs", "$ref", "title", "description", "type", "properties",
                                           "additionalProperties", "required", "enum", "pattern", "items", "minItems", "anyOf"};
  for (const auto& [key, value] : rule.items()) {
    if (!known.contains(key)) faults.push_back(at + ": " + key);
    if (key == "properties" || key == "$defs") {
      for (const auto& [name, child] : value.items()) collect_unknown(child, at + "/" + name, faults);
    } else if (key == "items" || (key == "additionalProperties" && value.is_object())) {
      collect_unknown(value, at + "/*", faults);
    } else if (key == "anyOf") {
      for (const Json& child : value) collect_unknown(child, at + "/any", faults);
    }
  }
  if (rule.contains("properties") && !rule.contains("additionalProperties")) faults.push_back(at + ": open object");
  if (rule.contains("$ref") && rule.size() != 1) faults.push_back(at + ": keywords beside $ref");
  if (!rule.contains("$ref") && !rule.contains("anyOf") && !rule.contains("type")) faults.push_back(at + ": no type");
}

}  // namespace

TEST_CASE("the schema uses nothing that our validator does not know") {
  std::vector<std::string> faults;
  collect_unknown(Json::parse(config_schema()), "", faults);
  const std::string first = faults.empty() ? "" : faults.front();
  CHECK(first.empty());
}

TEST_CASE("an unknown key is told with the nearest one and all that are allowed") {
  CHECK(fault("company: A\ncurency: CNY\n") ==
        "salesctl.yaml:2:1 there is no key \"curency\" here - did you mean \"currency\"? | allowed: assign, awards, calendar, churn, company, currency, customers, "
        "fields, fiscal_year_start, goals, import, include, language, leaderboard, leads, metrics, okr, plans, reports, reviews, scorecards, stages, store, "
        "timezone, traffic_light, training");
  CHECK(says(fault("metrics:\n  m: {from: order, on: ordered_on, wher: x}\n"), "\"where\""));
  CHECK(says(fault("zzzzzz: 1\n"), "there is no key \"zzzzzz\" here |"));
}

TEST_CASE("a number with commas in a map on one line is told to stand in quotes") {
  CHECK(fault("goals:\n  - {metric: revenue, period: 2026, amount: 12,000.01}\n") ==
        "salesctl.yaml:2:48 there is no key \"000.01\" here | a number with commas stands in quotes, such as \"1,000\"");
}

TEST_CASE("a value of the wrong type is told with what it should be") {
  CHECK(says(fault("company: [A]\n"), "1:10 company: this should be text"));
  CHECK(says(fault("calendar: 5\n"), "calendar: this should be a map (key: value)"));
  CHECK(says(fault("stages: {a: b}\n"), "stages: this should be a list"));
  CHECK(says(fault("stages:\n"), "stages: this should be a list"));
  CHECK(says(fault("- a\n- b\n"), "1:1 salesctl.yaml: this should be a map"));
  CHECK(says(fault("just words\n"), "this should be a map"));
  CHECK(says(fault("import: {m: {kind: rep, footer: yes, columns: {id: x}}}\n"), "footer: this should be true or false"));
  CHECK(says(fault("import: {m: {kind: rep, footer: \"true\", columns: {id: x}}}\n"), "footer: this should be true or false"));
  CHECK(says(fault("goals: [{metric: revenue, period: 2026, amount: 1, history_years: 1.5}]\n"), "a whole number"));
}

TEST_CASE("a plain number, date or truth value is text where text is wanted") {
  const test::ConfigFolder folder;
  CHECK(folder.load("company: 2026\n").company == "2026");
  CHECK(folder.load("company: true\n").company == "true");
  CHECK(folder.load("company: 010\n").company == "010");
}

TEST_CASE("a missing key and a list that is too short are errors") {
  CHECK(says(fault("metrics:\n  m: {from: order}\n"), "2:6 m: the key \"on\" is missing"));
  CHECK(says(fault("calendar: {working_week: []}\n"), "too short"));
  CHECK(says(fault("stages: []\n"), "too short"));
}

TEST_CASE("of several forms the one of the right type speaks") {
  CHECK(says(fault("fields: {customer: {a: {typ: text}}}\n"), "\"type\""));
  CHECK(says(fault("fields: {customer: {a: texd}}\n"), "did you mean \"text\""));
  CHECK(says(fault("fields: {customer: {a: [text]}}\n"), "wrong form"));
}
