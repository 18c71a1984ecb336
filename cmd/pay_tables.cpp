// The lines of the ledger as tables.
#include <map>
#include <set>
#include <tuple>

#include "base/message.hpp"
#include "pay.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

Value rep_cell(const Organisation& organisation, RepKey key) {
  const Rep* rep = organisation.find_rep(key);
  return rep == nullptr ? Value{} : Value(Named(rep->id, rep->name));
}

/// Lines of one rep and component together: their basis, their rate if it is one, what is paid.
struct Together {
  const PayLine* first = nullptr;
  Money sum;
  bool has_sum = false;
  bool one_rate = true;
  std::optional<Rate> rate;
  Money amount;
};

Row row_of(const Together& t, const Organisation& organisation) {
  const PayLine& l = *t.first;
  return {{l.period, rep_cell(organisation, l.rep), l.plan, l.component, word(to_string(l.type)), basis_word(l),
           t.has_sum ? Value(t.sum) : Value(), t.one_rate ? or_nothing(t.rate) : Value(), t.amount}};
}

std::vector<Together> together(const std::vector<PayLine>& lines) {
  std::vector<Together> all;
  std::map<std::tuple<std::string, RepKey, std::string, std::string>, std::size_t> places;
  for (const PayLine& l : lines) {
    if (l.kind == LineKind::total) continue;
    const auto [it, made] = places.try_emplace({l.period, l.rep, l.plan, l.component}, all.size());
    if (made) all.push_back({&l, {}, false, true, l.rate, {}});
    Together& t = all[it->second];
    t.amount += l.amount;
    if (t.first->kind == LineKind::benefit) continue;
    t.one_rate = t.one_rate && (l.rate == t.rate);
    if ((holds_rows(l) && l.kind != LineKind::raise) || l.kind == LineKind::share) {
      t.sum += l.sum;
      t.has_sum = true;
    }
  }
  return all;
}

Row explained_row(const PayLine& l, const Organisation& organisation) {
  const bool has_sum = holds_rows(l) || l.kind == LineKind::share || l.kind == LineKind::total || l.kind == LineKind::bonus;
  return {{l.period, rep_cell(organisation, l.rep), l.plan, l.component, word(to_string(l.kind)), basis_word(l), has_sum ? Value(l.sum) : Value(),
           or_nothing(l.rate), l.kind == LineKind::each ? or_nothing(l.each) : Value(), l.amount, or_nothing(to_string(l.reason)), or_nothing(l.place)}};
}

}  // namespace

void show_rates_exactly(Table& table) {
  for (Row& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto* const rate = std::get_if<Rate>(&row.cells[i]);
      if (rate != nullptr && table.columns[i].key == "rate") row.cells[i] = format_percent(*rate);
    }
  }
}

Table pay_table(const std::vector<PayLine>& lines, const Organisation& organisation, const Settings& settings, bool explain) {
  Table table;
  table.title = tr("Pay");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"period", tr("Period")}, {"rep", tr("Rep")}, {"plan", tr("Plan")}, {"component", tr("Component")}};
  table.columns.push_back(explain ? Column{"kind", tr("Kind")} : Column{"type", tr("Type")});
  table.columns.push_back({"basis", tr("Basis")});
  table.columns.push_back({"sum", tr("Sum"), ColumnType::money});
  table.columns.push_back({"rate", tr("Rate"), ColumnType::percent});
  if (explain) table.columns.push_back({"each", tr("Each"), ColumnType::money});
  table.columns.push_back({"amount", tr("Amount"), ColumnType::money});
  if (explain) {
    table.columns.push_back({"reason", tr("Reason")});
    table.columns.push_back({"rule", tr("Rule")});
    for (const PayLine& l : lines) {
      const bool idle = (l.kind == LineKind::cap || l.kind == LineKind::floor) && l.amount == Money{};
      if (!idle) table.rows.push_back(explained_row(l, organisation));
    }
  } else {
    for (const Together& t : together(lines)) table.rows.push_back(row_of(t, organisation));
  }
  Money sum;
  std::set<RepKey> reps;
  for (const PayLine& l : lines) {
    sum += l.amount;
    reps.insert(l.rep);
  }
  table.notes.push_back(tr("together {} for {} people", format_grouped(sum, settings.currency.decimals), reps.size()));
  return table;
}

}  // namespace salesctl
