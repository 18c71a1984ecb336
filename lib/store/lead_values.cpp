// Learned fields are columns of the kinds, so that only their names, quoted, become part of the SQL.
#include "store/lead_values.hpp"

#include <algorithm>
#include <cmath>

#include "store/schema.hpp"

namespace salesctl {
namespace {

bool is_number(const Field& field) {
  return field.type == FieldType::integer || field.type == FieldType::number || field.type == FieldType::money || field.type == FieldType::rate;
}

/// The field that a lead has in place of one that is learned from deals; nothing where it has none.
const Field* lead_field(const Settings& settings, const LearnField& learned) {
  if (learned.kind == "product") return nullptr;
  const Field* const of = find_kind(settings.kinds, learned.kind).find(learned.field);
  std::string name = learned.field;
  if (learned.kind == "opportunity" && name == "amount") name = "value";
  if (learned.kind == "opportunity" && name == "rep") name = "owner";
  if (learned.kind == "opportunity" && (name == "customer" || name == "name")) return nullptr;
  const Field* const found = find_kind(settings.kinds, "lead").find(name);
  return found != nullptr && of != nullptr && is_number(*found) == is_number(*of) && found->type != FieldType::date ? found : nullptr;
}

/// A field's value: a word or a number, of the row `alias`.
std::string value_sql(const Field& field, const std::string& alias, const Settings& settings) {
  std::string column = alias + "." + sql_name(storage_column(field));
  switch (field.type) {
    case FieldType::ref: return "(SELECT id FROM " + field.ref_kind + "_fact WHERE key = " + column + ")";
    case FieldType::money: return column + " / " + std::to_string(std::llround(std::pow(10, settings.currency.decimals))) + ".0";
    case FieldType::rate: return column + " / 1e9";
    case FieldType::boolean: return "CASE " + column + " WHEN 0 THEN 'no' WHEN 1 THEN 'yes' END";
    default: return column;
  }
}

}  // namespace

std::string values_sql(const Settings& settings, LeadKind kind, bool of_lead, const std::string& amount) {
  std::string sql;
  for (const LearnField& learned : settings.leads.learn) {
    const Field* const lead = lead_field(settings, learned);
    if (kind == LeadKind::lead && lead == nullptr) continue;
    const Field& field = *find_kind(settings.kinds, learned.kind).find(learned.field);
    const char* const alias = learned.kind == "customer" ? "c" : learned.kind == "product" ? "p" : "o";
    if (of_lead) {
      sql += ", " + value_sql(*lead, "l", settings);
    } else if (learned.name() == "amount") {
      sql += ", " + amount + " / " + std::to_string(std::llround(std::pow(10, settings.currency.decimals))) + ".0";
    } else if (lead != nullptr && learned.name() != "rep") {
      sql += ", coalesce(" + value_sql(field, alias, settings) + ", " + value_sql(*lead, "l", settings) + ")";
    } else {
      sql += ", " + value_sql(field, alias, settings);
    }
  }
  return sql;
}

std::vector<FieldValue> read_values(const Statement& row, int first, const std::vector<LearnedField>& fields) {
  std::vector<FieldValue> values;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const int column = first + static_cast<int>(i);
    if (row.is_null(column) || (!fields[i].number && row.text(column).empty())) {
      values.emplace_back();
    } else if (fields[i].number) {
      values.emplace_back(row.real(column));
    } else {
      values.emplace_back(std::string(row.text(column)));
    }
  }
  return values;
}

std::vector<LearnedField> learned_fields(const Settings& settings, LeadKind kind) {
  std::vector<LearnedField> fields;
  for (const LearnField& learned : settings.leads.learn) {
    if (kind == LeadKind::lead && lead_field(settings, learned) == nullptr) continue;
    fields.push_back({learned.name(), is_number(*find_kind(settings.kinds, learned.kind).find(learned.field))});
  }
  return fields;
}

std::vector<ClosedDeal> read_closed_deals(const Database& db, const Settings& settings, LeadKind kind, Date as_of, std::size_t most) {
  const std::vector<LearnedField> fields = learned_fields(settings, kind);
  Statement rows = db.prepare("SELECT o.id, o.closed_on, s.kind <> 'lost'" + values_sql(settings, kind, false, "o.amount_minor") +
                              " FROM opportunity_fact o JOIN stage_alias a ON a.alias = o.stage JOIN stage_rule s ON s.position = a.position " + around_deal +
                              "WHERE s.kind <> 'open' AND o.closed_on <= $1 ORDER BY o.closed_on DESC, o.id DESC LIMIT $2");
  rows.bind(1, std::string_view(format_date(as_of))).bind(2, static_cast<std::int64_t>(most));
  std::vector<ClosedDeal> deals;
  while (rows.step()) {
    deals.push_back({std::string(rows.text(0)), day_number(rows.date(1).value()), rows.integer(2) != 0, read_values(rows, 3, fields)});
  }
  return deals;
}

std::vector<LeadWait> read_lead_waits(const Database& db, Date as_of) {
  Statement rows = db.prepare(
      "SELECT l.created_on, coalesce(min(l.converted_on, coalesce(d.day, l.converted_on)), d.day) FROM lead_fact l LEFT JOIN "
      "(SELECT lead_key, min(created_on) AS day FROM opportunity_fact WHERE lead_key IS NOT NULL GROUP BY lead_key) d ON d.lead_key = l.key "
      "WHERE l.created_on <= $1");
  rows.bind(1, std::string_view(format_date(as_of)));
  const int last = day_number(as_of);
  std::vector<LeadWait> waits;
  while (rows.step()) {
    const int from = day_number(rows.date(0).value());
    const std::optional<Date> converted = rows.date(1);
    const bool is_converted = converted && *converted <= as_of;
    waits.push_back({std::max(0, (is_converted ? day_number(*converted) : last) - from), is_converted});
  }
  return waits;
}

}  // namespace salesctl
