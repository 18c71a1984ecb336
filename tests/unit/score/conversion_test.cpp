#include "score/conversion.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace salesctl;

namespace {

std::vector<LeadWait> waits(int n, int days, bool converted) { return std::vector<LeadWait>(static_cast<std::size_t>(n), {days, converted}); }

std::vector<LeadWait> all(std::initializer_list<std::vector<LeadWait>> parts) {
  std::vector<LeadWait> joined;
  for (const auto& part : parts) joined.insert(joined.end(), part.begin(), part.end());
  return joined;
}

}  // namespace

TEST_CASE("the chance to be converted is the product-limit estimate") {
  // 100 leads: 20 converted on day 10; 30 looked at for 15 days only; of the 50 left 10 converted on day 20.
  const auto conversion = Conversion::of(all({waits(20, 10, true), waits(30, 15, false), waits(10, 20, true), waits(40, 100, false)}));
  REQUIRE(conversion);
  CHECK(conversion->leads == 100);
  CHECK(conversion->converted == 30);
  CHECK(conversion->chance(0) == doctest::Approx(1 - 0.8 * 0.8));
  CHECK(conversion->chance(9) == doctest::Approx(1 - 0.8 * 0.8));
  CHECK(conversion->chance(10) == doctest::Approx(0.2));
  CHECK(conversion->chance(19) == doctest::Approx(0.2));
  CHECK(conversion->chance(20) == 0);
  CHECK(conversion->chance(5'000) == 0);
}

TEST_CASE("few leads say nothing") {
  CHECK_FALSE(Conversion::of({}));
  CHECK_FALSE(Conversion::of(all({waits(10, 1, true), waits(39, 9, false)})));
  CHECK_FALSE(Conversion::of(all({waits(9, 1, true), waits(90, 9, false)})));
  CHECK(Conversion::of(all({waits(10, 1, true), waits(40, 9, false)})));
}

TEST_CASE("leads that came in lately do not look worse than they are") {
  // Every third lead is converted within 60 days; they are looked at for 1 to 120 days.
  std::mt19937_64 random(1);
  std::vector<LeadWait> leads;
  for (int i = 0; i < 20'000; ++i) {
    const int seen = 1 + static_cast<int>(random() % 120);
    const int after = static_cast<int>(random() % 60);
    const bool converts = random() % 3 == 0 && after <= seen;
    leads.push_back({converts ? after : seen, converts});
  }
  CHECK(Conversion::of(leads)->chance(-1) == doctest::Approx(1.0 / 3).epsilon(0.05));
}
