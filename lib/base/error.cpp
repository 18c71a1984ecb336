#include "base/error.hpp"

#include <utility>

namespace salesctl {

std::string to_string(const Place& place) {
  std::string text = place.file;
  if (place.line > 0) text += (text.empty() ? "" : ":") + std::to_string(place.line);
  if (place.line > 0 && place.column > 0) text += ":" + std::to_string(place.column);
  return text;
}

Error::Error(const std::string& message, std::string hint, Place place)
    : std::runtime_error(message), hint_(std::move(hint)), place_(std::move(place)) {}

}  // namespace salesctl
