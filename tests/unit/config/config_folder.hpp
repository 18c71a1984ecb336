// A folder to load configs from, and what loading a faulty one says.
#pragma once

#include <string>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/scratch_folder.hpp"
#include "config/config.hpp"

namespace salesctl::test {

class ConfigFolder : public ScratchFolder {
 public:
  void write(const std::string& name, const std::string& text) const { write_file_atomically(path() / name, text); }
  Settings load(const std::string& text) const {
    write("salesctl.yaml", text);
    return load_settings(path() / "salesctl.yaml");
  }
  /// "FILE:LINE:COLUMN what is wrong | hint" of the ConfigError, FILE without its folder; "" when it loads.
  std::string fault(const std::string& text) const {
    try {
      load(text);
    } catch (const ConfigError& e) {
      const Place& place = e.place();
      return std::filesystem::path(place.file).filename().string() + ":" + std::to_string(place.line) + ":" +
             std::to_string(place.column) + " " + e.what() + " | " + e.hint();
    }
    return {};
  }
};

inline std::string fault(const std::string& text) { return ConfigFolder().fault(text); }
inline bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace salesctl::test
