// Files in and out: CSV, JSON Lines, Excel. Knows formats, headings and field types; knows no SQL.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "model/record.hpp"
#include "model/settings.hpp"

namespace salesctl {

enum class FileFormat { csv, jsonl, xlsx };

/// By name (.csv .tsv .txt .jsonl .ndjson .xlsx), else by content (PK.. is Excel, '{' is JSON Lines).
FileFormat detect_format(const std::filesystem::path& path);

struct ReadOptions {
  Currency currency;
  std::string timezone;   // timestamps with a zone become dates here; empty: the system's
  std::string encoding;   // overrides the mapping's
  std::string date_form;  // overrides the mapping's for every date field
};

/// Opens a file ("-" is standard input) to be read as records of `kind` through `mapping` (without one, headings are
/// field names). Throws DataError for a file without a usable header: a field named twice, a required field of
/// the kind missing (with the headings found), a heading that is no field - unless the mapping lets it pass.
/// Headings skipped are added to `skipped`. A file that cannot be read at all (not there, a damaged workbook) is a
/// StoreError, here or from next(): leaving out bad rows does not help there.
std::unique_ptr<RecordSource> open_records(const std::filesystem::path& path, const Kind& kind, const Mapping* mapping,
                                           const ReadOptions& options, std::vector<std::string>* skipped = nullptr);

/// One value checked against its field: the same rules for every format. Empty text is null.
/// Throws ValueError without a place. `scratch` backs the text of values that had to be rewritten.
Cell read_value(const Field& field, std::string_view text, const FieldMapping* mapping, const ReadOptions& options,
                std::string& scratch);

/// CSV as RFC 4180 with LF: quotes only where needed.
std::string csv_field(std::string_view text);

}  // namespace salesctl
