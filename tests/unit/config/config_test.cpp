#include "config/config.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "config/schema.hpp"
#include "config/yaml_tree.hpp"

using namespace salesctl;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "salesctl-config-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
  Settings load(const std::string& text) const {
    write_file_atomically(path / "salesctl.yaml", text);
    return load_settings(path / "salesctl.yaml");
  }
};

/// Loads a faulty config and gives the error's place and words.
std::string fault(const std::string& text) {
  const Folder folder;
  try {
    folder.load(text);
  } catch (const ConfigError& e) {
    return std::to_string(e.place().line) + ":" + std::to_string(e.place().column) + " " + e.what() + " | " + e.hint();
  }
  return "no error";
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an empty config is a firm with all defaults") {
  const Folder folder;
  const Settings settings = folder.load("");
  CHECK(settings.currency.code == "CNY");
  CHECK(settings.store == folder.path / "sales.db");
  CHECK(settings.stages.front().name == "prospecting");
  CHECK(find_metric(settings, "revenue").from == "credited_order");
}

TEST_CASE("every section is read") {
  const Folder folder;
  write_file_atomically(folder.path / "cal.csv", "date,kind,name\n2026-10-10,workday,make-up\n2026-10-01,holiday,x\n");
  const Settings s = folder.load(R"(
company: 星河科技
currency: JPY
timezone: Asia/Shanghai
language: zh_CN
fiscal_year_start: 04-01
calendar:
  working_week: [mon, tue, wed, thu, fri, sat]
  holidays: [2026-01-01, 2026-05-01..2026-05-03]
  files: [cal.csv]
store: data/facts.db
fields:
  customer:
    tier: {type: choice, choices: [A, B]}
import:
  deals:
    kind: opportunity
    delimiter: ";"
    skip: {column: IsDeleted, value: "true"}
    columns:
      id: Deal ID
      rep: [Owner, Deal owner]
      stage: {column: Status, values: {Gewonnen: won}}
      type: {constant: new}
metrics:
  big: {title: Big, from: order, on: ordered_on, where: amount > 10}
stages:
  - {name: talk, aliases: [Talking], probability: 12.5%}
  - {name: won, kind: won}
goals:
  - {metric: revenue, period: 2026-Q3, amount: 1.2万, by: week, to: team, weights: {time: even, people: history}, history_years: 2}
reports:
  mine: {title: Mine, sql: SELECT 1 AS n, columns: {n: {title: N, type: integer}}}
)");
  CHECK(s.company == "星河科技");
  CHECK(s.fiscal.start_month == 4);
  CHECK(working_days(s.calendar, {make_date(2026, 5, 1), make_date(2026, 5, 4)}) == 0);
  CHECK(is_working_day(s.calendar, make_date(2026, 10, 10)));
  CHECK(s.store == folder.path / "data/facts.db");
  CHECK(find_kind(s.kinds, "customer").find("tier")->choices.size() == 2);
  const Mapping& deals = find_mapping(s, "deals", "opportunity");
  CHECK(deals.delimiter == ';');
  CHECK(deals.fields.at(2).values.front() == std::pair<std::string, std::string>{"Gewonnen", "won"});
  CHECK(find_metric(s, "big").where == "amount > 10");
  CHECK(s.stages.front().probability == Rate{Rate::one / 8});
  CHECK(s.goals.front().amount == Money{12'000});  // yen have no decimals
  CHECK(s.goals.front().by == PeriodUnit::week);
  CHECK(s.reports.front().columns.front().type == "integer");
}

TEST_CASE("the template of init loads, also with every example switched on") {
  const Folder folder;
  const std::string text = config_template("A \"quoted\" \\ firm: #1", "CNY");
  CHECK(folder.load(text).company == "A \"quoted\" \\ firm: #1");
}

TEST_CASE("faults name line, column, what is allowed and the nearest word") {
  CHECK(says(fault("company: A\ncurency: CNY\n"), "2:1 "));
  CHECK(says(fault("company: A\ncurency: CNY\n"), "\"currency\""));
  CHECK(says(fault("currency: CNX\n"), "1:11 "));
  CHECK(says(fault("fiscal_year_start: 04-06\n"), "first of a month"));
  CHECK(says(fault("calendar: {working_week: [mon, tuesday]}\n"), "mon, tue, wed"));
  CHECK(says(fault("calendar: {holidays: [2026-02-30]}\n"), "1:23 "));
  CHECK(says(fault("fields: {custmer: {a: text}}\n"), "\"customer\""));
  CHECK(says(fault("fields: {customer: {name: text}}\n"), "already"));
  CHECK(says(fault("fields: {customer: {x_key: text}}\n"), "cannot be the name"));
  CHECK(says(fault("metrics: {m: {from: ordr, on: ordered_on}}\n"), "\"order\""));
  CHECK(says(fault("stages: [{name: a}]\n"), "won"));
  CHECK(says(fault("stages: [{name: a}, {name: b, aliases: [a], kind: won}]\n"), "twice"));
  CHECK(says(fault("stages: [{name: a, kind: won, probability: 50%}]\n"), "only open"));
  CHECK(says(fault("goals: [{metric: revenue, period: last-month, amount: 1}]\n"), "relative"));
  CHECK(says(fault("goals: [{metric: revenue, period: 2026}]\n"), "amount"));
  CHECK(says(fault("import: {x: {kind: customer, columns: {id: {values: {a: b}}}}}\n"), "constant"));
  CHECK(says(fault("company: [A]\n"), "text"));
  CHECK(says(fault("company: A\ncompany: B\n"), "line 1"));
  CHECK(says(fault("a: &x 1\nb: *x\n"), "anchors"));
  CHECK(says(fault("--- \ncompany: A\n---\ncompany: B\n"), "second document"));
  CHECK(says(fault("company: [A\n"), "not YAML"));
}

TEST_CASE("includes join sections and refuse what is set twice") {
  const Folder folder;
  write_file_atomically(folder.path / "more.yaml", "metrics:\n  b: {from: order, on: ordered_on}\nlanguage: en\n");
  const Settings s = folder.load("include: more.yaml\nmetrics:\n  a: {from: order, on: ordered_on}\n");
  CHECK(find_metric(s, "b").place.file.ends_with("more.yaml"));
  CHECK(s.language == "en");
  CHECK_THROWS_AS(folder.load("include: more.yaml\nlanguage: zh_CN\n"), ConfigError);
  CHECK_THROWS_AS(folder.load("include: none.yaml\n"), ConfigError);
}

TEST_CASE("the hash tells configs apart and not their places") {
  const Folder a, b;
  CHECK(a.load("company: A\n").hash == b.load("company: A\n").hash);
  CHECK(a.load("company: A\n").hash != a.load("company: B\n").hash);
}

TEST_CASE("presets and built-in reports are read, and each preset maps to fields of its kind") {
  const std::vector<Kind> kinds(built_in_kinds().begin(), built_in_kinds().end());
  const auto presets = built_in_mappings(kinds);
  for (const char* name : {"salesforce", "salesforce-report", "hubspot", "jiandaoyun"}) {
    CHECK(std::ranges::any_of(presets, [&](const Mapping& m) { return m.name == name; }));
  }
  CHECK(built_in_reports().front().name == "pipeline");
  const std::string source = built_in_report_source("pipeline");
  const Folder folder;
  CHECK(folder.load(source).reports.front().sql == built_in_reports().front().sql);
  CHECK(built_in_report_source("none").empty());
}
