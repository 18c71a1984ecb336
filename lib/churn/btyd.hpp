// Buy-till-you-die: customers buy at a rate of their own until, after a purchase, they stay away for good. Fitted by
// maximum likelihood to when customers bought.
// BG/NBD: Fader, Hardie, Lee (2005), Marketing Science 24 (2). MBG/NBD: Batislam, Denizel, Filiztekin (2007),
// Intern. J. of Research in Marketing 24; there the first purchase may be the last one too.
// Rates are gamma(r, alpha), the chance to stay away after a purchase is beta(a, b). The unit of time is the week.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/purchases.hpp"

namespace salesctl {

enum class ChurnModel { mbg_nbd, bg_nbd };

/// All the models need of a customer.
struct Rhythm {
  int repeats = 0;  // days with a purchase after the first
  int last = 0;     // days from the first purchase to the last
  int age = 0;      // days from the first purchase to the day of looking
  bool operator==(const Rhythm&) const = default;
};

/// What is known of the customer at the end of a day; nothing where it had not bought by then.
std::optional<Rhythm> rhythm(const PurchaseDays& bought, int as_of);

struct Btyd {
  ChurnModel model = ChurnModel::mbg_nbd;
  double r = 0;
  double alpha = 0;
  double a = 0;
  double b = 0;
  std::array<double, 4> errors{};  // standard errors of r, alpha, a, b; all 0: the likelihood is too flat to say
  double log_likelihood = 0;
  std::size_t customers = 0;
  bool held = false;  // the likelihood alone has no end: a weak prior held the parameters
};

constexpr double days_a_week = 7;
constexpr std::size_t fewest_customers = 50;
constexpr std::size_t fewest_repeat_customers = 30;

/// The most likely parameters. Where the likelihood has no end (everybody buys at nearly the same rate, or hardly anybody
/// ever stays away for good), those of the highest posterior: logarithms normal, with a standard deviation of 2, around
/// r = 1, alpha at the mean rate, a = 1, b = e^0.5. Nothing where the numbers cannot carry a fit: fewer customers than
/// above, or no convergence even so. It is quicker from `near`, the fit to customers much like these.
std::optional<Btyd> fit_btyd(ChurnModel model, std::span<const Rhythm> customers, const std::optional<Btyd>& near = {});

/// After how many of its purchases the customer might have stayed away.
inline int chances_to_leave(ChurnModel model, int repeats) { return repeats + (model == ChurnModel::mbg_nbd ? 1 : 0); }

/// The chance that the customer has not stayed away for good.
double alive(const Btyd& model, const Rhythm& customer);

/// The chance of no purchase in the next `days`.
double no_purchase(const Btyd& model, const Rhythm& customer, double days);

/// How many days with a purchase to expect in the next `days`.
double expected_purchases(const Btyd& model, const Rhythm& customer, double days);

/// Purchases a week while the customer is there, as known after its purchases.
double purchase_rate(const Btyd& model, const Rhythm& customer);

/// Goodness of fit: how many customers had 0, 1, ... repeat purchases, the last entry so many or more; as the model
/// expects it and as it was.
struct RepeatCount {
  double expected = 0;
  std::size_t actual = 0;
};
std::vector<RepeatCount> goodness_of_fit(const Btyd& model, std::span<const Rhythm> customers, int most = 7);

}  // namespace salesctl
