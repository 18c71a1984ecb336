// A config's valid tree kept in a file, because reading YAML takes longer than most commands: it is read back while
// every file it came from says the same. Losing or spoiling a kept tree costs time only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/yaml_tree.hpp"

namespace salesctl {

/// A file that a config is made of.
struct ConfigPart {
  std::filesystem::path path;
  std::string name;  // as the config names it
  std::string hash;  // of its content
  bool operator==(const ConfigPart&) const = default;
};

struct KeptTree {
  std::vector<ConfigPart> parts;  // of YAML, in the order they were read; every place in the tree is in one of them
  Node tree;
};

/// The tree kept in `folder` for the config file; none when there is none, it is damaged, or another salesctl wrote it.
std::optional<KeptTree> kept_tree(const std::filesystem::path& folder, const std::filesystem::path& config);

/// Keeps it, in place of an older one. A folder that cannot be written to is no error.
void keep_tree(const std::filesystem::path& folder, const std::filesystem::path& config,
               const std::vector<ConfigPart>& parts, const Node& tree);

}  // namespace salesctl
