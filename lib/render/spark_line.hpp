// A row of numbers as a line of blocks, a character each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace salesctl {

/// ▁ is zero; ▂ to █ go from zero to the largest number, in sevenths of it rounded up; - is below zero, · no number.
std::string spark_line(const std::vector<std::optional<std::int64_t>>& numbers);

}  // namespace salesctl
