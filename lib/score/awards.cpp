#include "score/awards.hpp"

#include <algorithm>
#include <tuple>

namespace salesctl {
namespace {

double per_day(Money amount, int days) { return static_cast<double>(amount.minor) / days; }

/// What all contenders but one did together.
struct Others {
  double now = 0;
  double before = 0;
  int days = 0;
  int days_before = 0;

  void add(const Contender& c, int sign) {
    now += sign * static_cast<double>(c.actual.value_or(Money{}).minor);
    before += sign * static_cast<double>(c.before.minor);
    days += sign * c.days;
    days_before += sign * c.days_before;
  }
  /// Nothing of others, or nothing before: no season to take out.
  double growth() const { return days > 0 && days_before > 0 && before > 0 ? now / days / (before / days_before) : 1; }
};

bool has_past(const Contender& c) { return c.days > 0 && c.days_before > 0 && c.before > Money{}; }

double median_before(const std::vector<Contender>& contenders) {
  std::vector<double> all;
  for (const Contender& c : contenders) {
    if (has_past(c)) all.push_back(per_day(c.before, c.days_before));
  }
  if (all.empty()) return 0;
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::ranges::nth_element(all, middle);
  return *middle;
}

void measure_growth(const std::vector<Contender>& contenders, std::vector<AwardStanding>& standings) {
  Others all;
  for (const Contender& c : contenders) {
    if (has_past(c)) all.add(c, 1);
  }
  const double least = median_before(contenders) / 2;
  for (AwardStanding& s : standings) {
    const Contender& c = contenders[s.contender];
    if (!has_past(c) || per_day(c.before, c.days_before) < least) {
      s.barred = Barred::too_little_before;
      continue;
    }
    Others others = all;
    others.add(c, -1);
    s.own_growth = per_day(c.actual.value_or(Money{}), c.days) / per_day(c.before, c.days_before);
    s.norm = others.growth();
    s.result = s.norm > 0 ? s.own_growth / s.norm : s.own_growth;
  }
}

Barred why_barred(const AwardRule& rule, const Contender& c, const std::optional<double>& result, Span period) {
  if (rule.kind == AwardKind::newcomer) {
    if (!c.since || *c.since < add_months(period.to, -rule.months)) return Barred::not_new;
  }
  if (rule.by_attainment && !c.attainment()) return Barred::no_target;
  if (!result || (rule.kind != AwardKind::improved && *result <= 0)) return Barred::no_result;
  if (rule.least && (!c.actual || *c.actual < *rule.least)) return Barred::below_least;
  if (rule.least_attainment) {
    if (!c.target || *c.target <= Money{}) return Barred::no_target;
    if (!c.actual || is_less(*c.actual, *c.target, *rule.least_attainment)) return Barred::below_attainment;
  }
  return Barred::no;
}

void give_ranks(const AwardRule& rule, const std::vector<Contender>& contenders, std::vector<AwardStanding>& standings) {
  const auto place = [&](const AwardStanding& s) {
    return std::tuple(s.barred != Barred::no, -s.result.value_or(0), -contenders[s.contender].tie_break.value_or(Money{}).minor);
  };
  std::ranges::sort(standings, [&](const AwardStanding& a, const AwardStanding& b) {
    return std::tuple_cat(place(a), std::tuple(std::string_view(contenders[a.contender].id))) <
           std::tuple_cat(place(b), std::tuple(std::string_view(contenders[b.contender].id)));
  });
  for (std::size_t i = 0; i < standings.size() && standings[i].barred == Barred::no; ++i) {
    const bool shares = i > 0 && place(standings[i]) == place(standings[i - 1]);
    standings[i].rank = shares ? standings[i - 1].rank : static_cast<int>(i) + 1;
    standings[i].wins = standings[i].rank <= rule.winners;
  }
}

}  // namespace

std::optional<double> Contender::attainment() const {
  if (!actual || !target || *target <= Money{}) return std::nullopt;
  return static_cast<double>(actual->minor) / static_cast<double>(target->minor);
}

std::vector<AwardStanding> award_standings(const AwardRule& rule, const std::vector<Contender>& contenders, Span period) {
  std::vector<AwardStanding> all(contenders.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].contender = i;
  if (rule.kind == AwardKind::improved) measure_growth(contenders, all);
  for (AwardStanding& s : all) {
    const Contender& c = contenders[s.contender];
    if (s.barred != Barred::no) continue;
    if (rule.kind != AwardKind::improved) {
      if (!rule.sql.empty()) {
        s.result = c.number;
      } else if (rule.by_attainment) {
        s.result = c.attainment();
      } else if (c.actual) {
        s.result = static_cast<double>(c.actual->minor);
      }
    }
    s.barred = why_barred(rule, c, s.result, period);
  }
  give_ranks(rule, contenders, all);
  return all;
}

}  // namespace salesctl
