#include "churn/risk.hpp"

#include <cmath>
#include <random>

#include <doctest/doctest.h>

#include "churn/backtest.hpp"
#include "churn/playbook.hpp"

using namespace salesctl;

namespace {

/// Customers who first buy in the first 90 days, at rates of their own, until some stay away for good after a purchase;
/// with `complaints` most of these complained then.
ChurnFacts simulated(int customers, int days, bool complaints, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto uniform = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  ChurnFacts facts;
  facts.purchases.first.push_back(0);
  facts.records.first.push_back(0);
  for (int i = 0; i < customers; ++i) {
    const double rate = std::gamma_distribution<double>(1.2, 0.03)(random) + 1e-4;
    const double gone = std::gamma_distribution<double>(1, 1)(random);
    const double leaves = gone / (gone + std::gamma_distribution<double>(7, 1)(random));
    double day = std::floor(uniform() * 90);
    for (bool there = true; there && day < days;) {
      facts.purchases.days.push_back(static_cast<int>(day));
      facts.purchases.values.push_back(1000 + static_cast<std::int64_t>(random() % 1000));
      there = uniform() > leaves;
      if (complaints && uniform() < (there ? 0.02 : 0.9)) {
        facts.records.records.push_back({RecordKind::csat, static_cast<int>(day), 1});
      }
      day = std::max(day + 1, std::floor(day - std::log(uniform()) / rate));
    }
    facts.purchases.customers.push_back({i + 1});
    facts.purchases.first.push_back(facts.purchases.days.size());
    facts.records.first.push_back(facts.records.records.size());
  }
  return facts;
}

}  // namespace

TEST_CASE("evidence that tells speaks, and does better on days it never saw") {
  const ChurnFacts facts = simulated(4000, 800, true, 21);
  const RiskModel model = learn(facts, {}, 340, 90);
  REQUIRE(model.trial);
  CHECK(model.voice == Voice::corrected);
  const Backtest past = backtest(facts, {}, 430, 1);
  REQUIRE(past.windows.size() == 1);
  const std::vector<MethodScore>& methods = past.windows.front().methods;
  CHECK(methods[0].auc > methods[1].auc + 0.02);   // risk beside the plain model
  CHECK(*methods[0].brier < *methods[1].brier);
  CHECK(methods[0].auc > methods[2].auc);          // and beside recency
}

TEST_CASE("a correction that was not better stays silent, and one that is switched off is not tried") {
  const ChurnFacts facts = simulated(3000, 800, false, 22);
  const RiskModel model = learn(facts, {}, 600, 90);
  REQUIRE(model.trial);
  const bool better = model.trial->corrected_log_loss < model.trial->model_log_loss &&
                      model.trial->corrected_brier < model.trial->model_brier;
  CHECK((model.voice == Voice::corrected) == better);
  ChurnRules plain;
  plain.evidence = false;
  const RiskModel silent = learn(facts, plain, 600, 90);
  CHECK(silent.voice == Voice::model);
  CHECK_FALSE(silent.trial);
  const Assessment a = assess(silent, plain, *evidence(facts.of(0, 600), 600));
  CHECK(*a.churn == *a.model_chance);
}

TEST_CASE("what is learned does not depend on what comes after the day") {
  const ChurnFacts whole = simulated(1500, 800, true, 23);
  ChurnFacts cut = whole;
  cut.purchases = {{}, {0}, {}, {}};
  cut.records = {{0}, {}};
  for (std::size_t i = 0; i < whole.purchases.size(); ++i) {
    const PurchaseDays bought = whole.purchases.of(i).until(500);
    cut.purchases.days.insert(cut.purchases.days.end(), bought.days.begin(), bought.days.end());
    cut.purchases.values.insert(cut.purchases.values.end(), bought.values.begin(), bought.values.end());
    for (const CustomerRecord& record : whole.records.of(i)) {
      if (record.day <= 500) cut.records.records.push_back(record);
    }
    cut.purchases.customers.push_back(whole.purchases.customers[i]);
    cut.purchases.first.push_back(cut.purchases.days.size());
    cut.records.first.push_back(cut.records.records.size());
  }
  const RiskModel one = learn(whole, {}, 500, 90);
  const RiskModel other = learn(cut, {}, 500, 90);
  CHECK(one.btyd->log_likelihood == other.btyd->log_likelihood);
  CHECK(one.voice == other.voice);
  for (std::size_t i = 0; i < 100; ++i) {
    CHECK(*assess(one, {}, *evidence(whole.of(i, 500), 500)).churn == *assess(other, {}, *evidence(cut.of(i, 500), 500)).churn);
  }
}

TEST_CASE("where the numbers carry no model the overdue ratio speaks, and gives no chance") {
  ChurnFacts facts;
  facts.purchases = {{{1}, {2}}, {0, 3, 4}, {0, 30, 60, 50}, {100, 100, 100, 100}};
  const RiskModel model = learn(facts, {}, 160, 90);
  CHECK(model.voice == Voice::overdue);
  const Assessment late = assess(model, {}, *evidence(facts.of(0, 160), 160));
  CHECK_FALSE(late.churn);
  CHECK(late.overdue == doctest::Approx(100.0 / 30));
  CHECK(late.risk == RiskLevel::high);
  CHECK(late.value_at_risk == 300);
  CHECK(assess(model, {}, *evidence(facts.of(0, 65), 65)).value_at_risk == 0);  // not late
  CHECK(assess(model, {}, *evidence(facts.of(0, 394), 394)).value_at_risk == 200);  // the purchase of day 30 counts its last day
  CHECK(assess(model, {}, *evidence(facts.of(0, 395), 395)).value_at_risk == 100);
}

TEST_CASE("the first play that fits risk and reasons is taken") {
  ChurnRules rules;
  rules.playbook.resize(3);
  rules.playbook[0].customer_class = "A";
  rules.playbook[0].action = "visit";
  rules.playbook[1].risk = RiskLevel::high;
  rules.playbook[1].reason = Reason::ticket;
  rules.playbook[1].action = "solve it";
  rules.playbook[2].action = "call";
  CHECK(find_play(rules, "B", RiskLevel::high, {Reason::overdue, Reason::ticket}, false)->action == "solve it");
  CHECK(find_play(rules, "B", RiskLevel::medium, {Reason::ticket}, false)->action == "call");
  CHECK(find_play(rules, "A", RiskLevel::high, {Reason::ticket}, false)->action == "visit");
  CHECK(find_play(rules, "B", RiskLevel::low, {Reason::ticket}, false) == nullptr);
}
