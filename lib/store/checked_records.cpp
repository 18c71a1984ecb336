#include "store/checked_records.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

void append(std::string& bytes, const Cell& cell) {
  bytes += static_cast<char>(cell.type);
  switch (cell.type) {
    case Cell::Type::integer: bytes.append(reinterpret_cast<const char*>(&cell.integer), sizeof cell.integer); break;
    case Cell::Type::real: bytes.append(reinterpret_cast<const char*>(&cell.real), sizeof cell.real); break;
    case Cell::Type::text: bytes.append(cell.text); break;
    case Cell::Type::null: break;
  }
  bytes += '\x1f';
}

}  // namespace

CheckedRecords::CheckedRecords(RecordSource& source, const Kind& kind)
    : source_(source), kind_(kind), fields_(source.fields()) {
  for (const std::string& name : kind.natural_key) {
    const std::size_t field = kind.index(name);
    auto it = std::ranges::find(fields_, field);
    if (it == fields_.end() && kind.fields[field].type == FieldType::choice) it = fields_.insert(it, field);
    if (it == fields_.end()) throw DataError(tr("{}: the column \"{}\" is missing", source.name(), name));
    key_positions_.push_back(static_cast<std::size_t>(it - fields_.begin()));
  }
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const Field& field = kind.fields[fields_[i]];
    if (field.type == FieldType::choice && !field.custom) choices_.push_back(i);
  }
  rules_ = RecordRules(kind, fields_);
}

void CheckedRecords::complete(Record& record) const {
  record.cells.resize(fields_.size());
  for (const std::size_t i : choices_) {
    Cell& cell = record.cells[i];
    if (cell.type == Cell::Type::null) cell = {Cell::Type::text, 0, 0, kind_.fields[fields_[i]].choices.front()};
  }
}

bool CheckedRecords::is_new(const Record& record) {
  bytes_.clear();
  for (const std::size_t position : key_positions_) append(bytes_, record.cells[position]);
  const Hash128 key = hash128(bytes_);
  for (const Cell& cell : record.cells) append(bytes_, cell);
  const std::uint64_t content = hash128(bytes_).low;
  const auto [earlier, fresh] = seen_.emplace(key, content);
  if (fresh) return true;
  if (*earlier == content) return false;
  std::string id;
  for (const std::size_t position : key_positions_) {
    id += (id.empty() ? "" : ", ") + std::string(record.cells[position].text);
  }
  throw DataError(tr("{} \"{}\" stands twice in the file, with different values", kind_.name, printable(id)),
                  tr("keep one of the two rows"), {source_.name(), record.line, 0});
}

bool CheckedRecords::next(Record& record) {
  while (source_.next(record)) {
    complete(record);
    if (is_new(record)) {
      rules_.check(record, source_.name());
      return true;
    }
    ++repeated_;
  }
  return false;
}

}  // namespace salesctl
