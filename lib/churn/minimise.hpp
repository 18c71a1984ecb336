// Smooth functions brought to their lowest point: the door to NLopt.
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

/// The square roots of the diagonal of the inverse of the second derivatives, which are taken as differences of slopes:
/// standard errors, where the function is a negative log-likelihood. Empty where that matrix is not positive definite.
std::vector<double> standard_errors(const Slope& function, const std::vector<double>& at);

}  // namespace salesctl
