#include "model/deal.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {

bool is_first_visit(std::span<const DealStep> path, std::size_t k) {
  return std::ranges::find(path.first(k), path[k].stage, &DealStep::stage) == path.first(k).end();
}

std::optional<int> first_begun(const Deals& deals) {
  std::optional<int> first;
  for (const Deal& deal : deals.deals) {
    if (deal.began && (!first || *deal.began < *first)) first = deal.began;
  }
  return first;
}

std::string_view to_string(DealUnit unit) {
  constexpr std::array<std::string_view, 9> names{"company", "team",   "rep",        "product", "source",
                                                  "sector",  "type",   "reason",     "competitor"};
  return names.at(static_cast<std::size_t>(unit));
}

DealUnit parse_deal_unit(std::string_view text, std::span<const DealUnit> allowed) {
  std::vector<std::string_view> names;
  for (const DealUnit unit : allowed) {
    if (to_string(unit) == text) return unit;
    names.push_back(to_string(unit));
  }
  throw ValueError(tr("deals are not told apart by \"{}\"{}", printable(text), did_you_mean(text, names)),
                   tr("possible: {}", joined(names)));
}

}  // namespace salesctl
