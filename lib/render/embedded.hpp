// The files of this folder that are built into the program.
#pragma once

#include <string_view>

namespace salesctl::embedded {

extern const std::string_view html_style;
extern const std::string_view charts_program;
extern const std::string_view echarts;  // as published; only where charts can be drawn

}  // namespace salesctl::embedded
