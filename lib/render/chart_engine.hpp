// The only door to Apache ECharts, and to duktape, in which it runs. Both are there where the build found them; they are
// loaded when the first chart is drawn, so that no other command starts slower for it.
#pragma once

#include <string>

namespace salesctl {

/// What charts.js makes of `words`: SVG. Empty where the libraries are not there, or do not come to an end with it.
std::string run_charts_program(const std::string& words);

}  // namespace salesctl
