// One word of a fixed list, as the values of an enum are written.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace salesctl {

/// Which of the words the text is. Throws ValueError with all of them and the nearest one.
std::size_t choice(std::string_view text, std::span<const char* const> words);

}  // namespace salesctl
