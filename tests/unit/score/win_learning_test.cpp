#include "score/win_learning.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "deals.hpp"

using namespace salesctl;
using test::deal_fields;

TEST_CASE("what decides is found, and beats the share won on deals that were held out") {
  test::Deals random(3);
  const WinLearning learned = learn_to_win(deal_fields(), random.some(2'000, 1.5, 0.5), {});
  CHECK(learned.verdict == WinVerdict::model);
  REQUIRE(learned.validation);
  const Validation& v = *learned.validation;
  CHECK(v.trained == 1'500);
  CHECK(v.tested == 500);
  CHECK(v.tested_from == 1'500);
  CHECK(v.tested_to == 1'999);
  CHECK(v.auc > 0.62);
  CHECK(v.auc_interval.low > 0.5);
  CHECK(v.brier < v.base_brier);
  CHECK(v.log_loss < v.base_log_loss);
  CHECK(learned.model->deals == 2'000);
  CHECK(learned.left_out.empty());
}

TEST_CASE("noise hardly ever passes for knowledge") {
  int passed = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    test::Deals random(seed);
    const WinLearning learned = learn_to_win(deal_fields(), random.some(600, 0, 0), {});
    CAPTURE(seed);
    CHECK((learned.verdict == WinVerdict::base_rate || learned.verdict == WinVerdict::model));
    passed += learned.verdict == WinVerdict::model ? 1 : 0;
  }
  CHECK(passed <= 4);  // one in twenty is what 95% confidence allows
}

TEST_CASE("the order of the deals changes nothing") {
  test::Deals random(5);
  std::vector<ClosedDeal> deals = random.some(900, 1, 0.3);
  for (ClosedDeal& deal : deals) deal.day /= 3;  // several a day
  const WinLearning before = learn_to_win(deal_fields(), deals, {});
  std::mt19937_64 shuffle(1);
  for (int i = 0; i < 5; ++i) {
    std::ranges::shuffle(deals, shuffle);
    const WinLearning after = learn_to_win(deal_fields(), deals, {});
    REQUIRE(after.model);
    CHECK(after.ridge == before.ridge);
    CHECK(after.validation->log_loss == before.validation->log_loss);
    CHECK(after.model->intercept == before.model->intercept);
    for (std::size_t f = 0; f < before.model->factors.size(); ++f) CHECK(after.model->factors[f].weight == before.model->factors[f].weight);
  }
}

TEST_CASE("few deals, or few of one outcome, teach nothing") {
  test::Deals random(9);
  CHECK(learn_to_win(deal_fields(), {}, {}).verdict == WinVerdict::few);
  CHECK(learn_to_win(deal_fields(), random.some(199, 1, 1), {}).verdict == WinVerdict::few);
  std::vector<ClosedDeal> deals = random.some(1'000, 0, 0);
  for (std::size_t i = 0; i < deals.size(); ++i) deals[i].won = i % 34 != 0;  // 30 lost
  CHECK(learn_to_win(deal_fields(), deals, {}).verdict != WinVerdict::few);
  deals[0].won = true;
  CHECK(learn_to_win(deal_fields(), deals, {}).verdict == WinVerdict::few);
}

TEST_CASE("deals of one day are not torn apart, and where all are of one there is no test") {
  test::Deals random(13);
  std::vector<ClosedDeal> deals = random.some(1'000, 1, 0);
  for (ClosedDeal& deal : deals) deal.day = deal.day < 700 ? 1 : 2;
  const WinLearning learned = learn_to_win(deal_fields(), deals, {});
  REQUIRE(learned.validation);
  CHECK(learned.validation->trained == 700);
  CHECK(learned.validation->tested == 300);
  for (ClosedDeal& deal : deals) deal.day = 1;
  CHECK(learn_to_win(deal_fields(), deals, {}).verdict == WinVerdict::no_split);
}

TEST_CASE("a field that is filled in when a deal is decided is left out") {
  test::Deals random(17);
  std::vector<ClosedDeal> deals = random.some(1'000, 0, 0);
  for (ClosedDeal& deal : deals) deal.values[1] = deal.won ? 5'000.0 : 0.0;
  const WinLearning learned = learn_to_win(deal_fields(), deals, {});
  REQUIRE(learned.left_out.size() == 1);
  CHECK(learned.left_out[0].field == 1);
  CHECK(learned.left_out[0].why == LeftOut::gives_away);
  CHECK(learned.left_out[0].closed == 1);
  CHECK(std::ranges::none_of(learned.model->factors, [](const Factor& f) { return f.field == 1; }));
}

TEST_CASE("a field that open deals do not have yet is left out") {
  test::Deals random(19);
  std::vector<ClosedDeal> deals = random.some(1'000, 0, 0);
  for (ClosedDeal& deal : deals) {
    if (deal.won || random.uniform() < 0.5) deal.values[2] = FieldValue{};  // why it was lost, of half of those
  }
  std::vector<std::vector<FieldValue>> open;
  for (const ClosedDeal& deal : random.some(40, 0, 0)) open.push_back({deal.values[0], deal.values[1], FieldValue{}});
  const WinLearning learned = learn_to_win(deal_fields(), deals, open);
  REQUIRE(learned.left_out.size() == 1);
  CHECK(learned.left_out[0].field == 2);
  CHECK(learned.left_out[0].why == LeftOut::filled_late);
  CHECK(learned.left_out[0].open == 0);
  // the same with too few open deals to tell
  open.resize(29);
  CHECK(learn_to_win(deal_fields(), deals, open).left_out.empty());
}

TEST_CASE("without a field that differs, the share won stands") {
  test::Deals random(23);
  std::vector<ClosedDeal> deals = random.some(500, 0, 0);
  for (ClosedDeal& deal : deals) deal.values = {FieldValue{}, 1.0, std::string("same")};
  const WinLearning learned = learn_to_win(deal_fields(), deals, {});
  CHECK(learned.verdict == WinVerdict::no_fields);
  CHECK(learned.base_rate() == doctest::Approx(static_cast<double>(learned.won) / 500));
}
