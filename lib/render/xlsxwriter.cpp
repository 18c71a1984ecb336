#include "render/xlsxwriter.hpp"

#include <dlfcn.h>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

[[noreturn]] void not_there() {
  const char* reason = ::dlerror();
  throw StoreError(tr("the library that writes Excel workbooks cannot be loaded: {}", reason == nullptr ? "" : reason),
                   tr("install {}, or choose another format", SALESCTL_XLSXWRITER));
}

template <typename Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) not_there();
}

XlsxWriter load() {
  void* library = ::dlopen(SALESCTL_XLSXWRITER, RTLD_NOW | RTLD_LOCAL);  // stays until the program ends
  if (library == nullptr) not_there();
  XlsxWriter all{};
  find(library, "workbook_new_opt", all.workbook_new_opt);
  find(library, "workbook_set_properties", all.workbook_set_properties);
  find(library, "workbook_add_worksheet", all.workbook_add_worksheet);
  find(library, "workbook_add_format", all.workbook_add_format);
  find(library, "workbook_close", all.workbook_close);
  find(library, "lxw_workbook_free", all.lxw_workbook_free);
  find(library, "lxw_strerror", all.lxw_strerror);
  find(library, "worksheet_write_string", all.worksheet_write_string);
  find(library, "worksheet_write_number", all.worksheet_write_number);
  find(library, "worksheet_write_formula_num", all.worksheet_write_formula_num);
  find(library, "worksheet_write_datetime", all.worksheet_write_datetime);
  find(library, "worksheet_set_column", all.worksheet_set_column);
  find(library, "worksheet_freeze_panes", all.worksheet_freeze_panes);
  find(library, "worksheet_autofilter", all.worksheet_autofilter);
  find(library, "worksheet_ignore_errors", all.worksheet_ignore_errors);
  find(library, "format_set_bold", all.format_set_bold);
  find(library, "format_set_align", all.format_set_align);
  find(library, "format_set_indent", all.format_set_indent);
  find(library, "format_set_num_format", all.format_set_num_format);
  return all;
}

}  // namespace

const XlsxWriter& xlsxwriter() {
  static const XlsxWriter all = load();
  return all;
}

}  // namespace salesctl
