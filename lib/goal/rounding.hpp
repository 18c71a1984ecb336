// Controlled rounding as a flow problem. Cells that are summed two ways (by person and by time) form a network: every
// number is the flow of an arc, and that sums agree is that what flows into a node flows out of it. Rounding every flow
// up or down without breaking any node keeps all sums exact and every number within one unit.
//
// Source: D. Kang, J. Payor, "Flow rounding" (2015): as long as fractional arcs are left they hold a cycle, and pushing
// flow around it until one of its arcs is whole breaks no node.
#pragma once

#include <cstdint>
#include <vector>

namespace salesctl {

/// An amount with 40 binary places: 64-bit totals leave ample room for sums and products.
__extension__ typedef __int128 Fixed;
inline constexpr int fixed_bits = 40;
inline constexpr std::int64_t fixed_one = std::int64_t{1} << fixed_bits;

inline Fixed to_fixed(std::int64_t units) { return static_cast<Fixed>(units) * fixed_one; }
inline std::int64_t whole_part(Fixed value) { return static_cast<std::int64_t>(value >> fixed_bits); }
inline std::int64_t fraction_of(Fixed value) { return static_cast<std::int64_t>(value & (fixed_one - 1)); }
inline double to_double(Fixed value) { return static_cast<double>(value) / static_cast<double>(fixed_one); }

/// What a flow has beyond its whole part, in 2^-40 units. Arcs of whole flow may be left out.
struct FlowArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t fraction = 0;
};

/// Makes every fraction 0 (rounded down) or fixed_one (rounded up). At every node in- and outflow differ by whole
/// units, before and after by the same; where they do not to begin with: std::logic_error.
/// The result depends on the order of the arcs and on nothing else.
void round_flow(std::uint32_t nodes, std::vector<FlowArc>& arcs);

}  // namespace salesctl
