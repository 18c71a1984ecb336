// The rules' conditions see temporary tables in place of the views of the same names: what is open, without what was dated
// later. SQLite looks for a name among temporary tables first, so that a subselect sees no more than that either.
#include "store/leads.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/customers.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds limit{60};

const char* kind_name(LeadKind kind) { return kind == LeadKind::lead ? "lead" : "opportunity"; }

std::string with_progress(LeadKind kind) {
  const std::string name = kind_name(kind);
  return name + " JOIN progress ON progress.of_key = " + name + ".key";
}

std::vector<std::string> visible(LeadKind kind) {
  if (kind == LeadKind::lead) return {"lead", "progress"};
  return {"opportunity", "progress", "customer", "product"};
}

// $1 is the day.
const char* const open_leads_sql =
    "FROM lead_fact f WHERE coalesce(f.created_on, '') <= $1 AND coalesce(f.converted_on, '9999') > $1 "
    "AND f.key NOT IN (SELECT lead_key FROM opportunity_fact WHERE lead_key IS NOT NULL AND coalesce(created_on, '') <= $1)";
const char* const open_deals_sql =
    "FROM (SELECT o.*, CASE WHEN o.changes THEN "
    "(SELECT e.stage FROM stage_event_fact e WHERE e.opportunity_key = o.key AND e.entered_on <= $1 "
    "ORDER BY e.entered_on DESC, e.key DESC LIMIT 1) ELSE o.stage END AS stood, "
    "CASE WHEN coalesce(o.closed_on, '') > $1 THEN (SELECT e.amount_minor FROM stage_event_fact e WHERE e.opportunity_key = o.key "
    "AND e.entered_on <= $1 AND e.amount_minor IS NOT NULL ORDER BY e.entered_on DESC, e.key DESC LIMIT 1) ELSE o.amount_minor END AS worth "
    "FROM (SELECT d.*, coalesce(d.closed_on, '') > $1 OR EXISTS (SELECT 1 FROM stage_event_fact e WHERE e.opportunity_key = d.key AND "
    "e.entered_on > $1) AS changes FROM opportunity_fact d WHERE coalesce(d.created_on, (SELECT min(e.entered_on) FROM stage_event_fact e "
    "WHERE e.opportunity_key = d.key), '') <= $1) o) f "
    "LEFT JOIN stage_alias a ON a.alias = f.stood LEFT JOIN stage_rule r ON r.position = a.position "
    "WHERE coalesce(r.kind, 'open') = 'open'";

void create_progress(const Database& db) {
  db.execute("DROP TABLE IF EXISTS temp.progress; CREATE TEMP TABLE progress (of_key INTEGER PRIMARY KEY, age_days INTEGER, "
             "idle_days INTEGER, contacts INTEGER, amount_minor INTEGER, stood TEXT)");
}

/// What is open, and what is known of contacts.
void fill_progress(const Database& db, LeadKind kind, const std::string& day) {
  const bool lead = kind == LeadKind::lead;
  Statement insert = db.prepare(
      std::string("INSERT INTO temp.progress SELECT n.key, CAST(julianday($1) - julianday(n.created_on) AS INTEGER), "
                  "CAST(julianday($1) - julianday(max(coalesce(c.last, n.noted), coalesce(n.noted, c.last))) AS INTEGER), "
                  "coalesce(c.contacts, 0), n.amount_minor, n.stood FROM (SELECT f.key, f.created_on, "
                  "CASE WHEN f.last_activity_on <= $1 THEN f.last_activity_on END AS noted, ") +
      (lead ? "f.value_minor AS amount_minor, NULL AS stood " : "f.worth AS amount_minor, f.stood ") + (lead ? open_leads_sql : open_deals_sql) +
      ") n LEFT JOIN (SELECT " + kind_name(kind) + "_key AS of_key, max(happened_on) AS last, count(*) AS contacts FROM activity_fact "
      "WHERE happened_on <= $1 AND " + kind_name(kind) + "_key IS NOT NULL GROUP BY 1) c ON c.of_key = n.key");
  insert.bind(1, std::string_view(day));
  insert.run_bound();
}

