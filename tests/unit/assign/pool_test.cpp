#include <doctest/doctest.h>

#include "assign/pool.hpp"

using namespace salesctl;
using std::chrono::days;

namespace {

const Date last = make_date(2026, 1, 1);
const RecycleRule rule = [] {
  RecycleRule r;
  r.after = 90;
  r.notice = 7;
  r.ban = 30;
  r.claims_open = 50;
  r.claims_day = 2;
  r.claims_week = 10;
  return r;
}();

}  // namespace

TEST_CASE("an item is warned within the days of notice and goes when both the days and the notice are over") {
  CHECK_FALSE(pool_verdict(rule, last, {}, last + days{82}));
  CHECK(pool_verdict(rule, last, {}, last + days{83}) == PoolVerdict{PoolState::warned, last + days{90}, last + days{90}});
  CHECK(pool_verdict(rule, last, last + days{83}, last + days{89})->state == PoolState::warned);
  CHECK(pool_verdict(rule, last, last + days{83}, last + days{90})->state == PoolState::taken);
}

TEST_CASE("what is long due is not taken without notice") {
  CHECK(pool_verdict(rule, last, {}, last + days{200}) == PoolVerdict{PoolState::warned, last + days{90}, last + days{207}});
  CHECK(pool_verdict(rule, last, last + days{200}, last + days{206})->state == PoolState::warned);
  CHECK(pool_verdict(rule, last, last + days{200}, last + days{207})->state == PoolState::taken);
  RecycleRule at_once = rule;
  at_once.notice = 0;
  CHECK_FALSE(pool_verdict(at_once, last, {}, last + days{89}));
  CHECK(pool_verdict(at_once, last, {}, last + days{90})->state == PoolState::taken);
}

TEST_CASE("a notice before the last contact, or dated later than the day, does not count") {
  const Date again = last + days{100};
  CHECK(pool_verdict(rule, again, last + days{95}, again + days{90})->state == PoolState::warned);
  CHECK(pool_verdict(rule, again, again, again + days{90})->state == PoolState::warned);
  CHECK(pool_verdict(rule, last, last + days{300}, last + days{200})->goes == last + days{207});
}

TEST_CASE("without a contact on record an item is due, after its notice") {
  CHECK(pool_verdict(rule, {}, {}, last) == PoolVerdict{PoolState::warned, last, last + days{7}});
  CHECK(pool_verdict(rule, {}, last, last + days{7}) == PoolVerdict{PoolState::taken, last, last + days{7}});
}

TEST_CASE("claims are limited by day, week and what is still open; none where none is said") {
  CHECK_FALSE(broken_limit(rule, {49, 1, 9}));
  CHECK(broken_limit(rule, {0, 2, 2}) == "day");
  CHECK(broken_limit(rule, {0, 0, 10}) == "week");
  CHECK(broken_limit(rule, {50, 0, 0}) == "open");
  CHECK_FALSE(broken_limit(RecycleRule{}, {1000, 1000, 1000}));
  CHECK(banned_until(rule, last) == last + days{30});
  for (int n = 0; n < 40; ++n) CHECK(banned_span(rule, last + days{n}).contains(last) == (last + days{n} < banned_until(rule, last)));
  CHECK(banned_span(RecycleRule{}, last).empty());
}
