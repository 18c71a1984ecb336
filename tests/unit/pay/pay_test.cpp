#include "pay/pay.hpp"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "pay/firm.hpp"

using namespace salesctl;
using namespace salesctl::test;

namespace {

/// Lines of a kind.
std::vector<PayLine> of_kind(const PayRun& run, LineKind kind) {
  std::vector<PayLine> found;
  std::ranges::copy_if(run.lines, std::back_inserter(found), [&](const PayLine& l) { return l.kind == kind; });
  return found;
}

/// What one rep is paid in January under one component for these sales.
Money january_pay(const PayComponent& component, const std::vector<Money>& sales) {
  PayProblem p = firm(1, {component});
  std::int64_t key = 0;
  for (const Money amount : sales) p.facts.orders.push_back(sale(++key, 0, day(1, 10), amount));
  return total(paid(p));
}

}  // namespace

TEST_CASE("tiers work on the running total: 145,000 sold before, a deal of 20,000 pays 1,100") {
  CHECK(january_pay(spiff_table(), {yuan(145'000)}) == yuan(5'800));
  CHECK(january_pay(spiff_table(), {yuan(145'000), yuan(20'000)}) == yuan(5'800 + 1'100));
}

TEST_CASE("in whole mode the tier of the total counts for all of it, and a total on the boundary belongs where the tie says") {
  PayComponent c = spiff_table();
  c.whole = true;
  CHECK(january_pay(c, {yuan(149'999)}) == Money{599'996});
  CHECK(january_pay(c, {yuan(150'000)}) == yuan(6'000));
  CHECK(january_pay(c, {yuan(150'000), yuan(50'000)}) == yuan(12'000));
  c.higher = true;
  CHECK(january_pay(c, {yuan(150'000)}) == yuan(9'000));
}

TEST_CASE("the most specific rate wins: 10 for all, 20 for the category, 5% for the product, 15% for the variant") {
  PayComponent c = commission("rates", {});
  c.price = {{}, yuan(10)};
  const auto row = [](const std::string& product, const std::string& series, const std::string& category, PayPrice price) {
    return RateRow{product, series, category, {}, {}, price, {}};
  };
  const auto pay = [&] {
    PayProblem p = firm(1, {c});
    p.facts.terms = {{"v1", "widgets", "hardware", "", "sale"}};
    p.facts.orders = {sale(1, 0, day(1, 2), yuan(1'000))};
    return total(paid(p));
  };
  CHECK(pay() == yuan(10));
  c.rates.push_back(row("", "", "hardware", {{}, yuan(20)}));
  CHECK(pay() == yuan(20));
  c.rates.push_back(row("", "widgets", "", {percent(5), {}}));
  CHECK(pay() == yuan(50));
  c.rates.push_back(row("v1", "", "", {percent(15), {}}));
  CHECK(pay() == yuan(150));
  c.rates.push_back({"", "widgets", "hardware", "A", "sale", {percent(90), {}}, {}});
  CHECK(pay() == yuan(150));
}

TEST_CASE("collected cash: 4,000 on an order of 20,000, half paid now and half later, is 2,000 and 2,000") {
  PayComponent c = commission("cash", percent(20));
  c.basis = PayBasis::collected;
  PayProblem p = firm(1, {c});
  const auto payment = [](std::int64_t key, unsigned month, Money amount) {
    PayRow row = sale(key, 0, day(month, 10), amount);
    row.origin = 77;
    return row;
  };
  p.facts.payments = {payment(1, 1, yuan(10'000))};
  const PayRun first = paid(p);
  CHECK(total(first) == yuan(2'000));
  hold(p, first, 2, true);
  p.facts.payments.push_back(payment(2, 2, yuan(10'000)));
  const PayRun second = paid(p);
  CHECK(total(second) == yuan(2'000));
  hold(p, second, 3, true);
  // A payment that bounces is taken back at the rate of both.
  p.facts.payments.push_back(payment(3, 3, -yuan(15'000)));
  CHECK(total(paid(p)) == -yuan(3'000));
}

TEST_CASE("a payment that bounces in the same period lessens the payments of its order") {
  PayComponent c = spiff_table();
  c.basis = PayBasis::collected;
  PayProblem p = firm(1, {c});
  const auto payment = [](std::int64_t key, std::int64_t order, Money amount) {
    PayRow row = sale(key, 0, day(1, static_cast<unsigned>(key)), amount);
    row.origin = order;
    return row;
  };
  p.facts.payments = {payment(1, 70, yuan(100'000)), payment(2, 71, yuan(100'000)), payment(3, 70, -yuan(60'000)), payment(4, 71, -yuan(100'000))};
  const PayRun run = paid(p);
  CHECK(total(run) == yuan(1'600));
  for (const PayLine& l : run.lines) {
    for (const PayPart& part : l.parts) CHECK(part.amount == (part.source == 1 ? yuan(40'000) : Money{}));
  }
  CHECK(run.notes.empty());
}

TEST_CASE("a refund in the same period takes the sale back at its own rate") {
  PayComponent c = spiff_table();
  PayProblem p = firm(1, {c});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(150'000)), sale(2, 0, day(1, 3), yuan(50'000))};
  p.facts.orders.push_back(refund(3, p.facts.orders[0], day(1, 20), yuan(150'000)));
  CHECK(total(paid(p)) == yuan(2'000));
}

TEST_CASE("a later refund takes back what was paid, at the rates it was paid at, and does not move the tiers") {
  PayProblem p = firm(1, {spiff_table()});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(145'000)), sale(2, 0, day(1, 3), yuan(20'000))};
  const PayRun january = paid(p);
  CHECK(total(january) == yuan(6'900));
  hold(p, january, 2, true);
  p.facts.orders.push_back(refund(3, p.facts.orders[1], day(2, 5), yuan(20'000)));
  p.facts.orders.push_back(sale(4, 0, day(2, 6), yuan(150'000)));
  const PayRun february = paid(p);
  CHECK(total(february) == yuan(6'000 - 1'100));
  Money back;
  for (const PayLine& l : february.lines) {
    if (l.adjusts) back += l.amount;
  }
  CHECK(back == -yuan(1'100));
  hold(p, february, 3, true);
  CHECK(total(paid(p)) == Money{});
}

TEST_CASE("a refund of what the ledger never paid lessens this period's basis, and a note says so") {
  PayProblem p = firm(1, {commission("c", percent(10))}, 2);
  const PayRow old = sale(1, 0, make_date(2025, 12, 1), yuan(100));
  p.facts.orders = {refund(2, old, day(2, 3), yuan(100)), sale(3, 0, day(2, 4), yuan(500))};
  const PayRun run = paid(p);
  CHECK(total(run) == yuan(40));
  CHECK(run.notes.size() == 1);
  hold(p, run, 3, true);
  CHECK(total(paid(p)) == Money{});
}

TEST_CASE("an edit in a closed period becomes a correction at the rate of then, once") {
  PayProblem p = firm(2, {commission("c", percent(10))});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(1'000)), sale(2, 0, day(1, 5), yuan(300))};
  const PayRun january = paid(p);
  hold(p, january, 2, true);
  p.plans[0].components[0].price.rate = percent(20);
  SUBCASE("amount") {
    p.facts.orders[0].amount = yuan(1'200);
    const PayRun february = paid(p);
    CHECK(total(february) == yuan(20));
    CHECK(february.lines.at(0).adjusts == 1);
    hold(p, february, 3, true);
    CHECK(paid(p).lines.empty());
  }
  SUBCASE("also while the period of the correction is open") {
    p.facts.orders[0].amount = yuan(1'200);
    hold(p, paid(p), 3, false);
    CHECK(paid(p).lines.empty());
  }
  SUBCASE("deleted") {
    p.facts.orders.erase(p.facts.orders.begin());
    CHECK(total(paid(p)) == -yuan(100));
  }
  SUBCASE("credited to another") {
    p.facts.orders[0].rep = 1;
    const PayRun february = paid(p);
    REQUIRE(february.lines.size() == 2);
    CHECK(february.lines[0].amount == -yuan(100));
    CHECK(february.lines[1].amount == yuan(200));  // to them it is new, and so at the rate in force
    hold(p, february, 3, true);
    CHECK(paid(p).lines.empty());
  }
  SUBCASE("known only later") {
    p.facts.orders.push_back(sale(9, 0, day(1, 30), yuan(50)));
    const PayRun february = paid(p);
    CHECK(total(february) == yuan(10));
    hold(p, february, 3, true);
    CHECK(paid(p).lines.empty());
  }
}

TEST_CASE("a late row is paid above the closed total of its period") {
  PayProblem p = firm(1, {spiff_table()});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(145'000))};
  hold(p, paid(p), 2, true);
  p.facts.orders.push_back(sale(2, 0, day(1, 1), yuan(20'000)));
  CHECK(total(paid(p)) == yuan(1'100));
}

TEST_CASE("a rule changed later pays no rows of a closed period that it did not choose then") {
  PayProblem p = firm(1, {commission("c", percent(10))});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(1'000))};
  hold(p, paid(p), 2, true);
  p.plans[0].components.push_back(commission("new", percent(1)));
  CHECK(paid(p).lines.empty());
}

TEST_CASE("a running total over the quarter goes on from month to month") {
  PayComponent c = spiff_table();
  c.over = PeriodUnit::quarter;
  PayProblem p = firm(1, {c});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(145'000))};
  const PayRun january = paid(p);
  CHECK(total(january) == yuan(5'800));
  hold(p, january, 2, true);
  p.facts.orders.push_back(sale(2, 0, day(2, 2), yuan(20'000)));
  CHECK(total(paid(p)) == yuan(1'100));
  SUBCASE("in whole mode what was paid before is paid up to the new rate") {
    p.held.clear();
    p.closed.clear();
    p.period = month_of(1);
    p.plans[0].components[0].whole = true;
    hold(p, paid(p), 2, true);
    const PayRun february = paid(p);
    CHECK(total(february) == yuan(165'000 * 6 / 100 - 5'800));
    CHECK(of_kind(february, LineKind::raise).at(0).amount == yuan(2'900));
    hold(p, february, 3, true);
    // given back in March: both the rate of January and what raised it
    p.facts.orders.push_back(refund(3, p.facts.orders[0], day(3, 3), yuan(145'000)));
    CHECK(total(paid(p)) == -yuan(8'700));
  }
}

TEST_CASE("below the threshold nothing is paid; when it is reached over a quarter, what was held back is paid") {
  PayComponent c = commission("c", percent(10));
  c.threshold = PayBound{yuan(1'000), {}};
  CHECK(january_pay(c, {yuan(999)}) == Money{});
  CHECK(january_pay(c, {yuan(1'000)}) == yuan(100));
  c.over = PeriodUnit::quarter;
  PayProblem p = firm(1, {c});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(600))};
  hold(p, paid(p), 2, true);
  p.facts.orders.push_back(sale(2, 0, day(2, 2), yuan(600)));
  CHECK(total(paid(p)) == yuan(120));
}

TEST_CASE("cap and floor hold for the period, and what is given back is what the cap lets through") {
  PayComponent c = commission("c", percent(10));
  c.cap = yuan(100);
  CHECK(january_pay(c, {yuan(5'000)}) == yuan(100));
  PayProblem p = firm(1, {c});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(1'500))};
  hold(p, paid(p), 2, true);
  p.facts.orders.push_back(refund(2, p.facts.orders[0], day(2, 3), yuan(200)));
  CHECK(total(paid(p)) == Money{});
  p.facts.orders.back().amount = -yuan(700);
  CHECK(total(paid(p)) == -yuan(20));
  c.cap.reset();
  c.floor = yuan(30);
  CHECK(january_pay(c, {yuan(100)}) == yuan(30));
}

TEST_CASE("amounts for a whole period go by the days under the plan, unless prorate is off") {
  PayComponent c = commission("c", percent(10));
  c.cap = yuan(310);
  PayProblem p = firm(1, {c});
  p.plans[0].from = day(1, 22);
  p.facts.orders = {sale(1, 0, day(1, 25), yuan(9'000)), sale(2, 0, day(1, 3), yuan(5'000))};
  CHECK(total(paid(p)) == yuan(100));  // 10 of 31 days; the sale before is under no plan
  p.plans[0].components[0].prorate = false;
  CHECK(total(paid(p)) == yuan(310));
}

TEST_CASE("an accelerator over shares of the target multiplies the row's own rate") {
  PayComponent c = commission("c", percent(4));
  PayTier base;
  base.to = PayBound{{}, percent(100)};
  base.times = percent(100);
  PayTier above;
  above.times = percent(150);
  c.tiers = {base, above};
  PayProblem p = firm(1, {c});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(1'500))};
  p.targets[{"revenue", "2026-01"}].reps[RepKey{1}] = yuan(1'000);
  CHECK(total(paid(p)) == yuan(40 + 30));
  p.targets.clear();
  const PayRun run = paid(p);
  CHECK(total(run) == yuan(60));
  CHECK(run.notes.size() == 1);
}

TEST_CASE("a recoverable draw of 100: earn 50, pay 100, owe 50; earn 200, pay back what exceeds the draw up to the debt") {
  PayComponent draw;
  draw.name = "draw";
  draw.type = PayType::draw;
  draw.price.each = yuan(100);
  PayProblem p = firm(1, {commission("c", percent(10)), draw});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(500)), sale(2, 0, day(2, 2), yuan(2'000)), sale(3, 0, day(3, 2), yuan(2'000))};
  const PayRun january = paid(p);
  CHECK(total(january) == yuan(100));
  hold(p, january, 2, true);
  const PayRun february = paid(p);
  CHECK(total(february) == yuan(150));
  hold(p, february, 3, true);
  CHECK(total(paid(p)) == yuan(200));
  p.plans[0].components[1].recoverable = false;
  p.held.clear();
  p.closed.clear();
  p.period = month_of(1);
  CHECK(of_kind(paid(p), LineKind::guarantee).at(0).amount == yuan(50));
}

TEST_CASE("a bonus pays its highest step reached, over a quarter in its last month") {
  PayComponent b;
  b.name = "bonus";
  b.type = PayType::bonus;
  b.metric = "revenue";
  b.steps = {{{{}, percent(100)}, yuan(500), {}}, {{{}, percent(120)}, yuan(900), {}}};
  PayProblem p = firm(1, {b});
  p.targets[{"revenue", "2026-01"}].reps[RepKey{1}] = yuan(1'000);
  const auto pay = [&](std::int64_t done) {
    p.actuals["revenue"] = {{day_number(day(1, 15)), 1, done, 1}};
    return total(paid(p));
  };
  CHECK(pay(99'999) == Money{});
  CHECK(pay(100'000) == yuan(500));
  CHECK(pay(120'000) == yuan(900));
  p.plans[0].components[0].over = PeriodUnit::quarter;
  p.targets[{"revenue", "2026-Q1"}].reps[RepKey{1}] = yuan(1'000);
  CHECK(pay(120'000) == Money{});
  p.period = month_of(3);
  CHECK(pay(120'000) == yuan(900));
}

TEST_CASE("a manager's override is on what the teams below sell, without the manager's own unless it says so") {
  PayComponent o;
  o.name = "override";
  o.type = PayType::manager_override;
  o.price.rate = percent(1);
  PayProblem p = firm(3, {o});
  p.organisation.teams = {{TeamKey{1}, "bj", "Beijing", TeamKey{2}}, {TeamKey{2}, "north", "North", {}}};
  for (Rep& rep : p.organisation.reps) rep.team = TeamKey{1};
  p.organisation.reps[2].team.reset();
  p.managers = {{TeamKey{2}, 0}};
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(1'000)), sale(2, 1, day(1, 2), yuan(2'000)), sale(3, 2, day(1, 2), yuan(4'000))};
  CHECK(total(paid(p)) == yuan(20));
  p.plans[0].components[0].own = true;
  CHECK(total(paid(p)) == yuan(30));
  SUBCASE("or a part of what components pay them") {
    p.plans[0].components[0].of = {"c"};
    p.plans[0].components[0].own = false;
    p.plans[0].components[0].price.rate = percent(10);
    p.plans[0].components.push_back(commission("c", percent(5)));
    CHECK(total(paid(p)) == yuan(350 + 10));
  }
  SUBCASE("and is given back with the sale") {
    hold(p, paid(p), 2, true);
    p.facts.orders.push_back(refund(4, p.facts.orders[1], day(2, 2), yuan(2'000)));
    CHECK(total(paid(p)) == -yuan(20));
  }
}

TEST_CASE("a team bonus is shared to the minor unit") {
  PayComponent b;
  b.name = "team";
  b.type = PayType::team_bonus;
  b.metric = "revenue";
  b.steps = {{{yuan(100), {}}, Money{10'000}, {}}};
  PayProblem p = firm(3, {b});
  p.organisation.teams = {{TeamKey{1}, "bj", "Beijing", {}}};
  for (Rep& rep : p.organisation.reps) rep.team = TeamKey{1};
  p.actuals["revenue"] = {{day_number(day(1, 3)), 1, 20'000, 1}, {day_number(day(1, 4)), 2, 10'000, 1}};
  const PayRun equal = paid(p);
  REQUIRE(equal.lines.size() == 3);
  CHECK(equal.lines[0].amount == Money{3'334});
  CHECK(total(equal) == Money{10'000});
  p.plans[0].components[0].share = TeamShare::contribution;
  CHECK(paid(p).lines.at(0).amount == Money{6'667});
  CHECK(total(paid(p)) == Money{10'000});
}

TEST_CASE("the budget of a spiff goes to who comes first; the last gets what is left") {
  PayComponent s;
  s.name = "spiff";
  s.type = PayType::spiff;
  s.price.each = yuan(10);
  s.budget = yuan(25);
  PayProblem p = firm(2, {s});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(1)), sale(2, 1, day(1, 1), yuan(1)), sale(3, 1, day(1, 3), yuan(1)), sale(4, 0, day(1, 4), yuan(1))};
  const PayRun run = paid(p);
  CHECK(total(run) == yuan(25));
  Money second;
  for (const PayLine& l : run.lines) second += l.rep == RepKey{2} ? l.amount : Money{};
  CHECK(second == yuan(15));
  hold(p, run, 2, true);
  p.facts.orders.push_back(sale(5, 0, day(2, 1), yuan(1)));
  CHECK(total(paid(p)) == Money{});
  p.plans[0].components[0].budget.reset();
  p.plans[0].components[0].per_unit = true;
  std::ranges::find(p.facts.orders, 5, &PayRow::source)->units = 2'500'000;
  p.held.clear();
  p.closed.clear();
  CHECK(total(paid(p)) == yuan(25));
}

TEST_CASE("an order moved to a day after its rep left is taken back") {
  PayProblem p = firm(1, {commission("c", percent(10))});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(1'000))};
  hold(p, paid(p), 2, true);
  p.organisation.reps[0].left_on = day(1, 15);
  p.facts.orders[0].day = p.facts.orders[0].origin_day = day(2, 10);
  CHECK(total(paid(p)) == -yuan(100));
}

TEST_CASE("an order beyond the budget of a spiff is named and gets nothing") {
  PayComponent s;
  s.name = "push";
  s.type = PayType::spiff;
  s.price.each = yuan(100);
  s.budget = yuan(150);
  PayProblem p = firm(2, {s});
  p.facts.orders = {sale(1, 0, day(1, 2), yuan(10)), sale(2, 0, day(1, 3), yuan(10)), sale(3, 0, day(1, 4), yuan(10)), sale(4, 1, day(1, 5), yuan(10))};
  const PayRun january = paid(p);
  CHECK(total(january) == yuan(150));
  std::size_t without = 0;
  for (const PayLine& l : january.lines) {
    if (l.each != Money{}) continue;
    ++without;
    CHECK(l.amount == Money{});
    CHECK(l.parts.size() == 1);
    CHECK(in_english(l.reason) == "the budget of 150.00 is used up");
  }
  CHECK(without == 2);
  // what got nothing takes nothing back
  hold(p, january, 2, true);
  p.facts.orders.push_back(refund(5, p.facts.orders[3], day(2, 2), yuan(10)));
  CHECK(total(paid(p)) == Money{});
}

TEST_CASE("a manager who is there for a part of the period has that part of the override on pay") {
  PayComponent o;
  o.name = "override";
  o.type = PayType::manager_override;
  o.price.rate = percent(10);
  o.of = {"c"};
  PayProblem p = firm(2, {o, commission("c", percent(10))}, 4);
  p.organisation.teams = {{TeamKey{1}, "bj", "Beijing", {}}};
  for (Rep& rep : p.organisation.reps) rep.team = TeamKey{1};
  p.managers = {{TeamKey{1}, 0}};
  p.facts.orders = {sale(1, 1, day(4, 2), yuan(3'000))};
  CHECK(total(paid(p)) == yuan(300 + 30));
  p.organisation.reps[0].hired_on = day(4, 21);  // 10 of 30 days
  CHECK(total(paid(p)) == yuan(300 + 10));
  p.plans[0].components[0].prorate = false;
  CHECK(total(paid(p)) == yuan(300 + 30));
}
