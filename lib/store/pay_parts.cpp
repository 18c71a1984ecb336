#include "store/pay_parts.hpp"

#include <array>

#include "base/message.hpp"
#include "base/error.hpp"

namespace salesctl {
namespace {

void put(std::string& bytes, std::int64_t number) {
  auto zigzag = (static_cast<std::uint64_t>(number) << 1U) ^ static_cast<std::uint64_t>(number >> 63U);
  std::array<char, 10> digits{};
  std::size_t n = 0;
  for (; zigzag >= 128; zigzag >>= 7U) digits[n++] = static_cast<char>(zigzag | 128U);
  digits[n++] = static_cast<char>(zigzag);
  bytes.append(digits.data(), n);
}

std::int64_t take(std::string_view& bytes) {
  std::uint64_t zigzag = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes.empty()) break;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    zigzag |= static_cast<std::uint64_t>(byte & 127U) << shift;
    if (byte < 128) return static_cast<std::int64_t>((zigzag >> 1U) ^ (~(zigzag & 1U) + 1));
  }
  throw StoreError(tr("the rows of a line of the pay ledger are damaged"), tr("\"salesctl check\" lists what else is wrong with the store"));
}

std::int64_t difference(std::int64_t a, std::int64_t b) { return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b)); }
std::int64_t sum(std::int64_t a, std::int64_t b) { return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b)); }

}  // namespace

std::string pack(const std::vector<PayPart>& parts) {
  std::string bytes;
  bytes.reserve(parts.size() * 8);
  std::int64_t last = 0;
  for (const PayPart& part : parts) {
    put(bytes, difference(part.source, last));
    put(bytes, difference(part.origin, part.source));
    put(bytes, part.amount.minor);
    put(bytes, part.units);
    last = part.source;
  }
  return bytes;
}

std::vector<PayPart> unpack_parts(std::string_view bytes) {
  std::vector<PayPart> parts;
  std::int64_t last = 0;
  while (!bytes.empty()) {
    PayPart part;
    part.source = sum(take(bytes), last);
    part.origin = sum(take(bytes), part.source);
    part.amount = Money{take(bytes)};
    part.units = take(bytes);
    last = part.source;
    parts.push_back(part);
  }
  return parts;
}

}  // namespace salesctl
