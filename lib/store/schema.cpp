// A kind K is stored in K_fact: an integer key, its fields under their storage columns. The view K shows it
// in decimals and ids. STRICT everywhere; what reports add up stands in metric_day.
#include "store/schema.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "store/assign_facts.hpp"
#include "store/awards.hpp"
#include "store/classes.hpp"
#include "store/goals.hpp"
#include "store/leads.hpp"
#include "store/metric_sums.hpp"
#include "store/pay_facts.hpp"
#include "store/scores.hpp"
#include "store/stage_needs.hpp"

namespace salesctl {
namespace {

constexpr int schema_version = 7;
constexpr int application_id = 0x73616c65;  // "sale"

/// Version 1; kinds have tables of their own, made when there are new ones.
const char* const tables_1 = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  key INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, version TEXT NOT NULL, command TEXT NOT NULL,
  kind TEXT, config_hash TEXT NOT NULL, input_hash TEXT NOT NULL,
  rows_read INTEGER NOT NULL, inserted INTEGER NOT NULL, updated INTEGER NOT NULL, rejected INTEGER NOT NULL) STRICT;
CREATE INDEX run_input ON run (input_hash);
CREATE TABLE stage_rule (
  position INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, probability_billionths INTEGER NOT NULL) STRICT;
CREATE TABLE stage_alias (alias TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE metric_rule (
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL) STRICT;
CREATE TABLE metric_day (
  metric_key INTEGER NOT NULL, day INTEGER NOT NULL, reps BLOB NOT NULL, PRIMARY KEY (metric_key, day)) STRICT;
CREATE TABLE goal_plan (
  key INTEGER PRIMARY KEY, metric TEXT NOT NULL, period TEXT NOT NULL, version INTEGER NOT NULL,
  from_on TEXT NOT NULL, to_on TEXT NOT NULL, amount INTEGER NOT NULL, decimals INTEGER NOT NULL,
  by_unit TEXT NOT NULL, to_level TEXT NOT NULL, rule TEXT NOT NULL, digest TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key), UNIQUE (metric, period, version)) STRICT;
CREATE TABLE goal_cell (
  plan_key INTEGER NOT NULL REFERENCES goal_plan (key), position INTEGER NOT NULL, level INTEGER NOT NULL,
  scope_key INTEGER NOT NULL, parent TEXT NOT NULL, depth INTEGER NOT NULL, unit INTEGER NOT NULL,
  period TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (plan_key, position)) STRICT, WITHOUT ROWID;
)sql";

/// Version 3 brought a new kind, whose table is made like any other.
/// Version 2: a plan keeps the rule it was split by; it can be split again.
const char* const tables_2 = "ALTER TABLE goal_plan ADD COLUMN definition TEXT NOT NULL DEFAULT ''";

/// Version 4: what the targets of a scope, and those of a period, have in common stands once in a plan.
const char* const tables_4 = R"sql(
ALTER TABLE goal_cell RENAME TO old_cell;
CREATE TABLE goal_scope (
  plan_key INTEGER NOT NULL REFERENCES goal_plan (key), position INTEGER NOT NULL, level INTEGER NOT NULL,
  scope_key INTEGER NOT NULL, parent TEXT NOT NULL, depth INTEGER NOT NULL,
  PRIMARY KEY (plan_key, position)) STRICT, WITHOUT ROWID;
CREATE TABLE goal_period (
  plan_key INTEGER NOT NULL REFERENCES goal_plan (key), position INTEGER NOT NULL, unit INTEGER NOT NULL,
  name TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,
  PRIMARY KEY (plan_key, position)) STRICT, WITHOUT ROWID;
CREATE TABLE goal_cell (
  plan_key INTEGER NOT NULL, scope INTEGER NOT NULL, period INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (plan_key, scope, period)) STRICT, WITHOUT ROWID;
INSERT INTO goal_scope
  SELECT plan_key, row_number() OVER (PARTITION BY plan_key ORDER BY min(position)) - 1, level, scope_key, parent, depth
  FROM old_cell GROUP BY plan_key, level, scope_key, parent;
INSERT INTO goal_period
  SELECT plan_key, row_number() OVER (PARTITION BY plan_key ORDER BY position) - 1, unit, period, from_day, to_day
  FROM old_cell WHERE level = 0;
CREATE INDEX by_key ON goal_scope (plan_key, scope_key, level, parent);
CREATE INDEX by_day ON goal_period (plan_key, from_day, to_day, unit);
INSERT INTO goal_cell
  SELECT c.plan_key, s.position, p.position, c.amount FROM old_cell c
  JOIN goal_scope s ON s.plan_key = c.plan_key AND (s.level, s.scope_key, s.parent) = (c.level, c.scope_key, c.parent)
  JOIN goal_period p ON p.plan_key = c.plan_key AND (p.unit, p.from_day, p.to_day) = (c.unit, c.from_day, c.to_day);
