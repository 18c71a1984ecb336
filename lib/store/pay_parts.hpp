// The rows of a line of the pay ledger as bytes: a million rows a month are a few megabytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/pay_ledger.hpp"

namespace salesctl {

/// For each part four numbers: its source less that of the part before, its origin less its source, amount, units; each in
/// groups of seven bits, the lowest first, zigzag (0, -1, 1, -2 …).
std::string pack(const std::vector<PayPart>& parts);
/// Throws StoreError where the bytes are no parts.
std::vector<PayPart> unpack_parts(std::string_view bytes);

}  // namespace salesctl
