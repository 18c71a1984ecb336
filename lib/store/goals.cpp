#include "store/goals.hpp"

#include "base/file.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

const char* const plan_columns =
    "SELECT p.key, p.metric, p.period, p.version, p.from_on, p.to_on, p.amount, p.decimals, p.by_unit, p.to_level, p.rule, "
    "p.definition";
const char* const of_metric_and_span = "WHERE (p.metric = $1 OR $1 = '') AND ($2 IS NULL OR (p.to_on >= $2 AND p.from_on < $3)) ";

void bind_metric_and_span(Statement& statement, const std::string& metric, std::optional<Span> span) {
  statement.bind(1, std::string_view(metric));
  if (span) {
    statement.bind(2, std::string_view(format_date(span->from))).bind(3, std::string_view(format_date(span->to)));
  } else {
    statement.bind_null(2).bind_null(3);
  }
}

GoalPlan read_plan(const Statement& row) {
  GoalPlan plan;
  plan.key = row.integer(0);
  plan.metric = row.text(1);
  plan.period = {std::string(row.text(2)), {parse_date(row.text(4)), parse_date(row.text(5)) + std::chrono::days{1}}};
  plan.version = row.integer(3);
  plan.amount = Money{row.integer(6)};
  plan.decimals = static_cast<int>(row.integer(7));
  plan.by = parse_period_unit(row.text(8));
  plan.to = parse_scope_level(row.text(9));
  plan.rule = row.text(10);
  plan.definition = row.text(11);
  return plan;
}

/// Hand-set targets are kept as money; of a count, this many minor units are one.
std::int64_t unit_of_money(const Settings& settings, const Metric& metric) {
  std::int64_t unit = 1;
  for (int i = metric_decimals(settings, metric); i < settings.currency.decimals; ++i) unit *= 10;
  return unit;
}

}  // namespace

std::string plan_digest(const GoalPlan& plan, const std::vector<GoalCell>& cells) {
  constexpr std::size_t block = 1 << 20;  // a hash of hashes of blocks: there may be a million cells
  std::string text = plan.rule + plan.definition;
  for (const GoalCell& cell : cells) {
    text += '\n' + std::to_string(static_cast<int>(cell.level)) + ' ' + std::to_string(cell.key) + ' ' + cell.parent +
            ' ' + cell.period.name + ' ' + std::to_string(day_number(cell.period.span.from)) + ' ' +
            std::to_string(cell.amount.minor);
    if (text.size() > block) text = content_hash(text);
  }
  return content_hash(text);
}

std::optional<GoalPlan> find_plan(const Database& db, const std::string& metric, const std::string& period,
                                  std::optional<std::int64_t> version) {
  Statement find = db.prepare(std::string(plan_columns) +
                              " FROM goal_plan p WHERE metric = $1 AND period = $2 AND (version = $3 OR $3 IS NULL) "
                              "ORDER BY version DESC LIMIT 1");
  find.bind(1, std::string_view(metric)).bind(2, std::string_view(period)).bind(3, version);
  if (!find.step()) return std::nullopt;
  return read_plan(find);
}

std::vector<GoalPlan> plans_in(const Database& db, const std::string& metric, std::optional<Span> span) {
  Statement find = db.prepare(std::string(plan_columns) + " FROM goal_plan p " + of_metric_and_span +
                              "AND version = (SELECT max(q.version) FROM goal_plan q "
                              "WHERE q.metric = p.metric AND q.period = p.period) ORDER BY key");
  bind_metric_and_span(find, metric, span);
  std::vector<GoalPlan> plans;
  while (find.step()) plans.push_back(read_plan(find));
  return plans;
}

