// Periods: whatever is read is not empty, and its name reads back as the same span.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.hpp"
#include "base/period.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const salesctl::Date today = salesctl::make_date(2026, 7, 15);
  for (const unsigned month : {1U, 4U}) {
    try {
      const salesctl::Period period = salesctl::parse_period(text, today, {month});
      if (period.span.empty()) std::abort();
      if (salesctl::parse_period(period.name, today, {month}).span != period.span) std::abort();
    } catch (const salesctl::ValueError&) {
    }
  }
  return 0;
}
