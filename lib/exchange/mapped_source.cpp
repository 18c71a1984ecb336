#include "exchange/mapped_source.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/formula.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "exchange/value.hpp"

namespace salesctl {

namespace {

bool is_text(FieldType type) {
  return type == FieldType::text || type == FieldType::id || type == FieldType::ref || type == FieldType::choice;
}

}  // namespace

std::string_view MappedSource::ValueMap::apply(std::string_view text) {
  constexpr std::size_t most_remembered = 10'000;
  key.assign(text);
  auto it = exact.find(key);
  if (it == exact.end()) {
    const auto other = folded.find(fold(text));
    if (exact.size() >= most_remembered) return other == folded.end() ? text : std::string_view(other->second);
    it = exact.emplace(key, other == folded.end() ? key : other->second).first;
  }
  return it->second;
}

MappedSource::MappedSource(std::string name, std::unique_ptr<SourceText> text, std::unique_ptr<RowReader> reader,
                           const Kind& kind, const Mapping* mapping, const ReadOptions& options)
    : name_(std::move(name)), text_(std::move(text)), reader_(std::move(reader)), kind_(kind), options_(options) {
  if (mapping != nullptr) mapping_ = *mapping;
  std::size_t line = 0;
  if (!reader_->next(row_, line) || row_.empty()) {
    throw DataError(tr("the file is empty"), tr("its first line names the columns"), {name_, 0, 0});
  }
  for (const std::string_view heading : row_) header_.emplace_back(quick_trim(heading));
  if (std::ranges::any_of(header_, [](const std::string& h) { return h.find('\r') != std::string::npos; })) {
    throw DataError(tr("lines end with a carriage return alone"), tr("save the file with LF or CRLF line ends"),
                    {name_, line, 0});
  }
  const Mapping* own = mapping_ ? &*mapping_ : nullptr;
  plan_ = plan_columns(header_, kind_, own, {name_, line, 0});
  if (own != nullptr) std::ranges::transform(own->skip_values, std::back_inserter(skip_values_), fold);
  targets_.reserve(plan_.columns.size());  // cells point into the scratch of targets
  for (const ColumnPlan& column : plan_.columns) prepare(column);
}

void MappedSource::prepare(const ColumnPlan& column) {
  Target& target = targets_.emplace_back();
  fields_.push_back(column.field);
  target.field = &kind_.fields[column.field];
  target.source = column.source;
  target.date_form = &date_form_of(column.mapping, options_);
  if (column.source == ColumnPlan::none) {
    try {
      target.constant = read_value(*target.field, *column.mapping->constant, nullptr, options_, target.scratch);
    } catch (const ValueError& e) {
      throw ConfigError(fmt::format("{}: {}", target.field->name, e.what()), e.hint(), mapping_->place);
    }
  } else if (column.mapping != nullptr && !column.mapping->values.empty()) {
    ValueMap& map = target.values.emplace();
    for (const auto& [from, to] : column.mapping->values) {
      map.exact.emplace(std::string(quick_trim(from)), quick_trim(to));
      map.folded.emplace(fold(from), quick_trim(to));
    }
  }
}

bool MappedSource::next(Record& record) {
  std::size_t line = 0;
  do {
    if (ended_ || !reader_->next(row_, line)) return false;
  } while (!is_record(line));
  if (ended_) return false;
  record.line = line;
  record.cells.resize(targets_.size());
  if (!plan_.nameless.empty()) check_unmapped(line);
  for (std::size_t i = 0; i < targets_.size(); ++i) read_target(targets_[i], record.cells[i], line);
  return true;
}

std::size_t MappedSource::column_of(std::size_t field) const {
  const auto it = std::ranges::find(fields_, field);
  if (it == fields_.end()) return 0;
  const std::size_t source = targets_[static_cast<std::size_t>(it - fields_.begin())].source;
  return source == ColumnPlan::none ? 0 : source + 1;
}

/// Whether the row is to become a record; false for one to be passed over. Sets `ended_` where the footer begins.
bool MappedSource::is_record(std::size_t line) {
  const bool footer = mapping_ && mapping_->footer;
  const bool odd = row_.size() != header_.size();
  if (footer && reader_->after_blank()) return ended_ = true;
  if (footer && odd && !reader_->has_row_ahead(header_.size())) return ended_ = true;
  if (odd) check_width(line);
  const auto empty = [](std::string_view value) { return quick_trim(value).empty(); };
  // Spreadsheets leave rows of nothing but delimiters.
  if (empty(row_.front()) && std::ranges::all_of(row_, empty) && reader_->faults().empty()) return false;
  if (plan_.skip == ColumnPlan::none) return true;
  return std::ranges::find(skip_values_, fold(row_[plan_.skip])) == skip_values_.end();
}

void MappedSource::check_width(std::size_t line) const {
  const bool footer = mapping_ && mapping_->footer;
  throw DataError(tr("the row has {} fields, the header has {}", row_.size(), header_.size()),
                  footer ? tr("rows follow, so this is not the footer; is a delimiter missing or not quoted?")
                         : tr("a field that holds the delimiter must be quoted"),
                  {name_, line, std::min(row_.size(), header_.size()) + 1});
}

void MappedSource::check_unmapped(std::size_t line) const {
  for (const std::size_t column : plan_.nameless) {
    if (quick_trim(row_[column]).empty()) continue;
    throw DataError(tr("\"{}\" stands in a column without heading", printable(row_[column])),
                    tr("give the column a heading or remove it"), {name_, line, column + 1});
  }
}

void MappedSource::read_target(Target& target, Cell& cell, std::size_t line) {
  if (target.source == ColumnPlan::none) {
    cell = target.constant;
    return;
  }
  const auto refuse = [&](std::string_view what, const std::string& hint) {
    throw DataError(fmt::format("{}: {}", header_[target.source], what), hint, {name_, line, target.source + 1});
  };
  for (const auto& [column, what] : reader_->faults()) {
    if (column == target.source) refuse(what, {});
  }
  std::string_view text = quick_trim(row_[target.source]);
  if (reader_->guards_formulas() && is_text(target.field->type)) text = without_guard(text);
  if (target.values) text = target.values->apply(text);
  try {
    cell = read_typed(*target.field, text, *target.date_form, options_, target.scratch);
  } catch (const Error& e) {  // an amount past 64 bits is a DataError without a place
    refuse(e.what(), e.hint());
  }
  if (cell.type == Cell::Type::null && target.field->required) {
    throw DataError(tr("{} is empty", header_[target.source]), tr("every {} needs it", kind_.name),
                    {name_, line, target.source + 1});
  }
}

}  // namespace salesctl
