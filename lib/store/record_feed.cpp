#include "store/record_feed.hpp"

#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::int64_t keys_in_memory = 2'000'000;
constexpr std::int64_t progress_rows = 50'000;

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
      name_(static_cast<std::size_t>(std::ranges::find(source.fields(), kind.index(kind.natural_key.front())) -
                                     source.fields().begin())) {
  for (std::size_t i = 0; i < source.fields().size(); ++i) {
    if (kind.fields[source.fields()[i]].type == FieldType::ref) references_.push_back({i, nullptr});
  }
}

std::vector<std::string> RecordFeed::storage_columns() const {
  std::vector<std::string> columns;
  for (const std::size_t field : source_.fields()) columns.push_back(storage_column(kind_.fields[field]));
  return columns;
}

KeyLookup& RecordFeed::lookup(const std::string& name) {
  return lookups_.try_emplace(name, database_, find_kind(settings_.kinds, name)).first->second;
}

void RecordFeed::resolve(Reference& reference) {
  const std::size_t index = source_.fields()[reference.position];
  const Field& field = kind_.fields[index];
  Cell& cell = record_.cells[reference.position];
  if (reference.keys == nullptr) reference.keys = &lookup(field.ref_kind);
  if (const auto key = reference.keys->find(cell.text)) {
    cell = integer_cell(*key);
  } else if (field.ref_kind == kind_.name) {
    pending_.push_back({std::string(record_.cells[name_].text), index, std::string(cell.text), record_.line,
                        options_.reject ? source_.raw() : std::vector<std::string>()});
    cell = {};
  } else if (const auto made = options_.create_missing ? reference.keys->create(cell.text) : std::nullopt) {
    ++counts.created;
    cell = integer_cell(*made);
  } else {
    throw DataError(tr("{}: there is no {} \"{}\"", field.name, field.ref_kind, printable(cell.text)),
                    options_.create_missing ? tr("a {} needs more than an id: import it first", field.ref_kind)
                                            : tr("import it first, or add --create-missing"),
                    {source_.name(), record_.line, source_.column_of(index)});
  }
}

void RecordFeed::count_row() {
  if (++counts.read % progress_rows == 0 && options_.progress) options_.progress(counts.read, source_.progress());
}

bool RecordFeed::next() {
  for (;;) {
    bool is_read = false;
    try {
      is_read = source_.next(record_);
      if (!is_read) return false;
      count_row();
      for (Reference& reference : references_) {
        if (record_.cells[reference.position].type == Cell::Type::text) resolve(reference);
      }
      return true;
    } catch (const DataError& bad) {
      if (!options_.reject) throw;
      if (!is_read) count_row();
      if (is_read) std::erase_if(pending_, [&](const PendingReference& p) { return p.line == record_.line; });
      ++counts.rejected;
      options_.reject(bad, source_.raw());
    }
  }
}

}  // namespace salesctl
