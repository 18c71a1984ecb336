// The documented views: facts as people know them. Columns that end in _key are the integer keys behind the ids.
#include <cmath>

#include "store/schema.hpp"

namespace salesctl {
namespace {

std::string scale(const Settings& settings) {
  return std::to_string(static_cast<int>(std::pow(10, settings.currency.decimals))) + ".0";
}

/// A column of a view. Every command parses these, so they say no more than is needed.
std::string shown(const Field& field, const Settings& settings) {
  std::string column = sql_name(storage_column(field));
  const std::string name = sql_name(field.name);
  switch (field.type) {
    case FieldType::ref: return "(SELECT id FROM " + field.ref_kind + "_fact WHERE key = f." + column + ") " + name;
    case FieldType::money:
      return column + (settings.currency.decimals == 0 ? " " : " / " + scale(settings) + " ") + name;
    case FieldType::rate: return column + " / 1e9 " + name;
    default: return column;
  }
}

/// An order's minor units up to and including the credit c, so that differences of neighbours sum to the whole.
std::string up_to(const std::string& minor, const std::string& condition) {
  return "CAST(round(" + minor +
         " * coalesce((SELECT sum(d.share_billionths) FROM order_credit_fact d WHERE d.order_key = c.order_key AND "
         "d.rep_key " +
         condition + " c.rep_key), 0) / 1e9) AS INTEGER)";
}

/// Minor units of an order or payment, or the credit's part of them, as decimals.
std::string credited(const std::string& minor, const Settings& settings) {
  const std::string units = "CASE WHEN c.key IS NULL THEN " + minor + " ELSE " + up_to(minor, "<=") + " - " +
                            up_to(minor, "<") + " END";
  return settings.currency.decimals == 0 ? units : "(" + units + ") / " + scale(settings);
}

/// The order whose credits count: its own, else, of a refund, those of the order it gives back.
const char* const credited_key =
    "(CASE WHEN o.refund_of_key IS NULL OR EXISTS (SELECT 1 FROM order_credit_fact x WHERE x.order_key = o.key) "
    "THEN o.key ELSE o.refund_of_key END)";

const char* const credited_rep = "coalesce(c.rep_key, o.rep_key)";

std::string id_of(const std::string& kind, const std::string& key) {
  return "(SELECT id FROM " + kind + "_fact WHERE key = " + key + ")";
}

// An order that is not split meets no credit in the join and counts in full for its rep.
std::string credited_order(const Settings& settings) {
  return "SELECT o.id AS \"order\", " + id_of("rep", credited_rep) + " AS rep, " + id_of("customer", "o.customer_key") +
         " AS customer, " + id_of("product", "o.product_key") + " AS product, " +
         id_of("opportunity", "o.opportunity_key") + " AS opportunity, o.kind, o.quantity, " +
         credited("o.amount_minor", settings) + " AS amount, " + credited("o.cost_minor", settings) +
         " AS cost, o.ordered_on, coalesce(c.share_billionths / 1e9, 1.0) AS share, o.key AS order_key, " + credited_rep +
         " AS rep_key, o.customer_key, o.product_key\n"
         "FROM order_fact o LEFT JOIN order_credit_fact c ON c.order_key = " + credited_key;
}

std::string credited_payment(const Settings& settings) {
  return "SELECT p.id AS payment, o.id AS \"order\", " + id_of("rep", credited_rep) + " AS rep, " +
         id_of("customer", "o.customer_key") + " AS customer, " + credited("p.amount_minor", settings) +
         " AS amount, p.paid_on, p.key AS payment_key, " + credited_rep + " AS rep_key, o.customer_key\n"
         "FROM payment_fact p JOIN order_fact o ON o.key = p.order_key "
         "LEFT JOIN order_credit_fact c ON c.order_key = " + credited_key;
}

}  // namespace

std::string kind_view_sql(const Kind& kind, const Settings& settings) {
  std::string sql = "SELECT ";
  for (const Field& field : kind.fields) sql += shown(field, settings) + ", ";
  if (kind.name == "opportunity") {
    const std::string rule = "FROM stage_alias a JOIN stage_rule r ON r.position = a.position WHERE a.alias = f.stage)";
    sql += "coalesce((SELECT r.name " + rule + ", f.stage) AS stage_name, ";
    sql += "coalesce((SELECT r.kind " + rule + ", 'open') AS stage_kind, ";
    sql += "(SELECT nullif(r.probability_billionths, -1) / 1e9 " + rule + " AS stage_probability, ";
  }
  sql += "key";
  for (const Field& field : kind.fields) {
    if (field.type == FieldType::ref) sql += ", " + sql_name(storage_column(field));
  }
  return sql + "\nFROM " + kind.table() + " f";
}

std::vector<View> credit_views(const Settings& settings) {
  return {{"credited_order", "order", "order_key", credited_order(settings),
           "Orders split over the reps credited: a row per order and rep; the parts sum to the order's amount"},
          {"credited_payment", "payment", "payment_key", credited_payment(settings),
           "Payments split over the reps credited with the order; the parts sum to the payment's amount"}};
}

std::string award_view_sql(const Settings& settings) {
  const std::string amount = settings.currency.decimals == 0 ? "amount_minor" : "amount_minor / " + scale(settings);
  return "CREATE VIEW award_history AS\nSELECT award, period, from_on, to_on, level AS scope_level, CASE level WHEN 'team' THEN " + id_of("team", "scope_key") + " ELSE " +
         id_of("rep", "scope_key") + " END AS winner, given_on, reason, nullif(prize, '') AS prize, " + amount +
         " AS amount, scope_key AS winner_key\nFROM award_given WHERE award > '';\n";
}

std::string pay_view_sql(const Settings& settings) {
  const auto money = [&](const std::string& name) {
    return "l." + name + "_minor" + (settings.currency.decimals == 0 ? " AS " : " / " + scale(settings) + " AS ") + name + ", ";
  };
  return "CREATE VIEW pay_ledger AS SELECT l.period, p.from_on, p.to_on, l.about, p.state, (SELECT id FROM rep_fact WHERE key = l.rep_key) AS rep, l.plan, l.component, l.type, "
         "l.kind, l.basis, l.rate_billionths / 1e9 AS rate, " + money("each") + money("sum") + money("amount") +
         "l.reason, l.place, l.version, v.run_key, l.key, l.adjusts, l.rep_key\n"
         "FROM pay_line l JOIN pay_period p ON p.name = l.period "
         "JOIN pay_version v ON v.period = l.period AND v.rep_key = l.rep_key AND v.plan = l.plan AND v.version = l.version\n"
         "WHERE NOT EXISTS (SELECT 1 FROM pay_version n WHERE n.period = l.period AND n.rep_key = l.rep_key AND n.plan = l.plan "
         "AND n.version > l.version);\n";
}

std::vector<std::string> documented_views(const Settings& settings) {
  std::vector<std::string> names{"stage", "target", "class_history", "owner_history", "assignment_history", "score_history", "award_history", "pay_ledger", "run_log"};
  for (const Kind& kind : settings.kinds) names.push_back(kind.name);
  for (const View& view : credit_views(settings)) names.push_back(view.name);
  return names;
}

}  // namespace salesctl
