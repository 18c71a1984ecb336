// Lines of aligned columns; the only door to libsmartcols.
#pragma once

#include <string>
#include <vector>

namespace salesctl {

struct AlignedColumn {
  std::string title;
  bool right = false;
};

/// The head, then a line per row, without trailing spaces; columns are two spaces apart and as wide as their widest
/// text, whatever the terminal. Every row has a text per column, on one line. Right in any locale, which is left as it
/// is.
std::vector<std::string> aligned(const std::vector<AlignedColumn>& columns,
                                 const std::vector<std::vector<std::string>>& rows);

}  // namespace salesctl
