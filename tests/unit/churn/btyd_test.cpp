#include "churn/btyd.hpp"

#include <cmath>
#include <random>

#include <doctest/doctest.h>

#include "churn/one_processor.hpp"

using namespace salesctl;

namespace {

/// Customers who behave as the model says: a rate from gamma(r, alpha), and after each purchase (under MBG/NBD the first
/// one too) they may stay away for good.
std::vector<Rhythm> simulated(const Btyd& model, std::size_t customers, int age, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto gamma = [&](double shape) { return std::gamma_distribution<double>(shape, 1)(random); };
  const auto uniform = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  std::vector<Rhythm> all;
  for (std::size_t i = 0; i < customers; ++i) {
    const double rate = gamma(model.r) / model.alpha / days_a_week;
    const double x = gamma(model.a);
    const double leaves = x / (x + gamma(model.b));
    Rhythm customer{0, 0, age};
    bool there = model.model == ChurnModel::bg_nbd || uniform() >= leaves;
    for (double day = 0; there;) {
      day += std::max(1.0, std::ceil(-std::log(uniform()) / rate));
      if (day > age) break;
      ++customer.repeats;
      customer.last = static_cast<int>(day);
      there = uniform() >= leaves;
    }
    all.push_back(customer);
  }
  return all;
}

const Btyd paper{ChurnModel::bg_nbd, 0.24259, 4.41353, 0.79289, 2.42575, {}, 0, 0};

}  // namespace

TEST_CASE("figures of one customer are those another program gives") {
  const Rhythm customer{2, 213, 272};  // t_x 30.43 weeks, T 38.86
  CHECK(alive(paper, customer) == doctest::Approx(0.7266).epsilon(2e-4));
  CHECK(expected_purchases(paper, customer, 39 * 7) == doctest::Approx(1.2259).epsilon(2e-4));
  CHECK(alive(paper, {0, 0, 272}) == 1);  // under BG/NBD who bought once is always there
}

TEST_CASE("the chance of no purchase is 1 for no time, falls with it, and ends where the customer is gone") {
  for (const ChurnModel kind : {ChurnModel::bg_nbd, ChurnModel::mbg_nbd}) {
    Btyd model = paper;
    model.model = kind;
    for (const Rhythm customer : {Rhythm{0, 0, 0}, Rhythm{0, 0, 300}, Rhythm{3, 50, 60}, Rhythm{40, 290, 300}}) {
      CHECK(no_purchase(model, customer, 0) == doctest::Approx(1));
      double before = 1;
      for (const double days : {1.0, 10.0, 100.0, 1000.0}) {
        const double chance = no_purchase(model, customer, days);
        CHECK(chance < before);
        CHECK(chance >= 1 - alive(model, customer));
        before = chance;
      }
    }
  }
}

TEST_CASE("expected purchases are the chances of a purchase added up, week by week, of those who never leave") {
  // With next to nobody leaving, purchases come at the posterior rate (r + x) / (alpha + T).
  const Btyd staying{ChurnModel::mbg_nbd, 2, 10, 1e-6, 1, {}, 0, 0};
  const Rhythm customer{5, 200, 210};
  CHECK(expected_purchases(staying, customer, 70) == doctest::Approx(purchase_rate(staying, customer) * 10).epsilon(1e-4));
}

