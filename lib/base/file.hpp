// Files written whole or not at all, and content hashes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace salesctl {

/// Reads a whole file ("-" is standard input). Throws StoreError with the system's reason, and for devices.
std::string read_file(const std::filesystem::path& path);

/// Written to a temporary file beside `path`, which takes its place when it is finished: readers see the old or the new
/// file, never half. An existing file's permissions are kept; a device or pipe is written to directly. Throws StoreError
/// and leaves `path` as it was.
class WholeFile {
 public:
  explicit WholeFile(const std::filesystem::path& path);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();

  void write(std::string_view content) const;
  void finish();

 private:
  std::filesystem::path path_;
  std::string temporary_;  // its name; empty: there is none
  int file_ = -1;
};

/// A WholeFile in one go.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

/// 32 hexadecimal digits of XXH3-128: tells whether content is the same, not a signature.
std::string content_hash(std::string_view content);
std::string file_hash(const std::filesystem::path& path);

}  // namespace salesctl
