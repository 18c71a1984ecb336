#include "report/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "model/stage_chance.hpp"
#include "report/win_times.hpp"

namespace salesctl {
namespace {

constexpr std::size_t periods_before = 8;
constexpr std::size_t fewest_before = 2;
constexpr double most_work = 2e8;  // deals times draws
constexpr std::size_t fewest_draws = 500;

/// What the past says of a stage, by two clocks.
struct StageTimes {
  WinTimes since_entered;  // the stage
  WinTimes since_began;    // the deal
};

std::vector<StageTimes> learn(const Deals& deals, int as_of) {
  std::vector<std::vector<Course>> entered(deals.stages.size());
  std::vector<std::vector<Course>> began(deals.stages.size());
  for (std::size_t i = 0; i < deals.deals.size(); ++i) {
    const Deal& deal = deals.deals[i];
    if (deal.state != DealState::open && !deal.ended) continue;
    const int end = deal.ended.value_or(as_of);
    const std::span<const DealStep> path = deals.path(i);
    for (std::size_t k = 0; k < path.size(); ++k) {
      const auto stage = static_cast<std::size_t>(path[k].stage);
      if (path[k].day && *path[k].day <= end) entered[stage].push_back({end - *path[k].day, deal.state});
      if (is_first_visit(path, k) && deal.began && *deal.began <= end) began[stage].push_back({end - *deal.began, deal.state});
    }
  }
  std::vector<StageTimes> times;
  for (std::size_t s = 0; s < deals.stages.size(); ++s) times.push_back({WinTimes(std::move(entered[s])), WinTimes(std::move(began[s]))});
  return times;
}

/// What a deal brings whose amount nobody has said yet: the mean of those won.
Money typical_amount(const Deals& deals) {
  double sum = 0;
  std::int64_t count = 0;
  for (const Deal& deal : deals.deals) {
    if (deal.state != DealState::won || !deal.amount) continue;
    sum += static_cast<double>(deal.amount->minor);
    ++count;
  }
  return count == 0 ? Money{} : Money{std::llround(sum / static_cast<double>(count))};
}

/// Numbers in [0, 1) of a deal's own (SplitMix64, Steele, Lea and Flood 2014), so that who is grouped with whom changes no draw.
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t deal) : state_(mixed(seed) + mixed(~deal)) {}
  double next() { return static_cast<double>(mixed(state_ += golden) >> 11) * 0x1p-53; }

 private:
  static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

/// An open deal as the draws see it.
struct Chance {
  std::uint64_t deal = 0;  // which
  double amount = 0;
  double chance = 0;
  std::size_t doubt = 0;  // index of the draws of what its past leaves open
};

/// How many of so many were won, which leaves open how many would be.
struct Doubt {
  std::int64_t won = 0;
  std::int64_t decided = 0;
};

/// Everything about one run: what the rows are made of.
class Run {
 public:
  Run(const Deals& deals, const std::vector<DealOutlook>& outlooks, std::span<const std::optional<Rate>> probabilities,
      const DealGroups& groups, const ForecastRequest& request)
      : deals_(deals), outlooks_(outlooks), probabilities_(probabilities), groups_(groups), request_(request),
        times_(learn(deals, day_number(request.as_of))), chances_(groups.groups.size()), fresh_(groups.groups.size()) {
    result_.groups.resize(groups.groups.size());
    result_.typical = typical_amount(deals);
    for (const StageTimes& t : times_) {
      doubts_.push_back({t.since_entered.won(), t.since_entered.decided()});
      doubts_.push_back({t.since_began.won(), t.since_began.decided()});
    }
    doubts_.emplace_back();  // of probabilities that were given: none
  }

  Forecast take() {
    for (std::size_t i = 0; i < deals_.deals.size(); ++i) add(i);
    add_new_deals();
    draw();
    return std::move(result_);
  }

