// What holds for all sales, refunds and plans, on random ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "pay/firm.hpp"
#include "pay/pay.hpp"

using namespace salesctl;
using namespace salesctl::test;

namespace {

__extension__ using Wide = __int128;
constexpr unsigned seed = 20261125;

class Chance {
 public:
  std::int64_t upto(std::int64_t n) { return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n)); }
  bool one_in(std::int64_t n) { return upto(n) == 0; }

 private:
  std::mt19937_64 random_{seed};
};

PayComponent some_commission(Chance& chance, bool may_be_limited) {
  PayComponent c = commission("c", Rate{chance.upto(100'000'000)});
  if (chance.one_in(2)) {
    c.price = {};
    std::int64_t end = 0;
    std::int64_t rate = 0;
    for (std::int64_t i = chance.upto(3); i >= 0; --i) c.tiers.push_back(tier(Money{end += 1 + chance.upto(60'000)}, Rate{rate += chance.upto(20'000'000)}));
    c.tiers.push_back(tier({}, Rate{rate + chance.upto(20'000'000)}));
    c.whole = chance.one_in(3);
    c.higher = chance.one_in(2);
  }
  if (may_be_limited && chance.one_in(4)) c.cap = Money{chance.upto(5'000)};
  return c;
}

void add_sales(PayProblem& p, Chance& chance, std::int64_t first_key, unsigned month) {
  for (std::int64_t i = 0; i < 1 + chance.upto(12); ++i) {
    const auto rep = static_cast<std::uint32_t>(chance.upto(static_cast<std::int64_t>(p.organisation.reps.size())));
    p.facts.orders.push_back(sale(first_key + i, rep, day(month, 1 + static_cast<unsigned>(chance.upto(28))), Money{chance.upto(30'000)}));
  }
}

/// half to even, in 128 bits, written otherwise than in the program
std::int64_t half_even(Wide numerator, Wide denominator) {
  Wide floor = numerator / denominator;
  if (floor * denominator > numerator) --floor;
  const Wide rest = numerator - floor * denominator;
  if (rest * 2 > denominator || (rest * 2 == denominator && floor % 2 != 0)) ++floor;
  return static_cast<std::int64_t>(floor);
}

}  // namespace

TEST_CASE("every line is its rows times its rate rounded once, and the lines hold every sale once") {
  Chance chance;
  for (int n = 0; n < 500; ++n) {
    PayProblem p = firm(3, {some_commission(chance, false)});
    add_sales(p, chance, 1, 1);
    const PayRun run = paid(p);
    std::map<std::pair<RepKey, std::int64_t>, std::int64_t> held;
    std::map<RepKey, Wide> exact;
    std::map<RepKey, Wide> paid_to;
    std::map<RepKey, int> lines;
    for (const PayLine& l : run.lines) {
      if (l.kind == LineKind::total) continue;
      Wide sum = 0;
      for (const PayPart& part : l.parts) {
        sum += part.amount.minor;
        held[{l.rep, part.source}] += part.amount.minor;
      }
      CHECK(l.amount.minor == half_even(sum * l.rate->billionths, Rate::one));
      exact[l.rep] += sum * l.rate->billionths;
      paid_to[l.rep] += l.amount.minor;
      ++lines[l.rep];
    }
    for (const PayRow& row : p.facts.orders) CHECK(held.at({RepKey{row.rep + 1}, row.source}) == row.amount.minor);
    for (const auto& [rep, sum] : exact) {
      const Wide off = paid_to[rep] * Rate::one - sum;
      CHECK((off < 0 ? -off : off) * 2 <= static_cast<Wide>(lines[rep]) * Rate::one);
    }
  }
}

TEST_CASE("the order in which facts come does not matter") {
  Chance chance;
  std::mt19937 random(seed);
  for (int n = 0; n < 200; ++n) {
    PayProblem p = firm(2, {some_commission(chance, true)});
    add_sales(p, chance, 1, 1);
    const std::vector<PayLine> lines = paid(p).lines;
    std::shuffle(p.facts.orders.begin(), p.facts.orders.end(), random);
    CHECK(paid(p).lines == lines);
  }
}

TEST_CASE("when everything is given back later, in pieces, everything paid is given back, to the minor unit") {
  Chance chance;
  for (int n = 0; n < 300; ++n) {
    PayProblem p = firm(2, {some_commission(chance, true)});
    add_sales(p, chance, 1, 1);
    const PayRun january = paid(p);
    Money sum = total(january);
    const std::vector<PayRow> sold = p.facts.orders;
    hold(p, january, 2, chance.one_in(2));
    std::int64_t key = 1000;
    std::vector<Money> rest;
    for (const PayRow& row : sold) {
      const Money part{chance.upto(row.amount.minor + 1)};
      rest.push_back(row.amount - part);
      p.facts.orders.push_back(refund(++key, row, day(2, 1 + static_cast<unsigned>(chance.upto(28))), part));
    }
    const PayRun february = paid(p);
    sum += total(february);
    hold(p, february, 3, !p.closed.empty() && chance.one_in(2));
    for (std::size_t i = 0; i < sold.size(); ++i) p.facts.orders.push_back(refund(++key, sold[i], day(3, 5), rest[i]));
    const PayRun march = paid(p);
    sum += total(march);
    CHECK(sum == Money{});
    hold(p, march, 4, !p.closed.empty());
    CHECK(total(paid(p)) == Money{});
  }
}

TEST_CASE("edits of closed periods are corrected once, whatever they are, and the ledger then holds the facts") {
  Chance chance;
  for (int n = 0; n < 300; ++n) {
    PayProblem p = firm(3, {some_commission(chance, true), commission("flat", percent(3))});
    add_sales(p, chance, 1, 1);
    hold(p, paid(p), 2, true);
    add_sales(p, chance, 100, 2);
    for (std::size_t i = 0; i < p.facts.orders.size(); ++i) {
      if (chance.one_in(4)) p.facts.orders[i].amount = Money{chance.upto(30'000)};
      if (chance.one_in(5)) p.facts.orders[i].rep = static_cast<std::uint32_t>(chance.upto(3));
      if (chance.one_in(6)) p.facts.orders.push_back(refund(500 + static_cast<std::int64_t>(i), p.facts.orders[i], day(2, 27), Money{chance.upto(10'000)}));
    }
    add_sales(p, chance, 300, 1);
    hold(p, paid(p), 3, true);
    CHECK(total(paid(p)) == Money{});
    std::map<RepKey, std::int64_t> held;
    for (const PayLine& l : p.held) {
      if (l.component == "flat") held[l.rep] += l.sum.minor;
    }
    std::map<RepKey, std::int64_t> facts;
    for (const PayRow& row : p.facts.orders) facts[RepKey{row.rep + 1}] += row.amount.minor;
    for (const auto& [rep, sum] : facts) CHECK(held[rep] == sum);
  }
}

TEST_CASE("parts of an order are never paid more than the whole would be at the same rate") {
  Chance chance;
  for (int n = 0; n < 300; ++n) {
    const Rate rate{chance.upto(200'000'000)};
    PayProblem p = firm(3, {commission("c", rate)});
    std::int64_t whole = 0;
    for (std::uint32_t rep = 0; rep < 3; ++rep) {
      p.facts.orders.push_back(sale(1, rep, day(1, 5), Money{chance.upto(10'000)}));
      whole += p.facts.orders.back().amount.minor;
    }
    const std::int64_t exact = half_even(static_cast<Wide>(whole) * rate.billionths, Rate::one);
    CHECK(total(paid(p)).minor <= exact + 1);  // each of the three is rounded by at most half a unit
  }
}