/// A column of the view as it stood on the day, which is ISO text.
std::string as_it_stood(LeadKind kind, const Field& field, const Settings& settings, const std::string& day) {
  std::string column = "v." + sql_name(field.name);
  const std::string later = "coalesce(v.closed_on, '') > '" + day + "'";
  const auto is_one_of = [&](std::initializer_list<const char*> names) { return !field.custom && std::ranges::find(names, field.name) != names.end(); };
  if (is_one_of({"last_activity_on", "assigned_on"})) return "CASE WHEN " + column + " <= '" + day + "' THEN " + column + " END";
  if (kind == LeadKind::lead) return is_one_of({"converted_on", "customer"}) ? "NULL" : column;
  if (field.name == "stage") return "p.stood";
  if (field.name == "amount") return "p.amount_minor / " + std::to_string(std::llround(std::pow(10, settings.currency.decimals))) + ".0";
  if (is_one_of({"closed_on", "probability", "lost_reason", "competitor", "next_step"})) return "CASE WHEN NOT " + later + " THEN " + column + " END";
  return column;
}

/// The view's columns, in a temporary table of its name that hides it; without a day, empty.
void create_open(const Database& db, const Settings& settings, LeadKind kind, const std::optional<Date>& as_of) {
  const std::string day = as_of ? format_date(*as_of) : std::string();
  const std::string name = kind_name(kind);
  db.execute("DROP TABLE IF EXISTS temp." + name);
  create_progress(db);
  if (as_of) fill_progress(db, kind, day);
  std::string sql = "CREATE TEMP TABLE " + name + " AS SELECT v.key";
  for (const Field& field : find_kind(settings.kinds, name).fields) {
    sql += ", " + as_it_stood(kind, field, settings, day) + " AS " + sql_name(field.name);
  }
  if (kind == LeadKind::deal) {
    sql += ", coalesce((SELECT r.name FROM stage_alias a JOIN stage_rule r ON r.position = a.position WHERE a.alias = p.stood), p.stood) AS stage_name";
  }
  db.execute(sql + " FROM temp.progress p CROSS JOIN main." + name + " v ON v.key = p.of_key");
}

/// Runs what asks a condition, locked down to what is open; a failure is told at the condition's place.
void ask_locked(const Database& db, LeadKind kind, const std::string& what, const Place& place, const std::function<void()>& ask) {
  const ReadOnly locked(db, visible(kind), limit);
  try {
    ask();
  } catch (const StoreError& e) {
    throw ConfigError(tr("leads: {}: {}", printable(what), why_failed(locked, e)),
                      tr("text stands in single quotes; a condition may name the columns of {} (salesctl-store(5)) and age_days, idle_days, "
                         "contacts; where both have a name, write {}.NAME or progress.NAME", kind_name(kind), kind_name(kind)),
                      place);
  }
}

std::vector<std::int64_t> keys_meeting(const Database& db, LeadKind kind, const std::string& name, const std::string& condition, const Place& place) {
  std::vector<std::int64_t> keys;
  ask_locked(db, kind, name, place, [&] {
    Statement rows = db.prepare("SELECT progress.of_key FROM " + with_progress(kind) + " WHERE (\n" + condition + "\n) ORDER BY 1");
    while (rows.step()) keys.push_back(rows.integer(0));
  });
  return keys;
}

/// Leaves only what meets `leads.open`.
void keep_open(const Database& db, const LeadRules& rules) {
  if (rules.open.empty()) return;
  const std::vector<std::int64_t> kept = keys_meeting(db, LeadKind::lead, "open", rules.open, rules.open_place);
  std::vector<std::int64_t> gone;
  Statement rows = db.prepare("SELECT of_key FROM temp.progress ORDER BY 1");
  while (rows.step()) {
    if (!std::ranges::binary_search(kept, rows.integer(0))) gone.push_back(rows.integer(0));
  }
  Statement lead = db.prepare("DELETE FROM temp.lead WHERE key = $1");
  Statement progress = db.prepare("DELETE FROM temp.progress WHERE of_key = $1");
  if (!gone.empty()) db.execute("CREATE INDEX temp.lead_key ON lead (key)");
  for (const std::int64_t key : gone) {
    lead.run(key);
    progress.run(key);
  }
}