 private:
  void add(std::size_t i) {
    const Deal& deal = deals_.deals[i];
    const auto group = static_cast<std::size_t>(groups_.of[i]);
    const Money amount = deal.amount.value_or(Money{});
    if (deal.state == DealState::won && deal.ended && request_.period.contains(from_day_number(*deal.ended))) {
      for (Outlook* o : {&result_.groups[group], &result_.all}) o->won += amount;
    }
    if (deal.state != DealState::open) return;
    const Rate probability = probability_of(deal, outlooks_[i], probabilities_);
    const bool due = is_due(i);
    const bool overdue = is_overdue(i);
    for (Outlook* o : {&result_.groups[group], &result_.all}) {
      ++o->open;
      if (!due) continue;
      o->pipeline += amount;
      if (overdue) o->overdue += amount;
      if (!overdue && probability >= best_case_from) o->best_case += amount;
      if (!overdue && probability >= commit_from) o->commit += amount;
    }
    result_.without_amount += deal.amount ? 0 : 1;
    result_.without_day += outlooks_[i].expected ? 0 : 1;
    chances_[group].push_back(chance_of(i, due ? probability : Rate{}));
  }

  /// Whether it should close by the end of the period, or any time.
  bool is_due(std::size_t i) const {
    const std::optional<int>& expected = outlooks_[i].expected;
    return !expected || *expected < day_number(request_.period.to);
  }

  bool is_overdue(std::size_t i) const { return outlooks_[i].expected && *outlooks_[i].expected < day_number(request_.as_of); }

  Chance chance_of(std::size_t i, Rate given) {
    const Deal& deal = deals_.deals[i];
    const auto stage = static_cast<std::size_t>(deal.stage);
    const int as_of = day_number(request_.as_of);
    const int left = day_number(request_.period.to) - 1 - as_of;
    const double amount = static_cast<double>(deal.amount.value_or(result_.typical).minor);
    const std::span<const DealStep> path = deals_.path(i);
    std::optional<double> chance;
    std::size_t doubt = 2 * stage;
    if (!path.empty() && path.back().stage == deal.stage && path.back().day) {
      chance = times_[stage].since_entered.won_within(as_of - *path.back().day, left);
    }
    if (!chance) {
      ++doubt;
      chance = times_[stage].since_began.won_within(deal.began ? as_of - *deal.began : 0, left);
    }
    ++(chance ? result_.learned : result_.given);
    if (chance) return {i, amount, *chance, doubt};
    return {i, amount, static_cast<double>(given.billionths) / Rate::one, doubts_.size() - 1};
  }

  /// What deals begun later in the periods before have brought within them, by group and period.
  void add_new_deals() {
    const std::optional<int> first = first_begun(deals_);
    std::vector<Span> later;  // of each period before, the part after the same day of it
    const int passed = day_number(request_.as_of) - day_number(request_.period.from) + 1;
    for (Span before = request_.period; later.size() < periods_before;) {
      before = span_before(before, before.to);
      if (!first || day_number(before.from) < *first) break;
      later.push_back({std::min(before.from + std::chrono::days{passed}, before.to), before.to});
    }
    if (later.size() < fewest_before) return;
    result_.new_deals.resize(later.size());
    for (auto& sums : fresh_) sums.resize(later.size());
    for (std::size_t i = 0; i < deals_.deals.size(); ++i) {
      const Deal& deal = deals_.deals[i];
      if (deal.state != DealState::won || !deal.began || !deal.ended || !deal.amount) continue;
      const auto part = std::ranges::find_if(later, [&](const Span& s) { return s.contains(from_day_number(*deal.ended)); });
      if (part == later.end() || !part->contains(from_day_number(*deal.began))) continue;
      const auto k = static_cast<std::size_t>(part - later.begin());
      result_.new_deals[k] += *deal.amount;
      fresh_[static_cast<std::size_t>(groups_.of[i])][k] += static_cast<double>(deal.amount->minor);
    }
  }

  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