DROP INDEX by_key;
DROP INDEX by_day;
DROP TABLE old_cell;
)sql";

/// Version 5: classes, owners of before and cases of churn of customers; who was assigned what; surveys that were sent and
/// not answered.
const char* const tables_5 = R"sql(
CREATE TABLE customer_scoring (
  scored_on TEXT PRIMARY KEY, from_on TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key)) STRICT, WITHOUT ROWID;
CREATE TABLE customer_class (
  customer_key INTEGER NOT NULL REFERENCES customer_fact (key), since_on TEXT NOT NULL, class TEXT NOT NULL,
  reason TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key),
  PRIMARY KEY (customer_key, since_on)) STRICT, WITHOUT ROWID;
CREATE TABLE owner_change (
  customer_key INTEGER NOT NULL REFERENCES customer_fact (key), changed_on TEXT NOT NULL,
  from_key INTEGER REFERENCES rep_fact (key), to_key INTEGER REFERENCES rep_fact (key),
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (customer_key, changed_on)) STRICT, WITHOUT ROWID;
CREATE TABLE churn_case (
  customer_key INTEGER NOT NULL REFERENCES customer_fact (key), last_order_on TEXT NOT NULL, flagged_on TEXT NOT NULL,
  until_on TEXT NOT NULL, risk TEXT NOT NULL, value_at_risk_minor INTEGER NOT NULL, reasons TEXT NOT NULL,
  action TEXT NOT NULL, task_key INTEGER NOT NULL REFERENCES task_fact (key),
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (customer_key, last_order_on)) STRICT, WITHOUT ROWID;
CREATE TABLE assignment (
  key INTEGER PRIMARY KEY, run_key INTEGER NOT NULL REFERENCES run (key), kind TEXT NOT NULL, item_key INTEGER NOT NULL,
  from_key INTEGER REFERENCES rep_fact (key), to_key INTEGER REFERENCES rep_fact (key), assigned_on TEXT NOT NULL,
  how TEXT NOT NULL, rule TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX assignment_item ON assignment (kind, item_key, key);
CREATE TABLE assign_turn (
  kind TEXT NOT NULL, rule TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), credit INTEGER NOT NULL,
  PRIMARY KEY (kind, rule, rep_key)) STRICT, WITHOUT ROWID;
CREATE TABLE pool_notice (
  kind TEXT NOT NULL, item_key INTEGER NOT NULL, noticed_on TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key),
  PRIMARY KEY (kind, item_key)) STRICT, WITHOUT ROWID;
)sql";

/// Version 6: scores of reps, in hundredths; awards that were given; the pay ledger, whose lines are added and never changed:
/// those of the highest version of a period, rep and plan are in force.
const char* const tables_6 = R"sql(
CREATE TABLE rep_score (
  scorecard TEXT NOT NULL, period TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), from_on TEXT NOT NULL,
  to_on TEXT NOT NULL, scored_on TEXT NOT NULL, score INTEGER NOT NULL, rank INTEGER NOT NULL, grade TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (scorecard, period, rep_key)) STRICT, WITHOUT ROWID;
CREATE TABLE award_given (
  award TEXT NOT NULL, period TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, level TEXT NOT NULL,
  scope_key INTEGER NOT NULL, given_on TEXT NOT NULL, reason TEXT NOT NULL, prize TEXT NOT NULL, amount_minor INTEGER,
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (award, period, level, scope_key)) STRICT, WITHOUT ROWID;
CREATE TABLE pay_period (
  name TEXT PRIMARY KEY, every TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, state TEXT NOT NULL,
  inputs TEXT NOT NULL, config_hash TEXT NOT NULL, digest TEXT NOT NULL, choices TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key), notes TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pay_version (
  period TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), plan TEXT NOT NULL, version INTEGER NOT NULL,
  digest TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key),
  PRIMARY KEY (period, rep_key, plan, version)) STRICT, WITHOUT ROWID;
CREATE TABLE pay_line (
  key INTEGER PRIMARY KEY, period TEXT NOT NULL, about TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), plan TEXT NOT NULL,
  version INTEGER NOT NULL, position INTEGER NOT NULL, component TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL,
  basis TEXT NOT NULL, rate_billionths INTEGER, each_minor INTEGER, sum_minor INTEGER NOT NULL, amount_minor INTEGER NOT NULL,
  adjusts INTEGER REFERENCES pay_line (key), reason TEXT NOT NULL, reason_form TEXT NOT NULL, place TEXT NOT NULL,
  parts BLOB NOT NULL, UNIQUE (period, rep_key, plan, version, position)) STRICT;
