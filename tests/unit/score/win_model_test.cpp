#include "score/win_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "deals.hpp"

using namespace salesctl;
using test::deal_fields;

namespace {

const Factor* find(const WinModel& model, FactorKind kind, const std::string& word = {}) {
  const auto it = std::ranges::find_if(model.factors, [&](const Factor& f) { return f.kind == kind && f.word == word; });
  return it == model.factors.end() ? nullptr : &*it;
}

ClosedDeal deal(FieldValue value, bool won) { return {"d", 1, won, {std::move(value)}}; }

}  // namespace

TEST_CASE("a truth that is logistic is found again") {
  test::Deals random(7);
  const std::vector<ClosedDeal> deals = random.some(40'000, 1.2, -0.8, -0.5);
  const auto model = fit(factors_of(deal_fields(), deals), deals, 0.01);
  REQUIRE(model);
  const double referral = find(*model, FactorKind::word, "referral")->weight - find(*model, FactorKind::word, "website")->weight;
  CHECK(referral == doctest::Approx(1.2).epsilon(0.06));
  const Factor& amount = *find(*model, FactorKind::number);
  CHECK(amount.weight / amount.scale == doctest::Approx(-0.8).epsilon(0.06));
  CHECK(std::abs(find(*model, FactorKind::word, "red")->weight - find(*model, FactorKind::word, "blue")->weight) < 0.08);
  const WinChances chances(*model);
  CHECK(chances.of({std::string("website"), std::expm1(8.0), std::string("red")}) == doctest::Approx(1 / (1 + std::exp(0.5))).epsilon(0.04));
  CHECK(chances.of({std::string("referral"), std::expm1(8.0), std::string("red")}) == doctest::Approx(1 / (1 + std::exp(-0.7))).epsilon(0.04));
}

TEST_CASE("one word against all others is what pencil and paper give") {
  // 30 of 40 and 20 of 80 won: odds 3 and 1/3.
  std::vector<ClosedDeal> deals;
  for (int i = 0; i < 40; ++i) deals.push_back(deal(std::string("a"), i < 30));
  for (int i = 0; i < 80; ++i) deals.push_back(deal(std::string("b"), i < 20));
  const std::vector<LearnedField> fields{{"word", false}};
  const auto model = fit(factors_of(fields, deals), deals, 1e-6);
  REQUIRE(model);
  CHECK(WinChances(*model).of({std::string("a")}) == doctest::Approx(0.75).epsilon(1e-4));
  CHECK(WinChances(*model).of({std::string("b")}) == doctest::Approx(0.25).epsilon(1e-4));
  CHECK(find(*model, FactorKind::word, "a")->deals == 40);
  CHECK(find(*model, FactorKind::word, "a")->won == 30);
  // drawn hard towards no effect, everybody has the share won
  const auto flat = fit(factors_of(fields, deals), deals, 1e9);
  CHECK(WinChances(*flat).of({std::string("a")}) == doctest::Approx(50.0 / 120).epsilon(1e-4));
}

TEST_CASE("seldom words share a weight, so do deals of which nothing is known; a few are none") {
  std::vector<ClosedDeal> deals;
  for (int i = 0; i < 60; ++i) deals.push_back(deal(std::string(i < 30 ? "a" : "b"), i % 2 == 0));
  for (int i = 0; i < 19; ++i) deals.push_back(deal(std::string("c"), true));
  for (int i = 0; i < 19; ++i) deals.push_back(deal(FieldValue{}, false));
  const std::vector<LearnedField> fields{{"word", false}};
  CHECK(factors_of(fields, deals).factors.size() == 2);
  deals.push_back(deal(std::string("d"), true));
  deals.push_back(deal(FieldValue{}, false));
  const WinModel factors = factors_of(fields, deals);
  REQUIRE(factors.factors.size() == 4);
  CHECK(find(factors, FactorKind::other));
  CHECK(find(factors, FactorKind::unknown));
  const auto model = fit(factors, deals, 1);
  const WinChances chances(*model);
  CHECK(chances.of({std::string("c")}) == chances.of({std::string("never seen")}));
  CHECK(chances.of({FieldValue{}}) < 0.2);
  CHECK(chances.of({std::string("c")}) > 0.8);
}

TEST_CASE("a field that is the same everywhere, or hardly known, has no factors") {
  std::vector<ClosedDeal> deals;
  for (int i = 0; i < 100; ++i) deals.push_back({"d", 1, i % 3 == 0, {std::string("same"), 5.0, i < 15 ? FieldValue(double(i)) : FieldValue()}});
  CHECK(factors_of(std::vector<LearnedField>{{"a", false}, {"b", true}, {"c", true}}, deals).factors.empty());
}

TEST_CASE("the effects on a deal and the average deal add up to its log odds") {
  test::Deals random(11);
  const std::vector<ClosedDeal> deals = random.some(2'000, 1, 0.5);
  const auto model = fit(factors_of(deal_fields(), deals), deals, 3);
  REQUIRE(model);
  const WinChances chances(*model);
  for (std::size_t i = 0; i < 200; ++i) {
    double odds = average_log_odds(*model);
    double before = 1e9;
    for (const Effect& effect : chances.effects(deals[i].values)) {
      odds += effect.log_odds;
      CHECK(std::abs(effect.log_odds) <= before);
      before = std::abs(effect.log_odds);
    }
    CHECK(1 / (1 + std::exp(-odds)) == doctest::Approx(chances.of(deals[i].values)));
  }
}
