#include "report/forecast.hpp"

#include <doctest/doctest.h>

#include <random>

#include "pipeline_deals.hpp"
#include "report/win_times.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Date first_day = make_date(2026, 7, 1);
const Span quarter{first_day, make_date(2026, 10, 1)};

int day(int month, int of_month, int year = 2026) { return day_number(make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(of_month))); }

/// Half, three quarters and nine tenths by stage.
const std::vector<std::optional<Rate>> half_and_more{Rate{500'000'000}, Rate{750'000'000}, Rate{900'000'000}, Rate{Rate::one}, Rate{}};

std::vector<DealOutlook> outlooks_of(const Deals& deals, std::optional<int> expected) {
  return std::vector<DealOutlook>(deals.deals.size(), DealOutlook{{}, expected, {}});
}

Forecast run(const Deals& deals, std::optional<int> expected, const ForecastRequest& request) {
  return forecast(deals, outlooks_of(deals, expected), half_and_more, one_group(deals), request);
}

/// Decided deals of before: of `n`, so many won, all ten days after they began, a year ago.
void add_past(Deals& deals, int n, int wins) {
  for (int i = 0; i < n; ++i) {
    const int began = day(1 + i % 6, 1, 2025);
    if (i < wins) add(deals, {{quote, began}, {won, began + 10}}, {DealState::won, began + 10});
    else add(deals, {{quote, began}}, {DealState::lost, began + 10});
  }
}

}  // namespace

TEST_CASE("won, commit, best case and pipeline add up by probability and expected day") {
  Deals deals = no_deals();
  add(deals, {{needs, day(6, 1)}, {won, day(7, 3)}}, {DealState::won, day(7, 3), Money{1000}});
  add(deals, {{needs, day(6, 1)}, {won, day(6, 30)}}, {DealState::won, day(6, 30), Money{5}});  // before the quarter
  add(deals, {{quote, day(6, 1)}}, {DealState::open, {}, Money{100}});
  add(deals, {{solution, day(6, 1)}}, {DealState::open, {}, Money{30}});
  add(deals, {{needs, day(6, 1)}}, {DealState::open, {}, Money{7}});
  add(deals, {{odd, day(6, 1)}}, {DealState::open, {}, Money{2}});  // no rule, no probability
  add(deals, {{quote, day(6, 1)}}, {DealState::open, {}, {}});
  const Forecast f = run(deals, day(9, 30), {quarter, make_date(2026, 7, 10)});
  CHECK(f.all.won == Money{1000});
  CHECK(f.all.open == 5);
  CHECK(f.all.commit == Money{1130});
  CHECK(f.all.best_case == Money{1137});
  CHECK(f.all.pipeline == Money{1139});
  CHECK(f.without_amount == 1);
  CHECK(f.given == 5);
  CHECK(f.learned == 0);
  const Forecast later = run(deals, day(10, 1), {quarter, make_date(2026, 7, 10)});
  CHECK(later.all.pipeline == Money{1000});
  CHECK(later.all.high == Money{1000});  // nothing is due, so nothing may come
}

TEST_CASE("what should have closed before the day is no commitment, and no best case") {
  Deals deals = no_deals();
  for (int i = 0; i < 3; ++i) add(deals, {{quote, day(6, 1)}}, {DealState::open, {}, Money{100}});
  const std::vector<DealOutlook> outlooks{{{}, day(7, 9), {}}, {{}, day(7, 10), {}}, {{}, day(5, 1), {}}};
  const Forecast f = forecast(deals, outlooks, half_and_more, one_group(deals), {quarter, make_date(2026, 7, 10)});
  CHECK(f.all.commit == Money{100});
  CHECK(f.all.best_case == Money{100});
  CHECK(f.all.pipeline == Money{300});
  CHECK(f.all.overdue == Money{200});
  CHECK(f.all.high == Money{300});  // they may still be won
}

TEST_CASE("a deal whose amount nobody has said is drawn with the mean of those won") {
  Deals deals = no_deals();
  add(deals, {{needs, day(1, 1)}, {won, day(1, 3)}}, {DealState::won, day(1, 3), Money{100}});
  add(deals, {{needs, day(1, 1)}, {won, day(1, 3)}}, {DealState::won, day(1, 3), Money{301}});
  add(deals, {{quote, day(6, 1)}}, {DealState::open, {}, {}});
  const Forecast f = run(deals, day(9, 1), {quarter, first_day});
  CHECK(f.typical == Money{201});  // 200.5, away from zero
  CHECK(f.without_amount == 1);
  CHECK(f.all.commit == Money{});
  CHECK(f.all.high == Money{201});
}

TEST_CASE("a deal's own probability goes before its stage's") {
  Deals deals = no_deals();
  add(deals, {{needs, day(6, 1)}}, {DealState::open, {}, Money{100}});
  std::vector<DealOutlook> outlooks{{Rate{800'000'000}, day(8, 1), {}}};
  CHECK(forecast(deals, outlooks, half_and_more, one_group(deals), {quarter, first_day}).all.commit == Money{100});
  outlooks[0].probability = Rate{100'000'000};
  CHECK(forecast(deals, outlooks, half_and_more, one_group(deals), {quarter, first_day}).all.best_case == Money{});
}

