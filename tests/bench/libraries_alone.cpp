// The libraries that make pages and workbooks, alone: what the dashboard in HTML and Excel is measured beside.
//   libraries_alone charts ECHARTS.js CHARTS.js COUNT     draws COUNT charts as salesctl asks for them, two of each kind in turn
//   libraries_alone workbook FILE SHEETS ROWS COLUMNS CHARTS    writes that many sheets of texts and amounts in turn, as
//       salesctl lays them out, the first CHARTS of them with a chart of two columns
#include <duktape.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string content(const char* file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What render/chart.cpp says of a chart of fourteen rows.
std::string words(int number) {
  constexpr const char* kinds[] = {"bullet", "funnel", "bar"};
  std::string labels;
  std::string values;
  std::string texts;
  for (int i = 0; i < 14; ++i) {
    const std::string gap = i == 0 ? "" : ", ";
    labels += gap + "\"Team " + std::to_string(i) + "\"";
    values += gap + std::to_string(1'000'000 + 37'001 * i);
    texts += gap + "\"" + std::to_string(1'000'000 + 37'001 * i) + "\"";
  }
  const std::string series = "\"values\": [" + values + "], \"texts\": [" + texts + "]}";
  return std::string("{\"kind\": \"") + kinds[number % 3] + "\", \"percent\": false, \"labels\": [" + labels + "], \"series\": [{\"name\": \"Actual\", " + series +
         ", {\"name\": \"Target\", " + series + "]}";
}

int charts(const char* echarts, const char* program, int count) {
  duk_context* heap = duk_create_heap_default();
  duk_eval_string_noresult(heap, "var window = this, self = this; function setTimeout() { return 0; } function clearTimeout() {}"
                                 "function setInterval() { return 0; } function clearInterval() {}");
  for (const char* file : {echarts, program}) {
    const std::string source = content(file);
    if (duk_peval_lstring_noresult(heap, source.data(), source.size()) != 0) return 1;
  }
  for (int i = 0; i < count; ++i) {
    const std::string said = words(i);
    duk_get_global_string(heap, "salesctl_chart");
    duk_push_lstring(heap, said.data(), said.size());
    if (duk_pcall(heap, 1) != DUK_EXEC_SUCCESS) return 1;
    std::puts(duk_get_string(heap, -1));
    duk_pop(heap);
  }
  duk_destroy_heap(heap);
  return 0;
}

int workbook(const char* file, int sheets, int rows, int columns, int charts) {
  lxw_workbook* book = workbook_new(file);
  lxw_format* money = workbook_add_format(book);
  format_set_num_format(money, "#,##0.00");
  lxw_format* plain = workbook_add_format(book);
  for (int s = 0; s < sheets; ++s) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    for (int r = 0; r < rows; ++r) {
      for (int c = 0; c < columns; ++c) {
        const auto row = static_cast<lxw_row_t>(r);
        const auto column = static_cast<lxw_col_t>(c);
        const std::string text = "Customer " + std::to_string(s) + "/" + std::to_string(r) + "/" + std::to_string(c);
        if (c % 2 == 0) worksheet_write_string(sheet, row, column, text.c_str(), plain);
        else worksheet_write_number(sheet, row, column, r * 1000.25 + c, money);
      }
    }
    for (int c = 0; c < columns; ++c) worksheet_set_column(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), 18, nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    if (s < charts) {
      lxw_chart* chart = workbook_add_chart(book, LXW_CHART_BAR);
      const std::string name = "Sheet" + std::to_string(s + 1) + "!";
      for (const char* column : {"$B", "$D"}) {
        chart_add_series(chart, ("=" + name + "$A$2:$A$" + std::to_string(rows)).c_str(),
                         ("=" + name + column + "$2:" + column + "$" + std::to_string(rows)).c_str());
      }
      worksheet_insert_chart(sheet, 1, static_cast<lxw_col_t>(columns + 1), chart);
    }
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(rows), static_cast<lxw_col_t>(columns - 1));
  }
  return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "charts" && argc == 5) return charts(argv[2], argv[3], std::atoi(argv[4]));
  if (what == "workbook" && argc == 7) return workbook(argv[2], std::atoi(argv[3]), std::atoi(argv[4]), std::atoi(argv[5]), std::atoi(argv[6]));
  return 2;
}
