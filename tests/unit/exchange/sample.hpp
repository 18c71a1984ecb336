// Help for the tests of this room: text -> a file -> records -> text that can be compared.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.hpp"
#include "exchange/exchange.hpp"
#include "exchange/row_reader.hpp"

namespace salesctl::test {

/// A file that goes away with the object.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& content)
      : path_(std::filesystem::temp_directory_path() / fmt::format("salesctl-{}-{}-{}", ::getpid(), ++count(), name)) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  static int& count() {
    static int n = 0;
    return n;
  }
  std::filesystem::path path_;
};

/// What was thrown, as "TYPE LINE:COLUMN message | hint", or "nothing".
template <typename Do>
std::string thrown(Do&& action) {
  const auto say = [](const char* type, const Error& e) {
    return fmt::format("{} {}:{} {} | {}", type, e.place().line, e.place().column, e.what(), e.hint());
  };
  try {
    action();
  } catch (const DataError& e) {
    return say("data", e);
  } catch (const ValueError& e) {
    return say("value", e);
  } catch (const UsageError& e) {
    return say("usage", e);
  } catch (const ConfigError& e) {
    return say("config", e);
  } catch (const StoreError& e) {
    return say("store", e);
  }
  return "nothing";
}

inline std::string show(const Cell& cell) {
  switch (cell.type) {
    case Cell::Type::null:
      return "-";
    case Cell::Type::integer:
      return fmt::format("{}", cell.integer);
    case Cell::Type::real:
      return fmt::format("{}r", cell.real);
    case Cell::Type::text:
      return std::string(cell.text);
  }
  return {};
}

/// "LINE: a|b|c" of the next record; "bad ..." for one that is refused; "end".
inline std::string next(RecordSource& source) {
  Record record;
  bool more = false;
  const std::string fault = thrown([&] { more = source.next(record); });
  if (fault != "nothing") return "bad " + fault;
  if (!more) return "end";
  std::string text = fmt::format("{}:", record.line);
  for (const Cell& cell : record.cells) text += " " + show(cell);
  return text;
}

inline std::vector<std::string> all(RecordSource& source) {
  std::vector<std::string> found;
  for (std::string one; one != "end";) {
    one = next(source);
    if (one != "end") found.push_back(one);
  }
  return found;
}

/// "LINE: a|b|c" of each row of a reader, and its errors; a StoreError is the last.
inline std::vector<std::string> rows(RowReader& reader) {
  std::vector<std::string> found;
  for (;;) {
    std::vector<std::string_view> row;
    std::size_t line = 0;
    bool more = true;
    const std::string fault = thrown([&] { more = reader.next(row, line); });
    if (!more) return found;
    if (fault.starts_with("store")) {
      found.push_back(fault);
      return found;
    }
    found.push_back(fault == "nothing" ? fmt::format("{}: {}", line, fmt::join(row, "|")) : fault);
  }
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A small kind with a field of every type.
inline Kind sample_kind() {
  Kind kind;
  kind.name = "deal";
  kind.natural_key = {"id"};
  kind.fields = {{"id", FieldType::id, "", true, {}, {}, false},
                 {"name", FieldType::text, "", false, {}, {}, false},
                 {"amount", FieldType::money, "", true, {}, {}, false},
                 {"won_on", FieldType::date, "", false, {}, {}, false},
                 {"stage", FieldType::choice, "", false, {}, {"open", "won", "lost"}, false},
                 {"open", FieldType::boolean, "", false, {}, {}, false}};
  return kind;
}

}  // namespace salesctl::test
