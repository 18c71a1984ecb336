// A sheet of an Excel workbook (.xlsx) -> rows. Dates come as ISO text, numbers as plain decimals.
#pragma once

#include <optional>

#include "exchange/row_reader.hpp"
#include "exchange/xlsx_book.hpp"
#include "exchange/xml_elements.hpp"
#include "exchange/zip_archive.hpp"

namespace salesctl {

class XlsxReader : public RowReader {
 public:
  /// `bytes` outlives the reader. `sheet` empty: the first visible one. Throws DataError (no such sheet, not readable
  /// here), StoreError (damaged; next() too).
  XlsxReader(std::string_view bytes, const std::string& sheet, std::string file);

  bool next(std::vector<std::string_view>& row, std::size_t& line) override;
  double progress() const override;

 private:
  void read_cells(const pugi::xml_node& row);
  std::string cell_text(const pugi::xml_node& cell, std::size_t column);
  std::string number_cell(std::string_view stored, std::string_view style);

  ZipArchive archive_;
  std::string file_;
  XlsxBook book_;
  XmlElements rows_;
  std::size_t line_ = 0;
  std::size_t width_ = 0;  // of the header
  std::size_t used_ = 0;   // cells of this row up to the last one that is not empty
  std::vector<std::string> cells_;
};

}  // namespace salesctl
