#include "assign/pool.hpp"

#include <algorithm>

namespace salesctl {

using std::chrono::days;

std::optional<PoolVerdict> pool_verdict(const RecycleRule& rule, std::optional<Date> last, std::optional<Date> noticed, Date day) {
  PoolVerdict verdict;
  verdict.due = last ? *last + days{rule.after} : day;
  if (day < verdict.due - days{rule.notice}) return std::nullopt;
  const bool counts = noticed && *noticed <= day && (!last || *last < *noticed);
  verdict.goes = std::max(verdict.due, (counts ? *noticed : day) + days{rule.notice});
  verdict.state = verdict.goes <= day ? PoolState::taken : PoolState::warned;
  if (!last && counts) verdict.due = *noticed;
  return verdict;
}

std::optional<std::string> broken_limit(const RecycleRule& rule, const Claims& claims) {
  if (rule.claims_day && claims.day >= *rule.claims_day) return "day";
  if (rule.claims_week && claims.week >= *rule.claims_week) return "week";
  if (rule.claims_open && claims.open >= *rule.claims_open) return "open";
  return std::nullopt;
}

Date banned_until(const RecycleRule& rule, Date lost) { return lost + days{rule.ban}; }

Span banned_span(const RecycleRule& rule, Date day) { return {day - days{rule.ban} + days{1}, day + days{1}}; }

}  // namespace salesctl
