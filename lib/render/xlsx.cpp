// An Excel workbook, a sheet per table: the head in the first row, bold, frozen and with filters, typed cells below it,
// then, after an empty row, the title where the sheet's name does not say it, and the notes. So a sheet can be sorted,
// summed and read in again. Charts stand to the right. What is the sum of other rows is a formula. Text is always text,
// whatever it begins with. A cell's number is a double, which tells two decimals of up to 15 digits apart, and Excel shows
// no more of them: longer ones stand as text, and a note says so. Where the numbers come from stands in the workbook's
// comments and at the foot of printed pages, where no program that reads the sheet takes it for a row.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/formats.hpp"
#include "render/xlsx_charts.hpp"
#include "render/xlsx_file.hpp"
#include "render/xlsx_sums.hpp"
#include "render/xlsx_text.hpp"
#include "render/xlsxwriter.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_rows = 1'048'576;
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t widest_column = 60;
constexpr int deepest_indent = 15;              // Excel's
constexpr std::int64_t too_many_digits = 1'000'000'000'000'000;
constexpr std::time_t created = 946'684'800;    // 2000-01-01; of now, the same input would give other bytes every time

struct Style {
  std::string number;  // Excel's format code; empty: general
  bool bold = false;
  bool right = false;
  int indent = 0;
  std::uint32_t color = 0;  // of the text; 0: the usual one
  auto operator<=>(const Style&) const = default;
};

class Workbook {
 public:
  Workbook(const std::string& title, std::string provenance) {
    lxw_workbook_options options{};
    book_ = succeed(api_.workbook_new_opt(file_.path().c_str(), &options));
    std::string shown = one_line(title);
    lxw_doc_properties properties{};
    properties.title = shown.data();
    properties.comments = provenance.data();
    properties.created = created;
    succeed(api_.workbook_set_properties(book_, &properties));
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook() {
    if (book_ != nullptr) api_.lxw_workbook_free(book_);
  }

  lxw_worksheet* add_sheet(const std::string& name) {
    return succeed(api_.workbook_add_worksheet(book_, name.c_str()));
  }

  lxw_workbook* book() { return book_; }

  lxw_format* format(const Style& style) {
    lxw_format*& format = formats_[style];
    if (format != nullptr) return format;
    format = succeed(api_.workbook_add_format(book_));
    if (!style.number.empty()) api_.format_set_num_format(format, style.number.c_str());
    if (style.bold) api_.format_set_bold(format);
    if (style.right) api_.format_set_align(format, LXW_ALIGN_RIGHT);
    if (style.color != 0) api_.format_set_font_color(format, style.color);
    if (style.indent > 0) api_.format_set_indent(format, static_cast<std::uint8_t>(style.indent));
    return format;
  }

  std::string finish() {
    succeed(api_.workbook_close(std::exchange(book_, nullptr)));
    return file_.bytes();
  }

 private:
  const XlsxWriter& api_ = xlsxwriter();
  XlsxFile file_;
  lxw_workbook* book_ = nullptr;
  std::map<Style, lxw_format*> formats_;
};

/// Writes one cell by the type of its value.
struct CellWriter {
  const XlsxWriter& api;
  Workbook& book;
  lxw_worksheet* sheet = nullptr;
  int decimals = 2;
  bool too_large = false;  // a number stands as text
  bool too_long = false;   // a text was cut
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  Style style{};
  std::string formula = {};  // of which the value is the result

  void operator()(std::monostate) {}
  void operator()(const std::string& text) {
    std::string shown = cut_units(cell_text(text), longest_cell);
    too_long = too_long || shown.size() < text.size();
    if (!shown.empty()) succeed(api.worksheet_write_string(sheet, row, column, shown.c_str(), book.format(style)));
  }
  void operator()(const Named& named) { (*this)(human(named, decimals)); }
  void operator()(std::int64_t whole) { number(whole, 1, "#,##0", whole); }
  void operator()(Money money) {
    number(money.minor, std::pow(10.0, decimals), decimals == 0 ? "#,##0" : "#,##0." + std::string(places(), '0'), money);
  }
  void operator()(Rate rate) { number(rate.billionths, static_cast<double>(Rate::one), "0.0%", rate); }
  void operator()(double value) {
    if (std::isfinite(value)) succeed(api.worksheet_write_number(sheet, row, column, value, book.format(style)));
  }
  void operator()(Date date) {
    const std::chrono::year_month_day day{date};
    const int year = static_cast<int>(day.year());
    if (year < 1900 || year > 9999) return (*this)(format_date(date));  // Excel has no such dates
    style.number = "yyyy-mm-dd";
    lxw_datetime time{
        year, static_cast<int>(static_cast<unsigned>(day.month())), static_cast<int>(static_cast<unsigned>(day.day())), 0, 0, 0};
    succeed(api.worksheet_write_datetime(sheet, row, column, &time, book.format(style)));
  }

 private:
  std::size_t places() const { return static_cast<std::size_t>(std::max(decimals, 0)); }

