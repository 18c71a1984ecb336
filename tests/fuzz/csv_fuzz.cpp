// Any bytes as a CSV file: no crash, lines only go up, and what is not refused is valid UTF-8 cut from the input.
#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using salesctl::CsvReader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string converted;
  std::string_view text;
  try {
    text = salesctl::to_utf8(bytes, "", "fuzz.csv", converted);
  } catch (const salesctl::Error&) {
    return 0;
  }
  if (salesctl::find_invalid_utf8(text) != std::string_view::npos) std::abort();
  CsvReader reader(text, ',', "fuzz.csv");
  std::vector<std::string_view> row;
  std::size_t last = 0;
  for (;;) {
    std::size_t line = 0;
    try {
      if (!reader.next(row, line)) break;
    } catch (const salesctl::DataError& e) {
      line = e.place().line;
      if (line < last) std::abort();
      continue;
    }
    if (line <= last || row.empty()) std::abort();
    last = line;
    std::size_t bytes_of_row = 0;
    for (const std::string_view field : row) {
      bytes_of_row += field.size();
      if (salesctl::find_invalid_utf8(field) != std::string_view::npos) std::abort();
    }
    if (bytes_of_row > text.size()) std::abort();
  }
  if (reader.progress() < 1) std::abort();
  return 0;
}