/// What is open as it stands in the temporary tables: key, id, name, owner, value, age and fields.
std::string open_sql(const Settings& settings, LeadKind kind) {
  const std::string head = ", r.id, r.name, ";
  if (kind == LeadKind::lead) {
    return "SELECT l.key, l.id, l.name" + head + "t.amount_minor, t.age_days" + values_sql(settings, kind, true, {}) +
           " FROM temp.progress t JOIN lead_fact l ON l.key = t.of_key LEFT JOIN rep_fact r ON r.key = l.owner_key ORDER BY l.id";
  }
  return "SELECT o.key, o.id, coalesce(o.name, c.name)" + head + "coalesce(t.amount_minor, p.price_minor), t.age_days" +
         values_sql(settings, kind, false, "t.amount_minor") + " FROM temp.progress t JOIN opportunity_fact o ON o.key = t.of_key " + around_deal +
         "LEFT JOIN rep_fact r ON r.key = o.rep_key ORDER BY o.id";
}

}  // namespace

std::vector<PointRule> rules_of(const LeadRules& rules, LeadKind kind) {
  std::vector<PointRule> found;
  std::ranges::copy_if(rules.rules, std::back_inserter(found), [&](const PointRule& r) { return r.of_deals == (kind == LeadKind::deal); });
  return found;
}

std::vector<OpenLead> read_open_leads(const Database& db, const Settings& settings, LeadKind kind, Date as_of) {
  create_open(db, settings, kind, as_of);
  if (kind == LeadKind::lead) keep_open(db, settings.leads);
  std::vector<std::vector<std::int64_t>> meeting;
  for (const PointRule& rule : rules_of(settings.leads, kind)) meeting.push_back(keys_meeting(db, kind, rule.name, rule.when, rule.place));
  const std::vector<LearnedField> fields = learned_fields(settings, kind);
  std::vector<OpenLead> found;
  Statement rows = db.prepare(open_sql(settings, kind));
  while (rows.step()) {
    OpenLead lead;
    lead.id = rows.text(1);
    lead.name = rows.text(2);
    lead.owner = rows.text(3);
    lead.owner_name = rows.text(4);
    if (!rows.is_null(5)) lead.value = Money{rows.integer(5)};
    if (!rows.is_null(6)) lead.age = static_cast<int>(rows.integer(6));
    for (const auto& keys : meeting) lead.met.push_back(std::ranges::binary_search(keys, rows.integer(0)));
    lead.values = read_values(rows, 7, fields);
    found.push_back(std::move(lead));
  }
  return found;
}

std::vector<std::vector<FieldValue>> read_open_values(const Database& db, const Settings& settings, LeadKind kind, Date as_of) {
  create_progress(db);
  fill_progress(db, LeadKind::deal, format_date(as_of));
  const std::vector<LearnedField> fields = learned_fields(settings, kind);
  Statement rows = db.prepare("SELECT 1" + values_sql(settings, kind, false, "t.amount_minor") +
                              " FROM temp.progress t JOIN opportunity_fact o ON o.key = t.of_key " + around_deal);
  std::vector<std::vector<FieldValue>> values;
  while (rows.step()) values.push_back(read_values(rows, 1, fields));
  return values;
}

void require_lead(const Database& db, LeadKind kind, const std::string& id) { find_key(db, kind_name(kind), id); }

void check_leads(const Database& db, const Settings& settings) {
  for (const LeadKind kind : {LeadKind::lead, LeadKind::deal}) {
    create_open(db, settings, kind, std::nullopt);
    const auto check = [&](const std::string& name, const std::string& condition, const Place& place) {
      ask_locked(db, kind, name, place, [&] { check_expression(db, with_progress(kind), condition); });
    };
    if (kind == LeadKind::lead && !settings.leads.open.empty()) check("open", settings.leads.open, settings.leads.open_place);
    for (const PointRule& rule : rules_of(settings.leads, kind)) check(rule.name, rule.when, rule.place);
    db.execute(std::string("DROP TABLE temp.progress; DROP TABLE temp.") + kind_name(kind));
  }
}

}  // namespace salesctl
