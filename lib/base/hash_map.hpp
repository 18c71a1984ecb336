// A map keyed by 128-bit hashes, in one block of memory: for the millions of ids and cells that an import touches.
// Keys are taken as equal when their hashes are; with XXH3 that is safe for any number of rows a store can hold.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "base/hash.hpp"

namespace salesctl {

template <typename T>
class HashMap {
 public:
  /// The value of the key, made from `fresh` when it was not there; and whether it was made.
  std::pair<T*, bool> emplace(Hash128 key, const T& fresh) {
    if (used_ * 10 >= slots_.size() * 6) grow();
    Slot& slot = find_slot(key);
    const bool made = slot.free();
    if (made) {
      slot = {mark(key), fresh};
      ++used_;
    }
    return {&slot.value, made};
  }

  const T* find(Hash128 key) const {
    const Slot& slot = const_cast<HashMap*>(this)->find_slot(key);
    return slot.free() ? nullptr : &slot.value;
  }

  void reserve(std::size_t count) {
    while (count * 10 >= slots_.size() * 6) grow();
  }
  std::size_t size() const { return used_; }

 private:
  struct Slot {
    Hash128 key;  // all zero: free
    T value{};
    bool free() const { return key == Hash128{}; }
  };

  static Hash128 mark(Hash128 key) { return key == Hash128{} ? Hash128{1, 0} : key; }

  Slot& find_slot(Hash128 key) {
    const Hash128 wanted = mark(key);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = wanted.low & mask;
    while (!slots_[at].free() && !(slots_[at].key == wanted)) at = (at + 1) & mask;
    return slots_[at];
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (Slot& slot : old) {
      if (!slot.free()) find_slot(slot.key) = std::move(slot);
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two
  std::size_t used_ = 0;
};

}  // namespace salesctl
