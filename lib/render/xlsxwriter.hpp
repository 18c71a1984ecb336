// The only door to libxlsxwriter. It is loaded when the first workbook is made: it brings a cryptographic library along,
// and no other command should start slower for it.
#pragma once

#include <xlsxwriter.h>

namespace salesctl {

/// The functions that are used, by the names they have in the library.
struct XlsxWriter {
  decltype(&::workbook_new_opt) workbook_new_opt;
  decltype(&::workbook_set_properties) workbook_set_properties;
  decltype(&::workbook_add_worksheet) workbook_add_worksheet;
  decltype(&::workbook_add_format) workbook_add_format;
  decltype(&::workbook_close) workbook_close;
  decltype(&::lxw_workbook_free) lxw_workbook_free;
  decltype(&::lxw_strerror) lxw_strerror;
  decltype(&::worksheet_write_string) worksheet_write_string;
  decltype(&::worksheet_write_number) worksheet_write_number;
  decltype(&::worksheet_write_formula_num) worksheet_write_formula_num;
  decltype(&::worksheet_write_datetime) worksheet_write_datetime;
  decltype(&::worksheet_set_column) worksheet_set_column;
  decltype(&::worksheet_freeze_panes) worksheet_freeze_panes;
  decltype(&::worksheet_autofilter) worksheet_autofilter;
  decltype(&::worksheet_ignore_errors) worksheet_ignore_errors;
  decltype(&::format_set_bold) format_set_bold;
  decltype(&::format_set_align) format_set_align;
  decltype(&::format_set_indent) format_set_indent;
  decltype(&::format_set_num_format) format_set_num_format;
};

/// Throws StoreError where the library is not installed.
const XlsxWriter& xlsxwriter();

}  // namespace salesctl
