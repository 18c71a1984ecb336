#include "store/profile.hpp"

#include <doctest/doctest.h>

#include "firm.hpp"
#include "store/customers.hpp"
#include "store/facts.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Date day = make_date(2026, 3, 31);

/// Two customers; the second one's facts must never show with the first.
struct Firm {
  Folder folder;
  Settings settings = firm_settings(folder);
  Database db = open_store(settings, Access::create);

  Firm() {
    load(db, settings, "rep", {"id", "name"}, {{"r1", "Ann"}});
    load(db, settings, "product", {"id", "name"}, {{"p1", "Pen"}});
    load(db, settings, "customer", {"id", "name", "owner"}, {{"c1", "One", "r1"}, {"c2", "Two", ""}});
    load(db, settings, "contact", {"id", "name", "customer", "phone"}, {{"k1", "Kim", "c1", "1"}, {"k2", "Lee", "c1", "2"}, {"k3", "Ray", "c2", "3"}});
  }
  CustomerProfile profile(const char* id = "c1", Date as_of = day) const { return read_profile(db, find_customer(db, id), as_of); }
};

}  // namespace

TEST_CASE("a customer without facts has an empty profile") {
  const Firm firm;
  const CustomerProfile profile = firm.profile("c2");
  CHECK(profile.contacts.size() == 1);
  CHECK(profile.orders.empty());
  CHECK(profile.deals.empty());
  CHECK(profile.activities.empty());
  CHECK(profile.others.empty());
}

TEST_CASE("orders and payments up to the day, payments also of an order that comes later") {
  Firm firm;
  load(firm.db, firm.settings, "order", {"id", "customer", "rep", "product", "kind", "amount", "ordered_on"},
       {{"o1", "c1", "r1", "p1", "sale", "100", "2026-03-31"}, {"o2", "c1", "", "", "refund", "-40", "2026-01-05"},
        {"o3", "c1", "", "", "sale", "7", "2026-04-01"}, {"o4", "c2", "", "", "sale", "9", "2026-03-01"}});
  load(firm.db, firm.settings, "payment", {"id", "order", "amount", "paid_on"},
       {{"z1", "o1", "60", "2026-03-31"}, {"z2", "o1", "40", "2026-04-02"}, {"z3", "o3", "7", "2026-03-30"}, {"z4", "o4", "9", "2026-03-02"}});
  const CustomerProfile profile = firm.profile();
  REQUIRE(profile.orders.size() == 2);
  CHECK(profile.orders[0].id == "o1");
  CHECK(profile.orders[0].product == Party{"p1", "Pen"});
  CHECK(profile.orders[0].rep == Party{"r1", "Ann"});
  CHECK(profile.orders[1].amount == Money{-40});
  CHECK(profile.orders[1].product == Party{});
  REQUIRE(profile.payments.size() == 2);
  CHECK(profile.payments[0].id == "z1");
  CHECK(profile.payments[1].order == "o3");
}

TEST_CASE("a deal stands where it stood on the day, open ones first") {
  Firm firm;
  load(firm.db, firm.settings, "opportunity", {"id", "name", "customer", "stage", "amount", "created_on", "expected_on", "closed_on", "lost_reason"},
       {{"d1", "Won early", "c1", "Closed Won", "5", "2026-01-01", "", "2026-02-01", ""},
        {"d2", "Won later", "c1", "won", "6", "2026-01-01", "2026-05-01", "2026-04-01", "after the day"},
        {"d3", "Open", "c1", "talking", "", "2026-02-01", "2026-04-15", "", ""},
        {"d4", "Not begun", "c1", "talking", "", "2026-04-01", "", "", ""},
        {"d5", "Of another", "c2", "talking", "", "2026-01-01", "", "", ""}});
  load(firm.db, firm.settings, "stage_event", {"opportunity", "stage", "entered_on", "amount"},
       {{"d2", "talking", "2026-01-02", "4"}, {"d2", "won", "2026-04-01", ""}});
  const CustomerProfile profile = firm.profile();
  REQUIRE(profile.deals.size() == 3);
  CHECK(profile.deals[0].deal.id == "d3");
  CHECK(profile.deals[1].deal.id == "d2");
  CHECK(profile.deals[1].kind == "open");
  CHECK(profile.deals[1].stage == "talking");
  CHECK(!profile.deals[1].closed);
  CHECK(profile.deals[1].lost_reason.empty());
  CHECK(profile.deals[2].stage == "won");
  CHECK(profile.deals[2].closed == make_date(2026, 2, 1));
  REQUIRE(profile.others.size() == 1);
  CHECK(profile.others[0] == ProfileEvent{make_date(2026, 1, 2), "stage", "d2", "Won later: talking", Money{4}, {}});
  CHECK(firm.profile("c1", make_date(2026, 4, 1)).deals[2].lost_reason == "after the day");
}

TEST_CASE("activities tell when somebody was last in touch, surveys and tickets what was known") {
  Firm firm;
  load(firm.db, firm.settings, "activity", {"id", "customer", "contact", "kind", "happened_on", "subject", "outcome"},
       {{"a1", "c1", "k1", "visit", "2026-01-05", "price", "good"}, {"a2", "c1", "k1", "call", "2026-02-05", "", "busy"},
        {"a3", "c1", "k1", "call", "2026-04-05", "", ""}, {"a4", "c2", "k3", "call", "2026-03-05", "", ""}});
  load(firm.db, firm.settings, "survey", {"id", "customer", "kind", "sent_on", "answered_on"},
       {{"s1", "c1", "nps", "2026-03-01", "2026-04-02"}, {"s2", "c1", "nps", "2026-04-01", ""}});
  load(firm.db, firm.settings, "ticket", {"id", "customer", "subject", "opened_on", "due_on", "closed_on"},
       {{"t1", "c1", "broken", "2026-03-01", "2026-03-05", "2026-04-02"}, {"t2", "c1", "late", "2026-04-01", "", ""}});
  load(firm.db, firm.settings, "quote", {"id", "customer", "amount", "quoted_on", "status"}, {{"q1", "c1", "12", "2026-03-31", "sent"}, {"q2", "c1", "13", "2026-04-01", "sent"}});
  const CustomerProfile profile = firm.profile();
  REQUIRE(profile.activities.size() == 2);
  CHECK(profile.activities[0].about == "busy, Kim");
  CHECK(profile.activities[1].about == "price: good, Kim");
  CHECK(profile.contacts[0].last_contact == make_date(2026, 2, 5));
  CHECK(!profile.contacts[1].last_contact);
  REQUIRE(profile.surveys.size() == 1);
  CHECK(profile.surveys[0].sent == make_date(2026, 3, 1));
  CHECK(!profile.surveys[0].answered);
  REQUIRE(profile.tickets.size() == 1);
  CHECK(!profile.tickets[0].closed);
  REQUIRE(profile.others.size() == 1);
  CHECK(profile.others[0] == ProfileEvent{day, "quote", "q1", "sent", Money{12}, {}});
}

TEST_CASE("one row of a kind is read by its key") {
  const Firm firm;
  const Kind& kind = find_kind(firm.settings.kinds, "customer");
  const std::optional<Row> row = read_fact(firm.db, kind, find_customer(firm.db, "c1").value);
  REQUIRE(row);
  CHECK(row->cells.at(kind.index("name")) == Value(std::string("One")));
  CHECK(row->cells.at(kind.index("owner")) == Value(std::string("r1")));
  CHECK(!read_fact(firm.db, kind, 99));
  CHECK(read_products(firm.db, {1, 99}) == std::vector<Party>{{"p1", "Pen"}, {}});
}
