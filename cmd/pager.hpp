// A program that shows text page by page, such as less.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace salesctl {

/// Throws UsageError where the command's program is not in the folders of $PATH: before anything is done.
void check_pager(const std::string& command, const std::string& path);

class Pager {
 public:
  /// The command is run by the shell, as $PAGER is everywhere.
  explicit Pager(std::string command);
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;
  ~Pager();

  void write(std::string_view text);
  /// Waits until the reader is done.
  void finish();

 private:
  std::string command_;
  std::FILE* pipe_ = nullptr;
};

}  // namespace salesctl
