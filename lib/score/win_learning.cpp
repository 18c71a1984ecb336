#include "score/win_learning.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace salesctl {
namespace {

constexpr std::size_t least_closed = 200;
constexpr std::size_t least_of_each = 30;
constexpr std::size_t least_trained = 100;
constexpr std::size_t least_tested = 40;
constexpr std::size_t least_in_part = 10;  // of each outcome
constexpr std::size_t folds = 5;
constexpr std::array<double, 7> ridges{1000, 300, 100, 30, 10, 3, 1};
constexpr double too_good = 0.95;
constexpr std::size_t least_in_group = 20;
constexpr std::size_t least_open = 30;
constexpr double one_sided_95 = 1.645;

using Deals = std::span<const ClosedDeal>;

std::size_t won_of(Deals deals) { return static_cast<std::size_t>(std::ranges::count(deals, true, &ClosedDeal::won)); }

double share_won(Deals deals) { return static_cast<double>(won_of(deals)) / static_cast<double>(deals.size()); }

bool has_both(Deals deals, std::size_t each) { return won_of(deals) >= each && deals.size() - won_of(deals) >= each; }

/// Deals grouped by a field: a group per frequent word, a tenth of the numbers, those of which nothing is known.
std::vector<std::string> groups_of(Deals deals, std::size_t field) {
  std::vector<double> numbers;
  std::map<std::string, std::size_t> words;
  for (const ClosedDeal& deal : deals) {
    if (const auto* number = std::get_if<double>(&deal.values[field])) numbers.push_back(*number);
    if (const auto* word = std::get_if<std::string>(&deal.values[field])) ++words[*word];
  }
  std::ranges::sort(numbers);
  std::vector<std::string> groups;
  for (const ClosedDeal& deal : deals) {
    const FieldValue& value = deal.values[field];
    if (const auto* number = std::get_if<double>(&value)) {
      const auto rank = static_cast<std::size_t>(std::ranges::lower_bound(numbers, *number) - numbers.begin());
      groups.push_back(std::to_string(10 * rank / numbers.size()));
    } else if (const auto* word = std::get_if<std::string>(&value)) {
      groups.push_back(words[*word] < least_in_group ? "other" : "=" + *word);
    } else {
      groups.emplace_back();
    }
  }
  return groups;
}

/// How well a field alone tells the won from the lost.
double auc_alone(Deals deals, std::size_t field) {
  const std::vector<std::string> groups = groups_of(deals, field);
  std::map<std::string, std::pair<double, double>> counts;
  for (std::size_t i = 0; i < deals.size(); ++i) {
    counts[groups[i]].first += deals[i].won ? 1 : 0;
    ++counts[groups[i]].second;
  }
  Predictions predictions;
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const auto& [won, all] = counts[groups[i]];
    predictions.push_back({won / all, deals[i].won});
  }
  return auc(predictions);
}

/// Takes out what is known only when a deal is decided.
std::vector<LeftOutField> leave_out(const std::vector<LearnedField>& fields, std::vector<ClosedDeal>& closed,
                                    const std::vector<std::vector<FieldValue>>& open) {
  std::vector<LeftOutField> left_out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto known = static_cast<double>(std::ranges::count_if(closed, [&](const ClosedDeal& d) { return is_known(d.values[i]); }));
    const auto known_open = static_cast<double>(std::ranges::count_if(open, [&](const auto& values) { return is_known(values[i]); }));
    const double of_closed = known / static_cast<double>(closed.size());
    const double of_open = open.empty() ? 0 : known_open / static_cast<double>(open.size());
    const double alone = auc_alone(closed, i);
    if (alone >= too_good) {
      left_out.push_back({i, LeftOut::gives_away, alone, 0});
    } else if (open.size() >= least_open && of_closed < 0.98 && of_open < of_closed / 2) {
      left_out.push_back({i, LeftOut::filled_late, of_closed, of_open});
    } else {
      continue;
    }
    for (ClosedDeal& deal : closed) deal.values[i] = std::monostate{};
  }
  return left_out;
}

