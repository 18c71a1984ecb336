// What the parts of salesctl report dashboard share.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "context.hpp"
#include "model/organisation.hpp"
#include "model/table.hpp"
#include "profile.hpp"

namespace salesctl {

/// Reads a table by the keys of its columns; what is not there is nothing.
class TableReader {
 public:
  explicit TableReader(const Table& table) : table_(table) {}
  Value at(const Row& row, std::string_view key) const;
  std::optional<Money> money(const Row& row, std::string_view key) const;
  std::int64_t number(const Row& row, std::string_view key) const;  // 0 where there is none
  std::string id(const Row& row, std::string_view key) const;       // text, as machines read it
  bool has(const Row& row, std::string_view key) const { return !id(row, key).empty(); }

 private:
  const Table& table_;
};

/// What the summary takes from the parts of the page, of which there may be none.
struct DashboardTables {
  const Table* attainment = nullptr;  // down to reps, as machines read it
  const Table* deals = nullptr;
  const Table* churn = nullptr;
  const Table* contacts = nullptr;
  const Table* overdue = nullptr;
  const Table* promises = nullptr;
  const Table* satisfaction = nullptr;
};

/// Where the firm stands, in a card and in a sentence or two.
Section dashboard_summary(const Period& period, const DashboardTables& tables, Context& context);

/// The team that each rep is in, by the rep's id.
using Teams = std::map<std::string, Value>;
Teams teams_on(const Organisation& organisation, Date day);

/// A table with the team of each row's rep or owner behind that column.
Table with_teams(Table table, const Teams& teams);

/// How far behind the plan each scope is.
Table attainment_with_lack(const Table& attainment);

/// Who has how much overdue of what: the largest value of deals first, then most.
Table overdue_by_rep(const DashboardTables& tables, int money_decimals);

/// Whose training is overdue, of those who have to pass it.
Table training_overdue(const Table& people);

/// A deal that should have closed, or a contact that should have been made, before the day.
inline bool is_overdue(const TableReader& read, const Row& row) { return read.number(row, "days_overdue") > 0; }

/// What the rows have in a column of money, added up.
Money sum_of(const Table& table, std::string_view key);

/// Whether the task on a customer at risk is done, with no contact on record since it was set.
bool is_done_without_contact(const TableReader& read, const Row& row);

/// A customer whose risk is not low.
bool is_at_risk(const TableReader& read, const Row& row);

/// Every rep with a target, by how much of what is due is lacking, or of the target of a period that is over.
Table reps_by_lack(const Period& period, const Table& attainment);

/// Of customers who may leave those at risk, with what was begun in one column.
Table customers_at_risk(const Table& churn);

/// The table with those of its rows alone for which kept(reader, row) holds.
Table only(const Table& table, const auto& kept) {
  Table some = table;
  const TableReader read(table);
  std::erase_if(some.rows, [&](const Row& row) { return !kept(read, row); });
  if (some.rows.empty()) some.notes.clear();  // of rows that are not there
  return some;
}

/// Open deals that should have closed by now, the largest first; and those that should from now to the period's end.
Table deals_overdue(const Table& deals);
Table deals_due(const Table& deals, const Period& period, Date as_of);

/// Those due within the days to come first, then the longest overdue.
Table contacts_due_first(const Table& contacts);

/// So many of each kind, the longest late first.
Table overdue_of_each_kind(const Table& overdue, std::size_t rows);

}  // namespace salesctl
