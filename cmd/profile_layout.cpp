// A customer's profile as each format shows it.
#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"
#include "profile.hpp"

namespace salesctl {
namespace {

constexpr std::size_t newest = 20;      // rows of a list on a page
constexpr std::size_t value_width = 76;  // of a card's values, so that a page is no wider than 100 columns

bool says_nothing(const Value& value) {
  const auto* const named = std::get_if<Named>(&value);
  return std::holds_alternative<std::monostate>(value) || (named != nullptr && named->id().empty() && named->name().empty());
}

Table card_table(const Section& section, Format format) {
  Table card = section.table;
  card.columns = {{"item", tr("Item")}, {"value", tr("Detail")}};
  card.rows.clear();
  for (std::size_t i = 0; i < section.table.columns.size(); ++i) {
    const Value& value = section.table.rows.front().cells.at(i);
    if (says_nothing(value)) continue;
    const auto* const text = std::get_if<std::string>(&value);
    const std::string& title = section.table.columns[i].title;
    if (text == nullptr || format != Format::table) {
      card.rows.push_back({{title, value}, 0, false});
      continue;
    }
    const std::vector<std::string> lines = wrapped(*text, value_width);
    for (const std::string& line : lines) card.rows.push_back({{&line == &lines.front() ? title : std::string(), line}, 0, false});
  }
  return card;
}

/// Only the columns that stand on a page and say something, and the newest rows where nothing else was said of them.
void shorten(Section& section) {
  Table& table = section.table;
  for (std::size_t i = table.columns.size(); i-- > 0;) {
    const auto& kept = section.page_columns;
    const bool stands = kept.empty() || std::ranges::find(kept, table.columns[i].key) != kept.end();
    if (stands && !std::ranges::all_of(table.rows, [i](const Row& row) { return says_nothing(row.cells.at(i)); })) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    for (Row& row : table.rows) row.cells.erase(row.cells.begin() + at);
    table.columns.erase(table.columns.begin() + at);
  }
  if (table.page_rows > 0 || table.rows.size() <= newest) return;
  table.page_rows = newest;
  table.rest = tr("all of them with -f csv, json or xlsx");
}

std::vector<Table> for_people(std::vector<Section> sections, Format format) {
  std::vector<Table> tables;
  std::string missing;
  std::vector<std::string> why_missing;
  for (Section& section : sections) {
    if (!section.page && format != Format::xlsx) continue;
    Table& table = section.table;
    if (table.rows.empty()) {
      if (table.notes.empty()) missing += (missing.empty() ? "" : ", ") + table.title;
      for (const std::string& note : table.notes) why_missing.push_back(table.title + ": " + note);
      continue;
    }
    if (format != Format::xlsx) shorten(section);
    tables.push_back(section.card ? card_table(section, format) : std::move(table));
  }
  std::vector<std::string>& notes = tables.front().notes;
  if (!missing.empty()) notes.push_back(tr("nothing on record: {}", missing));
  notes.insert(notes.end(), why_missing.begin(), why_missing.end());
  return tables;
}

/// A line for each value.
Table long_table(const std::vector<Section>& sections) {
  Table table;
  table.columns = {{"section", "section"}, {"row", "row", ColumnType::integer}, {"item", "item"}, {"value", "value"}};
  for (const Section& section : sections) {
    table.money_decimals = section.table.money_decimals;
    std::int64_t number = 0;
    for (const Row& row : section.table.rows) {
      ++number;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (says_nothing(row.cells[i])) continue;
        table.rows.push_back({{section.key, number, section.table.columns.at(i).key, row.cells[i]}, 0, false});
      }
    }
  }
  return table;
}

/// A list without rows stands in an object of tables, and is nothing in lines.
std::vector<Table> for_machines(std::vector<Section> sections, Format format) {
  if (format == Format::csv) return {long_table(sections)};
  std::vector<Table> tables;
  for (Section& section : sections) {
    Table& table = section.table;
    table.name = section.key;
    if (format == Format::jsonl) {
      table.columns.insert(table.columns.begin(), {"section", "section"});
      for (Row& row : table.rows) row.cells.insert(row.cells.begin(), section.key);
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace

std::vector<Table> laid_out(std::vector<Section> sections, Format format) {
  const bool people = is_page(format) || format == Format::xlsx;
  return people ? for_people(std::move(sections), format) : for_machines(std::move(sections), format);
}

}  // namespace salesctl
