#include "score/standing.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace salesctl;

namespace {

Rate percent(std::int64_t n) { return Rate{n * (Rate::one / 100)}; }
Rate points(std::int64_t n) { return Rate{n * Rate::one}; }

std::vector<std::optional<Rate>> scores(const std::vector<int>& list) {
  std::vector<std::optional<Rate>> all;
  for (const int n : list) all.push_back(n < 0 ? std::nullopt : std::optional(points(n)));
  return all;
}

std::string grades(const Scorecard& card, const std::vector<int>& list) {
  std::string text;
  for (const Standing& s : standings(card, scores(list))) text += s.grade.empty() ? "-" : s.grade;
  return text;
}

Scorecard forced(bool ties_up) {
  Scorecard card;
  card.distributed = true;
  card.ties_up = ties_up;
  card.grades = {{"A", percent(20)}, {"B", percent(70)}, {"C", percent(10)}};
  return card;
}

}  // namespace

TEST_CASE("equal scores share a rank and the next one is skipped") {
  std::vector<int> ranks;
  for (const Standing& s : standings({}, scores({70, 90, -1, 80, 90, 70}))) ranks.push_back(s.rank);
  CHECK(ranks == std::vector{4, 1, 0, 3, 1, 4});
}

TEST_CASE("grades by score take the first bound reached") {
  Scorecard card;
  card.grades = {{"A", points(90)}, {"B", points(75)}};
  CHECK(grades(card, {90, 89, 75, 74, -1}) == "ABB--");
}

TEST_CASE("a forced distribution gives each grade its share of the scores") {
  CHECK(grades(forced(true), {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}) == "AABBBBBBBC");
  CHECK(grades(forced(true), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) == "CBBBBBBBAA");
  CHECK(grades(forced(true), {5, 4, 3}) == "ABB");    // 0.6 and 2.7 of three, rounded
  CHECK(grades(forced(true), {1}) == "B");            // 0.2 of one is nobody
  CHECK(grades(forced(true), {-1, 5, -1}) == "-B-");  // who has no score counts for nothing
}

TEST_CASE("who ties across the edge of two grades gets the better one, or the worse one if the rules say so") {
  CHECK(grades(forced(true), {10, 9, 9, 7, 6, 5, 4, 3, 1, 1}) == "AAABBBBBBB");
  CHECK(grades(forced(false), {10, 9, 9, 7, 6, 5, 4, 3, 1, 1}) == "ABBBBBBBCC");
  CHECK(grades(forced(true), {5, 5, 5, 5}) == "AAAA");
  CHECK(grades(forced(false), {5, 5, 5, 5}) == "BBBB");  // 3.6 of four, rounded, are B or better
}

TEST_CASE("a better score never has a worse rank or grade, whatever the order") {
  std::mt19937 random(7);
  for (int round = 0; round < 1'000; ++round) {
    CAPTURE(round);
    std::vector<int> list;
    for (std::size_t i = 0, n = 1 + random() % 30; i < n; ++i) list.push_back(static_cast<int>(random() % 15));
    const std::vector<Standing> found = standings(forced(random() % 2 == 0), scores(list));
    for (std::size_t i = 0; i < list.size(); ++i) {
      for (std::size_t j = 0; j < list.size(); ++j) {
        if (list[i] > list[j]) {
          CHECK(found[i].rank < found[j].rank);
          CHECK(found[i].grade <= found[j].grade);
        } else if (list[i] == list[j]) {
          CHECK(found[i] == found[j]);
        }
      }
    }
  }
}
