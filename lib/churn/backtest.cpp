// RFM here is the mean of three ranks over the customers (days since, orders, value), each from 0 to 1.
#include "churn/backtest.hpp"

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"

namespace salesctl {
namespace {

constexpr std::size_t chunk_size = 8'192;

/// A customer as it was known at the end of a window's day, and what it did.
struct Tested {
  Evidence evidence;
  Assessment assessment;
  bool left = false;
};

std::vector<Tested> tested(const ChurnFacts& facts, const ChurnRules& rules, const RiskModel& model) {
  std::vector<std::vector<Tested>> parts(chunks_of(facts.purchases.size(), chunk_size));
  in_chunks(facts.purchases.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const CustomerFacts customer = facts.of(i, model.day);
      const std::optional<Evidence> known = evidence(customer, model.day);
      if (!known) continue;
      const bool left = customer.bought.until(model.day + model.horizon).size() == customer.bought.until(model.day).size();
      parts[chunk].push_back({*known, assess(model, rules, *known), left});
    }
  });
  std::vector<Tested> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// For each, the share of the others that are less, ties counting half.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> rank(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) rank[order[k]] = static_cast<double>(i + end - 1) / 2 / static_cast<double>(values.size());
    i = end;
  }
  return rank;
}

template <typename Of>
std::vector<double> each(const std::vector<Tested>& customers, Of of) {
  std::vector<double> values;
  values.reserve(customers.size());
  for (const Tested& t : customers) values.push_back(of(t));
  return values;
}

std::vector<double> rfm(const std::vector<Tested>& customers) {
  const std::vector<double> days = ranks(each(customers, [](const Tested& t) { return t.evidence.days_since(); }));
  const std::vector<double> orders = ranks(each(customers, [](const Tested& t) { return t.evidence.rhythm.repeats; }));
  const std::vector<double> value = ranks(each(customers, [](const Tested& t) { return t.evidence.total_value; }));
  std::vector<double> scores;
  for (std::size_t i = 0; i < customers.size(); ++i) scores.push_back((days[i] - orders[i] - value[i]) / 3);
  return scores;
}

std::vector<double> scores_of(Method method, const std::vector<Tested>& customers) {
  switch (method) {
    case Method::risk: return each(customers, [](const Tested& t) { return t.assessment.churn.value_or(t.assessment.overdue); });
    case Method::model: return each(customers, [](const Tested& t) { return t.assessment.model_chance.value_or(0); });
    case Method::recency: return each(customers, [](const Tested& t) { return t.evidence.days_since(); });
    case Method::overdue: return each(customers, [](const Tested& t) { return t.assessment.overdue; });
    case Method::rfm: return rfm(customers);
  }
  return {};
}

MethodScore score(Method method, const std::vector<Tested>& customers, const std::vector<double>& scores, bool chances,
                  std::size_t flagged) {
  Predictions predictions;
  for (std::size_t i = 0; i < customers.size(); ++i) predictions.push_back({scores[i], customers[i].left});
  MethodScore result;
  result.method = method;
  result.auc = auc(predictions);
  result.interval = auc_interval(predictions);
  if (chances) {
    result.brier = brier(predictions);
    result.log_loss = log_loss(predictions);
  }
  std::vector<std::size_t> order(customers.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](std::size_t x, std::size_t y) { return scores[x] > scores[y]; });
  double left = 0;
  double value = 0;
  double caught = 0;
  double caught_value = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Tested& t = customers[order[i]];
    if (!t.left) continue;
    ++left;
    value += t.evidence.last_year;
    if (i >= flagged) continue;
    ++caught;
    caught_value += t.evidence.last_year;
  }
  result.precision = flagged == 0 ? 0 : caught / static_cast<double>(flagged);
  result.recall = left == 0 ? 0 : caught / left;
  result.captured = value <= 0 ? 0 : caught_value / value;
  return result;
}

Window test(const ChurnFacts& facts, const ChurnRules& rules, int day, Predictions& all) {
  const RiskModel model = learn(facts, rules, day, rules.horizon);
  const std::vector<Tested> customers = tested(facts, rules, model);
  Window window{day, rules.horizon, model.voice, customers.size(), 0, 0, {}};
  for (const Tested& t : customers) {
    window.left += t.left ? 1 : 0;
    window.flagged += t.assessment.risk == RiskLevel::high ? 1 : 0;
    if (t.assessment.churn) all.push_back({*t.assessment.churn, t.left});
  }
  for (const Method method : {Method::risk, Method::model, Method::recency, Method::overdue, Method::rfm}) {
    if (method == Method::model && !model.btyd) continue;
    const bool chances = model.btyd && (method == Method::risk || method == Method::model);
    window.methods.push_back(score(method, customers, scores_of(method, customers), chances, window.flagged));
  }
  return window;
}

}  // namespace

const char* to_string(Method method) {
  switch (method) {
    case Method::risk: return "risk";
    case Method::model: return "model";
    case Method::recency: return "recency";
    case Method::overdue: return "overdue";
    case Method::rfm: return "rfm";
  }
  return "";
}

Backtest backtest(const ChurnFacts& facts, const ChurnRules& rules, int day, int windows, const std::function<void(int window)>& begins) {
  Backtest result;
  if (facts.purchases.size() == 0) return result;
  const int first = *std::ranges::min_element(facts.purchases.days);
  Predictions all;
  for (int k = 1; k <= windows && day - k * rules.horizon >= first; ++k) {
    if (begins) begins(k);
    result.windows.push_back(test(facts, rules, day - k * rules.horizon, all));
  }
  if (!all.empty()) result.calibration = calibration(all);
  return result;
}

}  // namespace salesctl
