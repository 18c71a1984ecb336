#include "model/assign_rule.hpp"

#include <algorithm>
#include <array>

#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::array<const char*, 3> methods{"optimal", "round-robin", "weighted"};
constexpr std::array<const char*, 3> balances{"count", "value", "expected"};
constexpr std::array<const char*, 2> kinds{"lead", "customer"};

template <typename Enum, std::size_t n>
Enum parse(std::string_view text, const std::array<const char*, n>& names) {
  const auto it = std::ranges::find_if(names, [&](const char* name) { return name == text; });
  if (it != names.end()) return static_cast<Enum>(it - names.begin());
  const std::vector<std::string_view> all(names.begin(), names.end());
  throw ValueError(tr("\"{}\" is none of {}{}", printable(text), joined(all), did_you_mean(text, all)));
}

}  // namespace

const char* to_string(AssignMethod method) { return methods.at(static_cast<std::size_t>(method)); }
const char* to_string(Balance balance) { return balances.at(static_cast<std::size_t>(balance)); }
const char* to_string(ItemKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
AssignMethod parse_assign_method(std::string_view text) { return parse<AssignMethod>(text, methods); }
Balance parse_balance(std::string_view text) { return parse<Balance>(text, balances); }
ItemKind parse_item_kind(std::string_view text) { return parse<ItemKind>(text, kinds); }

}  // namespace salesctl
