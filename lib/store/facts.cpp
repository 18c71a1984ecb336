#include "store/facts.hpp"

#include "store/schema.hpp"

namespace salesctl {
namespace {

ColumnType column_type(FieldType type) {
  switch (type) {
    case FieldType::money: return ColumnType::money;
    case FieldType::date: return ColumnType::date;
    case FieldType::integer:
    case FieldType::boolean: return ColumnType::integer;
    case FieldType::number: return ColumnType::number;
    case FieldType::rate: return ColumnType::percent;
    default: return ColumnType::text;
  }
}

Value value_of(const Statement& row, int column, FieldType type) {
  if (row.is_null(column)) return std::monostate{};
  switch (type) {
    case FieldType::money: return Money{row.integer(column)};
    case FieldType::integer:
    case FieldType::boolean: return row.integer(column);
    case FieldType::number: return row.real(column);
    case FieldType::rate: return Rate{row.integer(column)};
    case FieldType::date:
      if (const auto date = iso_date(row.text(column))) return *date;
      break;
    default: break;
  }
  return std::string(row.text(column));
}

std::string stored(const Field& field) {
  std::string column = "f." + sql_name(storage_column(field));
  if (field.type != FieldType::ref) return column;
  return "(SELECT id FROM " + field.ref_kind + "_fact WHERE key = " + column + ")";
}

std::string select(const Kind& kind) {
  std::string list;
  for (const Field& field : kind.fields) list += (list.empty() ? "" : ", ") + stored(field);
  return "SELECT " + list + " FROM " + kind.table() + " f";
}

Row row_of(const Statement& rows, const Kind& kind) {
  Row row;
  int column = 0;
  for (const Field& field : kind.fields) row.cells.push_back(value_of(rows, column++, field.type));
  return row;
}

}  // namespace

std::vector<Column> fact_columns(const Kind& kind) {
  std::vector<Column> columns;
  for (const Field& field : kind.fields) columns.push_back({field.name, field.name, column_type(field.type)});
  return columns;
}

std::optional<Row> read_fact(const Database& db, const Kind& kind, std::int64_t key) {
  Statement rows = db.prepare(select(kind) + " WHERE f.key = $1");
  rows.bind(1, key);
  if (!rows.step()) return std::nullopt;
  return row_of(rows, kind);
}

void read_facts(const Database& db, const Kind& kind, const std::function<void(Row)>& take) {
  std::string order;
  for (const std::string& name : kind.natural_key) order += (order.empty() ? "" : ", ") + stored(*kind.find(name));
  Statement rows = db.prepare(select(kind) + " ORDER BY " + order);
  while (rows.step()) take(row_of(rows, kind));
}

}  // namespace salesctl
