#include "report/funnel.hpp"

#include <algorithm>

#include "report/intervals.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t few = 10;  // deals that left a stage; of fewer nothing is said

/// What a deal's steps say of one stage.
struct Visit {
  std::optional<int> entered;  // for the first time
  std::optional<int> days;     // in all stays; nothing: not known
  bool over = true;
  bool moved_on = false;
  bool last = false;
};

/// Whether a step from one stage to the other goes forward.
bool forward(const Deals& deals, int from, int to) {
  const bool known = deals.stages[static_cast<std::size_t>(from)].listed && deals.stages[static_cast<std::size_t>(to)].listed;
  return !known || to > from;
}

/// Days of the stay that begins with step k; nothing where an end of it is not known or they are in the wrong order.
std::optional<int> stay(const Deal& deal, std::span<const DealStep> path, std::size_t k, int as_of) {
  const std::optional<int> from = path[k].day;
  const bool open_end = k + 1 == path.size() && deal.state != DealState::lost;
  const std::optional<int> to = open_end ? as_of : k + 1 == path.size() ? deal.ended : path[k + 1].day;
  if (!from || !to || *to < *from) return std::nullopt;
  return *to - *from;
}

Visit visit_of(const Deals& deals, const Deal& deal, std::span<const DealStep> path, int stage, int as_of) {
  Visit visit;
  std::optional<int> days = 0;
  bool entered = false;
  for (std::size_t k = 0; k < path.size(); ++k) {
    if (path[k].stage != stage) {
      visit.moved_on = visit.moved_on || (entered && forward(deals, stage, path[k].stage));
      continue;
    }
    if (!entered) visit.entered = path[k].day ? path[k].day : deal.began;
    entered = true;
    const std::optional<int> more = stay(deal, path, k, as_of);
    days = days && more ? std::optional(*days + *more) : std::nullopt;
    visit.last = k + 1 == path.size();
  }
  visit.over = !visit.last || deal.state == DealState::lost;
  visit.days = days;
  return visit;
}

void count(StageTally& tally, const Deal& deal) {
  tally.won += deal.state == DealState::won ? 1 : 0;
  tally.decided += deal.state != DealState::open ? 1 : 0;
  tally.inferred += deal.inferred ? 1 : 0;
  if (deal.amount) tally.value += *deal.amount;
}

void count(StageTally& tally, const DealStage& stage, const Deal& deal, const Visit& visit) {
  count(tally, deal);
  if (visit.last && deal.state == DealState::lost) {
    ++tally.lost;
  } else if (visit.last) {
    ++tally.there;
    if (stage.sla_days && visit.days > *stage.sla_days) ++tally.late;
  } else {
    ++(visit.moved_on ? tally.moved_on : tally.went_back);
  }
  // Deals are not meant to leave the stages behind the signature.
  if (visit.days && stage.kind == StageKind::open) tally.spells.push_back({*visit.days, visit.over});
}

void count_whole(StageTally& tally, const Deal& deal, int as_of) {
  count(tally, deal);
  if (deal.state == DealState::open) ++tally.there;
  if (deal.state == DealState::won) ++tally.moved_on;
  if (deal.state == DealState::lost) ++tally.lost;
  const std::optional<int> end = deal.state == DealState::open ? as_of : deal.ended;
  if (deal.began && end && *end >= *deal.began) tally.spells.push_back({*end - *deal.began, deal.state != DealState::open});
}

/// Adds a deal's stages entered within the period; whether there was one, or the deal began in it.
bool add(FunnelGroup& group, const Deals& deals, std::size_t i, const std::optional<Span>& period, int as_of) {
  const Deal& deal = deals.deals[i];
  const std::span<const DealStep> path = deals.path(i);
  const auto within = [&](const std::optional<int>& day) {
    return !period || (day && period->contains(from_day_number(*day)));
  };
  bool counted = within(deal.began);
  if (counted) count_whole(group.whole, deal, as_of);
  for (std::size_t k = 0; k < path.size(); ++k) {
    const int stage = path[k].stage;
    if (!is_first_visit(path, k)) continue;
    const Visit visit = visit_of(deals, deal, path, stage, as_of);
    if (!within(visit.entered)) continue;
    counted = true;
    const auto at = static_cast<std::size_t>(stage);
    count(group.stages[at], deals.stages[at], deal, visit);
  }
  return counted;
}

double share_of(const StageTally& tally) { return static_cast<double>(tally.moved_on) / static_cast<double>(tally.left()); }

/// That more than half stay longer than `norm` days.
std::optional<Bottleneck> slower(const StageTally& tally, BottleneckReason reason, int norm) {
  const auto longer = std::ranges::count_if(tally.spells, [&](const Spell& s) { return s.days > norm; });
  const auto shorter = std::ranges::count_if(tally.spells, [&](const Spell& s) { return s.over && s.days <= norm; });
  if (longer == 0 || share_interval(longer, longer + shorter).low <= 0.5) return std::nullopt;
  const std::vector<SurvivalStep> curve = survival(tally.spells);
  const int longest = std::ranges::max(tally.spells, {}, &Spell::days).days;
  return Bottleneck{0, reason, static_cast<double>(quantile(curve, 0.5).value_or(longest)), static_cast<double>(norm), longer + shorter};
}

