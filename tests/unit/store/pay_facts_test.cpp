#include "store/pay_facts.hpp"

#include <doctest/doctest.h>

#include <map>

#include "store/firm.hpp"
#include "store/organisation.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Span spring{make_date(2026, 3, 1), make_date(2026, 6, 1)};

/// Three reps, an order that is split, its refund without and one with credits of its own.
struct Firm {
  Folder folder;
  Settings settings = firm_settings(folder);
  Database db = open_store(settings, Access::create);

  Firm() {
    load(db, settings, "rep", {"id", "name"}, {{"r1", "Ann"}, {"r2", "Bob"}, {"r3", "Cid"}});
    load(db, settings, "order", {"id", "rep", "kind", "amount", "cost", "ordered_on", "refund_of"},
         {{"o1", "r1", "sale", "10001", "3000", "2026-03-05", ""},
          {"o2", "r2", "renewal", "500", "", "2026-04-01", ""},
          {"o3", "", "refund", "-10001", "-3000", "2026-05-01", "o1"},
          {"o4", "r3", "refund", "-1", "", "2026-05-02", "o2"},
          {"o5", "r1", "sale", "77", "", "2026-06-01", ""}});
    load(db, settings, "order_credit", {"order", "rep", "share"}, {{"o1", "r1", "333333333"}, {"o1", "r2", "333333333"}, {"o1", "r3", "333333334"}});
    load(db, settings, "payment", {"id", "order", "amount", "paid_on"}, {{"p1", "o1", "101", "2026-03-09"}, {"p2", "o3", "-101", "2026-05-09"}});
  }

  PayFacts facts(const std::vector<PayComponent>& components) const {
    PayPlan plan;
    plan.name = "p";
    plan.components = components;
    return read_pay_facts(db, settings, {plan}, read_organisation(db, settings), spring);
  }
};

PayComponent on(PayBasis basis, const std::string& when = {}) {
  PayComponent c;
  c.basis = basis;
  c.when = when;
  return c;
}

}  // namespace

TEST_CASE("orders are split over the credits as the view does, and refunds without credits follow those of their order") {
  const Firm firm;
  const PayFacts facts = firm.facts({on(PayBasis::margin)});
  std::map<std::uint32_t, std::int64_t> amounts;
  for (const PayRow& row : facts.orders) amounts[row.rep] += row.amount.minor;
  CHECK(facts.orders.size() == 8);
  CHECK(amounts == std::map<std::uint32_t, std::int64_t>{{0, 0}, {1, 500}, {2, -1}});
  CHECK(facts.payments.empty());
  std::int64_t cost = 0;
  for (const PayRow& row : facts.orders) cost += row.day == make_date(2026, 3, 5) ? row.cost.minor : 0;
  CHECK(cost == 3000);
  for (const PayRow& row : facts.orders) {
    const auto from_view = firm.db.integer("SELECT CAST(round(sum(amount) * 100) AS INTEGER) FROM credited_order WHERE order_key = " + std::to_string(row.source) +
                                           " AND rep = 'r" + std::to_string(row.rep + 1) + "'");
    if (row.source == row.origin) CHECK(row.amount.minor == from_view);
  }
}

TEST_CASE("payments of a refund belong to the order given back") {
  const PayFacts facts = Firm().facts({on(PayBasis::collected)});
  REQUIRE(facts.payments.size() == 6);
  for (const PayRow& row : facts.payments) CHECK(row.origin == facts.payments.front().origin);
}

TEST_CASE("a refund is judged as the order it gives back") {
  const PayFacts facts = Firm().facts({on(PayBasis::revenue, "kind = 'sale'")});
  REQUIRE(facts.conditions.size() == 1);
  for (std::size_t i = 0; i < facts.orders.size(); ++i) {
    const bool of_first = facts.orders[i].origin_day == make_date(2026, 3, 5);
    CHECK(facts.conditions[0].met[i] == of_first);
  }
}

TEST_CASE("managers are reps by id, else by a name that one rep has") {
  const Firm firm;
  load(firm.db, firm.settings, "rep", {"id", "name"}, {{"r4", "Bob"}});
  load(firm.db, firm.settings, "team", {"id", "name", "manager"}, {{"a", "A", "r3"}, {"b", "B", "Ann"}, {"c", "C", "Bob"}, {"d", "D", "nobody"}});
  const auto managers = read_managers(firm.db, read_organisation(firm.db, firm.settings));
  REQUIRE(managers.size() == 2);
  CHECK(managers[0].second == 2);
  CHECK(managers[1].second == 0);
}
