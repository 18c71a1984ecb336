// Records: facts on their way in, already checked against their kind's field types but with references still as ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace salesctl {

/// One value as the store wants it: money in minor units, rates in billionths, dates as ISO text, booleans 0/1,
/// references and everything else as text. `text` points into the source and is good until the next record.
struct Cell {
  enum class Type : std::uint8_t { null, integer, real, text };
  Type type = Type::null;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text;
};

struct Record {
  std::vector<Cell> cells;  // one per entry of RecordSource::fields()
  std::size_t line = 0;     // where the record starts in its file (rows of a sheet count as lines)
};

/// A file being read, record by record.
class RecordSource {
 public:
  virtual ~RecordSource() = default;
  /// Indexes into Kind::fields of the fields this source fills, ascending; fields not listed stay as they are.
  virtual const std::vector<std::size_t>& fields() const = 0;
  /// The next record, or false at the end. Throws DataError (file, line, column) for a row that cannot be read;
  /// the source then stands at the row after it, so that a caller may go on.
  virtual bool next(Record& record) = 0;
  /// The file's column, counted from 1, that fills a field (an index into Kind::fields); 0 where none does.
  virtual std::size_t column_of(std::size_t /*field*/) const { return 0; }
  /// The name of the file, for messages.
  virtual const std::string& name() const = 0;
  /// The row last read or refused, as its original values and under its original header, for a file of rejects.
  virtual const std::vector<std::string>& header() const = 0;
  virtual std::vector<std::string> raw() const = 0;
  /// How far it has read, 0 to 1, for progress.
  virtual double progress() const = 0;
};

}  // namespace salesctl