TEST_CASE("expected purchases agree with a simulation of customers with the same past") {
  Btyd model{ChurnModel::mbg_nbd, 0.8, 6, 0.9, 2.5, {}, 0, 0};
  const int age = 140;
  const int ahead = 140;
  const std::vector<Rhythm> until = simulated(model, 400'000, age, 7);
  const std::vector<Rhythm> beyond = simulated(model, 400'000, age + ahead, 8);
  double now = 0;
  double expected = 0;
  double later = 0;
  for (const Rhythm& c : until) {
    now += c.repeats;
    expected += expected_purchases(model, c, ahead);
  }
  for (const Rhythm& c : beyond) later += c.repeats;
  CHECK((later - now) == doctest::Approx(expected).epsilon(0.03));
}

TEST_CASE("a fit finds the parameters that customers were simulated with") {
  for (const ChurnModel kind : {ChurnModel::bg_nbd, ChurnModel::mbg_nbd}) {
    const Btyd truth{kind, 0.6, 8, 0.8, 2, {}, 0, 0};
    const std::vector<Rhythm> customers = simulated(truth, 60'000, 700, 11);
    const std::optional<Btyd> fitted = fit_btyd(kind, customers);
    REQUIRE(fitted);
    CHECK(fitted->r == doctest::Approx(truth.r).epsilon(0.08));
    CHECK(fitted->alpha == doctest::Approx(truth.alpha).epsilon(0.10));
    CHECK(fitted->a / (fitted->a + fitted->b) == doctest::Approx(truth.a / (truth.a + truth.b)).epsilon(0.08));
    for (const double error : fitted->errors) CHECK(error > 0);
    std::size_t actual = 0;
    double expected = 0;
    for (const RepeatCount& count : goodness_of_fit(*fitted, customers)) {
      CHECK(count.expected == doctest::Approx(static_cast<double>(count.actual)).epsilon(0.08));
      actual += count.actual;
      expected += count.expected;
    }
    CHECK(actual == customers.size());
    CHECK(expected == doctest::Approx(static_cast<double>(customers.size())));
  }
}

TEST_CASE("where everybody buys alike a weak prior holds the parameters, and the chances are right") {
  // Once in 30 days on average, and nobody ever leaves: r without bound, a without end towards 0.
  std::mt19937_64 random(20260801);
  std::exponential_distribution<double> gap(1.0 / 30);
  std::vector<Rhythm> customers;
  double silent = 0;  // who buys nothing in the 30 days after
  for (int i = 0; i < 400; ++i) {
    Rhythm customer{0, 0, 720};
    double day = 0;
    while ((day += gap(random)) <= 720) {
      ++customer.repeats;
      customer.last = static_cast<int>(day);
    }
    customers.push_back(customer);
    silent += day > 750 ? 1 : 0;
  }
  for (const ChurnModel kind : {ChurnModel::bg_nbd, ChurnModel::mbg_nbd}) {
    const std::optional<Btyd> model = fit_btyd(kind, customers);
    REQUIRE(model);
    CHECK(model->held);
    CHECK(model->log_likelihood < 0);
    double expected = 0;
    for (const Rhythm& customer : customers) expected += no_purchase(*model, customer, 30);
    CHECK(expected / 400 == doctest::Approx(std::exp(-1)).epsilon(0.05));
    CHECK(expected == doctest::Approx(silent).epsilon(0.15));
    CHECK(model->r / model->alpha == doctest::Approx(7.0 / 30).epsilon(0.05));
  }
  CHECK_FALSE(fit_btyd(ChurnModel::bg_nbd, simulated(paper, 4000, 300, 7))->held);
}

TEST_CASE("a fit is the same from a part of the customers, from parameters nearby and from some far away") {
  const Btyd truth{ChurnModel::mbg_nbd, 0.6, 8, 0.8, 2, {}, 0, 0};
  const Btyd far{ChurnModel::mbg_nbd, 300, 1e-4, 1e4, 1e-5, {}, 0, 0};
  const std::vector<Rhythm> customers = simulated(truth, 50'000, 700, 12);
  const std::optional<Btyd> from_part = fit_btyd(truth.model, customers);
  REQUIRE(from_part);
  for (const Btyd& from : {truth, far}) {
    const std::optional<Btyd> other = fit_btyd(truth.model, customers, from);
    REQUIRE(other);
    CHECK(other->r == doctest::Approx(from_part->r).epsilon(1e-7));
    CHECK(other->alpha == doctest::Approx(from_part->alpha).epsilon(1e-7));
    CHECK(other->a == doctest::Approx(from_part->a).epsilon(1e-7));
    CHECK(other->b == doctest::Approx(from_part->b).epsilon(1e-7));
    CHECK(other->log_likelihood == doctest::Approx(from_part->log_likelihood).epsilon(1e-13));
    CHECK(other->errors[3] == doctest::Approx(from_part->errors[3]).epsilon(1e-6));
  }
}

TEST_CASE("a fit is the same to the last bit, whatever the number of threads") {
  const std::vector<Rhythm> customers = simulated({ChurnModel::mbg_nbd, 0.6, 8, 0.8, 2, {}, 0, 0}, 50'000, 700, 13);
  const std::optional<Btyd> by_several = fit_btyd(ChurnModel::mbg_nbd, customers);
  const OneProcessor alone;
  WARN(alone.matters());
  const std::optional<Btyd> by_one = fit_btyd(ChurnModel::mbg_nbd, customers);
  REQUIRE(by_several);
  REQUIRE(by_one);
  CHECK(by_several->r == by_one->r);
  CHECK(by_several->alpha == by_one->alpha);
  CHECK(by_several->a == by_one->a);
  CHECK(by_several->b == by_one->b);
  CHECK(by_several->errors == by_one->errors);
  CHECK(by_several->log_likelihood == by_one->log_likelihood);
}

TEST_CASE("standard errors are how far the fits to other customers of the kind lie apart") {
  for (const ChurnModel kind : {ChurnModel::bg_nbd, ChurnModel::mbg_nbd}) {
    constexpr int samples = 60;
    std::array<double, 4> sums{};
    std::array<double, 4> squares{};
    std::array<double, 4> told{};
    for (int i = 0; i < samples; ++i) {
      const auto fitted = fit_btyd(kind, simulated({kind, 0.6, 8, 0.8, 2, {}, 0, 0}, 4'000, 700, 100 + static_cast<std::uint64_t>(i)));
      REQUIRE(fitted);
      const std::array<double, 4> found{fitted->r, fitted->alpha, fitted->a, fitted->b};
      for (std::size_t k = 0; k < 4; ++k) {
        sums[k] += found[k];
        squares[k] += found[k] * found[k];
        told[k] += fitted->errors[k];
      }
    }
    for (std::size_t k = 0; k < 4; ++k) {
      const double apart = std::sqrt((squares[k] - sums[k] * sums[k] / samples) / (samples - 1));
      CHECK(told[k] / samples == doctest::Approx(apart).epsilon(0.3));
    }
  }
}

TEST_CASE("too few customers, or too few who came back, carry no fit") {
  const std::vector<Rhythm> few(49, Rhythm{2, 30, 60});
  CHECK_FALSE(fit_btyd(ChurnModel::mbg_nbd, few));
  std::vector<Rhythm> once(500, Rhythm{0, 0, 100});
  for (std::size_t i = 0; i < 29; ++i) once[i] = {1, 20, 100};
  CHECK_FALSE(fit_btyd(ChurnModel::mbg_nbd, once));
}

TEST_CASE("a rhythm is of the days up to the day of looking, the first not counted") {
  const std::vector<int> days{100, 110, 150};
  const std::vector<std::int64_t> values{1, 2, 3};
  const PurchaseDays bought{days, values};
  CHECK_FALSE(rhythm(bought, 99));
  CHECK(rhythm(bought, 100) == Rhythm{0, 0, 0});
  CHECK(rhythm(bought, 120) == Rhythm{1, 10, 20});
  CHECK(rhythm(bought, 150) == Rhythm{2, 50, 50});
}
