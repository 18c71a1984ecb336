#include "report/visits_due.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace salesctl;

namespace {

Date on(unsigned month, unsigned day) { return make_date(2026, month, day); }

Relation regular() { return {30, make_date(2025, 1, 1), on(6, 1), on(6, 10), 5, 20}; }

}  // namespace

TEST_CASE("a contact is due so many days after the last one, as the class says") {
  Relation c{30, make_date(2025, 1, 1), on(6, 1), {}, 0, 0};
  CHECK(visit_due(c) == VisitDue{on(7, 1), DueBy::cadence});
  c.last_contact.reset();
  CHECK(visit_due(c) == VisitDue{make_date(2025, 1, 31), DueBy::cadence});
  c.known.reset();
  CHECK_FALSE(visit_due(c));
  c.last_order = on(5, 1);
  c.orders = 1;
  CHECK(visit_due(c) == VisitDue{on(5, 31), DueBy::cadence});
  c.visit_every = 0;
  CHECK_FALSE(visit_due(c));
}

TEST_CASE("who is about to order again as usual is due that day, if that is earlier") {
  Relation c = regular();
  CHECK(visit_due(c) == VisitDue{on(6, 30), DueBy::rhythm});
  c.last_contact = on(5, 20);
  CHECK(visit_due(c) == VisitDue{on(6, 19), DueBy::cadence});
  c.visit_every = 0;
  CHECK(visit_due(c) == VisitDue{on(6, 30), DueBy::rhythm});
}

TEST_CASE("two orders make no rhythm") {
  Relation c = regular();
  c.visit_every = 0;
  c.orders = 2;
  CHECK_FALSE(visit_due(c));
  c.orders = 3;
  CHECK(visit_due(c));
}

TEST_CASE("a contact in the week before the usual order, or later, settles it") {
  Relation c = regular();
  c.visit_every = 0;
  c.last_contact = on(6, 22);
  CHECK(visit_due(c));
  c.last_contact = on(6, 23);
  CHECK_FALSE(visit_due(c));
}

TEST_CASE("a later contact never makes a customer due earlier by cadence") {
  std::mt19937 random(20260715);
  for (int i = 0; i < 2000; ++i) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    Relation c{1 + below(120), on(1, 1), on(1, 1) + std::chrono::days{below(100)}, on(1, 1) + std::chrono::days{below(100)},
               1 + below(9), static_cast<double>(1 + below(60))};
    const VisitDue before = visit_due(c).value();
    *c.last_contact += std::chrono::days{1 + below(30)};
    const VisitDue after = visit_due(c).value();
    CAPTURE(i);
    CHECK(after.on >= before.on);
    CHECK(after.on <= *c.last_contact + std::chrono::days{c.visit_every});
  }
}

TEST_CASE("an occasion is a birthday, a contract's end, an open quote or the danger to lose the customer") {
  Dossier c;
  CHECK(occasion(c, "", on(6, 30), 2).empty());
  c.people = {{"Ann", "", "", make_date(1980, 7, 14)}, {"Bo", "", "", make_date(1980, 7, 15)}, {"Cy", "", "", {}}};
  c.contract_until = on(8, 29);
  c.quotes = {{"B1", Money{123456}, on(7, 3)}, {"B2", Money{100}, {}}};
  CHECK(occasion(c, "no order for 90 days", on(6, 30), 2) ==
        "birthday of Ann on 2026-07-14; contract ends on 2026-08-29; quote B1 of 1,234.56 is open until 2026-07-03; "
        "quote B2 of 1.00 is open; no order for 90 days");
  c = {};
  c.contract_until = on(8, 30);
  CHECK(occasion(c, "", on(6, 30), 2).empty());
  c.contract_until = on(5, 1);
  CHECK(occasion(c, "", on(6, 30), 2) == "contract ended on 2026-05-01");
  c.contract_until = on(4, 30);
  CHECK(occasion(c, "", on(6, 30), 2).empty());
}

TEST_CASE("birthdays come round at the turn of the year and on leap days") {
  Dossier c;
  c.people = {{"Ann", "", "", make_date(1980, 1, 3)}};
  CHECK(occasion(c, "", on(12, 30), 2) == "birthday of Ann on 2027-01-03");
  c.people.front().birthday = make_date(1984, 2, 29);
  CHECK(occasion(c, "", on(2, 20), 2) == "birthday of Ann on 2026-02-28");
  CHECK(occasion(c, "", make_date(2028, 2, 20), 2) == "birthday of Ann on 2028-02-29");
  CHECK(occasion(c, "", on(3, 1), 2).empty());
}
