// Products to offer to one customer: those that others buy together with what it bought, and that it never bought.
// Association rules "who bought A, bought B" (Agrawal, Imielinski, Swami 1993): support is the number of customers who
// bought both, confidence the share of them among those who bought A, lift the confidence over the share of all customers
// who bought B.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/baskets.hpp"

namespace salesctl {

struct Offer {
  std::uint32_t product = 0;   // B; indexes into the baskets' products
  std::uint32_t because = 0;   // A
  std::size_t both = 0;        // support
  std::size_t with_because = 0;
  std::size_t with_product = 0;
  double confidence = 0;
  double lift = 0;
  double lift_low = 0;         // lower end of its 95% interval: multinomial, delta method on the logarithm
  double expected = 0;         // customers who would have bought both by chance
  double chance = 0;           // of so many or more, if OfferRules::more times as many were to be expected
};

struct OfferRules {
  std::size_t least_support = 5;
  double more = 1.1;           // times what chance makes: below it an offer is not worth making, and the model of chance
                               // not sure enough
  double error = 0.05;         // chance that anything is offered where all is chance: shared among the rules tried
  std::size_t most = 5;        // products
};

struct Offers {
  std::vector<Offer> best;     // one rule for each product, by lift_low, the highest first
  std::size_t tried = 0;       // rules with enough support
  std::size_t customers = 0;   // who bought any product
};

/// For one customer of the baskets. A rule counts where its lift is above one and its support is surely more than
/// chance makes.
Offers find_offers(const Baskets& baskets, std::size_t customer, const OfferRules& rules);

}  // namespace salesctl
