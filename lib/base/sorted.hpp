// Looking up in sorted lists.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

namespace salesctl {

/// Those of a list sorted by `by` that have this key.
template <typename T, typename Key, typename By>
std::span<const T> all_with(const std::vector<T>& sorted, const Key& key, By by) {
  const auto first = std::ranges::lower_bound(sorted, key, {}, by);
  return {first, std::ranges::upper_bound(first, sorted.end(), key, {}, by)};
}

}  // namespace salesctl
