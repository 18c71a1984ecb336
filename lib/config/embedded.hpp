// The files of this folder that are built into the program.
#pragma once

#include <string_view>

namespace salesctl::embedded {

extern const std::string_view schema;
extern const std::string_view presets;
extern const std::string_view reports;
extern const std::string_view config_template;

}  // namespace salesctl::embedded
