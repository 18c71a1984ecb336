#include "store/awards.hpp"

namespace salesctl {

std::vector<std::string> winners_of(const Database& db, const std::string& award, const std::string& period) {
  Statement rows = db.prepare("SELECT winner FROM award_history WHERE award = $1 AND period = $2 ORDER BY winner");
  rows.bind(1, std::string_view(award)).bind(2, std::string_view(period));
  std::vector<std::string> winners;
  while (rows.step()) winners.emplace_back(rows.text(0));
  return winners;
}

void write_award(const Database& db, const GivenAward& given, Date given_on, std::int64_t run_key) {
  const bool team = given.level == ScopeLevel::team;
  const std::string key = std::string("(SELECT key FROM ") + (team ? "team" : "rep") + "_fact WHERE id = $5)";
  Statement insert = db.prepare(
      "INSERT INTO award_given (award, period, from_on, to_on, scope_key, level, given_on, reason, prize, amount_minor, run_key) "
      "VALUES ($1, $2, $3, $4, " + key + ", $6, $7, $8, $9, $10, $11)");
  const std::optional<std::int64_t> amount = given.amount ? std::optional(given.amount->minor) : std::nullopt;
  insert.run(std::string_view(given.award), std::string_view(given.period.name), std::string_view(format_date(given.period.span.from)),
             std::string_view(format_date(given.period.span.to - std::chrono::days{1})), std::string_view(given.winner),
             to_string(given.level), std::string_view(format_date(given_on)), std::string_view(given.reason), std::string_view(given.prize), amount, run_key);
}

RepNumbers award_numbers(const AwardRule& rule) { return {rule.name, rule.sql, rule.place}; }

void check_awards(const Database& db, const Settings& settings) {
  for (const AwardRule& rule : settings.awards) {
    if (!rule.sql.empty()) check_rep_numbers(db, settings, award_numbers(rule));
  }
}

}  // namespace salesctl
