#include "score/win_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/newton.hpp"
#include "base/parallel.hpp"

namespace salesctl {
namespace {

constexpr std::size_t least_deals = 20;  // that a weight rests on
constexpr std::size_t most_words = 30;
constexpr std::size_t chunk_size = 4'096;
constexpr double reach = 30;  // of log odds

double squeezed(double number) { return std::copysign(std::log1p(std::abs(number)), number); }

Factor factor(std::size_t field, FactorKind kind, std::string word = {}) {
  Factor f;
  f.field = field;
  f.kind = kind;
  f.word = std::move(word);
  return f;
}

/// By how often they occur, then by name: the same whatever the order of the deals.
void add_words(std::size_t field, std::span<const ClosedDeal> deals, std::vector<Factor>& factors) {
  std::map<std::string, std::size_t> counts;
  for (const ClosedDeal& deal : deals) {
    if (const auto* word = std::get_if<std::string>(&deal.values[field])) ++counts[*word];
  }
  std::vector<std::pair<std::string, std::size_t>> frequent;
  for (const auto& [word, count] : counts) {
    if (count >= least_deals) frequent.emplace_back(word, count);
  }
  std::ranges::stable_sort(frequent, std::greater<>(), &std::pair<std::string, std::size_t>::second);
  if (frequent.size() > most_words) frequent.resize(most_words);
  std::size_t left = 0;
  for (const auto& [word, count] : counts) left += count;
  for (const auto& [word, count] : frequent) {
    factors.push_back(factor(field, FactorKind::word, word));
    left -= count;
  }
  if (left >= least_deals) factors.push_back(factor(field, FactorKind::other));
}

void add_number(std::size_t field, std::span<const ClosedDeal> deals, std::vector<Factor>& factors) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  const auto each = [&](auto take) {
    for (const ClosedDeal& deal : deals) {
      if (const auto* number = std::get_if<double>(&deal.values[field])) take(squeezed(*number));
    }
  };
  each([&](double x) { ++n, sum += x; });
  if (n < static_cast<double>(least_deals)) return;
  Factor f = factor(field, FactorKind::number);
  f.mean = sum / n;
  each([&](double x) { squares += (x - f.mean) * (x - f.mean); });
  f.scale = std::sqrt(squares / n);
  if (f.scale > 1e-9) factors.push_back(f);
}

/// Of a field: which factor a value has, and how much of it; nothing where it has none.
struct Term {
  std::size_t factor = 0;
  double x = 0;
};

}  // namespace

class WinTerms {
 public:
  explicit WinTerms(const WinModel& model) : model_(model) {
    for (std::size_t i = 0; i < model.factors.size(); ++i) {
      const Factor& f = model.factors[i];
      if (f.field >= fields_.size()) fields_.resize(f.field + 1);
      Places& places = fields_[f.field];
      if (f.kind == FactorKind::word) places.words.emplace(f.word, i);
      if (f.kind == FactorKind::other) places.other = i;
      if (f.kind == FactorKind::unknown) places.unknown = i;
      if (f.kind == FactorKind::number) places.number = i;
    }
  }

  std::optional<Term> of(std::size_t field, const FieldValue& value) const {
    if (field >= fields_.size()) return std::nullopt;
    const Places& places = fields_[field];
    if (const auto* word = std::get_if<std::string>(&value)) {
      const auto it = places.words.find(*word);
      if (it != places.words.end()) return Term{it->second, 1};
      return places.other ? std::optional(Term{*places.other, 1}) : std::nullopt;
    }
    if (const auto* number = std::get_if<double>(&value)) {
      if (!places.number) return std::nullopt;
      const Factor& f = model_.factors[*places.number];
      return Term{*places.number, (squeezed(*number) - f.mean) / f.scale};
    }
    return places.unknown ? std::optional(Term{*places.unknown, 1}) : std::nullopt;
  }

  std::vector<Term> of(const std::vector<FieldValue>& values) const {
    std::vector<Term> terms;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (const auto term = of(i, values[i])) terms.push_back(*term);
    }
    return terms;
  }

 private:
  struct Places {
    std::map<std::string, std::size_t, std::less<>> words;
    std::optional<std::size_t> other;
    std::optional<std::size_t> unknown;
    std::optional<std::size_t> number;
  };
  const WinModel& model_;
  std::vector<Places> fields_;
};

