#include "store/promotion.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/read_only.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds limit{60};
const char* const with_standing = "rep JOIN standing ON standing.rep_key = rep.key";

void create_table(const Database& db) {
  db.execute("DROP TABLE IF EXISTS temp.standing; CREATE TEMP TABLE standing (rep_key INTEGER PRIMARY KEY, score, rank, grade, previous, "
             "periods_in_grade, months_employed, left_out)");
}

std::optional<double> decimal(const std::optional<Rate>& rate) {
  if (!rate) return std::nullopt;
  return static_cast<double>(rate->billionths) / static_cast<double>(Rate::one);
}

void fill(const Database& db, const std::vector<RepStanding>& standings) {
  db.execute("SAVEPOINT standings");
  Statement insert = db.prepare("INSERT INTO temp.standing VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
  const auto number = [](int n) { return std::int64_t{n}; };
  for (const RepStanding& s : standings) {
    insert.run(static_cast<std::int64_t>(s.rep), decimal(s.score), s.rank == 0 ? std::nullopt : std::optional(number(s.rank)),
               s.grade.empty() ? std::nullopt : std::optional(std::string_view(s.grade)), decimal(s.previous), number(s.periods_in_grade),
               s.months_employed ? std::optional(number(*s.months_employed)) : std::nullopt, number(s.left_out));
  }
  db.execute("RELEASE standings");
}

template <typename Ask>
void ask_locked(const Database& db, const PromotionRule& rule, Ask ask) {
  const ReadOnly locked(db, {"rep", "standing"}, limit);
  try {
    ask();
  } catch (const StoreError& e) {
    throw ConfigError(tr("promotion to {}: {}", printable(rule.to), why_failed(locked, e)),
                      tr("text stands in single quotes; a condition may name the columns of rep (salesctl-store(5)) and score, rank, grade, previous, "
                         "periods_in_grade, months_employed, left_out"),
                      rule.place);
  }
}

}  // namespace

std::vector<int> periods_before_in_grade(const Database& db, const std::string& scorecard, const Span& period, Date as_of,
                                         const std::vector<RepStanding>& standings) {
  Statement rows = db.prepare(
      "SELECT rep_key, from_on, to_on, grade FROM rep_score WHERE scorecard = $1 AND to_on < $2 AND scored_on <= $3 ORDER BY to_on DESC");
  rows.bind(1, std::string_view(scorecard)).bind(2, std::string_view(format_date(period.from))).bind(3, std::string_view(format_date(as_of)));
  struct Run {
    Date from;  // of the earliest period counted
    std::string_view grade;
    int count = 0;
  };
  std::map<RepKey, Run> runs;
  for (const RepStanding& s : standings) runs.emplace(s.rep, Run{period.from, s.grade, 0});
  while (rows.step()) {
    const auto run = runs.find(RepKey{rows.integer(0)});
    if (run == runs.end() || run->second.grade.empty() || run->second.grade != rows.text(3)) continue;
    if (rows.date(2).value() + std::chrono::days{1} != run->second.from) continue;  // another grade or nothing lies between
    run->second.from = rows.date(1).value();
    ++run->second.count;
  }
  std::vector<int> counts;
  for (const RepStanding& s : standings) counts.push_back(runs.at(s.rep).count);
  return counts;
}

std::vector<std::vector<bool>> promotions_met(const Database& db, const Scorecard& card, const std::vector<RepStanding>& standings) {
  std::vector<std::vector<bool>> met(standings.size(), std::vector<bool>(card.promotion.size()));
  if (card.promotion.empty()) return met;
  create_table(db);
  fill(db, standings);
  for (std::size_t i = 0; i < card.promotion.size(); ++i) {
    const PromotionRule& rule = card.promotion[i];
    std::vector<std::int64_t> keys;
    ask_locked(db, rule, [&] {
      Statement rows = db.prepare(std::string("SELECT rep.key FROM ") + with_standing + " WHERE (\n" + rule.when + "\n) ORDER BY 1");
      while (rows.step()) keys.push_back(rows.integer(0));
    });
    for (std::size_t r = 0; r < standings.size(); ++r) met[r][i] = std::ranges::binary_search(keys, static_cast<std::int64_t>(standings[r].rep));
  }
  return met;
}

void check_promotion(const Database& db, const Scorecard& card) {
  if (card.promotion.empty()) return;
  create_table(db);
  for (const PromotionRule& rule : card.promotion) {
    ask_locked(db, rule, [&] { check_expression(db, with_standing, rule.when); });
  }
}

}  // namespace salesctl
