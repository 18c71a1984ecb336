// What an order of a customer is worth: Gamma-Gamma, Fader and Hardie (2005, 2013). A customer's orders vary around a
// value of its own, and these values vary over customers; who has ordered little is drawn towards the others.
#pragma once

#include <optional>
#include <span>

namespace salesctl {

/// A customer's repeat orders: how many, and their mean value in minor units; customers with none above zero say nothing.
struct OrderValues {
  int repeats = 0;
  double mean = 0;
};

struct GammaGamma {
  double p = 0;
  double q = 0;
  double v = 0;
  std::size_t customers = 0;  // with repeat orders
};

/// The most likely parameters; nothing where fewer than 30 customers have repeat orders above zero, or where they have no
/// mean (q <= 1) or there is no convergence.
std::optional<GammaGamma> fit_gamma_gamma(std::span<const OrderValues> customers);

/// The expected value of an order; without repeat orders that of all customers.
double expected_value(const GammaGamma& model, const OrderValues& customer);

}  // namespace salesctl
