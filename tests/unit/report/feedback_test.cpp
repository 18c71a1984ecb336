#include "report/feedback.hpp"

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

std::optional<Rate> percent(std::int64_t n) { return Rate{n * (Rate::one / 100)}; }

}  // namespace

TEST_CASE("targets that were reached are praised, the furthest first, then what rose most") {
  const std::vector<Reached> figures{{percent(80), percent(50)},
                                     {percent(100), percent(100)},
                                     {percent(130), {}},
                                     {{}, percent(10)},
                                     {percent(60), percent(20)}};
  CHECK(to_praise(figures) ==
        std::vector<TalkPoint>{{2, TalkReason::reached}, {1, TalkReason::reached}, {4, TalkReason::most_improved}});
  CHECK(to_praise({{percent(120), percent(10)}, {percent(90), percent(80)}}) == std::vector<TalkPoint>{{0, TalkReason::reached}});
  CHECK(to_praise({{percent(90), percent(90)}}).empty());
  CHECK(to_praise({}).empty());
}

TEST_CASE("the three furthest from their targets are worked on, and what fell most") {
  const std::vector<Reached> figures{{percent(80), percent(70)},
                                     {percent(20), {}},
                                     {percent(99), percent(120)},
                                     {percent(50), percent(50)},
                                     {percent(150), percent(200)}};
  CHECK(to_work_on(figures) ==
        std::vector<TalkPoint>{
            {1, TalkReason::below}, {3, TalkReason::below}, {0, TalkReason::below}, {4, TalkReason::most_fallen}});
  CHECK(to_work_on({{percent(40), percent(90)}}) == std::vector<TalkPoint>{{0, TalkReason::below}});
  CHECK(to_work_on({{percent(100), percent(100)}, {{}, {}}}).empty());
}