CREATE INDEX pay_line_rep ON pay_line (rep_key);
CREATE TABLE pay_event (
  key INTEGER PRIMARY KEY, period TEXT NOT NULL, event TEXT NOT NULL, reason TEXT NOT NULL, digest TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key)) STRICT;
)sql";

/// Each has a condition on a column, so that whoever only counts its rows is seen to read the view and not the table.
const char* const views = R"sql(
CREATE VIEW stage AS
  SELECT name, position, kind, nullif(probability_billionths, -1) / 1e9 AS probability FROM stage_rule WHERE name > '';
CREATE VIEW target AS
  SELECT p.metric, p.version, CASE s.level WHEN 0 THEN 'company' WHEN 1 THEN 'team' ELSE 'rep' END AS scope_level,
    CASE s.level WHEN 0 THEN 'company' WHEN 1 THEN (SELECT id FROM team_fact WHERE key = s.scope_key)
                 ELSE (SELECT id FROM rep_fact WHERE key = s.scope_key) END AS scope,
    s.parent, d.name AS period, date(d.from_day * 86400, 'unixepoch') AS from_on,
    date((d.to_day - 1) * 86400, 'unixepoch') AS to_on,
    CASE p.decimals WHEN 0 THEN c.amount WHEN 2 THEN c.amount / 100.0 ELSE c.amount / 1000.0 END AS amount
  FROM goal_plan p JOIN goal_scope s ON s.plan_key = p.key JOIN goal_period d ON d.plan_key = p.key
    JOIN goal_cell c ON c.plan_key = p.key AND c.scope = s.position AND c.period = d.position
  WHERE p.version = (SELECT max(q.version) FROM goal_plan q WHERE q.metric = p.metric AND q.period = p.period);
CREATE VIEW class_history AS
  SELECT (SELECT id FROM customer_fact WHERE key = customer_key) AS customer, since_on,
    lag(class) OVER (PARTITION BY customer_key ORDER BY since_on) AS previous, class, reason, customer_key
  FROM customer_class WHERE class > '';
CREATE VIEW owner_history AS
  SELECT (SELECT id FROM customer_fact WHERE key = customer_key) AS customer, changed_on,
    (SELECT id FROM rep_fact WHERE key = from_key) AS previous, (SELECT id FROM rep_fact WHERE key = to_key) AS owner,
    customer_key, from_key AS previous_key, to_key AS owner_key
  FROM owner_change WHERE changed_on > '';
CREATE VIEW assignment_history AS
  SELECT assigned_on, kind,
    CASE kind WHEN 'lead' THEN (SELECT id FROM lead_fact WHERE key = item_key)
              ELSE (SELECT id FROM customer_fact WHERE key = item_key) END AS item,
    (SELECT id FROM rep_fact WHERE key = from_key) AS previous, (SELECT id FROM rep_fact WHERE key = to_key) AS owner,
    how, rule, place, reason, key, item_key, from_key, to_key AS owner_key, run_key
  FROM assignment WHERE kind > '';
CREATE VIEW score_history AS
  SELECT (SELECT id FROM rep_fact WHERE key = rep_key) AS rep, scorecard, period, from_on, to_on, scored_on, score / 100.0 AS score,
    rank, nullif(grade, '') AS grade, rep_key
  FROM rep_score WHERE period > '';
CREATE VIEW run_log AS SELECT at, actor, version, command, kind, rows_read, inserted, updated, rejected FROM run WHERE at > '';
)sql";

std::string sql_type(const Field& field) {
  switch (field.type) {
    case FieldType::ref:
    case FieldType::money:
    case FieldType::rate:
    case FieldType::integer:
    case FieldType::boolean: return "INTEGER";
    case FieldType::number: return "REAL";
    default: return "TEXT";
  }
}

std::string column_definition(const Field& field) {
  std::string sql = sql_name(storage_column(field)) + " " + sql_type(field);
  if (field.required) sql += " NOT NULL";
  if (field.type == FieldType::choice && !field.custom) sql += " NOT NULL DEFAULT '" + field.choices.front() + "'";
  if (field.type == FieldType::ref) sql += " REFERENCES " + field.ref_kind + "_fact (key)";
  return sql;
}

