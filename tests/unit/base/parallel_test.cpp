#include "base/parallel.hpp"

#include <mutex>
#include <stdexcept>

#include <doctest/doctest.h>

using namespace salesctl;

TEST_CASE("every chunk is worked on once, and together they are all there is") {
  for (const std::size_t n : {0U, 1U, 9U, 10U, 11U, 1005U}) {
    std::vector<int> times(n);
    std::mutex mutex;
    std::map<std::size_t, std::size_t> begins;
    in_chunks(n, 10, [&](std::size_t chunk, std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) ++times[i];
      const std::lock_guard lock(mutex);
      begins[chunk] = from;
    });
    CHECK(times == std::vector<int>(n, 1));
    CHECK(begins.size() == chunks_of(n, 10));
    for (const auto& [chunk, from] : begins) CHECK(from == chunk * 10);
  }
}

TEST_CASE("the first chunk's failure is told, whoever failed first, and the other chunks are done") {
  std::vector<int> times(100);
  const auto work = [&](std::size_t chunk, std::size_t from, std::size_t) {
    ++times[from];
    if (chunk % 7 == 3) throw std::runtime_error(std::to_string(chunk));
  };
  CHECK_THROWS_WITH(in_chunks(100, 1, work), "3");
  CHECK(times == std::vector<int>(100, 1));
}
