// JSON Lines -> rows: one flat object a line; numbers keep the digits they are written with.
#pragma once

#include <unordered_map>

#include "exchange/row_reader.hpp"

namespace salesctl {

/// The keys of the first object are the columns, in its order. Later objects may leave keys out (empty) but have no
/// others. true, false and numbers become their text, null the empty text.
class JsonlReader : public RowReader {
 public:
  /// `text` is valid UTF-8 and outlives the reader.
  JsonlReader(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

  bool next(std::vector<std::string_view>& row, std::size_t& line) override;
  double progress() const override;

 private:
  bool take_line(std::string_view& content);
  void parse(std::string_view content);

  std::string_view text_;
  std::string file_;
  std::size_t position_ = 0;
  std::size_t line_ = 0;
  bool header_given_ = false;
  bool first_waiting_ = false;  // the first object's keys were given as header, its values are the next row
  std::vector<std::string> keys_;
  std::unordered_map<std::string, std::size_t> column_of_;
  std::vector<std::string> values_;
};

}  // namespace salesctl