/// How many deals are the earlier ones: about three quarters, and none that closed on the day of a later one.
std::optional<std::size_t> split_of(Deals deals) {
  const int day = deals[deals.size() * 3 / 4].day;
  const auto at = [&](int d) { return static_cast<std::size_t>(std::ranges::lower_bound(deals, d, {}, &ClosedDeal::day) - deals.begin()); };
  for (const std::size_t cut : {at(day), at(day + 1)}) {
    if (cut < least_trained || deals.size() - cut < least_tested) continue;
    if (has_both(deals.first(cut), least_in_part) && has_both(deals.subspan(cut), least_in_part)) return cut;
  }
  return std::nullopt;
}

double loss_of(double chance, bool won) { return -std::log(std::max(1e-12, won ? chance : 1 - chance)); }

/// The strength whose models are best for the fifth of the deals that they were not fitted to.
double best_ridge(const WinModel& factors, Deals deals) {
  std::array<double, ridges.size()> losses{};
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<ClosedDeal> in;
    std::vector<ClosedDeal> out;
    for (std::size_t i = 0; i < deals.size(); ++i) (i % folds == fold ? out : in).push_back(deals[i]);
    WinModel model = factors;
    for (std::size_t r = 0; r < ridges.size(); ++r) {
      if (const auto fitted = fit(model, in, ridges[r])) model = *fitted;
      const WinChances chances(model);
      for (const ClosedDeal& deal : out) losses[r] += loss_of(chances.of(deal.values), deal.won);
    }
  }
  return ridges[static_cast<std::size_t>(std::ranges::min_element(losses) - losses.begin())];
}

Validation validate(const WinModel& model, Deals earlier, Deals later) {
  Validation v;
  v.from = earlier.front().day;
  v.tested_from = later.front().day;
  v.tested_to = later.back().day;
  v.trained = earlier.size();
  v.tested = later.size();
  v.base_rate = share_won(earlier);
  v.tested_rate = share_won(later);
  Predictions predictions;
  Predictions base;
  std::vector<double> gains;
  double gained = 0;
  const WinChances chances(model);
  for (const ClosedDeal& deal : later) {
    predictions.push_back({chances.of(deal.values), deal.won});
    base.push_back({v.base_rate, deal.won});
    gains.push_back(loss_of(v.base_rate, deal.won) - loss_of(predictions.back().score, deal.won));
    gained += gains.back();
  }
  v.auc = auc(predictions);
  v.auc_interval = auc_interval(predictions);
  v.brier = brier(predictions);
  v.log_loss = log_loss(predictions);
  v.base_brier = brier(base);
  v.base_log_loss = log_loss(base);
  v.calibration = calibration(predictions);
  const auto n = static_cast<double>(gains.size());
  double squares = 0;
  for (const double gain : gains) squares += (gain - gained / n) * (gain - gained / n);
  v.least_gain = gained / n - one_sided_95 * std::sqrt(squares / (n * (n - 1)));
  return v;
}

}  // namespace

WinLearning learn_to_win(const std::vector<LearnedField>& fields, std::vector<ClosedDeal> closed,
                         const std::vector<std::vector<FieldValue>>& open) {
  WinLearning learned;
  learned.fields = fields;
  learned.deals = closed.size();
  learned.won = won_of(closed);
  if (closed.size() < least_closed || !has_both(closed, least_of_each)) return learned;
  std::ranges::sort(closed, {}, [](const ClosedDeal& d) { return std::tie(d.day, d.id); });
  learned.left_out = leave_out(fields, closed, open);
  const std::optional<std::size_t> cut = split_of(closed);
  learned.verdict = WinVerdict::no_split;
  if (!cut) return learned;
  const Deals earlier = Deals(closed).first(*cut);
  const WinModel factors = factors_of(fields, earlier);
  learned.verdict = WinVerdict::no_fields;
  if (factors.factors.empty()) return learned;
  learned.verdict = WinVerdict::base_rate;
  learned.ridge = best_ridge(factors, earlier);
  const auto model = fit(factors, earlier, learned.ridge);
  learned.model = fit(factors_of(fields, closed), closed, learned.ridge);
  if (!model || !learned.model) return learned;
  learned.validation = validate(*model, earlier, Deals(closed).subspan(*cut));
  if (learned.validation->beats_base_rate()) learned.verdict = WinVerdict::model;
  return learned;
}

}  // namespace salesctl
