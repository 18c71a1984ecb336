#include "base/newton.hpp"

#include <algorithm>
#include <cmath>

namespace salesctl {
namespace {

constexpr int most_evaluations = 50;
constexpr double rounding = 1e-12;   // of the value, relative
constexpr double small_step = 1e-4;  // the last: what is left after it is of the order of its square

using Matrix = std::vector<std::vector<double>>;

/// The lower triangle L of a = L L'; empty where a is not positive definite.
Matrix cholesky(const Matrix& a) {
  const std::size_t n = a.size();
  Matrix lower(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = a[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= lower[i][k] * lower[j][k];
      if (i == j && !(rest > 0)) return {};
      lower[i][j] = i == j ? std::sqrt(rest) : rest / lower[j][j];
    }
  }
  return lower;
}

/// x of L L' x = b.
std::vector<double> solved(const Matrix& lower, std::vector<double> b) {
  const std::size_t n = lower.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= lower[i][k] * b[k];
    b[i] /= lower[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= lower[k][i] * b[k];
    b[i] /= lower[i][i];
  }
  return b;
}

}  // namespace

std::optional<Lowest> minimised_nearby(const Curved& function, std::vector<double> start, double reach) {
  Lowest now{start, function(start)};
  std::vector<double> step;
  double part = 1;  // of the step that is taken: halved until it leads down
  for (int evaluations = 1; evaluations < most_evaluations; ++evaluations) {
    if (part == 1) {
      const Matrix lower = cholesky(now.curve.second);
      if (lower.empty()) return std::nullopt;
      step = solved(lower, now.curve.slope);
    }
    Lowest next{now.at, {}};
    double longest = 0;
    for (std::size_t i = 0; i < step.size(); ++i) {
      next.at[i] -= part * step[i];
      longest = std::max(longest, std::abs(step[i]));
      if (!(std::abs(next.at[i] - start[i]) < reach)) return std::nullopt;
    }
    next.curve = function(next.at);
    if (longest < small_step) return next;
    const bool down = next.curve.value < now.curve.value + rounding * std::max(1.0, std::abs(now.curve.value));
    if (down) now = std::move(next);
    part = down ? 1 : part / 2;
  }
  return std::nullopt;
}

std::vector<double> standard_errors(const Matrix& second) {
  const Matrix lower = cholesky(second);
  const std::size_t n = lower.size();
  std::vector<double> errors;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> unit(n);
    unit[i] = 1;
    errors.push_back(std::sqrt(solved(lower, unit)[i]));
  }
  return errors;
}

}  // namespace salesctl
