// What each customer has bought at all: which products go together is computed from it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/purchases.hpp"

namespace salesctl {

/// Customers who bought a product, by key, and their products without repetition, as indexes into `product_keys`.
struct Baskets {
  std::vector<CustomerKey> customers;
  std::vector<std::size_t> first;        // where a customer's products begin; one more than there are customers
  std::vector<std::uint32_t> products;   // ascending within a customer
  std::vector<std::int64_t> product_keys;  // of the products that somebody bought, ascending

  std::size_t size() const { return customers.size(); }
  std::span<const std::uint32_t> of(std::size_t customer) const {
    return std::span(products).subspan(first[customer], first[customer + 1] - first[customer]);
  }
};

}  // namespace salesctl
