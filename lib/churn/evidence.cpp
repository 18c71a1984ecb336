#include "churn/evidence.hpp"

#include <algorithm>
#include <cmath>

#include "base/message.hpp"

namespace salesctl {
namespace {

constexpr int contact_span = 90;
constexpr int usual_spans = 3;       // how many such spans before make what is usual
constexpr int lost_deal_span = 180;
constexpr int year = 365;
constexpr double late = 1.5;         // typical gaps without an order from which it is overdue
constexpr double shrunk = 0.7;       // of the earlier order value
constexpr double most_ratio = 1.5;   // of a logarithm, so that one odd order does not rule

double median_gap(const PurchaseDays& bought) {
  if (bought.size() < 2) return 0;
  std::vector<int> gaps;
  for (std::size_t i = 1; i < bought.size(); ++i) gaps.push_back(bought.days[i] - bought.days[i - 1]);
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  if (gaps.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(gaps.begin(), middle)) / 2.0;
}

double mean(std::span<const std::int64_t> values) {
  double sum = 0;
  for (const std::int64_t value : values) sum += static_cast<double>(value);
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// 0 where nothing is known, -1 (worst) to 1 (best).
double satisfaction(const std::optional<Score>& score) {
  if (!score) return 0;
  return score->kind == RecordKind::csat ? (score->value - 3) / 2 : (score->value - 5) / 5;
}

void add(const CustomerRecord& record, Evidence& e) {
  const int ago = e.day - record.day;
  switch (record.kind) {
    case RecordKind::contact:
      e.since_contact = ago;
      if (ago < contact_span) {
        ++e.contacts;
      } else if (ago < contact_span * (1 + usual_spans)) {
        e.usual_contacts += 1.0 / usual_spans;
      }
      break;
    case RecordKind::csat:
    case RecordKind::nps:
      if (ago >= year) break;
      if (e.score && e.score->kind == record.kind) e.score_before = e.score;
      e.score = Score{record.kind, record.score};
      if (e.score_before && e.score_before->kind != record.kind) e.score_before.reset();
      break;
    case RecordKind::ticket:
      if (record.closed <= e.day) break;
      ++e.open_tickets;
      if (record.due < e.day) ++e.late_tickets;
      break;
    case RecordKind::lost_deal:
      if (ago < lost_deal_span) ++e.lost_deals;
      break;
  }
}

bool is_low(const Score& score) { return score.kind == RecordKind::csat ? score.value <= 2 : score.value <= 6; }
bool is_high(const Score& score) { return score.kind == RecordKind::csat ? score.value >= 4 : score.value >= 9; }
bool has_fallen(const Evidence& e) { return e.score && e.score_before && e.score->value < e.score_before->value && !is_high(*e.score); }

}  // namespace

OrderValues repeat_values(const PurchaseDays& bought) {
  if (bought.size() < 2) return {};
  return {static_cast<int>(bought.size()) - 1, std::max(0.0, mean(bought.values.subspan(1)))};
}

std::optional<Evidence> evidence(const CustomerFacts& facts, int day) {
  const std::optional<Rhythm> known = rhythm(facts.bought, day);
  if (!known) return std::nullopt;
  Evidence e;
  e.day = day;
  e.rhythm = *known;
  e.visit_every = facts.visit_every;
  const PurchaseDays bought = facts.bought.until(day);
  e.typical_gap = median_gap(bought);
  e.repeat_values = repeat_values(bought);
  e.total_value = mean(bought.values) * static_cast<double>(bought.size());
  const std::size_t older = bought.until(day - year).size();
  for (const std::int64_t value : bought.values.subspan(older)) e.last_year += static_cast<double>(value);
  if (bought.size() >= 4) {
    const double before = mean(bought.values.first(bought.size() - 2));
    if (before > 0) e.recent_value = std::max(0.0, mean(bought.values.last(2))) / before;
  }
  for (const CustomerRecord& record : facts.records) {
    if (record.day > day) break;
    add(record, e);
  }
  return e;
}

EvidenceValues values(const Evidence& e, double log_odds, bool by_class) {
  const double cadence = by_class && e.visit_every > 0 ? e.visit_every : contact_span;
  const double before = e.score_before ? satisfaction(e.score_before) : satisfaction(e.score);
  return {log_odds,
          std::log1p(e.days_since()),
          std::log1p(e.rhythm.repeats),
          std::log1p(std::max(0.0, e.total_value)),
          std::clamp(std::log(std::max(e.recent_value, 1e-9)), -most_ratio, most_ratio),
          e.since_contact ? 0.0 : 1.0,
          e.since_contact ? std::log1p(*e.since_contact / cadence) : 0.0,
          (e.contacts - e.usual_contacts) / (1 + e.usual_contacts),
          satisfaction(e.score),
          satisfaction(e.score) - before,
          std::log1p(e.open_tickets - e.late_tickets),
          std::log1p(e.late_tickets),
          std::log1p(e.lost_deals)};
}

std::vector<Reason> reasons(const Evidence& e, double gap) {
  std::vector<Reason> found;
  if (e.typical_gap > 0 && e.days_since() >= late * e.typical_gap) found.push_back(Reason::overdue);
  if (e.rhythm.repeats == 0 && gap > 0 && e.days_since() >= late * gap) found.push_back(Reason::one_order);
  if (e.score && (is_low(*e.score) || has_fallen(e))) found.push_back(Reason::satisfaction);
  if (e.open_tickets > 0) found.push_back(Reason::ticket);
  if (e.recent_value < shrunk) found.push_back(Reason::smaller_orders);
  if (e.lost_deals > 0) found.push_back(Reason::lost_deal);
  if (e.visit_every > 0 && e.since_contact.value_or(e.rhythm.age) > e.visit_every) found.push_back(Reason::contact);
  if (e.usual_contacts >= 1 && e.contacts < e.usual_contacts / 2) found.push_back(Reason::fewer_contacts);
  return found;
}

std::string in_words(Reason reason, const Evidence& e, double gap) {
  switch (reason) {
    case Reason::overdue: return tr("no order for {} days, usually every {:.0f}", e.days_since(), e.typical_gap);
    case Reason::one_order: return tr("one order, {} days ago; others come back after {:.0f}", e.days_since(), gap);
    case Reason::contact:
      if (!e.since_contact) return tr("no contact on record, due every {} days", e.visit_every);
      return tr("no contact for {} days, due every {}", *e.since_contact, e.visit_every);
    case Reason::fewer_contacts:
      return tr("contacts in 90 days: {}, usually {:.1f}", e.contacts, e.usual_contacts);
    case Reason::satisfaction:
      if (has_fallen(e) && e.score->kind == RecordKind::nps) return tr("recommendation fell {:g} -> {:g}", e.score_before->value, e.score->value);
      if (has_fallen(e)) return tr("satisfaction fell {:g} -> {:g}", e.score_before->value, e.score->value);
      return e.score->kind == RecordKind::csat ? tr("satisfaction {:g} of 5", e.score->value)
                                               : tr("recommendation {:g} of 10", e.score->value);
    case Reason::ticket:
      if (e.late_tickets == 0) return tr("open tickets: {}", e.open_tickets);
      return tr("open tickets: {}, {} of them late", e.open_tickets, e.late_tickets);
    case Reason::smaller_orders: return tr("last orders {:.0f}% below those before", 100 * (1 - e.recent_value));
    case Reason::lost_deal: return tr("deals lost in 180 days: {}", e.lost_deals);
  }
  return {};
}

}  // namespace salesctl
