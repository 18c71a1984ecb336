// Smooth functions brought to their lowest point from nearby, by Newton's steps.
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace salesctl {

/// A function's value, slope and second derivatives at a point; of these, the lower triangle is enough.
struct LocalCurve {
  double value = 0;
  std::vector<double> slope;
  std::vector<std::vector<double>> second;
};
using Curved = std::function<LocalCurve(const std::vector<double>& at)>;

struct Lowest {
  std::vector<double> at;
  LocalCurve curve;  // there
};

/// The point of the least value within `reach` of `start` in every coordinate, in a few evaluations; nothing where none was
/// found: no number, no convergence, an edge of that box, or a function that is not convex on the way.
std::optional<Lowest> minimised_nearby(const Curved& function, std::vector<double> start, double reach);

/// The square roots of the diagonal of the inverse of the second derivatives: standard errors, where the function is a
/// negative log-likelihood. Empty where that matrix is not positive definite.
std::vector<double> standard_errors(const std::vector<std::vector<double>>& second);

}  // namespace salesctl