std::string natural_index(const Kind& kind) {
  std::string columns;
  for (const std::string& name : kind.natural_key) {
    columns += (columns.empty() ? "" : ", ") + sql_name(storage_column(*kind.find(name)));
  }
  return "CREATE UNIQUE INDEX " + kind.table() + "_natural ON " + kind.table() + " (" + columns + ");\n";
}

std::vector<std::string> names_of(const Database& db, const char* type) {
  Statement list = db.prepare("SELECT name FROM sqlite_master WHERE type = $1");
  list.bind(1, std::string_view(type));
  std::vector<std::string> names;
  while (list.step()) names.emplace_back(list.text(0));
  return names;
}

/// Version 7 adds the rules that runs were made with.
const char* const tables_7 = R"sql(
CREATE TABLE rules_file (
  config_hash TEXT NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (config_hash, position)) STRICT, WITHOUT ROWID;
)sql";

/// A survey may be without an answer since version 5. SQLite cannot take NOT NULL off a column.
void allow_unanswered(const Database& db) {
  if (!db.integer("SELECT 1 FROM sqlite_master WHERE name = 'survey_fact'")) return;
  db.execute(
      "ALTER TABLE survey_fact ADD COLUMN given REAL; UPDATE survey_fact SET given = score;"
      "ALTER TABLE survey_fact DROP COLUMN score; ALTER TABLE survey_fact RENAME COLUMN given TO score;"
      "ALTER TABLE survey_fact ADD COLUMN given TEXT; UPDATE survey_fact SET given = answered_on;"
      "ALTER TABLE survey_fact DROP COLUMN answered_on; ALTER TABLE survey_fact RENAME COLUMN given TO answered_on");
}

void drop_views(const Database& db) {
  for (const std::string& name : names_of(db, "view")) db.execute("DROP VIEW " + sql_name(name));
}

void create_tables(const Database& db, std::int64_t version) {
  if (version < 1) db.execute(tables_1);
  if (version < 2) db.execute(tables_2);
  drop_views(db);  // made anew later
  if (version < 4) {
    db.execute(tables_4);
    renew_digests(db);
  }
  if (version < 5) allow_unanswered(db);
  for (const Kind& kind : built_in_kinds()) {
    if (db.integer("SELECT 1 FROM sqlite_master WHERE name = '" + kind.table() + "'")) continue;
    std::string sql = "CREATE TABLE " + kind.table() + " (key INTEGER PRIMARY KEY";
    for (const Field& field : kind.fields) sql += ",\n  " + column_definition(field);
    db.execute(sql + ") STRICT;\n" + natural_index(kind));
    if (kind.name == "payment") db.execute("CREATE INDEX payment_order ON payment_fact (order_key)");
  }
  if (version < 5) db.execute(tables_5);
  if (version < 6) db.execute(tables_6);
  if (version < 7) db.execute(tables_7);
}

void add_columns(const Database& db, const Settings& settings) {
  for (const Kind& kind : settings.kinds) {
    Statement known = db.prepare("SELECT type FROM pragma_table_info($1) WHERE name = $2");
    for (const Field& field : kind.fields) {
      known.bind(1, std::string_view(kind.table())).bind(2, std::string_view(storage_column(field)));
      const bool there = known.step();
      const std::string type(there ? known.text(0) : sql_type(field));
      known.reset();
      if (type != sql_type(field)) {  // which only a custom field's can be
        throw ConfigError(tr("the store keeps the field {} of {} as {}, and it cannot become {}", field.name, kind.name,
                             type, sql_type(field)),
                          tr("give the field its old type back, or a new one another name"),
                          {settings.file.string(), 0, 0});
      }
      if (!there) db.execute("ALTER TABLE " + kind.table() + " ADD COLUMN " + column_definition(field));
    }
  }
}

void create_views(const Database& db, const Settings& settings) {
  std::string sql = views + award_view_sql(settings) + pay_view_sql(settings);
  for (const Kind& kind : settings.kinds) {
    sql += "CREATE VIEW " + sql_name(kind.name) + " AS\n" + kind_view_sql(kind, settings) + ";\n";
  }
  for (const View& view : credit_views(settings)) {
    sql += "CREATE VIEW " + sql_name(view.name) + " AS\n" + view.sql + ";\n";
  }
  db.execute(sql);
}

std::string_view kind_name(StageKind kind) {
  switch (kind) {
    case StageKind::open: return "open";
    case StageKind::won: return "won";
    case StageKind::lost: return "lost";
    case StageKind::after_sales: return "after_sales";
  }
  return {};
}

/// In the place of a probability: it is computed by each run from the facts that the run knows.
constexpr std::int64_t learned = -1;

