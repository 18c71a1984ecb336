// Where libxlsxwriter writes a workbook: a file in memory.
#pragma once

#include <string>

namespace salesctl {

class XlsxFile {
 public:
  XlsxFile();
  XlsxFile(const XlsxFile&) = delete;
  XlsxFile& operator=(const XlsxFile&) = delete;
  ~XlsxFile();

  const std::string& path() const { return path_; }

  /// The finished workbook. Throws StoreError when a part of it is not whole.
  std::string bytes() const;

 private:
  int file_ = -1;
  std::string path_;
};

}  // namespace salesctl
