// The parts of a workbook around its sheets: which sheets there are, shared strings, date formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/zip_archive.hpp"

namespace salesctl {

struct XlsxBook {
  std::string sheet_part;  // of the sheet asked for
  bool date1904 = false;
  std::vector<bool> date_styles;  // by cell style: whether numbers are dates

  std::string_view shared(std::size_t index) const;
  std::size_t shared_count() const { return ends.size(); }

  std::string strings;  // all shared strings, one after the other
  std::vector<std::size_t> ends;
};

/// `sheet` empty: the first visible one. Throws DataError: no such sheet (naming those there are);
/// StoreError: damaged workbook.
XlsxBook open_book(ZipArchive& archive, const std::string& sheet);

}  // namespace salesctl
