// For tests that results do not depend on how many threads worked on them.
#pragma once

#include <sched.h>

namespace salesctl {

/// While it lives, this thread and those it starts have one processor, so that all work is done by one thread.
class OneProcessor {
 public:
  OneProcessor() {
    sched_getaffinity(0, sizeof before_, &before_);
    cpu_set_t one;
    CPU_ZERO(&one);
    for (std::size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++i) {
      if (CPU_ISSET(i, &before_)) CPU_SET(i, &one);
    }
    sched_setaffinity(0, sizeof one, &one);
  }
  OneProcessor(const OneProcessor&) = delete;
  OneProcessor& operator=(const OneProcessor&) = delete;
  ~OneProcessor() { sched_setaffinity(0, sizeof before_, &before_); }

  /// Whether there was more than one before.
  bool matters() const { return CPU_COUNT(&before_) > 1; }

 private:
  cpu_set_t before_{};
};

}  // namespace salesctl
