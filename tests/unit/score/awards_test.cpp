#include "score/awards.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace salesctl;

namespace {

const Span quarter{make_date(2026, 4, 1), make_date(2026, 7, 1)};

Contender rep(const std::string& id, std::int64_t actual) { return {id, id, Money{actual}}; }

std::vector<std::string> winners(const AwardRule& rule, const std::vector<Contender>& all) {
  std::vector<std::string> ids;
  for (const AwardStanding& s : award_standings(rule, all, quarter)) {
    if (s.wins) ids.push_back(all[s.contender].id);
  }
  return ids;
}

const AwardStanding& of(const std::vector<AwardStanding>& all, std::size_t contender) {
  return *std::ranges::find(all, contender, &AwardStanding::contender);
}

}  // namespace

TEST_CASE("the highest result wins, and equals share the last place that wins") {
  AwardRule rule;
  const std::vector<Contender> all{rep("a", 5), rep("b", 9), rep("c", 9), rep("d", 7)};
  CHECK(winners(rule, all) == std::vector<std::string>{"b", "c"});
  rule.winners = 3;
  CHECK(winners(rule, all) == std::vector<std::string>{"b", "c", "d"});
  const std::vector<AwardStanding> s = award_standings(rule, all, quarter);
  CHECK(of(s, 1).rank == 1);
  CHECK(of(s, 2).rank == 1);
  CHECK(of(s, 3).rank == 3);
  CHECK(of(s, 0).rank == 4);
}

TEST_CASE("a tie break parts equals, and who is equal there too shares") {
  AwardRule rule;
  rule.tie_break = "margin";
  std::vector<Contender> all{rep("a", 9), rep("b", 9), rep("c", 9)};
  all[0].tie_break = Money{1};
  all[1].tie_break = Money{2};
  all[2].tie_break = Money{2};
  CHECK(winners(rule, all) == std::vector<std::string>{"b", "c"});
}

TEST_CASE("nobody wins without a result or below the conditions") {
  AwardRule rule;
  CHECK(winners(rule, {rep("a", 0), rep("b", -5), Contender{"c", "c"}}).empty());
  rule.least = Money{100};
  CHECK(winners(rule, {rep("a", 99)}).empty());
  CHECK(winners(rule, {rep("a", 100)}) == std::vector<std::string>{"a"});
  rule.least_attainment = Rate{Rate::one};
  std::vector<Contender> one{rep("a", 150)};
  CHECK(award_standings(rule, one, quarter).front().barred == Barred::no_target);
  one[0].target = Money{151};
  CHECK(award_standings(rule, one, quarter).front().barred == Barred::below_attainment);
  one[0].target = Money{150};
  CHECK(winners(rule, one) == std::vector<std::string>{"a"});
}

TEST_CASE("by attainment a small target well met beats a large one") {
  AwardRule rule;
  rule.by_attainment = true;
  std::vector<Contender> all{rep("a", 90), rep("b", 11), rep("c", 500)};
  all[0].target = Money{100};
  all[1].target = Money{10};
  CHECK(winners(rule, all) == std::vector<std::string>{"b"});
  CHECK(of(award_standings(rule, all, quarter), 2).barred == Barred::no_target);
}

TEST_CASE("a newcomer came within so many months, to the day") {
  AwardRule rule;
  rule.kind = AwardKind::newcomer;
  rule.months = 6;
  std::vector<Contender> all{rep("a", 9), rep("b", 8), rep("c", 7)};
  all[0].since = make_date(2025, 12, 31);
  all[1].since = make_date(2026, 1, 1);
  CHECK(winners(rule, all) == std::vector<std::string>{"b"});
  CHECK(of(award_standings(rule, all, quarter), 2).barred == Barred::not_new);
}

TEST_CASE("improvement is growth a day beside that of the others, so that a season helps nobody") {
  AwardRule rule;
  rule.kind = AwardKind::improved;
  // Everybody doubles; b, who worked half the days, triples.
  std::vector<Contender> all{rep("a", 200), rep("b", 150), rep("c", 400)};
  for (Contender& c : all) std::tie(c.days, c.days_before) = std::tuple(10, 40);
  all[0].before = Money{400};
  all[1].before = Money{400};
  all[1].days = 5;
  all[2].before = Money{800};
  const std::vector<AwardStanding> s = award_standings(rule, all, quarter);
  CHECK(s.front().contender == 1);
  CHECK(of(s, 1).own_growth == doctest::Approx(3));
  CHECK(of(s, 1).norm == doctest::Approx(2));
  CHECK(of(s, 1).result.value() == doctest::Approx(1.5));
  CHECK(of(s, 0).result.value() < 1);  // among the others is b, who grew more
}

TEST_CASE("the season cancels out: what everybody gains changes no rank") {
  std::mt19937 random(7);  // NOLINT: the same cases each time
  AwardRule rule;
  rule.kind = AwardKind::improved;
  for (int round = 0; round < 300; ++round) {
    std::vector<Contender> all;
    for (int i = 0; i < 8; ++i) {
      Contender c = rep(std::string(1, static_cast<char>('a' + i)), static_cast<std::int64_t>(1000 + random() % 9000));
      std::tie(c.days, c.days_before) = std::tuple(static_cast<int>(1 + random() % 60), static_cast<int>(1 + random() % 250));
      c.before = Money{static_cast<std::int64_t>(10'000 + random() % 90'000)};
      all.push_back(std::move(c));
    }
    std::vector<Contender> summer = all;
    for (Contender& c : summer) c.actual = *c.actual * 3;
    const std::vector<AwardStanding> plain = award_standings(rule, all, quarter);
    const std::vector<AwardStanding> seasonal = award_standings(rule, summer, quarter);
    for (std::size_t i = 0; i < plain.size(); ++i) {
      CHECK(plain[i].contender == seasonal[i].contender);
      CHECK(plain[i].rank == seasonal[i].rank);
    }
  }
}

TEST_CASE("who did next to nothing before cannot win by growth, and who was not there neither") {
  AwardRule rule;
  rule.kind = AwardKind::improved;
  std::vector<Contender> all{rep("a", 100), rep("b", 100), rep("c", 100), rep("d", 100)};
  for (Contender& c : all) std::tie(c.days, c.days_before, c.before) = std::tuple(10, 40, Money{400});
  all[0].before = Money{199};
  all[1].days_before = 0;
  const std::vector<AwardStanding> s = award_standings(rule, all, quarter);
  CHECK(of(s, 0).barred == Barred::too_little_before);
  CHECK(of(s, 1).barred == Barred::too_little_before);
  CHECK(of(s, 2).wins);
  all[0].before = Money{200};
  CHECK(of(award_standings(rule, all, quarter), 0).wins);
}

TEST_CASE("the order of the contenders does not matter") {
  std::mt19937 random(11);  // NOLINT
  AwardRule rule;
  rule.winners = 2;
  for (int round = 0; round < 200; ++round) {
    std::vector<Contender> all;
    for (int i = 0; i < 6; ++i) all.push_back(rep(std::string(1, static_cast<char>('a' + i)), static_cast<std::int64_t>(random() % 4)));
    std::vector<Contender> other = all;
    std::ranges::shuffle(other, random);
    CHECK(winners(rule, all) == winners(rule, other));
  }
}
