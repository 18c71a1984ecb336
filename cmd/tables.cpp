#include "tables.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {

Value or_nothing(std::string text) {
  if (text.empty()) return std::monostate{};
  return text;
}

Value word(const char* text) {
  if (*text == '\0') return std::monostate{};
  return Named(text, tr(text));
}

Value named_or_nothing(const std::string& id, const std::string& name) {
  if (id.empty()) return std::monostate{};
  return Named(id, name);
}

Rate ratio(double share) { return Rate{std::llround(share * 1e6) * (Rate::one / 1'000'000)}; }

Money minor_units(double value) {
  if (!(std::abs(value) < 9e18)) throw DataError(tr("a value is too large"), tr("amounts go up to about 9.2e18 minor units"));
  return Money{std::llround(value)};
}

Value ratio_or_nothing(const std::optional<double>& share) { return share ? Value(ratio(*share)) : Value(); }

Value four_decimals(double number) { return std::round(number * 1e4) / 1e4; }

Row step(const std::string& what, std::string value, const std::string& how) {
  return {{what, or_nothing(std::move(value)), or_nothing(how)}, 0, false};
}

void drop_columns(Table& table, const std::vector<std::string>& keys) {
  for (std::size_t i = table.columns.size(); i-- > 0;) {
    if (std::ranges::find(keys, table.columns[i].key) == keys.end()) continue;
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(i));
    for (Row& row : table.rows) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void drop_empty_columns(Table& table, const std::vector<std::string>& zeros) {
  if (table.rows.empty()) return;
  std::vector<std::string> spare;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool may_be_zero = std::ranges::find(zeros, table.columns[i].key) != zeros.end();
    const bool empty = std::ranges::all_of(table.rows, [&](const Row& row) {
      const Value& cell = row.cells[i];
      return std::holds_alternative<std::monostate>(cell) || (may_be_zero && cell == Value(std::int64_t{0}));
    });
    if (empty) spare.push_back(table.columns[i].key);
  }
  drop_columns(table, spare);
}

void add_contact_columns(Table& table) {
  table.columns.push_back({"person", tr("Person")});
  table.columns.push_back({"phone", tr("Phone")});
  table.columns.push_back({"email", tr("E-mail")});
}

void add_contact_cells(const Dossier& dossier, bool opted_out, Row& row) {
  const auto reachable = [](const Person& p) { return !p.phone.empty() || !p.email.empty(); };
  const auto person = std::ranges::find_if(dossier.people, reachable);
  if (opted_out) {
    row.cells.resize(row.cells.size() + 3);
  } else if (person == dossier.people.end()) {
    row.cells.insert(row.cells.end(), {Value{}, or_nothing(dossier.phone), or_nothing(dossier.email)});
  } else {
    row.cells.insert(row.cells.end(), {or_nothing(person->name), or_nothing(person->phone), or_nothing(person->email)});
  }
}

Names::Names(const Organisation& organisation) : company_("company", organisation.company), nobody_("", tr("(no rep)")) {
  for (const Team& team : organisation.teams) teams_.emplace(team.id, Named{team.id, team.name});
  for (const Rep& rep : organisation.reps) reps_.emplace(rep.id, Named{rep.id, rep.name});
}

Value Names::scope(ScopeLevel level, const std::string& id) const {
  if (level == ScopeLevel::company) return company_;
  if (id.empty()) return nobody_;
  const auto& names = level == ScopeLevel::team ? teams_ : reps_;
  const auto it = names.find(id);
  return it == names.end() ? Named{id, id} : it->second;
}

Value Names::parent(const std::string& id) const {
  if (id.empty()) return std::monostate{};
  return scope(teams_.contains(id) ? ScopeLevel::team : ScopeLevel::company, id);
}

}  // namespace salesctl
