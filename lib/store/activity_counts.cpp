#include "store/activity_counts.hpp"

namespace salesctl {

std::vector<ActivityCount> count_activities(const Database& db, RepKey rep, Span now, Span before) {
  Statement rows = db.prepare(
      "SELECT kind, sum(now), sum(before) FROM (SELECT kind, happened_on >= $2 AND happened_on < $3 AS now, happened_on >= $4 AND happened_on < $5 "
      "AS before FROM activity_fact WHERE rep_key = $1) GROUP BY kind HAVING sum(now) + sum(before) > 0 ORDER BY kind");
  rows.bind(1, static_cast<std::int64_t>(rep));
  int n = 1;
  for (const Date day : {now.from, now.to, before.from, before.to}) rows.bind(++n, std::string_view(format_date(day)));
  std::vector<ActivityCount> counts;
  while (rows.step()) counts.push_back({std::string(rows.text(0)), rows.integer(1), rows.integer(2)});
  return counts;
}

}  // namespace salesctl
