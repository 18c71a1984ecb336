#include "model/customer_figures.hpp"

namespace salesctl {
namespace {

std::string text(int number) { return std::to_string(number); }
std::string text(const std::optional<int>& number) { return number ? std::to_string(*number) : std::string(); }

}  // namespace

std::string figure_text(const CustomerFigures& c, std::size_t name, int decimals) {
  const auto score = [](int n) { return n == 0 ? std::string() : text(n); };
  switch (name) {
    case 0: return text(c.orders);
    case 1: return format_plain(c.value, decimals);
    case 2: return text(c.orders_ever);
    case 3: return format_plain(c.value_ever, decimals);
    case 4: return text(c.first_order_days);
    case 5: return text(c.last_order_days);
    case 6: return score(c.r);
    case 7: return score(c.f);
    case 8: return score(c.m);
    case 9: return c.abc == ' ' ? std::string() : std::string(1, c.abc);
    case 10: return format_plain(c.year_value, decimals);
    default: return {};
  }
}

}  // namespace salesctl
