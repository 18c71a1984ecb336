#include "store/record_feed.hpp"

#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t keys_in_memory = 2'000'000;
constexpr std::int64_t progress_rows = 50'000;

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

Cell integer_cell(std::int64_t value) { return {Cell::Type::integer, value, 0, {}}; }

}  // namespace

KeyLookup::KeyLookup(const Database& database, const Kind& kind) : database_(database), kind_(kind) {
  const std::int64_t rows = database.integer("SELECT count(*) FROM " + kind.table()).value_or(0);
  in_memory_ = rows <= keys_in_memory;
  if (!in_memory_) {
    query_.emplace(database.prepare("SELECT key FROM " + kind.table() + " WHERE id = $1"));
    return;
  }
  keys_.reserve(static_cast<std::size_t>(rows));
  Statement all = database.prepare("SELECT id, key FROM " + kind.table());
  while (all.step()) keys_.emplace(hash128(all.text(0)), all.integer(1));
}

std::optional<std::int64_t> KeyLookup::find(std::string_view id) {
  if (const std::int64_t* key = keys_.find(hash128(id))) return *key;
  if (in_memory_) return std::nullopt;
  query_->bind(1, id);
  std::optional<std::int64_t> key;
  if (query_->step()) key = query_->integer(0);
  query_->reset();
  return key;
}

std::optional<std::int64_t> KeyLookup::create(std::string_view id) {
  for (const Field& field : kind_.fields) {
    if (field.required && field.name != "id" && field.name != "name") return std::nullopt;
  }
  const bool named = kind_.find("name") != nullptr;
  Statement insert = database_.prepare("INSERT INTO " + kind_.table() +
                                       (named ? " (id, name) VALUES ($1, $1)" : " (id) VALUES ($1)") + " RETURNING key");
  insert.bind(1, id);
  insert.step();
  const std::int64_t key = insert.integer(0);
  keys_.emplace(hash128(id), key);
  return key;
}

RecordFeed::RecordFeed(const Database& database, const Settings& settings, const Kind& kind, RecordSource& source,
                       const ImportOptions& options)
    : database_(database), settings_(settings), kind_(kind), source_(source), options_(options),
      fields_(source.fields()) {
  for (const std::string& name : kind.natural_key) {
    const std::size_t field = kind.index(name);
    auto it = std::ranges::find(fields_, field);
    if (it == fields_.end() && kind.fields[field].type == FieldType::choice) it = fields_.insert(it, field);
    if (it == fields_.end()) throw DataError(tr("{}: the column \"{}\" is missing", source.name(), name));
    key_positions_.push_back(static_cast<std::size_t>(it - fields_.begin()));
  }
  by_field_.resize(fields_.size());
}

std::vector<std::string> RecordFeed::storage_columns() const {
  std::vector<std::string> columns;
  for (const std::size_t field : fields_) columns.push_back(storage_column(kind_.fields[field]));
  return columns;
}

Place RecordFeed::place(std::size_t position) const { return {source_.name(), record_.line, position + 1}; }

KeyLookup& RecordFeed::lookup(const std::string& name) {
  return lookups_.try_emplace(name, database_, find_kind(settings_.kinds, name)).first->second;
}

void RecordFeed::resolve(std::size_t position) {
  const Field& field = kind_.fields[fields_[position]];
  Cell& cell = record_.cells[position];
  KeyLookup*& keys = by_field_[position];
  if (keys == nullptr) keys = &lookup(field.ref_kind);
  if (const auto key = keys->find(cell.text)) {
    cell = integer_cell(*key);
  } else if (field.ref_kind == kind_.name) {
    const std::string_view id = record_.cells[key_positions_.front()].text;
    pending_.push_back({std::string(id), fields_[position], std::string(cell.text), record_.line});
    cell = {};
  } else if (const auto made = options_.create_missing ? keys->create(cell.text) : std::nullopt) {
    ++counts.created;
    cell = integer_cell(*made);
  } else {
    throw DataError(tr("{}: there is no {} \"{}\"", field.name, field.ref_kind, printable(cell.text)),
                    options_.create_missing ? tr("a {} needs more than an id: import it first", field.ref_kind)
                                            : tr("import it first, or add --create-missing"),
                    place(position));
  }
}

void RecordFeed::check_refund() const {
  const Cell* amount = nullptr;
  bool refund = false;
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const std::string& name = kind_.fields[fields_[i]].name;
    if (name == "amount") amount = &record_.cells[i];
    if (name == "kind") refund = record_.cells[i].text == "refund";
  }
  if (refund && amount != nullptr && amount->integer > 0) {
    throw DataError(tr("amount: a refund's amount must not be above zero"),
                    tr("write refunds with a minus sign"), {source_.name(), record_.line, 0});
  }
}

/// Whether an earlier row had the same key and content; one with other content is an error.
bool RecordFeed::repeated() {
  bytes_.clear();
  for (const std::size_t position : key_positions_) append(bytes_, record_.cells[position]);
  const Hash128 key = hash128(bytes_);
  for (const Cell& cell : record_.cells) append(bytes_, cell);
  const std::uint64_t content = hash128(bytes_).low;
  const auto [earlier, fresh] = seen_.emplace(key, content);
  if (fresh) return false;
  if (*earlier == content) return true;
  std::string id;
  for (const std::size_t position : key_positions_) {
    id += (id.empty() ? "" : ", ") + std::string(record_.cells[position].text);
  }
  throw DataError(tr("{} \"{}\" stands twice in the file, with different values", kind_.name, printable(id)),
                  tr("keep one of the two rows"), {source_.name(), record_.line, 0});
}

/// Makes the record ready to be stored; false when an earlier row said the same.
bool RecordFeed::accept() {
  record_.cells.resize(fields_.size());
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const Field& field = kind_.fields[fields_[i]];
    Cell& cell = record_.cells[i];
    if (field.type == FieldType::choice && !field.custom && cell.type == Cell::Type::null) {
      cell = {Cell::Type::text, 0, 0, field.choices.front()};
    }
  }
  if (repeated()) {
    ++counts.repeated;
    return false;
  }
  if (kind_.name == "order") check_refund();
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (kind_.fields[fields_[i]].type == FieldType::ref && record_.cells[i].type == Cell::Type::text) resolve(i);
  }
  return true;
}

bool RecordFeed::next() {
  for (;;) {
    try {
      if (!source_.next(record_)) return false;
      if (++counts.read % progress_rows == 0 && options_.progress) options_.progress(counts.read, source_.progress());
      if (accept()) return true;
    } catch (const DataError& bad) {
      if (!options_.reject) throw;
      ++counts.rejected;
      options_.reject(bad);
    }
  }
}

}  // namespace salesctl