void write_stages(const Database& db, const Settings& settings) {
  db.execute("DELETE FROM stage_rule; DELETE FROM stage_alias");
  Statement rule = db.prepare("INSERT INTO stage_rule VALUES ($1, $2, $3, $4)");
  Statement alias = db.prepare("INSERT INTO stage_alias VALUES ($1, $2) ON CONFLICT DO NOTHING");
  std::int64_t position = 0;
  for (const Stage& stage : settings.stages) {
    rule.run(++position, std::string_view(stage.name), kind_name(stage.kind), stage.learned ? learned : stage.probability.billionths);
    alias.run(std::string_view(stage.name), position);
    for (const std::string& other : stage.aliases) alias.run(std::string_view(other), position);
  }
}

std::string meta(const Database& db, std::string_view name) {
  Statement get = db.prepare("SELECT value FROM meta WHERE name = $1");
  get.bind(1, name);
  return get.step() ? std::string(get.text(0)) : std::string();
}

void set_meta(const Database& db, std::string_view name, std::string_view value) {
  db.prepare("INSERT INTO meta VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
      .run(name, value);
}

std::string currency_mark(const Settings& settings) {
  return settings.currency.code + "/" + std::to_string(settings.currency.decimals);
}

/// Opening for reading meets these checks too, so they must be cheap.
void refuse_foreign(const Database& db, std::int64_t version) {
  if (version > schema_version) {
    throw StoreError(tr("{} was written by a newer salesctl (store version {}, this program knows {})",
                        db.path().string(), version, schema_version),
                     tr("install the newer salesctl; nothing was changed"));
  }
  const std::int64_t mark = db.integer("PRAGMA application_id").value_or(0);
  const bool empty = version == 0 && db.integer("SELECT count(*) FROM sqlite_master").value_or(0) == 0;
  if (!empty && mark != application_id) {
    throw StoreError(tr("{} is a database, but not a salesctl store", db.path().string()),
                     tr("name another file in \"store:\" or with --store"));
  }
}

/// What the store's copy of the rules was made from: the config, and the stages a program has by itself where the config
/// has none, which another version may have otherwise.
std::string rules_mark(const Settings& settings) {
  std::string text = settings.hash;
  for (const Stage& stage : settings.stages) {
    text += '\n' + stage.name + '|' + std::string(kind_name(stage.kind)) + '|' + std::to_string(stage.probability.billionths);
    for (const std::string& alias : stage.aliases) text += '|' + alias;
  }
  return content_hash(text);
}

bool up_to_date(const Database& db, const Settings& settings, std::int64_t version) {
  return version == schema_version && meta(db, "config_hash") == rules_mark(settings);
}

void bring_up_to_date(const Database& db, const Settings& settings) {
  db.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  const auto version = [&] { return db.integer("PRAGMA user_version").value_or(0); };
  if (up_to_date(db, settings, version())) return;
  Transaction transaction(db);
  const std::int64_t old = version();
  create_tables(db, old);
  if (old == 0) {
    db.execute("PRAGMA application_id = " + std::to_string(application_id));
    set_meta(db, "currency", currency_mark(settings));
  }
  db.execute("PRAGMA user_version = " + std::to_string(schema_version));
  if (meta(db, "currency") != currency_mark(settings)) {
    throw StoreError(tr("the store keeps amounts in {}, salesctl.yaml says {}", meta(db, "currency"),
                        currency_mark(settings)),
                     tr("amounts are not converted; use a new store for another currency"));
  }
  add_columns(db, settings);
  create_views(db, settings);
  check_classes(db, settings);
  check_assign(db, settings);
  check_needs(db, settings);
  write_stages(db, settings);
  check_leads(db, settings);
  check_awards(db, settings);
  check_pay(db, settings, settings.plans);
  check_scorecards(db, settings);
  rebuild_changed_metrics(db, settings);
  set_meta(db, "config_hash", rules_mark(settings));
  transaction.commit();
}

}  // namespace

std::string sql_name(std::string_view identifier) {
  std::string out = "\"";
  for (const char c : identifier) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

Database open_store(const Settings& settings, Access access, std::chrono::seconds wait) {
  Database db(settings.store, access, wait);
  if (access == Access::read) db.execute("BEGIN");
  const std::int64_t version = db.integer("PRAGMA user_version").value_or(0);
  refuse_foreign(db, version);
  if (access != Access::read) {
    bring_up_to_date(db, settings);
    return db;
  }
  if (up_to_date(db, settings, version)) return db;
  db.execute("COMMIT");
  bring_up_to_date(Database(settings.store, Access::write, wait), settings);
  db.execute("BEGIN");
  return db;
}

}  // namespace salesctl
