// What is bought together by chance: every customer buys as many products as it did, every product is bought by as many
// customers as it was, and which by whom is drawn. Without this, customers who buy much make every two products look as
// if they belonged together.
// The bipartite configuration model (Saracco et al., New Journal of Physics 19, 2017, 053022): a customer buys a product
// with probability xy / (1 + xy), x by the customer's number of products and y by the product's number of customers, such
// that both are met on average; customers who bought both products are then a sum of independent trials.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/baskets.hpp"

namespace salesctl {

/// Of a sum of independent trials.
struct ChanceMoments {
  double mean = 0;
  double variance = 0;
};

class ChanceModel {
 public:
  explicit ChanceModel(const Baskets& baskets);

  /// How many customers would buy both. Drawing for each product by itself would give those with few products too many
  /// pairs; they are scaled to as many as a basket of that size has.
  ChanceMoments both(std::uint32_t a, std::uint32_t b) const;

 private:
  void solve();
  double chance(std::size_t size, std::size_t group) const;

  std::vector<double> sizes_;      // the numbers of products that customers have
  std::vector<double> customers_;  // and how many customers have that many
  std::vector<double> counts_;     // the numbers of customers that products have
  std::vector<double> products_;   // and how many products have that many
  std::vector<std::size_t> group_; // by product: its place in counts_
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<double> scale_;      // by size
};

/// The probability that a sum with these moments is `count` or more: by the binomial distribution that has them, or the
/// Poisson distribution where the trials are many and each unlikely.
double chance_of_as_many(std::size_t count, ChanceMoments moments);

}  // namespace salesctl
