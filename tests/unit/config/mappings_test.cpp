#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

namespace {

std::vector<Mapping> presets() { return built_in_mappings({built_in_kinds().begin(), built_in_kinds().end()}); }

const FieldMapping& field(const Mapping& mapping, const std::string& name) {
  const auto it = std::ranges::find(mapping.fields, name, &FieldMapping::field);
  REQUIRE(it != mapping.fields.end());
  return *it;
}

std::string mapping(const std::string& rest) { return "import:\n  deals:\n    kind: opportunity\n    " + rest + "\n"; }

}  // namespace

TEST_CASE("a mapping is read in all its forms") {
  const Settings s = ConfigFolder().load(mapping(
      "encoding: gb18030\n    delimiter: \"\\t\"\n    sheet: Sheet1\n    skip: {column: IsDeleted, value: true}\n    footer: true\n"
      "    only_mapped: true\n    columns:\n      id: opportunity_id\n      rep: [sales_agent, Owner]\n"
      "      stage: {column: [deal_stage, Stage], values: {Won: won, 1: lost}}\n"
      "      closed_on: {column: close_date, date: \"%d/%m/%Y\"}\n      type: {constant: new}"));
  const Mapping& m = s.mappings.at(0);
  CHECK(m.name == "deals");
  CHECK(m.kind == "opportunity");
  CHECK(m.encoding == "gb18030");
  CHECK(m.delimiter == '\t');
  CHECK(m.sheet == "Sheet1");
  CHECK(m.skip_column == "IsDeleted");
  CHECK(m.skip_values == std::vector<std::string>{"true"});
  CHECK(m.footer);
  CHECK(m.only_mapped);
  CHECK(field(m, "id").columns == std::vector<std::string>{"opportunity_id"});
  CHECK(field(m, "rep").columns.size() == 2);
  CHECK(field(m, "stage").values == std::vector<std::pair<std::string, std::string>>{{"Won", "won"}, {"1", "lost"}});
  CHECK(field(m, "closed_on").date_form == "%d/%m/%Y");
  CHECK(field(m, "type").constant == "new");
  CHECK(field(m, "type").columns.empty());
}

TEST_CASE("a short mapping has the defaults") {
  const Mapping m = ConfigFolder().load(mapping("columns: {id: Id}")).mappings.at(0);
  CHECK(m.delimiter == ',');
  CHECK_FALSE(m.footer);
  CHECK_FALSE(m.only_mapped);
  CHECK(m.encoding.empty());
}

TEST_CASE("mappings that cannot work are refused at the fault") {
  CHECK(says(fault("import: {x: {kind: custmer, columns: {id: a}}}\n"), "1:20 "));
  CHECK(says(fault(mapping("columns:\n      stge: x")), "5:7 opportunity has no field \"stge\" - did you mean \"stage\""));
  CHECK(says(fault(mapping("columns: {id: {values: {a: b}}}")), "either a column or a constant"));
  CHECK(says(fault(mapping("columns: {id: {column: a, constant: b}}")), "either a column or a constant"));
  for (const char* delimiter : {"\"\"", "ab", "；", "'\"'", "\"\\n\""}) {
    CAPTURE(delimiter);
    CHECK(says(fault(mapping("delimiter: " + std::string(delimiter) + "\n    columns: {id: a}")), "4:16 a delimiter is one character"));
  }
  CHECK(says(fault(mapping("skip: {column: a}\n    columns: {id: a}")), "\"value\" is missing"));
}

TEST_CASE("custom fields can be mapped") {
  CHECK(fault("fields: {opportunity: {tier: text}}\n" + mapping("columns: {tier: Tier}")).empty());
}

TEST_CASE("presets are there for every program and kind, once") {
  std::set<std::pair<std::string, std::string>> seen;
  for (const Mapping& preset : presets()) {
    CAPTURE(preset.name);
    CAPTURE(preset.kind);
    CHECK(seen.emplace(preset.name, preset.kind).second);
    CHECK(preset.only_mapped);
    const Kind& kind = find_kind(built_in_kinds(), preset.kind);
    for (const Field& f : kind.fields) {
      if (f.required) CHECK(std::ranges::find(preset.fields, f.name, &FieldMapping::field) != preset.fields.end());
    }
  }
  for (const char* kind : {"opportunity", "stage_event", "lead", "customer", "contact", "activity"}) {
    CHECK(seen.contains({"salesforce", kind}));
  }
  CHECK(seen.contains({"salesforce-report", "opportunity"}));
  for (const char* kind : {"opportunity", "customer", "contact"}) CHECK(seen.contains({"hubspot", kind}));
  CHECK(seen.contains({"jiandaoyun", "lead"}));
}

TEST_CASE("presets leave out deleted rows and prose after a report") {
  for (const Mapping& preset : presets()) {
    CAPTURE(preset.kind);
    if (preset.name == "salesforce" && preset.kind != "rep") CHECK(preset.skip_column == "IsDeleted");
    CHECK(preset.footer == (preset.name == "salesforce-report"));
  }
}