std::vector<GoalCell> read_cells(const Database& db, const GoalPlan& plan) {
  Statement rows = db.prepare(
      "SELECT c.level, c.scope_key, CASE c.level WHEN 0 THEN 'company' "
      "WHEN 1 THEN (SELECT id FROM team_fact WHERE key = c.scope_key) "
      "ELSE (SELECT id FROM rep_fact WHERE key = c.scope_key) END, "
      "c.parent, c.depth, c.unit, c.period, c.from_day, c.to_day, c.amount FROM goal_cell c WHERE c.plan_key = $1 "
      "ORDER BY c.position");
  rows.bind(1, plan.key);
  std::vector<GoalCell> cells;
  while (rows.step()) {
    GoalCell cell;
    cell.level = static_cast<ScopeLevel>(rows.integer(0));
    cell.key = rows.integer(1);
    cell.scope = rows.text(2);
    cell.parent = rows.text(3);
    cell.depth = static_cast<int>(rows.integer(4));
    cell.unit = static_cast<PeriodUnit>(rows.integer(5));
    cell.period = {std::string(rows.text(6)), {from_day_number(static_cast<int>(rows.integer(7))),
                                               from_day_number(static_cast<int>(rows.integer(8)))}};
    cell.amount = Money{rows.integer(9)};
    cells.push_back(std::move(cell));
  }
  return cells;
}

bool is_as_stored(const Database& db, const GoalPlan& plan, const std::vector<GoalCell>& cells) {
  Statement stored = db.prepare("SELECT digest FROM goal_plan WHERE key = $1");
  stored.bind(1, plan.key);
  return stored.step() && stored.text(0) == plan_digest(plan, cells);
}

bool is_new_version(const Database& db, const GoalPlan& plan, const std::string& digest) {
  Statement newest = db.prepare(
      "SELECT digest FROM goal_plan WHERE metric = $1 AND period = $2 ORDER BY version DESC LIMIT 1");
  newest.bind(1, std::string_view(plan.metric)).bind(2, std::string_view(plan.period.name));
  return !newest.step() || newest.text(0) != digest;
}

