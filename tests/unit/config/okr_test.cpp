#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

namespace {

/// One objective with these keys, and key results.
std::string okr(const std::string& results, const std::string& more = "period: 2026-Q3") {
  return "okr:\n  objectives:\n    - id: o\n      " + more + "\n      key_results:\n        - " + results + "\n";
}

Okr load(const std::string& text) { return ConfigFolder().load(text).okr; }

}  // namespace

TEST_CASE("without okr there are no objectives") {
  CHECK(load("company: Acme\n").objectives.empty());
  CHECK(load("okr: {}\n").stalled_after == 21);
}

TEST_CASE("an objective is read with its defaults and without") {
  const Objective brief = load(okr("{id: k, target: 10}")).objectives.at(0);
  CHECK(brief.title == "o");
  CHECK(brief.owner == "company");
  CHECK(brief.period.name == "2026-Q3");
  CHECK(brief.aligns_with.empty());
  CHECK(brief.weight == Rate{Rate::one});
  const KeyResult& k = brief.key_results.at(0);
  CHECK(k.title == "k");
  CHECK(k.metric.empty());
  CHECK(k.start == Money{});
  CHECK(k.target == Money{10'000'000});
  CHECK(k.direction == Direction::up);
  CHECK(k.place.line == 6);
  const Okr full = load(
      "okr:\n  stalled_after: 14\n  objectives:\n"
      "    - {id: top, title: Grow, owner: north, period: 2026, weight: 2, key_results: [{id: a, metric: revenue, target: 1.2亿, weight: 40%}]}\n"
      "    - {id: low, period: 2026-Q1, aligns_with: top, key_results: [{id: b, title: Bugs, unit: bugs, start: 12.5, target: 3, direction: down}]}\n");
  CHECK(full.stalled_after == 14);
  const Objective& top = full.objectives.at(0);
  CHECK(top.owner == "north");
  CHECK(top.weight == Rate{2 * Rate::one});
  CHECK(top.key_results.at(0).target == Money{12'000'000'000});
  CHECK(top.key_results.at(0).decimals == 2);
  CHECK(top.key_results.at(0).weight == Rate{Rate::one / 10 * 4});
  const Objective& low = full.objectives.at(1);
  CHECK(low.aligns_with == "top");
  CHECK(low.key_results.at(0).start == Money{12'500'000});
  CHECK(low.key_results.at(0).unit == "bugs");
  CHECK(low.key_results.at(0).direction == Direction::down);
}

TEST_CASE("a percent sign may follow values in %, and only these") {
  CHECK(load(okr("{id: k, unit: \"%\", start: 60%, target: 95}")).objectives[0].key_results[0].start == Money{60'000'000});
  CHECK(says(fault(okr("{id: k, start: 60%, target: 95}")), "6:26 "));
}

TEST_CASE("values of a metric are in its unit") {
  CHECK(load(okr("{id: k, metric: visits, target: 120}")).objectives[0].key_results[0].target == Money{120});
  CHECK(says(fault(okr("{id: k, metric: visits, target: 1.5}")), "6:43 "));
  CHECK(says(fault(okr("{id: k, metric: revenue, target: 1.234}")), "6:44 "));
  CHECK(says(fault(okr("{id: k, metric: revenu, target: 1}")), "6:27 there is no metric \"revenu\" - did you mean \"revenue\""));
  CHECK(says(fault(okr("{id: k, metric: revenue, unit: 万, target: 1}")), "6:42 unit: a metric has its own"));
}

TEST_CASE("key results that cannot be meant are refused") {
  CHECK(says(fault(okr("{id: k}")), "\"target\" is missing"));
  CHECK(says(fault(okr("{target: 1}")), "\"id\" is missing"));
  CHECK(says(fault(okr("{id: \"\", target: 1}")), "6:16 id: this is empty"));
  CHECK(says(fault(okr("{id: k, target: soon}")), "6:27 "));
  CHECK(says(fault(okr("{id: k, target: 0.1234567}")), "too many decimals"));
  CHECK(says(fault(okr("{id: k, target: 1000000000}")), "too large"));
  CHECK(says(fault(okr("{id: k, start: 5, target: 4}")), "6:37 k: the target lies below the start | if less is better, add direction: down"));
  CHECK(says(fault(okr("{id: k, start: 4, target: 5, direction: down}")), "6:37 k: the target lies above the start"));
  CHECK(says(fault(okr("{id: k, target: 5, direction: down}")), "\"start\" is missing"));
  CHECK(says(fault(okr("{id: k, target: 5, direction: dawn}")), "did you mean \"down\""));
  CHECK(says(fault(okr("{id: k, target: 5, wieght: 2}")), "did you mean \"weight\""));
  CHECK(says(fault(okr("{id: k, target: 5, weight: 0}")), "6:38 weight: it must be above zero"));
  CHECK(says(fault(okr("{id: k, target: 5, weight: 1000001}")), "6:38 weight"));
  CHECK(load(okr("{id: k, start: 5, target: 5}")).objectives.size() == 1);
}

TEST_CASE("objectives that cannot be meant are refused") {
  CHECK(says(fault(okr("{id: k, target: 1}", "title: x")), "\"period\" is missing"));
  CHECK(says(fault(okr("{id: k, target: 1}", "period: 2026-Q5")), "4:15 "));
  for (const char* relative : {"this-quarter", "ytd", "today", "2026-01-01..today"}) {
    CAPTURE(relative);
    CHECK(says(fault(okr("{id: k, target: 1}", std::string("period: ") + relative)), "is relative to today"));
  }
  CHECK(says(fault("okr: {objectives: [{id: o, period: 2026}]}\n"), "1:20 the objective \"o\" has no key results"));
  CHECK(says(fault("okr: {stalled_after: 0}\n"), "1:22 "));
  CHECK(says(fault("okr: {stalled_after: soon}\n"), "1:22 "));
  CHECK(says(fault("okr: [a]\n"), "1:6 "));
}

TEST_CASE("ids stand once") {
  const std::string head = "okr:\n  objectives:\n";
  const std::string first = "    - {id: a, period: 2026, key_results: [{id: k, target: 1}]}\n";
  CHECK(says(fault(head + first + "    - {id: a, period: 2025, key_results: [{id: l, target: 1}]}\n"),
             "4:7 the objective \"a\" stands twice, first at"));
  CHECK(says(fault(head + first + "    - {id: b, period: 2025, key_results: [{id: k, target: 1}]}\n"),
             "4:43 the key result \"k\" stands twice, first at"));
}

TEST_CASE("alignment names an objective and does not go in a circle") {
  const auto aligned = [](const std::string& a, const std::string& b, const std::string& c) {
    std::string text = "okr:\n  objectives:\n";
    for (const auto& [id, above] : {std::pair{"a", a}, {"b", b}, {"c", c}}) {
      text += std::string("    - {id: ") + id + ", period: 2026, key_results: [{id: k" + id + ", target: 1}]" +
              (above.empty() ? "" : ", aligns_with: " + above) + "}\n";
    }
    return text;
  };
  CHECK(load(aligned("b", "c", "")).objectives.size() == 3);
  CHECK(says(fault(aligned("", "x", "")), "4:78 there is no objective \"x\""));
  CHECK(says(fault(aligned("a", "", "")), "in a circle: a -> a"));
  CHECK(says(fault(aligned("b", "c", "a")), "3:78 objectives are aligned in a circle: a -> b -> c -> a"));
  CHECK(says(fault(aligned("b", "c", "b")), "in a circle: b -> c -> b"));
}