namespace {

/// A deal as the solver sees it; the unknown 0 is the intercept.
struct Case {
  std::vector<Term> terms;
  bool won = false;
};

LocalCurve no_curve(std::size_t n) { return {0, std::vector<double>(n), std::vector<std::vector<double>>(n, std::vector<double>(n))}; }

void add_loss(const Case& c, const std::vector<double>& at, LocalCurve& sum) {
  double odds = 0;
  for (const Term& t : c.terms) odds += at[t.factor] * t.x;
  const double e = std::exp(-std::abs(odds));
  sum.value += std::max(c.won ? -odds : odds, 0.0) + std::log1p(e);
  const double error = (odds > 0 ? 1 : e) / (1 + e) - (c.won ? 1 : 0);
  const double unsure = e / ((1 + e) * (1 + e));
  for (const Term& i : c.terms) {
    sum.slope[i.factor] += error * i.x;
    for (const Term& j : c.terms) {
      if (j.factor <= i.factor) sum.second[i.factor][j.factor] += unsure * i.x * j.x;
    }
  }
}

/// The loss of all, with its part of the squares of the weights, by the number of cases.
LocalCurve loss(std::span<const Case> cases, double ridge, const std::vector<double>& at) {
  const std::size_t n = at.size();
  std::vector<LocalCurve> parts(chunks_of(cases.size(), chunk_size));
  in_chunks(cases.size(), chunk_size, [&](std::size_t chunk, std::size_t from, std::size_t to) {
    parts[chunk] = no_curve(n);
    for (const Case& c : cases.subspan(from, to - from)) add_loss(c, at, parts[chunk]);
  });
  LocalCurve all = no_curve(n);
  const double share = 1 / static_cast<double>(cases.size());
  const auto add = [&](const LocalCurve& part) {
    all.value += part.value * share;
    for (std::size_t i = 0; i < n; ++i) {
      all.slope[i] += part.slope[i] * share;
      for (std::size_t j = 0; j <= i; ++j) all.second[i][j] += part.second[i][j] * share;
    }
  };
  for (const LocalCurve& part : parts) add(part);
  for (std::size_t i = 1; i < n; ++i) {
    all.value += ridge * at[i] * at[i] / 2 * share;
    all.slope[i] += ridge * at[i] * share;
    all.second[i][i] += ridge * share;
  }
  return all;
}

/// The mean effect of the words of each field.
std::vector<double> averages_of(const WinModel& model) {
  std::vector<double> averages;
  for (const Factor& f : model.factors) {
    if (averages.size() <= f.field) averages.resize(f.field + 1);
    if (f.kind != FactorKind::number) averages[f.field] += f.weight * static_cast<double>(f.deals) / static_cast<double>(model.deals);
  }
  return averages;
}

}  // namespace

WinModel factors_of(std::span<const LearnedField> fields, std::span<const ClosedDeal> deals) {
  WinModel model;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::vector<Factor> found;
    fields[i].number ? add_number(i, deals, found) : add_words(i, deals, found);
    const auto unknown = std::ranges::count_if(deals, [&](const ClosedDeal& d) { return !is_known(d.values[i]); });
    const bool has_unknown = static_cast<std::size_t>(unknown) >= least_deals;
    if (has_unknown && !found.empty()) found.push_back(factor(i, FactorKind::unknown));
    if (!fields[i].number && found.size() < 2) continue;  // all alike
    model.factors.insert(model.factors.end(), found.begin(), found.end());
  }
  return model;
}

std::optional<WinModel> fit(WinModel model, std::span<const ClosedDeal> deals, double ridge) {
  const WinTerms terms(model);
  const auto won = std::ranges::count(deals, true, &ClosedDeal::won);
  if (won == 0 || static_cast<std::size_t>(won) == deals.size()) return std::nullopt;
  std::vector<Case> cases;
  for (Factor& f : model.factors) f.deals = f.won = 0;
  for (const ClosedDeal& deal : deals) {
    Case c{{{0, 1}}, deal.won};
    for (const Term& t : terms.of(deal.values)) {
      c.terms.push_back({t.factor + 1, t.x});
      ++model.factors[t.factor].deals;
      model.factors[t.factor].won += deal.won ? 1 : 0;
    }
    cases.push_back(std::move(c));
  }
  std::vector<double> start{std::log(static_cast<double>(won) / static_cast<double>(deals.size() - static_cast<std::size_t>(won)))};
  for (const Factor& f : model.factors) start.push_back(f.weight);
  // Convex everywhere, so that Newton's steps lead down from anywhere.
  const auto best = minimised_nearby([&](const std::vector<double>& at) { return loss(cases, ridge, at); }, start, reach);
  if (!best) return std::nullopt;
  model.deals = deals.size();
  model.intercept = best->at.front();
  for (std::size_t i = 0; i < model.factors.size(); ++i) model.factors[i].weight = best->at[i + 1];
  return model;
}

double average_log_odds(const WinModel& model) {
  const std::vector<double> averages = averages_of(model);
  return std::accumulate(averages.begin(), averages.end(), model.intercept);
}

WinChances::WinChances(const WinModel& model) : model_(model), terms_(std::make_unique<const WinTerms>(model)), averages_(averages_of(model)) {}
WinChances::~WinChances() = default;

double WinChances::of(const std::vector<FieldValue>& values) const {
  double odds = model_.intercept;
  for (const Term& t : terms_->of(values)) odds += model_.factors[t.factor].weight * t.x;
  return 1 / (1 + std::exp(-odds));
}

std::vector<Effect> WinChances::effects(const std::vector<FieldValue>& values) const {
  std::vector<Effect> found;
  for (const Term& t : terms_->of(values)) {
    const Factor& f = model_.factors[t.factor];
    found.push_back({t.factor, f.weight * t.x - averages_[f.field]});
  }
  std::ranges::stable_sort(found, std::greater<>(), [](const Effect& e) { return std::abs(e.log_odds); });
  return found;
}

}  // namespace salesctl
