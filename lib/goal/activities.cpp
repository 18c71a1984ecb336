#include "goal/activities.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t places = 10'000;  // ratios are kept to four places
constexpr std::int64_t place_value = Rate::one / places;

std::int64_t checked(Wide value) {
  if (value > INT64_MAX || value < INT64_MIN) throw DataError(tr("the activities needed are too many to count"));
  return static_cast<std::int64_t>(value);
}

/// Halves go up; the divisor is above zero.
std::int64_t divide_half_up(Wide value, Wide by) {
  const Wide twice = 2 * value + by;
  Wide quotient = twice / (2 * by);
  if (twice < 0 && quotient * 2 * by != twice) --quotient;
  return checked(quotient);
}

/// For values of zero or more.
std::int64_t divide_up(Wide value, Wide by) { return checked((value + by - 1) / by); }

Rate rate_of(std::int64_t in_places) { return Rate{in_places * place_value}; }

std::optional<Rate> ratio(std::int64_t sum, std::int64_t n) {
  if (n == 0) return std::nullopt;
  return rate_of(divide_half_up(Wide{sum} * places, n));
}

/// A ratio that is nothing at all is not known: no calls recorded, no lead converted.
std::optional<Rate> above_zero(std::optional<Rate> rate) {
  if (rate && rate->billionths <= 0) return std::nullopt;
  return rate;
}

std::optional<Rate> shrunk_ratio(std::int64_t sum, std::int64_t n, std::optional<Rate> above, std::int64_t k) {
  if (!above) return std::nullopt;
  // A rate that is divided by must stay above zero.
  return rate_of(std::max<std::int64_t>(1, shrunk(checked(Wide{sum} * places), n, above->billionths / place_value, k)));
}

std::optional<std::int64_t> sum_of(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  if (!a || !b) return a ? a : b;
  return checked(Wide{*a} + *b);
}

}  // namespace

std::int64_t shrunk(std::int64_t sum, std::int64_t n, std::int64_t above, std::int64_t k) {
  if (n == 0) return above;
  return divide_half_up(Wide{sum} + Wide{k} * above, Wide{n} + k);
}

OwnRatios own_ratios(const FunnelCounts& c, std::int64_t scale) {
  OwnRatios own;
  if (c.won > 0) own.average_deal = Money{divide_half_up(Wide{c.value.minor} * scale, c.won)};
  own.win_rate = ratio(c.won, c.decided());
  own.lead_rate = ratio(c.converted, c.leads);
  own.visits = ratio(c.visits, c.decided());
  own.calls = ratio(c.calls, c.decided());
  return own;
}

FunnelRatios company_ratios(const FunnelCounts& c, std::int64_t scale) {
  if (c.won == 0) {
    throw DataError(tr("no deal was won in the history: there is no average deal and no win rate to plan with"),
                    tr("import opportunities with closed_on, or look further back with --history"));
  }
  const OwnRatios own = own_ratios(c, scale);
  if (own.average_deal->minor <= 0) {
    throw DataError(tr("deals were won in the history, but the metric is not above zero: there is no average deal"),
                    tr("plan for another --metric, or look further back with --history"));
  }
  return {*own.average_deal, rate_of(std::max<std::int64_t>(1, own.win_rate->billionths / place_value)),
          above_zero(own.lead_rate), above_zero(own.visits), above_zero(own.calls)};
}

FunnelRatios shrunk_ratios(const FunnelCounts& c, const FunnelRatios& above, std::int64_t scale) {
  FunnelRatios used;
  used.average_deal = Money{shrunk(checked(Wide{c.value.minor} * scale), c.won, above.average_deal.minor, deal_strength)};
  // More given back than sold tells nothing about what a deal brings in.
  if (used.average_deal.minor <= 0) used.average_deal = above.average_deal;
  used.win_rate = *shrunk_ratio(c.won, c.decided(), above.win_rate, deal_strength);
  used.lead_rate = shrunk_ratio(c.converted, c.leads, above.lead_rate, lead_strength);
  used.visits = shrunk_ratio(c.visits, c.decided(), above.visits, deal_strength);
  used.calls = shrunk_ratio(c.calls, c.decided(), above.calls, deal_strength);
  return used;
}

Needs needs(Money gap, const FunnelRatios& ratios, std::int64_t scale) {
  Needs need;
  if (gap.minor > 0) {
    need.wins = divide_up(Wide{gap.minor} * scale, ratios.average_deal.minor);
    need.opportunities = divide_up(Wide{need.wins} * Rate::one, ratios.win_rate.billionths);
  }
  const auto times = [&](Rate rate) { return divide_up(Wide{need.opportunities} * rate.billionths, Rate::one); };
  if (ratios.lead_rate) need.leads = divide_up(Wide{need.opportunities} * Rate::one, ratios.lead_rate->billionths);
  if (ratios.visits) need.visits = times(*ratios.visits);
  if (ratios.calls) need.calls = times(*ratios.calls);
  return need;
}

Needs operator+(const Needs& a, const Needs& b) {
  return {checked(Wide{a.wins} + b.wins), checked(Wide{a.opportunities} + b.opportunities), sum_of(a.leads, b.leads),
          sum_of(a.visits, b.visits), sum_of(a.calls, b.calls)};
}

std::optional<std::int64_t> per_week_tenths(std::int64_t total, std::int64_t days_left, std::int64_t days_a_week) {
  if (days_left <= 0 || days_a_week <= 0) return std::nullopt;
  return divide_up(Wide{total} * 10 * days_a_week, days_left);
}

std::vector<ActivityRow> plan_activities(const std::vector<ActivityUnit>& units,
                                         const std::map<std::string, FunnelCounts>& teams, const FunnelCounts& company,
                                         std::int64_t scale) {
  const FunnelRatios whole = company_ratios(company, scale);
  std::map<std::string, FunnelRatios> of_teams;
  for (const auto& [id, counts] : teams) of_teams.emplace(id, shrunk_ratios(counts, whole, scale));
  std::vector<ActivityRow> rows;
  for (const ActivityUnit& unit : units) {
    const auto team = of_teams.find(unit.team);
    ActivityRow row;
    row.unit = unit;
    row.gap = unit.target - unit.actual;
    row.above = team == of_teams.end() ? whole : team->second;
    row.ratios = shrunk_ratios(unit.counts, row.above, scale);
    row.total = needs(row.gap, row.ratios, scale);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace salesctl
