#include "exchange/xlsx_reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "exchange/xlsx_cell.hpp"
#include "exchange/xlsx_text.hpp"

namespace salesctl {
namespace {

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view checked_archive(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    throw DataError(tr("an old .xls workbook, or one with a password"),
                    tr("save it as .xlsx without a password, or as CSV"), {file, 0, 0});
  }
  return bytes;
}

}  // namespace

std::string rich_text(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node& part : item.children()) {
    if (local_name(part) == "t") text += part.text().get();
    if (local_name(part) == "r") text += child(part, "t").text().get();
  }
  return unescape(text);
}

XlsxReader::XlsxReader(std::string_view bytes, const std::string& sheet, std::string file)
    : archive_(checked_archive(bytes, file), file),
      file_(std::move(file)),
      book_(open_book(archive_, sheet)),
      rows_(archive_, book_.sheet_part, "row") {}

bool XlsxReader::next(std::vector<std::string_view>& row, std::size_t& line) {
  pugi::xml_document document;
  while (rows_.next(document)) {
    const pugi::xml_node element = document.document_element();
    line_ = whole_number(attribute(element, "r")).value_or(line_ + 1);
    line = line_;
    read_cells(element);
    if (used_ == 0 && faults_.empty()) continue;
    // Empty cells at the end of a row are not stored; the row is as wide as the header.
    if (width_ == 0) width_ = used_;
    row.assign(std::max(width_, used_), {});
    std::copy_n(cells_.begin(), std::min(cells_.size(), row.size()), row.begin());
    return true;
  }
  return false;
}

void XlsxReader::read_cells(const pugi::xml_node& row) {
  for (std::string& cell : cells_) cell.clear();
  faults_.clear();
  used_ = 0;
  std::size_t column = 0;
  for (const pugi::xml_node& cell : row.children()) {
    if (local_name(cell) != "c") continue;
    if (const std::string_view reference = attribute(cell, "r"); !reference.empty()) {
      const auto named = reference_column(reference);
      if (!named) archive_.damaged();
      column = *named;
    }
    if (column >= 16384) archive_.damaged();
    if (column >= cells_.size()) cells_.resize(column + 1);
    cells_[column] = cell_text(cell, column);
    if (!cells_[column].empty()) used_ = std::max(used_, column + 1);
    ++column;
  }
}

std::string XlsxReader::cell_text(const pugi::xml_node& cell, std::size_t column) {
  const std::string_view type = attribute(cell, "t");
  const std::string_view stored = child(cell, "v").text().get();
  const auto fault = [&](std::string what) { faults_.emplace_back(column, std::move(what)); };
  const std::string reference = column_letters(column) + std::to_string(line_);
  if (type == "inlineStr") return rich_text(child(cell, "is"));
  if (type == "e") {
    fault(tr("cell {} holds the error {}", reference, printable(stored)));
    return std::string(stored);
  }
  if (type == "str") return unescape(stored);
  if (stored.empty()) {
    if (child(cell, "f")) {
      fault(tr("cell {} holds a formula without a result: open the workbook in a spreadsheet program and save it",
               reference));
    }
    return {};
  }
  if (type == "s") {
    const auto index = whole_number(stored);
    if (!index || *index >= book_.shared_count()) archive_.damaged();
    return std::string(book_.shared(*index));
  }
  if (type == "b") return stored == "1" || stored == "true" ? "true" : "false";
  if (type == "d") return std::string(stored);
  return number_cell(stored, attribute(cell, "s"));
}

std::string XlsxReader::number_cell(std::string_view stored, std::string_view style) {
  const std::size_t index = whole_number(style).value_or(0);
  if (index < book_.date_styles.size() && book_.date_styles[index]) {
    double serial = 0;
    const auto [end, code] = std::from_chars(stored.data(), stored.data() + stored.size(), serial);
    if (code == std::errc{} && end == stored.data() + stored.size()) {
      if (auto date = serial_date_text(serial, book_.date1904)) return *std::move(date);
    }
  }
  if (auto text = number_text(stored)) return *std::move(text);
  return std::string(stored);  // no number: the field's type will refuse it by name
}

double XlsxReader::progress() const { return archive_.progress(); }

}  // namespace salesctl
