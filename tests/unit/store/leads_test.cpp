#include "store/leads.hpp"

#include <doctest/doctest.h>

#include "base/refusal.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Date june = make_date(2026, 6, 30);

Settings lead_settings(const Folder& folder) {
  Settings settings = firm_settings(folder);
  settings.stages = {{"talking", {}, StageKind::open, Rate{}}, {"quoted", {}, StageKind::open, Rate{}}, {"won", {"Closed Won"}, StageKind::won, Rate{}},
                     {"lost", {}, StageKind::lost, Rate{}}};
  settings.leads.rules = {{"big", "value > 100", 10, false, {}}, {"quiet", "idle_days > 30", 5, false, {}}, {"twice", "contacts = 2", 3, false, {}},
                          {"quoted", "stage_name = 'quoted' AND lost_reason IS NULL", 7, true, {}}};
  return settings;
}

std::string ids(const std::vector<OpenLead>& leads) {
  std::string text;
  for (const OpenLead& lead : leads) text += lead.id + " ";
  return text;
}

void load_firm(const Database& db, const Settings& settings) {
  load(db, settings, "rep", {"id", "name"}, {{"r1", "Wang"}});
  load(db, settings, "product", {"id", "name", "series", "price"}, {{"p1", "Widget", "S", "7700"}});
  load(db, settings, "customer", {"id", "name", "sector"}, {{"c1", "One", "energy"}});
  load(db, settings, "lead", {"id", "name", "sector", "source", "owner", "value", "created_on", "converted_on", "last_activity_on"},
       {{"l1", "Ann", "steel", "fair", "r1", "20000", "2026-06-01", "", "2026-07-05"},
        {"l2", "Ben", "", "", "", "", "", "", "2026-05-01"},
        {"l3", "Converted", "", "", "", "", "2026-01-01", "2026-06-30", ""},
        {"l4", "Converted later", "", "", "", "", "2026-01-01", "2026-07-01", ""},
        {"l5", "Comes later", "", "", "", "", "2026-07-01", "", ""},
        {"l6", "Has a deal", "", "web", "", "", "2026-01-01", "", ""}});
  load(db, settings, "activity", {"id", "lead", "happened_on"},
       {{"a1", "l1", "2026-06-10"}, {"a2", "l1", "2026-06-20"}, {"a3", "l1", "2026-07-02"}});
  load(db, settings, "opportunity", {"id", "customer", "rep", "product", "lead", "stage", "amount", "source", "created_on", "closed_on", "lost_reason"},
       {{"d1", "c1", "r1", "p1", "", "talking", "", "", "2026-06-20", "", ""},
        {"d2", "", "r1", "", "l6", "Closed Won", "5000", "", "2026-02-01", "2026-06-30", ""},
        {"d3", "c1", "", "", "", "lost", "0", "mail", "2026-02-01", "2026-07-01", "price"},
        {"d4", "c1", "", "", "", "talking", "1", "", "2026-07-01", "", ""}});
  load(db, settings, "stage_event", {"opportunity", "stage", "entered_on", "amount"},
       {{"d3", "talking", "2026-02-01", "100"}, {"d3", "quoted", "2026-03-01", "900"}, {"d3", "lost", "2026-07-01", "0"}});
}

}  // namespace

