// The past is cut into windows as long as the horizon; the correction learns from what was known before each and what
// customers did in it. It is tried first on what it has not seen: the latest window, or, where the past is shorter than
// three horizons and has room for one window only, half as long as the past, on every second customer, the others
// having taught it. If it beats the model there, by log loss and by Brier score, it is fitted again to all and speaks.
#include "churn/risk.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/measures.hpp"
#include "base/parallel.hpp"

namespace salesctl {
namespace {

constexpr std::size_t sample = 50'000;  // customers that a window's correction is learned from
constexpr int most_windows = 4;
constexpr int shortest_window = 28;     // days
constexpr std::size_t chunk_size = 8'192;
constexpr double overdue_high = 3;      // typical gaps without an order
constexpr double overdue_medium = 1.5;
constexpr int year = 365;

/// Every customer, or as many as make a sample, evenly over them all.
std::vector<std::size_t> sampled(std::size_t customers) {
  const std::size_t step = std::max<std::size_t>(1, chunks_of(customers, sample));
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < customers; i += step) chosen.push_back(i);
  return chosen;
}

std::vector<Rhythm> rhythms(const Purchases& purchases, const std::vector<std::size_t>& customers, int day) {
  std::vector<Rhythm> all;
  all.reserve(customers.size());
  for (const std::size_t customer : customers) {
    if (const auto known = rhythm(purchases.of(customer), day)) all.push_back(*known);
  }
  return all;
}

ChurnModel model_of(const ChurnRules& rules) {
  return rules.method == ChurnMethod::bg_nbd ? ChurnModel::bg_nbd : ChurnModel::mbg_nbd;
}

/// What was known at the end of `cut` and whether the customer stayed away for the days after it, added to `all`.
void observe(const ChurnFacts& facts, const Btyd& model, const std::vector<std::size_t>& customers, int cut, int days, bool by_class,
             std::vector<Observation>& all) {
  std::vector<std::vector<Observation>> parts(chunks_of(customers.size(), chunk_size));
  in_chunks(customers.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
    parts[chunk].reserve(to - from);
    for (std::size_t i = from; i < to; ++i) {
      const CustomerFacts customer = facts.of(customers[i], cut);
      const std::optional<Evidence> known = evidence(customer, cut);
      if (!known) continue;
      const double odds = log_odds(no_purchase(model, known->rhythm, days));
      const bool stayed_away = customer.bought.until(cut + days).size() == customer.bought.until(cut).size();
      parts[chunk].push_back({odds, values(*known, odds, by_class), stayed_away});
    }
  });
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
}

/// Observations of windows of the past, the latest window first.
struct Windows {
  std::vector<Observation> observations;
  std::size_t latest = 0;  // how many of them are of the latest window
  std::size_t count = 0;

  std::span<const Observation> of_latest() const { return std::span(observations).first(latest); }
  std::span<const Observation> of_earlier() const { return std::span(observations).subspan(latest); }
};

/// Learns what evidence adds to the model from windows of the past.
class Correcting {
 public:
  Correcting(const ChurnFacts& facts, const ChurnRules& rules, const RiskModel& model)
      : facts_(facts), rules_(rules), day_(model.day), btyd_(model.btyd), first_(model.day), customers_(sampled(facts.purchases.size())) {
    for (const std::size_t customer : customers_) first_ = std::min(first_, facts.purchases.of(customer).days.front());
  }

  /// Days of history.
  int span() const { return day_ - first_; }

  /// Those before which no model can be fitted are left out. A window has at least as long a history before it, up to a
  /// year.
  Windows windows(int length) const {
    Windows all;
    all.observations.reserve(cuts(length).size() * customers_.size());
    std::optional<Btyd> model = btyd_;
    for (const int cut : cuts(length)) {
      model = fit_btyd(model_of(rules_), rhythms(facts_.purchases, customers_, cut), model);
      if (!model) break;
      observe(facts_, *model, customers_, cut, length, by_class(length), all.observations);
      if (++all.count == 1) all.latest = all.observations.size();
    }
    return all;
  }

  bool by_class(int length) const {
    const std::vector<int> all = cuts(length);
    return facts_.classes.from && !all.empty() && *facts_.classes.from <= all.back();
  }

 private:
  std::vector<int> cuts(int length) const {
    std::vector<int> all;
    for (int k = 1; k <= most_windows && day_ - k * length - first_ >= std::min(length, year); ++k) all.push_back(day_ - k * length);
    return all;
  }

  const ChurnFacts& facts_;
  const ChurnRules& rules_;
  int day_;
  const std::optional<Btyd>& btyd_;  // as fitted to the whole past
  int first_;
  std::vector<std::size_t> customers_;
};

/// Adds up over what is held out how model and correction did.
struct Trying {
  Predictions plain;
  Predictions with;

  void add(const Correction& correction, std::span<const Observation> held_out) {
    for (const Observation& o : held_out) {
      plain.push_back({1 / (1 + std::exp(-o.log_odds)), o.happened});
      with.push_back({corrected(correction, o.log_odds, o.evidence), o.happened});
    }
  }

  Trial result(int day, int length) const {
    return {with.size(), day - length + 1, length, log_loss(plain), log_loss(with), brier(plain), brier(with)};
  }
};

/// The latest window is held out.
bool try_latest(const Windows& windows, Trying& trying) {
  const std::optional<Correction> earlier = fit_correction(windows.of_earlier());
  if (earlier) trying.add(*earlier, windows.of_latest());
  return earlier.has_value();
}

