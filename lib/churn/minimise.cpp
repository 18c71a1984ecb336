#include "churn/minimise.hpp"

#include <nlopt.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace salesctl {
namespace {

constexpr int most_evaluations = 500;
constexpr double precision = 1e-13;     // of the value, relative
constexpr double edge = 1e-3;           // as near to the box's side as this is on it

struct Call {
  const Slope& function;
  bool went_wrong = false;
};

double called_back(unsigned n, const double* at, double* slope, void* data) {
  Call& call = *static_cast<Call*>(data);
  std::vector<double> gradient(n);
  const double value = call.function({at, at + n}, gradient);
  call.went_wrong = call.went_wrong || !std::isfinite(value);
  if (slope != nullptr) std::copy(gradient.begin(), gradient.end(), slope);
  return value;
}

}  // namespace

std::optional<std::vector<double>> minimised(const Slope& function, std::vector<double> start, double reach) {
  const std::size_t n = start.size();
  const std::unique_ptr<nlopt_opt_s, decltype(&nlopt_destroy)> search(nlopt_create(NLOPT_LD_LBFGS, static_cast<unsigned>(n)),
                                                                      nlopt_destroy);
  std::vector<double> low = start;
  std::vector<double> high = start;
  for (std::size_t i = 0; i < n; ++i) {
    low[i] -= reach;
    high[i] += reach;
  }
  Call call{function};
  nlopt_set_min_objective(search.get(), called_back, &call);
  nlopt_set_lower_bounds(search.get(), low.data());
  nlopt_set_upper_bounds(search.get(), high.data());
  nlopt_set_ftol_rel(search.get(), precision);
  nlopt_set_maxeval(search.get(), most_evaluations);
  double value = 0;
  const nlopt_result result = nlopt_optimize(search.get(), start.data(), &value);
  // Rounding stops a search at its very end; whether it is at its end, the slope says.
  if ((result < 0 && result != NLOPT_ROUNDOFF_LIMITED && result != NLOPT_FAILURE) || result == NLOPT_MAXEVAL_REACHED) return std::nullopt;
  std::vector<double> slope(n);
  const double scale = std::max(1.0, std::abs(function(start, slope)));
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(start[i]) || !(std::abs(slope[i]) < 1e-4 * scale)) return std::nullopt;
    if (start[i] < low[i] + edge || start[i] > high[i] - edge) return std::nullopt;
  }
  return call.went_wrong ? std::nullopt : std::optional(std::move(start));
}

}  // namespace salesctl
