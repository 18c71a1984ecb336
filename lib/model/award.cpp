#include "model/award.hpp"

#include <array>

#include "base/choice.hpp"

namespace salesctl {
namespace {

constexpr std::array<const char*, 4> kinds{"best", "improved", "newcomer", "team"};

}  // namespace

const char* to_string(AwardKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
AwardKind parse_award_kind(std::string_view text) { return static_cast<AwardKind>(choice(text, kinds)); }

}  // namespace salesctl
