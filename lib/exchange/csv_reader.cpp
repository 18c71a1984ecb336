// A line without a quote is cut at its delimiters in place. A line with one goes to libcsv, and so do the lines after
// it until the row is complete; so physical line numbers stay exact, and CRLF inside quotes becomes LF. After a row
// whose quoting is wrong reading goes on behind the line where that showed: text that may stand inside quotes is never
// taken for rows.
#include "exchange/csv_reader.hpp"

#include <algorithm>
#include <cstring>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

constexpr std::size_t release_bytes = 32 << 20;
constexpr std::size_t look_ahead = 1 << 20;

int is_line_feed(unsigned char c) { return c == '\n' ? 1 : 0; }

bool is_blank(std::string_view line) {
  return line.empty() || (line.front() == ' ' && line.find_first_not_of(' ') == std::string_view::npos);
}

const char* quote_hint() { return tr("a field with a quote in it is put in quotes, and the quote is doubled"); }

}  // namespace

CsvReader::CsvReader(std::string_view text, char delimiter, std::string file)
    : text_(text), file_(std::move(file)), delimiter_(delimiter) {
  start_parser();
}

CsvReader::~CsvReader() { csv_free(&parser_); }

void CsvReader::start_parser() {
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
  csv_set_term_func(&parser_, is_line_feed);
}

/// The next line without its end.
std::string_view CsvReader::take_line() {
  const std::size_t begin = position_;
  const void* feed = std::memchr(text_.data() + begin, '\n', text_.size() - begin);
  const std::size_t end =
      feed == nullptr ? text_.size() : static_cast<std::size_t>(static_cast<const char*>(feed) - text_.data());
  position_ = feed == nullptr ? end : end + 1;
  ++line_;
  std::string_view line = text_.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool CsvReader::Rare::in(std::string_view text, std::size_t begin, std::size_t end) {
  if (end <= none_before) return false;
  const std::size_t from = std::max(begin, none_before);
  const std::size_t to = std::min(text.size(), end + look_ahead);
  const void* found = std::memchr(text.data() + from, character, to - from);
  none_before = found == nullptr ? to : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
  return none_before < end;
}

bool CsvReader::next(std::vector<std::string_view>& row, std::size_t& line) {
  after_blank_ = false;
  if (done_ && position_ - done_to_ > release_bytes) {
    done_(text_.substr(done_to_, position_ - done_to_));
    done_to_ = position_;
  }
  while (position_ < text_.size()) {
    const std::size_t begin = position_;
    const std::string_view content = take_line();
    if (is_blank(content)) {
      after_blank_ = true;
      continue;
    }
    line = line_;
    if (quotes_.in(text_, begin, position_)) {
      read_quoted(content, row);
    } else {
      split(content, row);
    }
    if (nuls_.in(text_, begin, position_)) refuse_nul(row, line);
    return true;
  }
  return false;
}

void CsvReader::split(std::string_view content, std::vector<std::string_view>& row) const {
  row.clear();
  const char* begin = content.data();
  const char* const end = begin + content.size();
  while (const void* found = std::memchr(begin, delimiter_, static_cast<std::size_t>(end - begin))) {
    const char* const cut = static_cast<const char*>(found);
    row.emplace_back(begin, static_cast<std::size_t>(cut - begin));
    begin = cut + 1;
  }
  row.emplace_back(begin, static_cast<std::size_t>(end - begin));
}

void CsvReader::on_field(void* data, std::size_t size, void* self) {
  auto& reader = *static_cast<CsvReader*>(self);
  reader.fields_.append(static_cast<const char*>(data), size);
  reader.ends_.push_back(reader.fields_.size());
  reader.field_line_ = reader.line_;
}

void CsvReader::on_row(int, void* self) { static_cast<CsvReader*>(self)->complete_ = true; }

void CsvReader::read_quoted(std::string_view content, std::vector<std::string_view>& row) {
  const auto begin = static_cast<std::size_t>(content.data() - text_.data());
  const std::size_t first_line = line_;
  fields_.clear();
  ends_.clear();
  complete_ = false;
  field_line_ = line_;
  for (;;) {
    if (csv_parse(&parser_, content.data(), content.size(), on_field, on_row, this) != content.size()) {
      refuse(row, begin, tr("a quote stands inside a field, or text after a closing quote"), first_line);
    }
    if (position_ >= text_.size()) break;
    csv_parse(&parser_, "\n", 1, on_field, on_row, this);
    if (complete_) break;
    content = take_line();
  }
  if (!complete_ && csv_fini(&parser_, on_field, on_row, this) != 0) {
    refuse(row, begin, tr("the quote that opens here is never closed"), field_line_);
  }
  row.clear();
  std::size_t from = 0;
  for (const std::size_t end : ends_) {
    row.emplace_back(fields_.data() + from, end - from);
    from = end;
  }
}

void CsvReader::refuse(std::vector<std::string_view>& row, std::size_t begin, const std::string& message,
                       std::size_t line) {
  const std::size_t column = ends_.size() + 1;
  csv_free(&parser_);
  start_parser();
  row.assign(1, text_.substr(begin, position_ - begin));
  throw DataError(message, quote_hint(), {file_, line, column});
}

void CsvReader::refuse_nul(const std::vector<std::string_view>& row, std::size_t line) const {
  const auto found = std::ranges::find_if(row, [](std::string_view f) { return f.find('\0') != std::string::npos; });
  throw DataError(tr("a NUL byte: this is not text"), tr("if the file is UTF-16, name its encoding"),
                  {file_, line, static_cast<std::size_t>(found - row.begin()) + 1});
}

double CsvReader::progress() const {
  return text_.empty() ? 1 : static_cast<double>(position_) / static_cast<double>(text_.size());
}

bool CsvReader::has_row_ahead(std::size_t fields) {
  CsvReader ahead(text_.substr(position_), delimiter_, file_);
  std::vector<std::string_view> row;
  std::size_t line = 0;
  for (;;) {
    try {
      if (!ahead.next(row, line)) return false;
      if (row.size() == fields) return true;
    } catch (const DataError&) {
      continue;  // prose may hold anything
    }
  }
}

}  // namespace salesctl