  /// How much better than the past looks each stage is, draw by draw: (won + 1) of (decided + 2) with the spread of a Beta.
  void draw_doubts(std::size_t draws) {
    factors_.assign(doubts_.size(), std::vector<float>(draws, 1));
    for (std::size_t d = 0; d < doubts_.size(); ++d) {
      if (doubts_[d].decided == 0) continue;
      std::gamma_distribution<double> won(static_cast<double>(doubts_[d].won + 1));
      std::gamma_distribution<double> lost(static_cast<double>(doubts_[d].decided - doubts_[d].won + 1));
      const double mean = static_cast<double>(doubts_[d].won + 1) / static_cast<double>(doubts_[d].decided + 2);
      for (float& factor : factors_[d]) {
        const double w = won(random_);
        const double l = lost(random_);
        factor = static_cast<float>(w / (w + l) / mean);
      }
    }
  }

  void draw() {
    const double work = most_work / static_cast<double>(std::max<std::int64_t>(1, result_.all.open));
    const auto draws = std::clamp(static_cast<std::size_t>(work), std::min(fewest_draws, request_.draws), request_.draws);
    random_.seed(request_.seed);
    draw_doubts(draws);
    std::vector<std::size_t> periods(draws);  // whose new deals are taken
    for (std::size_t& k : periods) k = result_.new_deals.empty() ? 0 : static_cast<std::size_t>(uniform() * static_cast<double>(result_.new_deals.size()));
    std::vector<double> total(draws);
    std::vector<double> sums(draws);
    for (std::size_t g = 0; g < chances_.size(); ++g) {
      Outlook& group = result_.groups[g];
      std::ranges::fill(sums, static_cast<double>(group.won.minor));
      for (std::size_t n = 0; n < draws && !fresh_[g].empty(); ++n) sums[n] += fresh_[g][periods[n]];
      for (const Chance& deal : chances_[g]) {
        Stream stream(request_.seed, deal.deal);
        for (std::size_t n = 0; n < draws; ++n) sums[n] += stream.next() < deal.chance * static_cast<double>(factors_[deal.doubt][n]) ? deal.amount : 0.0;
      }
      for (std::size_t n = 0; n < draws; ++n) total[n] += sums[n];
      sum_up(group, sums);
    }
    sum_up(result_.all, total);
    result_.all.draws = std::move(total);
  }

  static void sum_up(Outlook& o, std::vector<double>& sums) {
    std::ranges::sort(sums);
    const auto money = [](double value) { return Money{std::llround(value)}; };
    const auto share = [&](double of) { return money(sums[static_cast<std::size_t>(of * static_cast<double>(sums.size() - 1))]); };
    double sum = 0;
    for (const double value : sums) sum += value;
    o.expected = money(sum / static_cast<double>(sums.size()));
    o.low = share(0.1);
    o.median = share(0.5);
    o.high = share(0.9);
    o.commit += o.won;
    o.best_case += o.won;
    o.pipeline += o.won;
  }

  const Deals& deals_;
  const std::vector<DealOutlook>& outlooks_;
  std::span<const std::optional<Rate>> probabilities_;
  const DealGroups& groups_;
  const ForecastRequest& request_;
  std::vector<StageTimes> times_;
  std::vector<std::vector<Chance>> chances_;  // by group
  std::vector<std::vector<double>> fresh_;    // by group, then period before
  std::vector<Doubt> doubts_;                 // by stage, two each; the last is of given probabilities
  std::vector<std::vector<float>> factors_;   // by doubt, then draw
  std::mt19937_64 random_;
  Forecast result_;
};

}  // namespace

std::optional<double> Outlook::chance_of(Money target) const {
  if (draws.empty()) return std::nullopt;
  const auto reached = draws.end() - std::ranges::lower_bound(draws, static_cast<double>(target.minor));
  return static_cast<double>(reached) / static_cast<double>(draws.size());
}

Forecast forecast(const Deals& deals, const std::vector<DealOutlook>& outlooks, std::span<const std::optional<Rate>> probabilities,
                  const DealGroups& groups, const ForecastRequest& request) {
  return Run(deals, outlooks, probabilities, groups, request).take();
}

Money won_within(const Deals& deals, Span span) {
  Money sum;
  for (const Deal& deal : deals.deals) {
    if (deal.state == DealState::won && deal.ended && span.contains(from_day_number(*deal.ended))) sum += deal.amount.value_or(Money{});
  }
  return sum;
}

}  // namespace salesctl
