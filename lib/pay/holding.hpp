// What the ledger holds of one component for one rep. Of this room only.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/proportion.hpp"
#include "model/pay_ledger.hpp"

namespace salesctl::pay {

/// A part of a line, as it was paid and as it stands after all corrections.
struct HeldPart {
  std::size_t line = 0;  // its place in Holding::lines
  std::int64_t source = 0;
  std::int64_t was = 0;
  std::int64_t is = 0;
  std::int64_t units_was = 0;
  std::int64_t units = 0;
};

struct HeldLine {
  const PayLine* line = nullptr;
  Money paid;  // with all corrections
  bool touched = false;
  std::vector<PayPart> changes;  // of this run
};

/// There are as many of them as orders, so they are small.
struct HeldOrigin {
  std::vector<HeldPart> parts;   // few
  std::vector<HeldPart> raised;  // of lines that only raise a rate
  Money closed;                  // held of rows of closed periods
  bool principal = false;        // the sale or a payment itself, not only what was given back

  bool holds(std::int64_t source) const {
    return std::ranges::any_of(parts, [&](const HeldPart& part) { return part.source == source; });
  }
};

/// A cap or floor.
struct HeldLimit {
  const PayLine* line = nullptr;
  Money paid;  // with all corrections
};

struct Holding {
  RepKey rep{};
  std::string plan;
  std::string component;
  PayBasis basis = PayBasis::revenue;
  PayType type = PayType::commission;
  std::vector<HeldLine> lines;
  std::vector<HeldLimit> limits;
  std::unordered_map<std::int64_t, HeldOrigin> origins;
};

/// A sum within a cap or floor.
inline Money limited(LineKind kind, Money sum, Money bound) { return kind == LineKind::cap ? std::min(sum, bound) : std::max(sum, bound); }

/// What a line of rate or each pays for these sums, rounded once.
Money priced(const PayLine& line, Wide sum, Wide units);

}  // namespace salesctl::pay
