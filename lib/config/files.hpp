// The files a config is made of: the main one, those it includes, and calendars it names.
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>

#include "config/yaml_tree.hpp"

namespace salesctl {

/// Where the file is that a value of the config names: relative to the file the value stands in.
std::filesystem::path named_file(const Node& name);

/// Reads them and remembers what they said, so that the hash changes when any of them does. Throws ConfigError at the
/// place that named the file.
class ConfigFiles {
 public:
  /// The file with all it includes, as one tree: maps are joined key by key, lists item after item.
  Node load(const std::filesystem::path& file);
  /// The content of a file other than YAML.
  std::string read(const Node& name);
  /// Of contents and names, in order; the same wherever the folder is.
  std::string hash() const;

 private:
  std::string read(const std::filesystem::path& file, const std::string& name, const Place& from);
  Node load(const std::filesystem::path& file, const std::string& name, const Place& from);

  std::string content_;
  std::size_t count_ = 0;
  std::set<std::filesystem::path> open_;  // a file and those that include it
};

}  // namespace salesctl
