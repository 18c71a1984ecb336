#include "exchange/exchange.hpp"

#include <fstream>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/encoding.hpp"
#include "exchange/jsonl_reader.hpp"
#include "exchange/mapped_source.hpp"
#include "exchange/xlsx_reader.hpp"

namespace salesctl {
namespace {

std::string extension(const std::filesystem::path& path) { return fold(path.extension().string()); }

/// By the first bytes: an archive is Excel, and so is an old workbook (to be refused there, with the remedy).
FileFormat format_of_content(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) return FileFormat::xlsx;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const char c = first == std::string_view::npos ? '\0' : bytes[first];
  return c == '{' || c == '[' ? FileFormat::jsonl : FileFormat::csv;
}

std::optional<FileFormat> format_of_name(const std::filesystem::path& path) {
  const std::string name = extension(path);
  if (name == ".csv" || name == ".tsv" || name == ".txt") return FileFormat::csv;
  if (name == ".jsonl" || name == ".ndjson") return FileFormat::jsonl;
  if (name == ".xlsx") return FileFormat::xlsx;
  return std::nullopt;
}

}  // namespace

FileFormat detect_format(const std::filesystem::path& path) {
  if (const auto format = format_of_name(path)) return *format;
  if (path == "-") return FileFormat::csv;  // cannot be looked at without taking it
  std::ifstream file(path, std::ios::binary);
  std::string start(512, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(file.gcount()));
  return format_of_content(start);
}

std::unique_ptr<RecordSource> open_records(const std::filesystem::path& path, const Kind& kind, const Mapping* mapping,
                                           const ReadOptions& options, std::vector<std::string>* skipped) {
  const std::string name = path == "-" ? "stdin" : path.string();
  auto text = std::make_unique<SourceText>();
  text->input = std::make_unique<Input>(path);
  const std::string_view bytes = text->input->bytes();
  const FileFormat format = format_of_name(path).value_or(format_of_content(bytes));

  std::unique_ptr<RowReader> reader;
  if (format == FileFormat::xlsx) {
    reader = std::make_unique<XlsxReader>(bytes, mapping == nullptr ? std::string{} : mapping->sheet, name);
  } else {
    const std::string encoding = options.encoding.empty() && mapping != nullptr ? mapping->encoding : options.encoding;
    const std::string_view utf8 = to_utf8(bytes, encoding, name, text->converted);
    if (format == FileFormat::jsonl) {
      reader = std::make_unique<JsonlReader>(utf8, name);
    } else {
      const char delimiter = extension(path) == ".tsv" ? '\t' : mapping == nullptr ? ',' : mapping->delimiter;
      text->input->release(bytes);  // looked at as a whole for its encoding
      auto csv = std::make_unique<CsvReader>(utf8, delimiter, name);
      csv->when_read([input = text->input.get()](std::string_view part) { input->release(part); });
      reader = std::move(csv);
    }
  }
  auto source = std::make_unique<MappedSource>(name, std::move(text), std::move(reader), kind, mapping, options);
  if (skipped != nullptr) skipped->insert(skipped->end(), source->skipped().begin(), source->skipped().end());
  return source;
}

std::string csv_field(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  const bool spaced = !text.empty() && (is_space(text.front()) || is_space(text.back()));  // readers trim
  if (!spaced && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace salesctl
