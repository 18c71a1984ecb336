#include "store/funnel.hpp"

#include <algorithm>

#include "store/metric_sums.hpp"

namespace salesctl {
namespace {

void bind_span(Statement& statement, Span span) {
  statement.bind(1, std::string_view(format_date(span.from))).bind(2, std::string_view(format_date(span.to)));
}

const char* const of_stage = "JOIN stage_alias a ON a.alias = f.stage JOIN stage_rule r ON r.position = a.position ";

void count_deals(const Database& db, Span span, std::map<RepKey, FunnelCounts>& counts) {
  Statement rows = db.prepare(
      std::string("SELECT coalesce(f.rep_key, 0), r.kind = 'lost', count(*), coalesce(sum(f.amount_minor), 0) "
                  "FROM opportunity_fact f ") +
      of_stage + "WHERE r.kind <> 'open' AND f.closed_on >= $1 AND f.closed_on < $2 GROUP BY 1, 2");
  bind_span(rows, span);
  while (rows.step()) {
    FunnelCounts& rep = counts[RepKey{rows.integer(0)}];
    if (rows.integer(1) != 0) {
      rep.lost += rows.integer(2);
    } else {
      rep.won += rows.integer(2);
      rep.won_value += Money{rows.integer(3)};
    }
  }
}

void count_leads(const Database& db, Span span, std::map<RepKey, FunnelCounts>& counts) {
  Statement rows = db.prepare(
      "SELECT coalesce(owner_key, 0), count(*), count(CASE WHEN converted_on < $2 THEN 1 END) FROM lead_fact "
      "WHERE created_on >= $1 AND created_on < $2 GROUP BY 1");
  bind_span(rows, span);
  while (rows.step()) {
    FunnelCounts& rep = counts[RepKey{rows.integer(0)}];
    rep.leads += rows.integer(1);
    rep.converted += rows.integer(2);
  }
}

}  // namespace

std::map<RepKey, FunnelCounts> read_funnel(const Database& db, const Settings& settings, const Metric& metric, Span span) {
  std::map<RepKey, FunnelCounts> counts;
  count_deals(db, span, counts);
  count_leads(db, span, counts);
  for (const DaySum& sum : read_day_sums(db, metric, span)) counts[RepKey{sum.rep_key}].value += Money{sum.value};
  for (const DaySum& sum : read_day_sums(db, find_metric(settings, "visits"), span)) {
    counts[RepKey{sum.rep_key}].visits += sum.value;
  }
  for (const DaySum& sum : read_day_sums(db, find_metric(settings, "calls"), span)) {
    counts[RepKey{sum.rep_key}].calls += sum.value;
  }
  return counts;
}

DecidedDeals read_decided_deals(const Database& db, Span span) {
  Statement rows = db.prepare(
      std::string("SELECT r.kind = 'lost', count(*), count(f.amount_minor), coalesce(sum(f.amount_minor), 0), "
                  "count(f.created_on), coalesce(CAST(sum(julianday(f.closed_on) - julianday(f.created_on)) AS INTEGER), 0) "
                  "FROM opportunity_fact f ") +
      of_stage + "WHERE r.kind <> 'open' AND f.closed_on >= $1 AND f.closed_on < $2 GROUP BY 1");
  bind_span(rows, span);
  DecidedDeals deals;
  while (rows.step()) {
    if (rows.integer(0) != 0) {
      deals.lost = rows.integer(1);
      continue;
    }
    deals.won = rows.integer(1);
    deals.with_amount = rows.integer(2);
    deals.amount = Money{rows.integer(3)};
    deals.with_days = rows.integer(4);
    deals.days = rows.integer(5);
  }
  return deals;
}

std::vector<DayTotal> read_day_totals(const Database& db, const Metric& metric, Date as_of) {
  Statement ends = db.prepare(
      "SELECT min(d.day), max(d.day) FROM metric_day d JOIN metric_rule r ON r.key = d.metric_key WHERE r.name = $1");
  ends.bind(1, std::string_view(metric.name));
  std::vector<DayTotal> totals;
  if (!ends.step() || ends.is_null(0)) return totals;
  const Date end = std::min(from_day_number(static_cast<int>(ends.integer(1))), as_of) + std::chrono::days{1};
  // A month at a time: of many reps over many years no more is wanted than the sum of each day.
  for (Date from = from_day_number(static_cast<int>(ends.integer(0))); from < end; from += std::chrono::days{31}) {
    for (const DaySum& sum : read_day_sums(db, metric, {from, std::min(from + std::chrono::days{31}, end)})) {
      const Date day = from_day_number(sum.day);
      if (totals.empty() || totals.back().day != day) totals.push_back({day});
      totals.back().value += sum.value;
      totals.back().facts += sum.facts;
      if (sum.rep_key == 0) totals.back().nobodys += sum.value;
    }
  }
  return totals;
}

}  // namespace salesctl
