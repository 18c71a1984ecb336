// CSV -> rows: RFC 4180, LF or CRLF, any one-byte delimiter.
#pragma once

#include <csv.h>

#include <functional>

#include "exchange/row_reader.hpp"

namespace salesctl {

class CsvReader : public RowReader {
 public:
  /// `text` is valid UTF-8 without byte order mark and outlives the reader.
  CsvReader(std::string_view text, char delimiter, std::string file);
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  ~CsvReader() override;

  /// Calls `done` with parts of the text that have been read, so that a large file need not stay in memory.
  void when_read(std::function<void(std::string_view)> done) { done_ = std::move(done); }

  bool next(std::vector<std::string_view>& row, std::size_t& line) override;
  double progress() const override;
  bool after_blank() const override { return after_blank_; }
  bool has_row_ahead(std::size_t fields) override;
  bool guards_formulas() const override { return true; }

 private:
  std::string_view take_line();
  void split(std::string_view content, std::vector<std::string_view>& row) const;
  void read_quoted(std::string_view content, std::vector<std::string_view>& row);
  [[noreturn]] void refuse(std::vector<std::string_view>& row, std::size_t begin, const std::string& message,
                           std::size_t line);
  void refuse_nul(const std::vector<std::string_view>& row, std::size_t line) const;
  void start_parser();
  static void on_field(void* data, std::size_t size, void* self);
  static void on_row(int terminator, void* self);

  std::string_view text_;
  std::string file_;
  char delimiter_;
  std::size_t position_ = 0;  // of the next line
  std::function<void(std::string_view)> done_;
  std::size_t done_to_ = 0;
  std::size_t line_ = 0;      // lines taken
  /// A character that most lines do not have: looked for a megabyte at a time, not line by line.
  struct Rare {
    char character = 0;
    std::size_t none_before = 0;
    /// Whether text[begin, end) has it; asked for ever later parts.
    bool in(std::string_view text, std::size_t begin, std::size_t end);
  };
  Rare quotes_{'"'};
  Rare nuls_{'\0'};
  bool after_blank_ = false;

  csv_parser parser_{};
  std::string fields_;             // of a row with quotes, one after the other
  std::vector<std::size_t> ends_;  // of each of them
  std::size_t field_line_ = 0;     // where the field being parsed began
  bool complete_ = false;
};

}  // namespace salesctl
