// The charts of a table in its sheet, drawn by the spreadsheet itself from the sheet's cells.
#pragma once

#include <string>

#include "model/table.hpp"
#include "render/xlsxwriter.hpp"

namespace salesctl {

/// To the right of the table, whose head is in the first row. A heat map is none of a spreadsheet's kinds and is left out.
void add_charts(lxw_workbook* book, lxw_worksheet* sheet, const std::string& sheet_name, const Table& table);

}  // namespace salesctl
