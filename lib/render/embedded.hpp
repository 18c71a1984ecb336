// The files of this folder that are built into the program.
#pragma once

#include <string_view>

namespace salesctl::embedded {

extern const std::string_view html_style;

}  // namespace salesctl::embedded
