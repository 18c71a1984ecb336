#include "score/scorecard.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace salesctl;

namespace {

Rate percent(std::int64_t n) { return Rate{n * (Rate::one / 100)}; }
Rate points(std::int64_t n) { return Rate{n * Rate::one}; }

/// A scorecard from 0 to 5 with KPIs of these weights, all linear.
Scorecard card_of_weights(const std::vector<std::int64_t>& percents) {
  Scorecard card;
  card.high = points(5);
  for (const std::int64_t p : percents) {
    Kpi kpi;
    kpi.name = "kpi " + std::to_string(card.kpis.size());
    kpi.weight = percent(p);
    kpi.curve.kind = Curve::Kind::linear;
    card.kpis.push_back(kpi);
  }
  return card;
}

KpiFigure reached(const Exact& value, const Exact& target) { return {value, target, {}, {}}; }
KpiFigure judged(const Exact& score) { return {{}, {}, score, {}}; }

}  // namespace

TEST_CASE("goals of 5 x 30% and 3 x 70% are 3.6") {
  const CardScore score = score_card(card_of_weights({30, 70}), {judged(5), judged(3)});
  CHECK(*score.total == Exact(36, 10));
  CHECK(*score.score() == Rate{3'600'000'000});
  CHECK(score.kpis[0].contribution == Exact(15, 10));
}

TEST_CASE("ratings of 0.8 x 70% and 0.7 x 30% on a scale of 5 are 3.85") {
  const CardScore score = score_card(card_of_weights({70, 30}), {reached(8, 10), reached(7, 10)});
  CHECK(*score.total == Exact(385, 100));
}

TEST_CASE("what is missing is left out and not zero") {
  const CardScore score = score_card(card_of_weights({20, 50, 30}), {judged(4), {}, reached(3, 5)});
  CHECK_FALSE(score.kpis[1].score);
  CHECK(score.kpis[1].contribution == 0);
  CHECK(score.kpis[0].weight == Exact(2, 5));
  CHECK(*score.total == Exact(2, 5) * 4 + Exact(3, 5) * 3);
  CHECK_FALSE(score_card(card_of_weights({100}), {{}}).total);
  CHECK_FALSE(score_card(card_of_weights({100}), {reached(5, 0)}).total);  // no target above zero
}

TEST_CASE("where less is better, twice the target is nothing and none of it is 200%") {
  CHECK(attainment(4, 4, true) == 1);
  CHECK(attainment(0, 4, true) == 2);
  CHECK(attainment(8, 4, true) == 0);
  CHECK(attainment(9, 4, true) == 0);
  CHECK(attainment(5, 4, true) == Exact(3, 4));
  CHECK(attainment(-1, 4, false) == 0);
}

TEST_CASE("a capped curve counts attainment up to the cap") {
  Curve curve;
  const auto score = [&](const Exact& a) { return curve_score(curve, a, Rate{}, points(100)); };
  CHECK(score(Exact(3, 4)) == 75);
  CHECK(score(Exact(3, 2)) == 100);
  curve.at = percent(120);
  CHECK(score(Exact(3, 2)) == 120);
  curve.kind = Curve::Kind::linear;
  CHECK(score(Exact(3, 2)) == 150);
  CHECK(curve_score(curve, Exact(1, 10), points(1), points(5)) == 1);  // never below the scale
}

TEST_CASE("a threshold gives nothing below it") {
  Curve curve{Curve::Kind::threshold, percent(80)};
  const auto score = [&](const Exact& a) { return curve_score(curve, a, Rate{}, points(100)); };
  CHECK(score(Exact(799'999, 1'000'000)) == 0);
  CHECK(score(Exact(4, 5)) == 80);
  CHECK(score(Exact(3, 2)) == 150);
  curve.full = true;
  CHECK(score(Exact(4, 5)) == 100);
  CHECK(score(Exact(3, 2)) == 100);
  CHECK(score(Exact(1, 2)) == 0);
}

TEST_CASE("steps give the score of the last one reached") {
  const Curve curve{
      Curve::Kind::steps, {}, false, {{percent(80), points(3)}, {percent(100), points(4)}, {percent(120), points(5)}}};
  const auto score = [&](const Exact& a) { return curve_score(curve, a, points(1), points(5)); };
  CHECK(score(Exact(79, 100)) == 1);
  CHECK(score(Exact(4, 5)) == 3);
  CHECK(score(Exact(99, 100)) == 3);
  CHECK(score(1) == 4);
  CHECK(score(9) == 5);
}

TEST_CASE("points are joined by straight lines and level outside") {
  const Curve curve{Curve::Kind::points, {}, false, {{percent(70), Rate{}}, {percent(100), points(100)}}};
  const auto score = [&](const Exact& a) { return curve_score(curve, a, Rate{}, points(100)); };
  CHECK(score(Exact(1, 2)) == 0);
  CHECK(score(Exact(7, 10)) == 0);
  CHECK(score(Exact(85, 100)) == 50);
  CHECK(score(Exact(8, 10)) == Exact(100, 3));
  CHECK(score(1) == 100);
  CHECK(score(Exact(3, 2)) == 100);
}

TEST_CASE("there is one rounding, at the end, half to even") {
  CHECK(rounded(Exact(1, 3), 2) == Rate{330'000'000});
  CHECK(rounded(Exact(125, 1000), 2) == Rate{120'000'000});
  CHECK(rounded(Exact(135, 1000), 2) == Rate{140'000'000});
  CHECK(rounded(Exact(-125, 1000), 2) == Rate{-120'000'000});
  CHECK(rounded(Exact(1'255'000'001, 1'000'000'000), 2) == Rate{1'260'000'000});
  // thirds of thirds: rounded on the way they would give 0.37
  CHECK(*score_card(card_of_weights({25, 75}), {reached(Exact(1, 3), 1), reached(Exact(-1), 1)}).total == Exact(5, 12));
  CHECK_THROWS_AS(rounded(Exact(10'000'000'000), 2), DataError);
}

TEST_CASE("totals lie between the best and the worst part, whatever is missing") {
  std::mt19937 random(20'261'125);
  for (int round = 0; round < 2'000; ++round) {
    CAPTURE(round);
    Scorecard card = card_of_weights({10, 20, 30, 40});
    std::vector<KpiFigure> figures;
    for (std::size_t i = 0; i < card.kpis.size(); ++i) {
      figures.push_back(random() % 4 == 0 ? KpiFigure{} : reached(Exact(random() % 1000), Exact(1 + random() % 1000)));
    }
    const CardScore score = score_card(card, figures);
    Exact weights = 0;
    Exact sum = 0;
    std::optional<Exact> least;
    std::optional<Exact> most;
    for (const KpiScore& kpi : score.kpis) {
      weights += kpi.weight;
      sum += kpi.contribution;
      if (!kpi.score) continue;
      if (!least || *kpi.score < *least) least = kpi.score;
      if (!most || *kpi.score > *most) most = kpi.score;
    }
    if (!score.total) {
      CHECK(weights == 0);
      continue;
    }
    CHECK(weights == 1);
    CHECK(sum == *score.total);
    CHECK(*score.total >= *least);
    CHECK(*score.total <= *most);
  }
}

TEST_CASE("the card that names the rep comes before level, team, team above and everybody") {
  Organisation organisation;
  organisation.teams = {{TeamKey{1}, "north", "North", {}}, {TeamKey{2}, "bj", "Beijing", TeamKey{1}}};
  Rep rep;
  rep.id = "r1";
  rep.level = "senior";
  rep.team = TeamKey{2};
  const auto card = [](const std::string& name) {
    Scorecard c;
    c.name = name;
    return c;
  };
  std::vector<Scorecard> cards{card("all"), card("north"), card("bj"), card("senior"), card("r1")};
  cards[1].whom.teams = {"north"};
  cards[2].whom.teams = {"bj"};
  cards[3].whom.levels = {"senior"};
  cards[4].whom.reps = {"r1"};
  const auto found = [&] {
    const Scorecard* c = card_of(cards, PeriodUnit::quarter, organisation, rep, make_date(2026, 1, 1));
    return c == nullptr ? "" : c->name;
  };
  for (const char* name : {"r1", "senior", "bj", "north", "all"}) {
    CHECK(found() == name);
    cards.pop_back();
    if (cards.empty()) break;
  }
  CHECK(found().empty());
  cards = {card("yearly")};
  cards[0].every = PeriodUnit::year;
  CHECK(found().empty());
}