TEST_CASE("leads are open until they are converted or have a deal; what comes later is not there") {
  Folder folder;
  const Settings settings = lead_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_firm(db, settings);
  const std::vector<OpenLead> leads = read_open_leads(db, settings, LeadKind::lead, june);
  CHECK(ids(leads) == "l1 l2 l4 ");
  CHECK(leads[0].owner == "r1");
  CHECK(leads[0].owner_name == "Wang");
  CHECK(leads[0].value == Money{20'000});
  CHECK(leads[0].age == 29);
  CHECK(leads[0].met == std::vector<bool>{true, false, true});  // 200.00; last contact known 10 days ago, two of them
  CHECK_FALSE(leads[1].age);
  CHECK(leads[1].met == std::vector<bool>{false, true, false});
  CHECK(leads[2].met == std::vector<bool>{false, false, false});
}

TEST_CASE("a lead says what it shares with deals") {
  Folder folder;
  const Settings settings = lead_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_firm(db, settings);
  const std::vector<LearnedField> fields = learned_fields(settings, LeadKind::lead);
  CHECK(fields == std::vector<LearnedField>{{"source", false}, {"amount", true}, {"customer.sector", false}, {"customer.region", false}});
  const OpenLead ann = read_open_leads(db, settings, LeadKind::lead, june).front();
  CHECK(ann.values == std::vector<FieldValue>{std::string("fair"), 200.0, std::string("steel"), FieldValue{}});
}

TEST_CASE("a deal closed later is open, as its last step before says") {
  Folder folder;
  const Settings settings = lead_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_firm(db, settings);
  const std::vector<OpenLead> deals = read_open_leads(db, settings, LeadKind::deal, june);
  CHECK(ids(deals) == "d1 d3 ");
  CHECK(deals[0].name == "One");
  CHECK(deals[0].value == Money{7'700});  // the price
  CHECK(deals[0].met == std::vector<bool>{false});
  CHECK(deals[1].value == Money{900});
  CHECK(deals[1].met == std::vector<bool>{true});
  CHECK(deals[1].values[0] == FieldValue(std::string("mail")));
  CHECK(deals[1].values[2] == FieldValue(9.0));
  CHECK(deals[1].values[3] == FieldValue(std::string("energy")));
  CHECK(read_open_values(db, settings, LeadKind::deal, june).size() == 2);
}

TEST_CASE("closed deals are those closed by the day, the latest; the lead says what the deal does not") {
  Folder folder;
  const Settings settings = lead_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_firm(db, settings);
  const std::vector<ClosedDeal> deals = read_closed_deals(db, settings, LeadKind::lead, june, 10);
  REQUIRE(deals.size() == 1);
  CHECK(deals[0].id == "d2");
  CHECK(deals[0].won);
  CHECK(deals[0].day == day_number(june));
  CHECK(deals[0].values == std::vector<FieldValue>{std::string("web"), 50.0, FieldValue{}, FieldValue{}});
  const std::vector<ClosedDeal> later = read_closed_deals(db, settings, LeadKind::lead, make_date(2026, 7, 1), 1);
  REQUIRE(later.size() == 1);
  CHECK(later[0].id == "d3");
  CHECK_FALSE(later[0].won);
}

TEST_CASE("leads wait until they are converted, have a deal, or the day comes") {
  Folder folder;
  const Settings settings = lead_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_firm(db, settings);
  std::vector<std::pair<int, bool>> found;
  for (const LeadWait& wait : read_lead_waits(db, june)) found.emplace_back(wait.days, wait.converted);
  std::ranges::sort(found);
  CHECK(found == std::vector<std::pair<int, bool>>{{29, false}, {31, true}, {180, false}, {180, true}});
}

TEST_CASE("a subselect sees no more than what is open, and leads.open says what that is") {
  Folder folder;
  Settings settings = lead_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_firm(db, settings);
  settings.leads.rules = {{"three", "(SELECT count(*) FROM lead) = 3 AND converted_on IS NULL", 1, false, {}}};
  for (const OpenLead& lead : read_open_leads(db, settings, LeadKind::lead, june)) CHECK(lead.met[0]);
  settings.leads.open = "name IS NOT 'Ben'";
  settings.leads.rules[0].when = "(SELECT count(*) FROM lead) = 2";
  const std::vector<OpenLead> leads = read_open_leads(db, settings, LeadKind::lead, june);
  CHECK(ids(leads) == "l1 l4 ");
  CHECK(leads[0].met[0]);
}

TEST_CASE("conditions are checked with the config, and can do no more than read") {
  Folder folder;
  Settings settings = lead_settings(folder);
  const Database db = open_store(settings, Access::create);
  check_leads(db, settings);
  const auto refused = [&](const std::string& when, bool of_deals = false) {
    settings.leads.rules = {{"rule", when, 1, of_deals, {"salesctl.yaml", 7, 3}}};
    return test::refusal([&] { check_leads(db, settings); });
  };
  CHECK(test::has(refused("valeu > 3"), "no such column: valeu"));
  CHECK(test::has(refused("valeu > 3"), "other: leads: rule: "));
  CHECK(test::has(refused("(SELECT count(*) FROM customer) > 1"), "may only read"));
  CHECK(refused("customer IN (SELECT id FROM customer WHERE sector = 'a')", true).empty());
  CHECK(test::has(refused("(SELECT count(*) FROM lead) > 1", true), "may only read"));
  CHECK(test::has(refused("sum(value) > 1"), "aggregate"));
  CHECK(test::has(refused("julianday('now') > 1"), "clock"));
  CHECK(refused("age_days < 3 AND contacts > 0 OR progress.idle_days IS NULL").empty());
}