/// That fewer go on than `norm`, even if `more` of those still there will.
std::optional<Bottleneck> narrower(const StageTally& tally, double norm, std::int64_t more) {
  if (share_of(tally) >= norm || share_interval(tally.moved_on + more, tally.left() + more).high >= norm) return std::nullopt;
  return Bottleneck{0, BottleneckReason::conversion, share_of(tally), norm, tally.left()};
}

/// What is usual in a stage; nothing where too few left it to say so.
struct Norm {
  std::optional<double> conversion;
  std::optional<int> median;
  bool earlier = false;  // from deals of an earlier time
};

std::vector<Norm> norms_of(const std::vector<StageTally>& stages, bool earlier) {
  std::vector<Norm> norms(stages.size());
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (stages[i].left() < few) continue;
    norms[i] = {share_of(stages[i]), quantile(survival(stages[i].spells), 0.5), earlier};
  }
  return norms;
}

/// How many times as many deals, or as much time, it takes.
double badness(const Bottleneck& b) {
  const double least = 0.5 / static_cast<double>(b.of);  // no share that some deals were tried for is nothing for sure
  if (b.reason == BottleneckReason::conversion) return b.norm / std::max(b.value, least);
  return b.value / std::max(b.norm, 0.5);
}

std::optional<Bottleneck> bottleneck_of(const Deals& deals, const FunnelGroup& group, const std::vector<Norm>& norms) {
  std::optional<Bottleneck> worst;
  std::optional<Bottleneck> lowest;
  const auto take = [&](std::optional<Bottleneck> found, std::size_t stage) {
    if (!found || (worst && badness(*worst) >= badness(*found))) return;
    worst = found;
    worst->stage = stage;
  };
  for (std::size_t i = 0; i < deals.stages.size(); ++i) {
    const DealStage& stage = deals.stages[i];
    const StageTally& tally = group.stages[i];
    if (stage.kind != StageKind::open || !stage.listed || tally.left() < few) continue;
    // Deals are lost sooner than they are won: of young ones, few have left and most of these are lost. Older ones had time.
    const std::int64_t young = norms[i].earlier ? tally.there : 0;
    if (norms[i].conversion) take(narrower(tally, *norms[i].conversion, young), i);
    if (stage.sla_days) {
      take(slower(tally, BottleneckReason::sla, *stage.sla_days), i);
    } else if (norms[i].median) {
      take(slower(tally, BottleneckReason::delay, *norms[i].median), i);
    }
    if (share_of(tally) < (lowest ? lowest->value : 1)) {
      lowest = Bottleneck{i, BottleneckReason::lowest, share_of(tally), 0, tally.left()};
    }
  }
  return worst ? worst : lowest;
}

FunnelGroup empty_group(const Deals& deals) { return {std::vector<StageTally>(deals.stages.size()), {}, {}}; }

/// What is usual: what all groups do, where there are several.
std::vector<StageTally> sum_of(const Deals& deals, const std::vector<FunnelGroup>& groups) {
  std::vector<StageTally> sum(deals.stages.size());
  for (const FunnelGroup& group : groups) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += group.stages[i];
  }
  return sum;
}

}  // namespace

StageTally& StageTally::operator+=(const StageTally& other) {
  moved_on += other.moved_on;
  lost += other.lost;
  went_back += other.went_back;
  there += other.there;
  won += other.won;
  decided += other.decided;
  late += other.late;
  inferred += other.inferred;
  value += other.value;
  spells.insert(spells.end(), other.spells.begin(), other.spells.end());
  return *this;
}

DealFunnel deal_funnel(const Deals& deals, const DealGroups& groups, const std::optional<Span>& period, Date as_of) {
  const int today = day_number(as_of);
  DealFunnel funnel;
  funnel.groups.assign(groups.groups.size(), empty_group(deals));
  FunnelGroup before = empty_group(deals);
  const std::optional<Span> history = period ? std::optional(Span{make_date(1000, 1, 1), period->from}) : std::nullopt;
  for (std::size_t i = 0; i < deals.deals.size(); ++i) {
    const bool counted = add(funnel.groups[static_cast<std::size_t>(groups.of[i])], deals, i, period, today);
    if (counted) ++funnel.deals;
    if (counted && deals.deals[i].inferred) ++funnel.inferred;
    if (!counted && !deals.deals[i].began) ++funnel.undated;
    if (history && groups.groups.size() == 1) add(before, deals, i, history, today);
  }
  const bool alone = funnel.groups.size() == 1;
  const std::vector<Norm> norms = norms_of(alone ? before.stages : sum_of(deals, funnel.groups), alone);
  for (FunnelGroup& group : funnel.groups) group.bottleneck = bottleneck_of(deals, group, norms);
  return funnel;
}

std::optional<Rate> conversion(const StageTally& tally) { return share_rate(tally.moved_on, tally.left()); }
std::optional<Rate> win_rate(const StageTally& tally) { return share_rate(tally.won, tally.decided); }

}  // namespace salesctl
