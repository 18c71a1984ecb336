// What CSV, JSON Lines and Excel have in common: rows of text under a header.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace salesctl {

class RowReader {
 public:
  virtual ~RowReader() = default;

  /// The next row that is not blank, and the line it starts on; false at the end. The first row is the header.
  /// The views are good until the next call. Throws DataError for a row that cannot be read, with what could be made
  /// of it in `row`, and then stands at the row after it.
  virtual bool next(std::vector<std::string_view>& row, std::size_t& line) = 0;

  /// How far it has read, 0 to 1.
  virtual double progress() const = 0;

  /// Whether an empty line stood before the row just read.
  virtual bool after_blank() const { return false; }

  /// Whether a row of that many fields is still to come. Changes nothing.
  virtual bool has_row_ahead(std::size_t /*fields*/) { return false; }

  /// Whether an apostrophe before a formula is no part of the text (see base/formula.hpp).
  virtual bool guards_formulas() const { return false; }

  /// Cells of the row just read that hold no value (column, what is wrong): a fault only where the column is used.
  const std::vector<std::pair<std::size_t, std::string>>& faults() const { return faults_; }

 protected:
  std::vector<std::pair<std::size_t, std::string>> faults_;
};

}  // namespace salesctl
