// Reading a ZIP archive in memory, part by part.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace salesctl {

class ZipArchive {
 public:
  /// `bytes` outlives the archive; `file` is for messages. Damage is a StoreError, here and below: the file cannot be
  /// read, and leaving bad rows out would not help.
  ZipArchive(std::string_view bytes, std::string file);
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;
  ~ZipArchive();

  bool has(const std::string& part) const;
  /// Opens a part to be read; one at a time. Throws DataError: not there, encrypted.
  void open(const std::string& part);
  /// Appends up to 256 KB of the open part; false at its end. Throws StoreError past 1 GB.
  bool read_more(std::string& out);
  /// A whole part of at most 64 MB.
  std::string read(const std::string& part);

  /// How much of the open part was read, 0 to 1, as far as its stated size is true.
  double progress() const;

  [[noreturn]] void damaged() const;
  const std::string& file() const { return file_; }

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::string file_;
};

}  // namespace salesctl
