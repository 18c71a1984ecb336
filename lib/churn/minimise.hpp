// Smooth functions brought to their lowest point: by NLopt from afar, by Newton's steps from nearby.
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

/// A function's value, slope and second derivatives at a point; of these, the lower triangle is enough.
struct Curve {
  double value = 0;
  std::vector<double> slope;
  std::vector<std::vector<double>> second;
};
using Curved = std::function<Curve(const std::vector<double>& at)>;

struct Lowest {
  std::vector<double> at;
  Curve curve;  // there
};

/// The same by Newton's method, in a few evaluations instead of tens; nothing also where the function is not convex on
/// the way from `start`.
std::optional<Lowest> minimised_nearby(const Curved& function, std::vector<double> start, double reach);

/// The square roots of the diagonal of the inverse of the second derivatives: standard errors, where the function is a
/// negative log-likelihood. Empty where that matrix is not positive definite.
std::vector<double> standard_errors(const std::vector<std::vector<double>>& second);

}  // namespace salesctl