/// Every second customer is held out, then the others.
bool try_halves(std::span<const Observation> window, Trying& trying) {
  std::array<std::vector<Observation>, 2> halves;
  for (std::size_t i = 0; i < window.size(); ++i) halves.at(i % 2).push_back(window[i]);
  const std::optional<Correction> even = fit_correction(halves[0]);
  const std::optional<Correction> odd = fit_correction(halves[1]);
  if (!even || !odd) return false;
  trying.add(*even, halves[1]);
  trying.add(*odd, halves[0]);
  return true;
}

void correct(const ChurnFacts& facts, const ChurnRules& rules, RiskModel& model) {
  const Correcting correcting(facts, rules, model);
  const int length = std::min(model.horizon, correcting.span() / 2);
  if (length < shortest_window) return;
  const Windows windows = correcting.windows(length);
  Trying trying;
  const bool tried = windows.count > 1    ? try_latest(windows, trying)
                     : windows.count == 1 ? try_halves(windows.of_latest(), trying)
                                          : false;
  if (!tried) return;
  model.trial = trying.result(model.day, length);
  const Trial& t = *model.trial;
  if (t.corrected_log_loss >= t.model_log_loss || t.corrected_brier >= t.model_brier) return;
  model.correction = fit_correction(windows.observations);
  if (model.correction) model.voice = Voice::corrected;
  model.by_class = correcting.by_class(length);
}

void learn_values(const ChurnFacts& facts, const std::vector<std::size_t>& customers, RiskModel& model) {
  std::vector<OrderValues> values;
  std::vector<double> gaps;
  double sum = 0;
  double purchases = 0;
  double last_year = 0;
  for (const std::size_t customer : customers) {
    const PurchaseDays bought = facts.purchases.of(customer).until(model.day);
    if (bought.size() == 0) continue;
    values.push_back(repeat_values(bought));
    for (const std::int64_t value : bought.values) sum += static_cast<double>(value);
    purchases += static_cast<double>(bought.size());
    const std::size_t before = bought.until(model.day - year).size();
    for (const std::int64_t value : bought.values.subspan(before)) last_year += static_cast<double>(value);
    if (bought.size() > 1) gaps.push_back(evidence({bought, {}, 0}, model.day)->typical_gap);
  }
  model.mean_value = purchases == 0 ? 0 : std::max(0.0, sum / purchases);
  model.mean_year = values.empty() ? 0 : std::max(0.0, last_year) / static_cast<double>(values.size());
  model.order_values = fit_gamma_gamma(values);
  if (gaps.empty()) return;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  model.gap = *middle;
}

double value_of_order(const RiskModel& model, const Evidence& known) {
  if (model.order_values) return expected_value(*model.order_values, known.repeat_values);
  return known.rhythm.repeats > 0 ? known.repeat_values.mean : model.mean_value;
}

RiskLevel level(double value, double high, double medium) {
  if (value >= high) return RiskLevel::high;
  return value >= medium ? RiskLevel::medium : RiskLevel::low;
}

double share(Rate rate) { return static_cast<double>(rate.billionths) / Rate::one; }

}  // namespace

CustomerFacts ChurnFacts::of(std::size_t customer, int day) const {
  CustomerFacts facts{purchases.of(customer), records.of(customer), 0};
  if (const auto index = classes.at(customer, day)) facts.visit_every = visit_every.at(static_cast<std::size_t>(*index));
  return facts;
}

RiskModel learn(const ChurnFacts& facts, const ChurnRules& rules, int day, int horizon) {
  RiskModel model;
  model.day = day;
  model.horizon = horizon;
  std::vector<Rhythm> all;
  all.reserve(facts.purchases.size());
  for (std::size_t i = 0; i < facts.purchases.size(); ++i) {
    if (const auto known = rhythm(facts.purchases.of(i), day)) all.push_back(*known);
  }
  model.customers = all.size();
  model.repeat_customers = static_cast<std::size_t>(std::ranges::count_if(all, [](const Rhythm& r) { return r.repeats > 0; }));
  learn_values(facts, sampled(facts.purchases.size()), model);
  if (rules.method == ChurnMethod::overdue) return model;
  model.btyd = fit_btyd(model_of(rules), all);
  if (!model.btyd) return model;
  model.voice = Voice::model;
  if (rules.evidence) correct(facts, rules, model);
  return model;
}

Assessment assess(const RiskModel& model, const ChurnRules& rules, const Evidence& known) {
  Assessment a;
  const double gap = known.typical_gap > 0 ? known.typical_gap : model.gap;
  a.overdue = gap > 0 ? known.days_since() / gap : 0;
  a.order_value = value_of_order(model, known);
  if (!model.btyd) {
    a.risk = level(a.overdue, overdue_high, overdue_medium);
    if (a.risk != RiskLevel::low) a.value_at_risk = std::max(0.0, known.last_year);
    return a;
  }
  a.alive = alive(*model.btyd, known.rhythm);
  a.model_chance = no_purchase(*model.btyd, known.rhythm, model.horizon);
  a.churn = a.model_chance;
  if (model.correction) {
    const double odds = log_odds(*a.model_chance);
    a.churn = corrected(*model.correction, odds, values(known, odds, model.by_class));
  }
  a.value_at_risk = *a.churn * purchase_rate(*model.btyd, known.rhythm) * year / days_a_week * a.order_value;
  a.risk = level(*a.churn, share(rules.high), share(rules.medium));
  return a;
}

std::optional<double> expected_orders(const RiskModel& model, const Evidence& known) {
  if (!model.btyd) return std::nullopt;
  return expected_purchases(*model.btyd, known.rhythm, model.horizon);
}

double expected_year(const RiskModel& model, const Evidence& known) {
  if (!model.btyd) return model.mean_year;
  return expected_purchases(*model.btyd, known.rhythm, year) * (model.order_values ? value_of_order(model, known) : model.mean_value);
}

}  // namespace salesctl
