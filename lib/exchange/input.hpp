// The bytes of a file to be read, without a copy where the system can map them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace salesctl {

/// Maps a regular file; standard input ("-") and pipes are read to memory. The bytes live as long as the object.
class Input {
 public:
  /// Throws StoreError with the system's reason.
  explicit Input(const std::filesystem::path& path);
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input();

  std::string_view bytes() const { return bytes_; }
  /// Gives the memory of a part of the bytes back; they may be looked at again, but are then read anew.
  void release(std::string_view part) const;

 private:
  void* mapped_ = nullptr;
  std::string copy_;
  std::string_view bytes_;
};

}  // namespace salesctl
