#include "model/assign_rule.hpp"

#include <array>

#include "base/choice.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

constexpr std::array<const char*, 3> methods{"optimal", "round-robin", "weighted"};
constexpr std::array<const char*, 3> balances{"count", "value", "expected"};
constexpr std::array<const char*, 2> kinds{TR_NOOP("lead"), TR_NOOP("customer")};

}  // namespace

const char* to_string(AssignMethod method) { return methods.at(static_cast<std::size_t>(method)); }
const char* to_string(Balance balance) { return balances.at(static_cast<std::size_t>(balance)); }
const char* to_string(ItemKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
AssignMethod parse_assign_method(std::string_view text) { return static_cast<AssignMethod>(choice(text, methods)); }
Balance parse_balance(std::string_view text) { return static_cast<Balance>(choice(text, balances)); }
ItemKind parse_item_kind(std::string_view text) { return static_cast<ItemKind>(choice(text, kinds)); }

}  // namespace salesctl
