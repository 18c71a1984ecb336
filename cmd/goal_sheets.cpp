#include "goal_sheets.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/message.hpp"
#include "model/goal.hpp"

namespace salesctl {
namespace {

constexpr std::array<std::pair<ScopeLevel, const char*>, 3> sheets{
    {{ScopeLevel::company, TR_NOOP("Company")}, {ScopeLevel::team, TR_NOOP("Teams")}, {ScopeLevel::rep, TR_NOOP("Reps")}}};

/// The rows of one level; teams stay a tree, without the company above them.
Table sheet(const Table& table, std::size_t level_column, ScopeLevel level, const char* title) {
  Table one = table;
  one.title = tr(title);
  one.notes.insert(one.notes.begin(), table.title);
  std::erase_if(one.rows, [&](const Row& row) { return row.cells[level_column] != Value(std::string(to_string(level))); });
  for (Row& row : one.rows) row.indent = level == ScopeLevel::team ? std::max(0, row.indent - 1) : 0;
  return one;
}

}  // namespace

void show_goal(Context& context, Table table) {
  if (context.format() != Format::xlsx) return context.show(std::move(table));
  const std::size_t column = column_place(table, "scope_level");
  std::vector<Table> tables;
  for (const auto& [level, title] : sheets) {
    Table one = sheet(table, column, level, title);
    if (!one.rows.empty()) tables.push_back(std::move(one));
  }
  if (tables.empty()) tables.push_back(std::move(table));
  context.show(tables);
}

}  // namespace salesctl
