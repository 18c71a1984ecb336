#include "report/intervals.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <utility>
#include <vector>

using namespace salesctl;
using doctest::Approx;

namespace {

Moments moments(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double v : values) mean += v / n;
  double variance = 0;
  for (const double v : values) variance += (v - mean) * (v - mean) / (n - 1);
  return {static_cast<std::int64_t>(values.size()), mean, values.size() < 2 ? 0 : variance};
}

/// The chance that of n answers so many are up and so many down.
double chance(const NetCounts& c, double up, double down) {
  const auto power = [](double p, std::int64_t k) { return k == 0 ? 1 : std::pow(p, static_cast<double>(k)); };
  const auto log_factorial = [](std::int64_t k) { return std::lgamma(static_cast<double>(k) + 1); };
  const std::int64_t rest = c.n - c.up - c.down;
  return std::exp(log_factorial(c.n) - log_factorial(c.up) - log_factorial(c.down) - log_factorial(rest)) * power(up, c.up) *
         power(down, c.down) * power(1 - up - down, rest);
}

std::vector<NetCounts> all_counts(std::int64_t n) {
  std::vector<NetCounts> all;
  for (std::int64_t up = 0; up <= n; ++up) {
    for (std::int64_t down = 0; up + down <= n; ++down) all.push_back({up, down, n});
  }
  return all;
}

const std::vector<std::pair<double, double>> mixtures{{0.5, 0.2}, {0.6, 0.1}, {0.9, 0.02}, {0.97, 0.01}, {0.4, 0.4},
                                                      {0.2, 0.2}, {0.1, 0.05}, {0.85, 0}, {0.05, 0}, {0.02, 0.9}, {1, 0}};

}  // namespace

TEST_CASE("t quantiles are those of the tables") {
  CHECK(t_quantile(1) == Approx(12.7062).epsilon(1e-5));
  CHECK(t_quantile(10) == Approx(2.2281).epsilon(1e-4));
  CHECK(t_quantile(30) == Approx(2.0423).epsilon(1e-4));
  CHECK(t_quantile(10'000'000) == Approx(1.95996).epsilon(1e-5));
}

TEST_CASE("the interval of a mean by hand: 3, 4 and 5 have a deviation of 1, and t with two degrees of freedom is 4.3027") {
  const std::optional<Interval> of = mean_interval(moments({3, 4, 5}));
  REQUIRE(of);
  CHECK(of->low == Approx(4 - 4.30265 / std::sqrt(3)).epsilon(1e-5));
  CHECK(of->high == Approx(4 + 4.30265 / std::sqrt(3)).epsilon(1e-5));
}

TEST_CASE("one answer, and answers that are all alike, have no interval of their mean") {
  CHECK(!mean_interval(moments({4})));
  CHECK(!mean_interval(moments({5, 5, 5, 5})));
  CHECK(!mean_interval({}));
}

TEST_CASE("intervals of shares are those that Newcombe printed for Wilson's method") {  // Statistics in Medicine 17 (1998) 857
  const auto check = [](std::int64_t part, std::int64_t n, double low, double high) {
    CHECK(std::abs(share_interval(part, n).low - low) < 0.00005);
    CHECK(std::abs(share_interval(part, n).high - high) < 0.00005);
  };
  check(81, 263, 0.2553, 0.3662);
  check(15, 148, 0.0624, 0.1605);
  check(0, 20, 0, 0.1611);
  check(1, 29, 0.0061, 0.1718);
  check(20, 20, 0.8389, 1);
}

TEST_CASE("the interval of a net score by hand") {
  // 1 up, 7 down of 21: (2 - 8) / 23 = -0.26087; (10 / 23 - 0.26087^2) / 23 = 0.0159446; 1.96 times its root is 0.247487
  CHECK(net_interval({1, 7, 21}).low == Approx(-0.508356).epsilon(1e-5));
  CHECK(net_interval({1, 7, 21}).high == Approx(-0.013382).epsilon(1e-4));
  // all up: (6 - 1) / 7 = 0.714286; (1 - 0.510204) / 7 = 0.0699708; 1.96 times its root is 0.518450
  CHECK(net_interval({5, 0, 5}).low == Approx(0.195836).epsilon(1e-4));
  CHECK(net_interval({5, 0, 5}).high == 1);
}

TEST_CASE("every interval of a net score holds the score, is no wider than the scale, and is never without width") {
  for (std::int64_t n = 1; n <= 60; ++n) {
    for (const NetCounts& c : all_counts(n)) {
      const Interval of = net_interval(c);
      CHECK((-1 <= of.low && of.low <= c.score() && c.score() <= of.high && of.high <= 1));
      CHECK(of.high - of.low > 0.02);
      const Interval mirror = net_interval({c.down, c.up, n});
      CHECK(mirror.low == Approx(-of.high));
    }
  }
}

TEST_CASE("the interval of a net score holds the truth in at least 91% of samples, however few and however one-sided") {
  for (const std::int64_t n : {3, 5, 10, 30}) {
    for (const auto& [up, down] : mixtures) {
      double held = 0;
      for (const NetCounts& c : all_counts(n)) {
        const Interval of = net_interval(c);
        if (of.low - 1e-12 <= up - down && up - down <= of.high + 1e-12) held += chance(c, up, down);
      }
      INFO("answers ", n);
      CHECK(held > 0.91);
    }
  }
}

TEST_CASE("where nothing changed, the change of a net score is taken for real in no more than 6% of cases") {
  for (const auto& [n, m] : std::vector<std::pair<std::int64_t, std::int64_t>>{{2, 3}, {3, 15}, {5, 20}, {12, 12}}) {
    for (const auto& [up, down] : mixtures) {
      double alarms = 0;
      for (const NetCounts& now : all_counts(n)) {
        const double likely = chance(now, up, down);
        if (likely < 1e-9) continue;
        for (const NetCounts& before : all_counts(m)) {
          const Interval of = net_change(now, before);
          if (of.low > 0 || of.high < 0) alarms += likely * chance(before, up, down);
        }
      }
      CHECK(alarms < 0.06);
    }
  }
}

TEST_CASE("the change of a mean by hand: three 5s against 3, 4, 3, 4") {
  // pooled variance (2 x 0 + 3 x 1/3) / 5 = 0.2; 2.57058 x sqrt(0.2 x (1/3 + 1/4)) = 0.878021
  const std::optional<Interval> of = mean_change(moments({5, 5, 5}), moments({3, 4, 3, 4}));
  REQUIRE(of);
  CHECK(of->low == Approx(1.5 - 0.878021).epsilon(1e-5));
  CHECK(of->high == Approx(1.5 + 0.878021).epsilon(1e-5));
}

TEST_CASE("a change says nothing where there is no spread to hold it against") {
  CHECK(!mean_change(moments({5}), moments({3})));
  CHECK(!mean_change(moments({5, 5}), moments({3, 3})));
  CHECK(!mean_change({}, moments({3, 4, 5})));
  CHECK(mean_change(moments({5}), moments({3, 4, 5})));
}

TEST_CASE("a change looked at from the other side is the same with the other sign") {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    const auto counts = [&] {
      const auto n = static_cast<std::int64_t>(1 + random() % 40);
      const auto up = static_cast<std::int64_t>(random()) % (n + 1);
      return NetCounts{up, static_cast<std::int64_t>(random()) % (n - up + 1), n};
    };
    const NetCounts one = counts();
    const NetCounts other = counts();
    const Interval change = net_change(one, other);
    CHECK(change.low == Approx(-net_change(other, one).high));
    CHECK(change.low <= one.score() - other.score());
    CHECK(change.high >= one.score() - other.score());
  }
}