void write_plan(const Database& db, GoalPlan plan, const std::vector<GoalCell>& cells, const std::string& digest,
                std::int64_t run_key) {
  const auto newest = find_plan(db, plan.metric, plan.period.name, std::nullopt);
  plan.version = newest ? newest->version + 1 : 1;
  Statement insert = db.prepare(
      "INSERT INTO goal_plan (metric, period, version, from_on, to_on, amount, decimals, by_unit, to_level, rule, "
      "digest, run_key, definition) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING key");
  insert.bind(1, std::string_view(plan.metric)).bind(2, std::string_view(plan.period.name)).bind(3, plan.version);
  insert.bind(4, std::string_view(format_date(plan.period.span.from)));
  insert.bind(5, std::string_view(format_date(plan.period.span.to - std::chrono::days{1})));
  insert.bind(6, plan.amount.minor).bind(7, static_cast<std::int64_t>(plan.decimals));
  insert.bind(8, to_string(plan.by)).bind(9, to_string(plan.to)).bind(10, std::string_view(plan.rule));
  insert.bind(11, std::string_view(digest)).bind(12, run_key).bind(13, std::string_view(plan.definition));
  insert.step();
  const std::int64_t plan_key = insert.integer(0);
  Statement cell_row = db.prepare("INSERT INTO goal_cell VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
  std::int64_t position = 0;
  for (const GoalCell& cell : cells) {
    cell_row.run(plan_key, ++position, static_cast<std::int64_t>(cell.level), cell.key, std::string_view(cell.parent),
                 static_cast<std::int64_t>(cell.depth), static_cast<std::int64_t>(cell.unit),
                 std::string_view(cell.period.name), static_cast<std::int64_t>(day_number(cell.period.span.from)),
                 static_cast<std::int64_t>(day_number(cell.period.span.to)), cell.amount.minor);
  }
}

std::vector<HandSet> hand_set_goals(const Database& db, const Settings& settings, const Metric& metric) {
  Statement rows = db.prepare(
      "SELECT scope_level, scope, period, amount_minor FROM goal_fact WHERE metric = $1 ORDER BY scope_level, scope, period");
  rows.bind(1, std::string_view(metric.name));
  const std::int64_t unit = unit_of_money(settings, metric);
  std::vector<HandSet> list;
  while (rows.step()) {
    HandSet set{parse_scope_level(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), {}};
    if (rows.integer(3) % unit != 0) {
      throw DataError(tr("the target set by hand for {} in {} is no whole number", printable(set.scope), printable(set.period)),
                      tr("set it anew; {} is counted", metric.name));
    }
    set.amount = Money{rows.integer(3) / unit};
    list.push_back(std::move(set));
  }
  return list;
}

void write_hand_set(const Database& db, const Settings& settings, const Metric& metric, const HandSet& set) {
  db.prepare("INSERT INTO goal_fact (metric, scope_level, scope, period, amount_minor) VALUES ($1, $2, $3, $4, $5) "
             "ON CONFLICT (metric, scope_level, scope, period) DO UPDATE SET amount_minor = excluded.amount_minor")
      .run(std::string_view(metric.name), to_string(set.level), std::string_view(set.scope), std::string_view(set.period),
           set.amount.minor * unit_of_money(settings, metric));
}

bool remove_hand_set(const Database& db, const Metric& metric, const HandSet& set) {
  db.prepare("DELETE FROM goal_fact WHERE metric = $1 AND scope_level = $2 AND scope = $3 AND period = $4")
      .run(std::string_view(metric.name), to_string(set.level), std::string_view(set.scope), std::string_view(set.period));
  return db.changes() > 0;
}

std::vector<PlanVersion> plan_versions(const Database& db, const std::string& metric, std::optional<Span> span) {
  Statement rows = db.prepare(std::string(plan_columns) +
                              ", r.at, r.actor, r.command, r.config_hash FROM goal_plan p JOIN run r ON r.key = p.run_key " +
                              of_metric_and_span + "ORDER BY p.key");
  bind_metric_and_span(rows, metric, span);
  std::vector<PlanVersion> versions;
  while (rows.step()) {
    versions.push_back({read_plan(rows), std::string(rows.text(12)), std::string(rows.text(13)), std::string(rows.text(14)),
                        std::string(rows.text(15))});
  }
  return versions;
}

std::vector<Pin> read_pins(const Database& db, const Settings& settings, const Metric& metric, const Period& period,
                           const Organisation& organisation) {
  std::vector<Pin> pins;
  for (const HandSet& set : hand_set_goals(db, settings, metric)) {
    Pin pin{set.level, 0, set.scope, parse_period(set.period, period.span.from, settings.fiscal), set.amount};
    if (pin.period.span.from < period.span.from || period.span.to < pin.period.span.to) continue;
    const Rep* rep = organisation.find_rep(pin.scope);
    const Team* team = organisation.find_team(pin.scope);
    if (pin.level == ScopeLevel::rep && rep != nullptr) {
      pin.key = static_cast<std::int64_t>(rep->key);
    } else if (pin.level == ScopeLevel::team && team != nullptr) {
      pin.key = static_cast<std::int64_t>(team->key);
    } else if (pin.level != ScopeLevel::company) {
      throw DataError(tr("a target is set by hand for {} \"{}\", and there is none", to_string(pin.level), printable(pin.scope)),
                      tr("import it, or set the target for one that is there"));
    }
    if (pin.amount.minor < 0) throw DataError(tr("the target set by hand for {} in {} is below zero", printable(pin.scope), pin.period.name));
    pins.push_back(std::move(pin));
  }
  return pins;
}

std::map<RepKey, double> read_potential(const Database& db, Date from, Date as_of) {
  Statement rows = db.prepare(
      "SELECT c.owner_key, sum(o.amount_minor) FROM order_fact o JOIN customer_fact c ON c.key = o.customer_key "
      "WHERE o.ordered_on >= $1 AND o.ordered_on <= $2 AND c.owner_key IS NOT NULL GROUP BY c.owner_key");
  rows.bind(1, std::string_view(format_date(from))).bind(2, std::string_view(format_date(as_of)));
  std::map<RepKey, double> potential;
  while (rows.step()) potential[RepKey{rows.integer(0)}] = static_cast<double>(rows.integer(1));
  return potential;
}

}  // namespace salesctl
