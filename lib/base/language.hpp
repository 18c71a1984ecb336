// Which language messages come out in.
#pragma once

#include <string>

namespace salesctl {

/// As HTML names it: "en", "zh-CN".
std::string language_tag();

}  // namespace salesctl
