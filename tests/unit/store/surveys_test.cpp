#include "store/surveys.hpp"

#include <doctest/doctest.h>

#include "firm.hpp"
#include "store/customers.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

Date day(unsigned month, unsigned of_month) { return make_date(2026, month, of_month); }

/// r1 owns c1; c2 is nobody's and opted out.
void load_people(const Database& db, const Settings& settings) {
  load(db, settings, "rep", {"id", "name"}, {{"r1", "Wang"}, {"r2", "Li"}});
  load(db, settings, "customer", {"id", "name", "owner"}, {{"c1", "One", "r1"}, {"c2", "Two", ""}, {"c3", "Three", "r2"}});
  db.execute("UPDATE customer_fact SET opted_out = 1 WHERE id = 'c2'");
  db.execute("UPDATE customer_fact SET opted_out = 0 WHERE id = 'c3'");
}

}  // namespace

TEST_CASE("a survey is its rep's, else the owner's, else nobody's") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  load(db, settings, "survey", {"id", "customer", "rep", "kind", "score", "answered_on"},
       {{"s1", "c1", "r2", "csat", "4", "2026-01-05"}, {"s2", "c1", "", "nps", "9", "2026-01-06"}, {"s3", "c2", "", "", "3", "2026-01-07"},
        {"s4", "c3", "", "csat", "1", "2026-01-08"}});
  const std::vector<Survey> surveys = read_surveys(db, {day(1, 1), day(2, 1)});
  REQUIRE(surveys.size() == 4);
  CHECK(surveys[0] == Survey{{1}, 2, SurveyKind::csat, 4, {}, day(1, 5)});
  CHECK(surveys[1] == Survey{{1}, 1, SurveyKind::nps, 9, {}, day(1, 6)});
  CHECK(surveys[2] == Survey{{2}, 0, SurveyKind::csat, 3, {}, day(1, 7)});
  CHECK(surveys[3].rep_key == 2);
}

TEST_CASE("what is dated later than the span is not there, and a score without a day is told") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  load(db, settings, "survey", {"id", "customer", "kind", "score", "answered_on", "sent_on"},
       {{"answered later", "c1", "csat", "4", "2026-02-01", "2026-01-31"},
        {"sent later", "c1", "csat", "", "", "2026-02-01"},
        {"sent before, answered within", "c1", "csat", "5", "2026-01-01", "2025-12-31"},
        {"all before", "c1", "csat", "5", "2025-12-31", "2025-12-01"},
        {"no day", "c1", "nps", "7", "", ""},
        {"no day of the answer", "c1", "nps", "7", "", "2025-06-01"},
        {"no day, sent later", "c1", "nps", "7", "", "2026-02-01"},
        {"not answered, no day", "c1", "nps", "", "", ""}});
  const std::vector<Survey> surveys = read_surveys(db, {day(1, 1), day(2, 1)});
  REQUIRE(surveys.size() == 4);
  CHECK(surveys[0] == Survey{{1}, 1, SurveyKind::csat, {}, day(1, 31), {}});
  CHECK(surveys[1] == Survey{{1}, 1, SurveyKind::csat, 5, make_date(2025, 12, 31), day(1, 1)});
  CHECK(surveys[2] == Survey{{1}, 1, SurveyKind::nps, 7, {}, {}});
  CHECK(surveys[3].sent == make_date(2025, 6, 1));
}

TEST_CASE("who opted out is listed, who did not or did not say is not") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  CHECK(opted_out_customers(db) == std::vector<CustomerKey>{{2}});
}

TEST_CASE("first purchases are the first of the days with a purchase: no refund, nothing later") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  load(db, settings, "order", {"id", "customer", "amount", "ordered_on"},
       {{"o1", "c1", "500", "2026-01-09"}, {"o2", "c1", "100", "2026-01-05"}, {"o3", "c1", "-100", "2026-01-02"},
        {"o4", "c2", "100", "2026-02-01"}, {"o5", "c3", "0", "2026-01-20"}, {"o6", "", "100", "2026-01-01"}});
  const std::vector<FirstPurchase> first = read_first_purchases(db, settings, day(1, 31));
  CHECK(first == std::vector<FirstPurchase>{{{1}, day(1, 5)}, {{3}, day(1, 20)}});
  const Purchases all = read_purchases(db, settings, day(1, 31));
  REQUIRE(all.size() == first.size());
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(day_number(first[i].day) == all.of(i).days.front());
}
