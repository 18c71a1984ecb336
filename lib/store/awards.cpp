#include "store/awards.hpp"

namespace salesctl {

std::vector<std::string> winners_of(const Database& db, const std::string& award, const std::string& period) {
  Statement rows = db.prepare("SELECT winner FROM award_history WHERE award = $1 AND period = $2 ORDER BY winner");
  rows.bind(1, std::string_view(award)).bind(2, std::string_view(period));
  std::vector<std::string> winners;
  while (rows.step()) winners.emplace_back(rows.text(0));
  return winners;
}

std::vector<GivenAward> awards_given(const Database& db, Span days) {
  Statement rows = db.prepare(
      "SELECT award, period, from_on, to_on, level, (CASE level WHEN 'team' THEN (SELECT id FROM team_fact WHERE key = scope_key) "
      "ELSE (SELECT id FROM rep_fact WHERE key = scope_key) END), reason, prize, amount_minor FROM award_given "
      "WHERE given_on >= $1 AND given_on < $2 ORDER BY given_on, award, period, 6");
  rows.bind(1, std::string_view(format_date(days.from))).bind(2, std::string_view(format_date(days.to)));
  std::vector<GivenAward> given;
  while (rows.step()) {
    const Span span{rows.date(2).value(), rows.date(3).value() + std::chrono::days{1}};
    given.push_back({std::string(rows.text(0)), {std::string(rows.text(1)), span}, parse_scope_level(rows.text(4)), std::string(rows.text(5)),
                     std::string(rows.text(6)), std::string(rows.text(7)), {}});
    if (!rows.is_null(8)) given.back().amount = Money{rows.integer(8)};
  }
  return given;
}

void write_award(const Database& db, const GivenAward& given, Date given_on, std::int64_t run_key) {
  const bool team = given.level == ScopeLevel::team;
  const std::string key = std::string("(SELECT key FROM ") + (team ? "team" : "rep") + "_fact WHERE id = $5)";
  Statement insert = db.prepare(
      "INSERT INTO award_given (award, period, from_on, to_on, scope_key, level, given_on, reason, prize, amount_minor, run_key) "
      "VALUES ($1, $2, $3, $4, " + key + ", $6, $7, $8, $9, $10, $11)");
  insert.bind(1, std::string_view(given.award)).bind(2, std::string_view(given.period.name));
  insert.bind(3, std::string_view(format_date(given.period.span.from)));
  insert.bind(4, std::string_view(format_date(given.period.span.to - std::chrono::days{1})));
  insert.bind(5, std::string_view(given.winner)).bind(6, to_string(given.level)).bind(7, std::string_view(format_date(given_on)));
  insert.bind(8, std::string_view(given.reason)).bind(9, std::string_view(given.prize)).bind(11, run_key);
  given.amount ? insert.bind(10, given.amount->minor) : insert.bind_null(10);
  insert.run_bound();
}

RepNumbers award_numbers(const AwardRule& rule) { return {rule.name, rule.sql, rule.place}; }

void check_awards(const Database& db, const Settings& settings) {
  for (const AwardRule& rule : settings.awards) {
    if (!rule.sql.empty()) check_rep_numbers(db, settings, award_numbers(rule));
  }
}

}  // namespace salesctl
