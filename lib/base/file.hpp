// Files written whole or not at all, and content hashes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace salesctl {

/// Reads a whole file ("-" is standard input). Throws StoreError with the system's reason.
std::string read_file(const std::filesystem::path& path);

/// Writes to a temporary file beside `path`, fsyncs and renames: readers see the old or the new file, never half.
/// An existing file's permissions are kept; a device or pipe is written to directly. Throws StoreError and leaves `path` as it was.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

/// 32 hexadecimal digits of XXH3-128: tells whether content is the same, not a signature.
std::string content_hash(std::string_view content);
std::string file_hash(const std::filesystem::path& path);

}  // namespace salesctl
