#include "render/spark_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace salesctl {

std::string spark_line(const std::vector<std::optional<std::int64_t>>& numbers) {
  constexpr std::array<const char*, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr int steps = blocks.size() - 1;
  std::int64_t largest = 0;
  for (const auto& number : numbers) largest = std::max(largest, number.value_or(0));
  std::string line;
  for (const auto& number : numbers) {
    if (!number) {
      line += "·";
      continue;
    }
    const double part = largest > 0 ? static_cast<double>(*number) / static_cast<double>(largest) : 0;
    line += *number < 0 ? "-" : blocks.at(static_cast<std::size_t>(std::ceil(part * steps)));
  }
  return line;
}

}  // namespace salesctl
