// Made-up closed deals whose chance to be won is known.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "model/lead.hpp"

namespace salesctl::test {

class Deals {
 public:
  explicit Deals(std::uint64_t seed) : random_(seed) {}

  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

  /// Fields: a source of which referral lifts the log odds by `of_referral`, an amount of which each factor of e lifts them
  /// by `of_amount`, and a colour that is noise. A deal a day.
  std::vector<ClosedDeal> some(int n, double of_referral, double of_amount, double middle = 0) {
    const std::vector<std::string> colours{"red", "green", "blue"};
    std::vector<ClosedDeal> deals;
    for (int i = 0; i < n; ++i) {
      const bool referral = uniform() < 0.4;
      const double size = 8 + 2 * (uniform() - 0.5);  // ln(1 + amount), 8 on average
      const double odds = middle + (referral ? of_referral : 0) + of_amount * (size - 8);
      deals.push_back({"d" + std::to_string(i), i, uniform() < 1 / (1 + std::exp(-odds)),
                       {std::string(referral ? "referral" : "website"), std::expm1(size), colours[static_cast<std::size_t>(uniform() * 3)]}});
    }
    return deals;
  }

 private:
  std::mt19937_64 random_;
};

inline std::vector<LearnedField> deal_fields() { return {{"source", false}, {"amount", true}, {"colour", false}}; }

}  // namespace salesctl::test
