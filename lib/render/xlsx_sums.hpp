// Which cells of a table are sums of others, so that a workbook can say so by a formula.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/table.hpp"

namespace salesctl {

class SumFinder {
 public:
  explicit SumFinder(const Table& table);
  /// "=SUM(C3:C5,C9)" where the cell holds exactly what these hold together: in a tree the rows right below it, else, of a
  /// total, the rows before it that are none. Empty where it is no such sum, or of one cell only. The table's head is in
  /// row 1 of the sheet.
  std::string formula(std::size_t row, std::size_t column) const;

 private:
  const Table& table_;
  std::vector<std::vector<std::size_t>> parts_;  // of each row
};

}  // namespace salesctl
