// The files a config is made of: the main one, those it includes, and calendars it names.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/tree_cache.hpp"
#include "model/settings.hpp"

namespace salesctl {

/// Where the file is that a value of the config names: relative to the file the value stands in.
std::filesystem::path named_file(const Node& name);

/// Reads them and remembers what they said, so that the hash changes when any of them does. Throws ConfigError at the
/// place that named the file.
class ConfigFiles {
 public:
  ConfigFiles() = default;
  /// Of what files said at another time.
  explicit ConfigFiles(const std::vector<RulesFile>& files);
  /// The file with all it includes, as one valid tree: maps are joined key by key, lists item after item. `cache` is a
  /// folder to keep the tree in; empty: none.
  Node load(const std::filesystem::path& file, const std::filesystem::path& cache);
  /// The content of a file other than YAML.
  std::string read(const Node& name);
  /// Of contents and names, in order; the same wherever the folder is.
  /// Of all that was read.
  std::vector<std::filesystem::path> paths() const;
  std::string hash() const;

 private:
  std::string read(const std::filesystem::path& file, const std::string& name, const Place& from);
  std::string text_of(const std::filesystem::path& file) const;
  Node load(const std::filesystem::path& file, const std::string& name, const Place& from);
  bool unchanged(const std::vector<ConfigPart>& parts);

  std::optional<std::map<std::string, std::string>> kept_;  // by path
  std::vector<ConfigPart> parts_;
  std::set<std::filesystem::path> open_;  // a file and those that include it
};

}  // namespace salesctl
