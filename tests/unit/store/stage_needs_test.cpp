#include "store/stage_needs.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "firm.hpp"
#include "store/verify.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

/// A need of the second stage.
Settings with_need(const Folder& folder, const std::string& what) {
  Settings settings = firm_settings(folder);
  settings.hash = what;
  settings.stages = {{"talk", {}, StageKind::open, Rate{}},
                     {"solution", {}, StageKind::open, Rate{}, false, {}, {{what, {"salesctl.yaml", 7, 3}}}},
                     {"quote", {"Quote"}, StageKind::open, Rate{}},
                     {"won", {}, StageKind::won, Rate{Rate::one}}};
  return settings;
}

}  // namespace

TEST_CASE("open deals in the stage or later are held against its needs: a field, a kind, a condition") {
  Folder folder;
  const Settings settings = with_need(folder, "amount");
  {
    const Database db = open_store(settings, Access::create);
    load(db, settings, "customer", {"id", "name"}, {{"c1", "One"}, {"c2", "Two"}});
    load(db, settings, "contact", {"id", "customer", "name"}, {{"p1", "c1", "Ann"}});
    load(db, settings, "opportunity", {"id", "stage", "customer", "amount"},
         {{"d1", "talk", "c2", ""}, {"d2", "solution", "c1", ""}, {"d3", "Quote", "c2", "500"}, {"d4", "won", "c2", ""}, {"d5", "solution", "", "700"}});
    load(db, settings, "quote", {"id", "opportunity", "amount", "quoted_on"}, {{"q1", "d5", "700", "2026-01-01"}});
  }
  const auto found = [&](const std::string& what) {
    const Settings changed = with_need(folder, what);
    const std::vector<UnmetNeed> unmet = unmet_needs(open_store(changed, Access::read), changed);
    return unmet.empty() ? std::vector<std::string>{} : unmet.front().some;
  };
  CHECK(found("amount") == std::vector<std::string>{"d2"});
  CHECK(found("contact") == std::vector<std::string>{"d3", "d5"});
  CHECK(found("quote") == std::vector<std::string>{"d2", "d3"});
  CHECK(found("amount > 6") == std::vector<std::string>{"d2", "d3"});  // 5.00, 7.00
  CHECK(found("id <> ''").empty());

  const Settings changed = with_need(folder, "contact");
  const std::vector<Finding> findings = verify(open_store(changed, Access::read), changed, make_date(2026, 6, 30));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0] == Finding{"deals", "2 open deals that stand in \"solution\" or later are without what it needs, contact: d3, d5"});
}

TEST_CASE("a need that is nothing of these, or more than reading, is refused at its place") {
  for (const std::string what : {"nothing", "amout", "amount > ?", "count(*) > 1", "(SELECT amount_minor FROM opportunity_fact) = 1", "rep; DROP TABLE run"}) {
    CAPTURE(what);
    Folder folder;
    try {
      open_store(with_need(folder, what), Access::create);
      FAIL("it was taken");
    } catch (const ConfigError& e) {
      CHECK(e.place().line == 7);
    }
  }
}

TEST_CASE("a probability that is learned is nothing in the views") {
  Folder folder;
  Settings settings = with_need(folder, "id");
  settings.stages[0].learned = true;
  const Database db = open_store(settings, Access::create);
  load(db, settings, "opportunity", {"id", "stage"}, {{"d1", "talk"}, {"d2", "solution"}});
  CHECK(db.integer("SELECT count(*) FROM stage WHERE probability IS NULL") == 1);
  CHECK(db.integer("SELECT count(*) FROM opportunity WHERE stage_probability IS NULL") == 1);
}
