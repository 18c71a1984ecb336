// A customer's profile: what was ordered and paid, month by month and in the last two years.
#include "base/message.hpp"
#include "profile.hpp"
#include "render/spark_line.hpp"
#include "report/profile.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// Nothing where there was nothing to grow from.
Value change(const TwoYears& years) {
  if (years.before <= Money{}) return {};
  return ratio(static_cast<double>(years.last.minor) / static_cast<double>(years.before.minor) - 1);
}

}  // namespace

Section years_section(const ProfiledCustomer& customer, Date as_of, int money_decimals, const Look& look) {
  const std::vector<MonthFigures> months = monthly(customer.record, as_of);
  Section section{"years", {}};
  if (customer.record.orders.empty() && customer.record.payments.empty()) {
    section.table.title = tr("Orders and payments");
    return section;
  }
  Table& table = section.table;
  table.title = tr("Orders and payments, {} to {}", format_date(months.front().month).substr(0, 7), format_date(as_of));
  table.money_decimals = money_decimals;
  table.columns = {{"series", tr("Series")}};
  if (look.page) table.columns.push_back({"months", tr("Month by month")});
  table.columns.push_back({"last_12_months", tr("Last 12 months"), ColumnType::money});
  table.columns.push_back({"before", tr("12 before"), ColumnType::money});
  table.columns.push_back({"change", tr("Change"), ColumnType::percent});
  const auto add = [&](const char* key, const char* name, Money MonthFigures::*figure, const TwoYears& years) {
    std::vector<std::optional<std::int64_t>> numbers;
    for (const MonthFigures& month : months) numbers.push_back((month.*figure).minor);
    Row row{{Named(key, name)}, 0, false};
    if (look.page) row.cells.emplace_back(spark_line(numbers));
    row.cells.insert(row.cells.end(), {years.last, years.before, change(years)});
    table.rows.push_back(std::move(row));
  };
  add("ordered", tr("Ordered"), &MonthFigures::ordered, ordered_in_years(customer.record, as_of));
  add("paid", tr("Paid"), &MonthFigures::paid, paid_in_years(customer.record, as_of));
  return section;
}

Section months_section(const ProfiledCustomer& customer, Date as_of, int money_decimals) {
  Section section{"months", {}, false, false};
  Table& table = section.table;
  table.title = tr("Months");
  table.money_decimals = money_decimals;
  table.columns = {{"month", tr("Month")},
                   {"orders", tr("Orders"), ColumnType::integer},
                   {"ordered", tr("Ordered"), ColumnType::money},
                   {"paid", tr("Paid"), ColumnType::money}};
  for (const MonthFigures& m : monthly(customer.record, as_of)) {
    table.rows.push_back({{format_date(m.month).substr(0, 7), std::int64_t{m.orders}, m.ordered, m.paid}, 0, false});
  }
  return section;
}

}  // namespace salesctl
