// Smooth functions brought to their lowest point from afar, by NLopt; from nearby, base/newton.hpp takes fewer steps.
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace salesctl {

/// The function's value at a point, and its slope there in the second argument, which has the point's size.
using Slope = std::function<double(const std::vector<double>& at, std::vector<double>& slope)>;

/// The point of the least value within `reach` of `start` in every coordinate; nothing where none was found: no number,
/// no convergence, or an edge of that box.
std::optional<std::vector<double>> minimised(const Slope& function, std::vector<double> start, double reach);

}  // namespace salesctl