TEST_CASE("without a past the draws are those of the probabilities: binomial") {
  Deals deals = no_deals();
  for (int i = 0; i < 40; ++i) add(deals, {{needs, day(6, 1)}}, {DealState::open, {}, Money{1'000'000}});
  const Forecast f = run(deals, day(9, 1), {quarter, first_day});
  CHECK(static_cast<double>(f.all.expected.minor) == doctest::Approx(20e6).epsilon(0.01));
  CHECK(f.all.low == Money{16'000'000});   // the 10% quantile of Binomial(40, 1/2)
  CHECK(f.all.median == Money{20'000'000});
  CHECK(f.all.high == Money{24'000'000});
  CHECK(f.all.chance_of(Money{20'000'000}).value() == doctest::Approx(0.5627).epsilon(0.03));  // P(X >= 20)
  CHECK(f.all.chance_of(Money{40'000'001}).value() == 0);
  CHECK(f.all.chance_of(Money{0}).value() == 1);
}

TEST_CASE("where the past says enough, it is learned from, and few decided deals make the range wider") {
  const auto range = [](int n) {
    Deals deals = no_deals();
    add_past(deals, n, n / 4);
    for (int i = 0; i < 40; ++i) add(deals, {{quote, day(7, 1)}}, {DealState::open, {}, Money{1'000'000}});
    const Forecast f = run(deals, {}, {quarter, first_day});
    CHECK(f.learned == 40);
    CHECK(static_cast<double>(f.all.expected.minor) == doctest::Approx(10e6).epsilon(0.02));
    return f.all.high - f.all.low;
  };
  CHECK(range(20) > range(2000));
}

TEST_CASE("a deal that has been in its stage for longer than those won was may hardly be won") {
  Deals deals = no_deals();
  add_past(deals, 200, 100);
  for (int i = 0; i < 30; ++i) add(deals, {{quote, day(3, 1, 2025)}}, {DealState::lost, day(3, 1, 2025) + 300});  // those that stay are lost
  const Forecast without = run(deals, {}, {quarter, first_day});
  add(deals, {{quote, day(5, 1)}}, {DealState::open, {}, Money{100}});
  CHECK(run(deals, {}, {quarter, first_day}).all.draws == without.all.draws);
  add(deals, {{quote, day(6, 30)}}, {DealState::open, {}, Money{100}});
  CHECK(run(deals, {}, {quarter, first_day}).all.expected > without.all.expected);
}

TEST_CASE("deals not yet begun come as in the periods before, from the same day on") {
  Deals deals = no_deals();
  add(deals, {{needs, day(1, 1, 2024)}}, {DealState::lost, day(1, 2, 2024)});  // the record begins here
  Span span = quarter;
  for (int k = 0; k < 6; ++k) {
    span = span_before(span, span.to);
    const int began = day_number(span.from) + 40;
    add(deals, {{needs, began}, {won, began + 10}}, {DealState::won, began + 10, Money{600}});
    add(deals, {{needs, began - 35}, {won, began + 10}}, {DealState::won, began + 10, Money{9}});  // begun before the day
  }
  const Forecast f = run(deals, {}, {quarter, first_day + std::chrono::days{14}});
  REQUIRE(f.new_deals.size() == 8);
  std::int64_t sum = 0;
  for (const Money money : f.new_deals) sum += money.minor;
  CHECK(sum == 6 * 600);
  CHECK(static_cast<double>(f.all.expected.minor) == doctest::Approx(450).epsilon(0.05));
  // a record that begins later knows of too few periods
  Deals young = no_deals();
  add(young, {{needs, day(1, 10, 2026)}, {won, day(2, 10, 2026)}}, {DealState::won, day(2, 10, 2026), Money{600}});
  CHECK(run(young, {}, {quarter, first_day}).new_deals.empty());
}

TEST_CASE("groups add up to the whole, and the same seed draws the same") {
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    Deals deals = random_deals(random, 60);
    DealGroups groups{DealUnit::rep, {{"a", "A"}, {"b", "B"}, {"", ""}}, {}};
    for (std::size_t i = 0; i < deals.deals.size(); ++i) groups.of.push_back(static_cast<int>(random() % 3));
    const ForecastRequest request{{from_day_number(60), from_day_number(200)}, from_day_number(130), 1, 2000};
    const auto once = [&] { return forecast(deals, outlooks_of(deals, 150), half_and_more, groups, request); };
    const Forecast f = once();
    Outlook sum;
    for (const Outlook& g : f.groups) {
      sum.won += g.won;
      sum.open += g.open;
      sum.commit += g.commit;
      sum.best_case += g.best_case;
      sum.pipeline += g.pipeline;
      sum.expected += g.expected;
      CHECK(g.low <= g.median);
      CHECK(g.median <= g.high);
      CHECK(g.won <= g.low);
    }
    CHECK(sum.won == f.all.won);
    CHECK(sum.open == f.all.open);
    CHECK(sum.commit == f.all.commit);
    CHECK(sum.best_case == f.all.best_case);
    CHECK(sum.pipeline == f.all.pipeline);
    CHECK(std::abs(sum.expected.minor - f.all.expected.minor) <= 3);
    CHECK(once().all.draws == f.all.draws);
    CHECK(won_within(deals, request.period) >= f.all.won);
  }
}
