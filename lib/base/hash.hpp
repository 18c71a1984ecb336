// 128-bit content hashes for telling rows and files apart: XXH3, not a signature.
#pragma once

#include <cstdint>
#include <string_view>

namespace salesctl {

struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool operator==(const Hash128&) const = default;
};

Hash128 hash128(std::string_view bytes, std::uint64_t seed = 0) noexcept;

}  // namespace salesctl
