#include "base/parallel.hpp"

#ifdef __linux__
#include <sched.h>
#endif

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace salesctl {
namespace {

/// Those this process may run on (taskset, a container's share), which may be fewer than the machine has.
std::size_t processors() {
#ifdef __linux__
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return static_cast<std::size_t>(CPU_COUNT(&allowed));
#endif
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

void in_chunks(std::size_t n, std::size_t size,
               const std::function<void(std::size_t chunk, std::size_t from, std::size_t to)>& work) {
  const std::size_t chunks = chunks_of(n, size);
  std::vector<std::exception_ptr> failures(chunks);
  std::atomic<std::size_t> next{0};
  const auto labour = [&] {
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      try {
        work(chunk, chunk * size, std::min(n, (chunk + 1) * size));
      } catch (...) {
        failures[chunk] = std::current_exception();
      }
    }
  };
  const std::size_t hands = std::min(chunks, processors());
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < hands; ++i) helpers.emplace_back(labour);
  labour();
  helpers.clear();  // waits for them
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace salesctl
