// Firms for the tests of goal splits: a fixed small one, and random ones.
#pragma once

#include <random>
#include <string>

#include "goal/split.hpp"

namespace salesctl::testing {

inline Rep rep(std::int64_t key, std::string id, std::optional<TeamKey> team = std::nullopt) {
  Rep made;
  made.key = RepKey{key};
  made.name = id;
  made.id = std::move(id);
  made.team = team;
  return made;
}

/// north (bj), south; r1 r2 in bj, r3 in south.
inline Organisation small_firm() {
  Organisation firm;
  firm.company = "Acme";
  firm.teams = {{TeamKey{1}, "bj", "Beijing", TeamKey{2}},
                {TeamKey{2}, "north", "North", std::nullopt},
                {TeamKey{3}, "south", "South", std::nullopt}};
  firm.reps = {rep(11, "r1", TeamKey{1}), rep(12, "r2", TeamKey{1}), rep(13, "r3", TeamKey{3})};
  return firm;
}

inline Period period(const std::string& text, FiscalYear fiscal = {}) {
  return parse_period(text, make_date(2026, 1, 1), fiscal);
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  double unit() { return static_cast<double>(engine_()) / 4294967296.0; }
  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

/// Teams nested at random, some empty; reps who are hired, leave, move and work part time. The first one is always
/// there, so that every slice has somebody.
inline Organisation random_firm(Random& random, int most_teams, int most_reps) {
  Organisation firm;
  const int teams = random.below(most_teams + 1);
  for (int t = 0; t < teams; ++t) {
    std::optional<TeamKey> parent;
    if (t > 0 && !random.one_in(3)) parent = TeamKey{1 + random.below(t)};
    firm.teams.push_back({TeamKey{t + 1}, "t" + std::to_string(random.below(90) + 10) + std::to_string(t), "", parent});
  }
  const int reps = 1 + random.below(most_reps);
  const Date start = make_date(2025, 12, 1);
  for (int r = 0; r < reps; ++r) {
    Rep made = rep(r + 1, "r" + std::to_string(r + 100));
    if (teams > 0 && !random.one_in(8)) made.team = TeamKey{1 + random.below(teams)};
    if (r > 0 && random.one_in(4)) made.hired_on = start + std::chrono::days{random.below(420)};
    if (r > 0 && random.one_in(4)) made.left_on = start + std::chrono::days{random.below(420)};
    if (random.one_in(5)) made.part_time = Rate{1 + random.below(1'000'000'000)};
    int day = 0;
    while (teams > 0 && random.one_in(4)) {
      day += 1 + random.below(200);
      made.moves.push_back({start + std::chrono::days{day}, TeamKey{1 + random.below(teams)}});
    }
    firm.reps.push_back(std::move(made));
  }
  return firm;
}

inline SplitRequest random_request(Random& random) {
  static const char* const periods[] = {"2026",       "2026-H1", "2026-Q2",   "2026-03", "2026-W31",
                                        "2026-05-05", "2026-02-10..2026-04-20", "2025-11..2027-02"};
  static const PeriodUnit units[] = {PeriodUnit::quarter, PeriodUnit::month, PeriodUnit::month, PeriodUnit::week,
                                     PeriodUnit::day, PeriodUnit::half};
  static const std::int64_t amounts[] = {0, 1, 2, 7, 999, 100'000'001, 1'234'567'890'123, 1'000'000'000'000'007};
  SplitRequest request;
  request.fiscal = {random.one_in(3) ? 4U : 1U};
  request.period = period(periods[random.below(8)], request.fiscal);
  request.by = units[random.below(6)];
  if (request.period.span.days() > 130 && request.by == PeriodUnit::day && !random.one_in(10)) {
    request.by = PeriodUnit::week;
  }
  request.to = random.one_in(4) ? ScopeLevel::team : random.one_in(10) ? ScopeLevel::company : ScopeLevel::rep;
  request.total = Money{random.one_in(3) ? random.below(1'000'000) : amounts[random.below(8)]};
  request.time = random.one_in(2) ? Weights::even : Weights::working_days;
  for (int h = random.below(12); h > 0; --h) {
    const Date day = make_date(2026, 1, 1) + std::chrono::days{random.below(365)};
    (random.one_in(3) ? request.calendar.workdays : request.calendar.holidays).insert(day);
  }
  if (random.one_in(2)) {
    request.people = Weights::history;
    request.rep_history[RepKey{1}] = 1 + random.below(1000);
    for (int r = 2; r < 60; ++r) {
      if (!random.one_in(4)) request.rep_history[RepKey{r}] = random.unit() * 1e6 - 1e4;
    }
  }
  return request;
}

}  // namespace salesctl::testing
