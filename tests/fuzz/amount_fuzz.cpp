// Amounts and rates: whatever is read prints as something that reads back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.hpp"
#include "base/money.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const int decimals : {0, 2, 3}) {
    try {
      const salesctl::Money amount = salesctl::parse_amount(text, decimals);
      if (salesctl::parse_amount(salesctl::format_plain(amount, decimals), decimals) != amount) std::abort();
      if (salesctl::parse_amount(salesctl::format_grouped(amount, decimals), decimals) != amount) std::abort();
    } catch (const salesctl::ValueError&) {
    }
  }
  try {
    const salesctl::Rate rate = salesctl::parse_rate(text);
    if (salesctl::parse_rate(salesctl::format_plain(rate)) != rate) std::abort();
    if (salesctl::parse_rate(salesctl::format_percent(rate, 1)) != rate) std::abort();
  } catch (const salesctl::ValueError&) {
  }
  return 0;
}