  void number(std::int64_t units, double one, std::string code, const Value& value) {
    if (units >= too_many_digits || units <= -too_many_digits) {
      too_large = true;
      style.right = true;
      return (*this)(human(value, decimals));
    }
    style.number = std::move(code);
    const double shown = static_cast<double>(units) / one;
    succeed(formula.empty() ? api.worksheet_write_number(sheet, row, column, shown, book.format(style))
                            : api.worksheet_write_formula_num(sheet, row, column, formula.c_str(), book.format(style), shown));
  }
};

void check_size(const Table& table, std::size_t lines_below) {
  if (table.rows.size() + lines_below < most_rows && table.columns.size() <= most_columns) return;
  throw DataError(tr("an Excel sheet holds {} rows and {} columns, and this table has {} and {}", most_rows, most_columns,
                     table.rows.size(), table.columns.size()),
                  tr("choose another format: csv, json or jsonl"));
}

void write_head(CellWriter& cells, const Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    cells.column = static_cast<lxw_col_t>(i);
    cells.style = {.number = {}, .bold = true, .right = is_number(table.columns[i].type), .indent = 0};
    cells(one_line(table.columns[i].title));
  }
}

std::uint32_t color_of(std::string_view light) { return light == "green" ? 0x1E7B45 : light == "yellow" ? 0x9C6F00 : light == "red" ? 0xC0262C : 0; }

void write_rows(CellWriter& cells, const Table& table) {
  const std::size_t label = label_column(table);
  const SumFinder sums(table);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const Row& row = table.rows[r];
    ++cells.row;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      cells.formula = sums.formula(r, i);
      cells.column = static_cast<lxw_col_t>(i);
      const int indent = i == label ? std::clamp(row.indent, 0, deepest_indent) : 0;
      cells.style = {.number = {}, .bold = row.total, .right = false, .indent = indent};
      if (table.columns[i].type == ColumnType::light) cells.style.color = color_of(plain(cell(row, i), 0));
      std::visit(cells, cell(row, i));
    }
  }
  cells.formula.clear();
}

/// As wide as the widest text; the head leaves room for its filter's arrow.
void set_widths(lxw_worksheet* sheet, const Table& table) {
  const std::size_t label = label_column(table);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::size_t width = display_width(one_line(table.columns[i].title)) + 3;
    for (const Row& row : table.rows) {
      const std::size_t indent = i == label ? static_cast<std::size_t>(std::max(row.indent, 0)) * 2 : 0;
      const std::string text = human(cell(row, i), table.money_decimals);
      if (text.size() + indent + 2 > width) width = std::max(width, display_width(text) + indent + 2);  // no text is wider than its bytes
      if (width >= widest_column) break;
    }
    const auto column = static_cast<lxw_col_t>(i);
    const auto characters = static_cast<double>(std::min(width, widest_column));
    succeed(xlsxwriter().worksheet_set_column(sheet, column, column, characters, nullptr));
  }
}

void add_remarks(const CellWriter& cells, std::vector<std::string>& notes) {
  if (cells.too_large) {
    notes.emplace_back(tr("Numbers that a spreadsheet cannot hold exactly stand as text."));
  }
  if (cells.too_long) notes.emplace_back(tr("Text of more than {} characters is cut.", longest_cell));
}

/// Text as a page's footer takes it, small, to the left: & begins a command there.
std::string page_footer(const std::string& text) {
  std::string footer = "&L&8";
  for (const char c : text) footer += c == '&' ? std::string("&&") : std::string(1, c);
  return footer;
}

/// `foot` stands at the foot of each printed page; empty: nothing.
void write_sheet(Workbook& book, const Table& table, const std::string& name, const std::string& foot) {
  const XlsxWriter& api = xlsxwriter();
  check_size(table, table.notes.size() + 4);
  lxw_worksheet* sheet = book.add_sheet(name);
  CellWriter cells{.api = api, .book = book, .sheet = sheet, .decimals = table.money_decimals};
  write_head(cells, table);
  write_rows(cells, table);
  set_widths(sheet, table);
  if (!table.columns.empty()) {
    api.worksheet_freeze_panes(sheet, 1, 0);
    succeed(api.worksheet_autofilter(sheet, 0, 0, cells.row, static_cast<lxw_col_t>(table.columns.size() - 1)));
  }
  api.worksheet_set_landscape(sheet);
  api.worksheet_fit_to_pages(sheet, 1, 0);  // as wide as the paper, the head on each page
  succeed(api.worksheet_repeat_rows(sheet, 0, 0));
  if (!foot.empty()) succeed(api.worksheet_set_footer(sheet, page_footer(foot).c_str()));
  // An id such as 007 is text and no mistake.
  succeed(api.worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
  add_charts(book.book(), sheet, name, table);
  std::vector<std::string> notes = table.notes;
  add_remarks(cells, notes);
  cells.column = 0;
  ++cells.row;
  const auto add_line = [&](const std::string& text, bool bold) {
    ++cells.row;
    cells.style = {.number = {}, .bold = bold, .right = false, .indent = 0};
    cells(one_line(text));
  };
  if (table.title != name && !table.title.empty()) add_line(table.title, true);
  for (const std::string& note : notes) add_line(note, false);
}

}  // namespace

std::string xlsx_workbook(const std::vector<Table>& tables, const RenderOptions& options) {
  const std::string provenance = provenance_line(options);
  std::vector<std::string> titles;
  for (const Table& table : tables) titles.push_back(table.title);
  const std::vector<std::string> names = sheet_names(titles);
  Workbook book(titles.empty() ? std::string() : titles.front(), provenance);
  for (std::size_t i = 0; i < tables.size(); ++i) write_sheet(book, pivoted(tables[i]), names[i], provenance);
  return book.finish();
}

}  // namespace salesctl
