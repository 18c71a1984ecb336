// A program that shows text page by page, such as less.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace salesctl {

class Pager {
 public:
  /// The command is run by the shell, as $PAGER is everywhere.
  explicit Pager(std::string command);
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;
  ~Pager();

  void write(std::string_view text);
  /// Waits until the reader is done. Throws UsageError where the command could not be run.
  void finish();

 private:
  std::string command_;
  std::FILE* pipe_ = nullptr;
};

}  // namespace salesctl
