// A config file as a plain tree in which every value knows its place. Stricter than YAML: one document, no anchors,
// aliases, tags or merge keys, no key twice, limits on size and depth. Columns count characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace salesctl {

struct Node {
  enum class Kind { null, scalar, sequence, map };
  Kind kind = Kind::null;
  std::string text = {};    // of a scalar, as written
  bool quoted = false;      // a quoted scalar is text whatever it looks like
  Place place = {};
  std::vector<std::string> keys = {};   // of a map, in order; children stand at the same index
  std::vector<Place> key_places = {};
  std::vector<Node> children = {};      // of a map or a sequence

  const Node* find(std::string_view key) const;
  /// Throws ConfigError when there is none.
  const Node& at(std::string_view key) const;
};

/// Throws ConfigError with the place of the fault. `file` is only for places.
Node parse_yaml(const std::string& text, const std::string& file);

}  // namespace salesctl
