// The only door to libxlsxwriter. It is loaded when the first workbook is made: it brings a cryptographic library along,
// and no other command should start slower for it.
#pragma once

#include <xlsxwriter.h>

#include <new>

#include "base/message.hpp"
#include "render/loaded_library.hpp"

namespace salesctl {

/// The functions that are used, by the names they have in the library.
struct XlsxWriter {
  const LoadedLibrary library{SALESCTL_XLSXWRITER, TR_NOOP("writes Excel workbooks")};
  decltype(&::workbook_new_opt) workbook_new_opt = library["workbook_new_opt"];
  decltype(&::workbook_set_properties) workbook_set_properties = library["workbook_set_properties"];
  decltype(&::workbook_add_worksheet) workbook_add_worksheet = library["workbook_add_worksheet"];
  decltype(&::workbook_add_format) workbook_add_format = library["workbook_add_format"];
  decltype(&::workbook_close) workbook_close = library["workbook_close"];
  decltype(&::lxw_workbook_free) lxw_workbook_free = library["lxw_workbook_free"];
  decltype(&::lxw_strerror) lxw_strerror = library["lxw_strerror"];
  decltype(&::worksheet_write_string) worksheet_write_string = library["worksheet_write_string"];
  decltype(&::worksheet_write_number) worksheet_write_number = library["worksheet_write_number"];
  decltype(&::worksheet_write_formula_num) worksheet_write_formula_num = library["worksheet_write_formula_num"];
  decltype(&::worksheet_write_datetime) worksheet_write_datetime = library["worksheet_write_datetime"];
  decltype(&::worksheet_set_column) worksheet_set_column = library["worksheet_set_column"];
  decltype(&::worksheet_freeze_panes) worksheet_freeze_panes = library["worksheet_freeze_panes"];
  decltype(&::worksheet_autofilter) worksheet_autofilter = library["worksheet_autofilter"];
  decltype(&::worksheet_set_landscape) worksheet_set_landscape = library["worksheet_set_landscape"];
  decltype(&::worksheet_fit_to_pages) worksheet_fit_to_pages = library["worksheet_fit_to_pages"];
  decltype(&::worksheet_set_footer) worksheet_set_footer = library["worksheet_set_footer"];
  decltype(&::worksheet_repeat_rows) worksheet_repeat_rows = library["worksheet_repeat_rows"];
  decltype(&::worksheet_ignore_errors) worksheet_ignore_errors = library["worksheet_ignore_errors"];
  decltype(&::workbook_add_chart) workbook_add_chart = library["workbook_add_chart"];
  decltype(&::chart_add_series) chart_add_series = library["chart_add_series"];
  decltype(&::chart_series_set_name_range) chart_series_set_name_range = library["chart_series_set_name_range"];
  decltype(&::chart_title_set_name) chart_title_set_name = library["chart_title_set_name"];
  decltype(&::chart_axis_set_reverse) chart_axis_set_reverse = library["chart_axis_set_reverse"];
  decltype(&::chart_axis_set_num_format) chart_axis_set_num_format = library["chart_axis_set_num_format"];
  decltype(&::chart_legend_set_position) chart_legend_set_position = library["chart_legend_set_position"];
  decltype(&::worksheet_insert_chart_opt) worksheet_insert_chart_opt = library["worksheet_insert_chart_opt"];
  decltype(&::format_set_font_color) format_set_font_color = library["format_set_font_color"];
  decltype(&::format_set_bold) format_set_bold = library["format_set_bold"];
  decltype(&::format_set_align) format_set_align = library["format_set_align"];
  decltype(&::format_set_indent) format_set_indent = library["format_set_indent"];
  decltype(&::format_set_num_format) format_set_num_format = library["format_set_num_format"];
};

/// Throws StoreError where the library is not installed.
const XlsxWriter& xlsxwriter();

/// Throws StoreError.
void succeed(lxw_error error);

/// A new object of the library, which fails for want of memory only.
template <typename T>
T* succeed(T* made) {
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

}  // namespace salesctl
