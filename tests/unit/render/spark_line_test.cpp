#include "render/spark_line.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/text.hpp"

using namespace salesctl;

TEST_CASE("a spark line goes from zero to the largest number") {
  CHECK(spark_line({0, 1, 2, 3, 4, 5, 6, 7}) == "▁▂▃▄▅▆▇█");
  CHECK(spark_line({700, 100, 101, 0}) == "█▂▃▁");
  CHECK(spark_line({5, 5}) == "██");
}

TEST_CASE("nothing, little and less than nothing look different") {
  CHECK(spark_line({0, 1, -1, 1'000'000}) == "▁▂-█");
  CHECK(spark_line({0, 0}) == "▁▁");
  CHECK(spark_line({-5, 0}) == "-▁");
  CHECK(spark_line({}).empty());
  CHECK(spark_line({std::nullopt, 1, std::nullopt}) == "·█·");
  CHECK(spark_line({INT64_MAX, INT64_MAX - 1, 1, INT64_MIN}) == "██▂-");
}

TEST_CASE("a larger number never stands lower, and each takes one column") {
  std::mt19937 random(7);
  for (int i = 0; i < 2'000; ++i) {
    std::vector<std::optional<std::int64_t>> numbers(2 + random() % 30);
    for (auto& n : numbers) n = random() % 3 == 0 ? 0 : static_cast<std::int64_t>(random() % 1000);
    const std::string line = spark_line(numbers);
    REQUIRE(display_width(line) == numbers.size());
    for (std::size_t a = 0; a < numbers.size(); ++a) {
      for (std::size_t b = 0; b < numbers.size(); ++b) {
        if (numbers[a] <= numbers[b]) REQUIRE(line.substr(a * 3, 3) <= line.substr(b * 3, 3));
      }
    }
  }
}
