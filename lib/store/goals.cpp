#include "store/goals.hpp"

#include <charconv>
#include <iterator>
#include <span>

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

/// There may be a million of them: a statement that writes many rows takes half the time of one for each. An error ends
/// the whole transaction, so SQLite need not be able to take back one statement: OR FAIL spares it the journal for that.
void write_cells(const Database& db, std::int64_t plan_key, std::span<const GoalCell> cells) {
  while (!cells.empty()) {
    const std::size_t rows = cells.size() < 64 ? 1 : 64;
    std::string sql = "INSERT OR FAIL INTO goal_cell VALUES ";
    int last = 1;
    const auto placeholder = [&] { return ", $" + std::to_string(++last); };
    for (std::size_t i = 0; i < rows; ++i) {
      sql += i == 0 ? "($1" : ", ($1";
      for (int column = 0; column < 3; ++column) sql += placeholder();
      sql += ')';
    }
    Statement insert = db.prepare(sql);
    insert.bind(1, plan_key);
    for (; cells.size() >= rows; cells = cells.subspan(rows)) {
      int n = 1;
      for (const GoalCell& cell : cells.first(rows)) {
        insert.bind(n + 1, std::int64_t{cell.scope}).bind(n + 2, std::int64_t{cell.period}).bind(n + 3, cell.amount.minor);
        n += 3;
      }
      insert.run_bound();
    }
  }
}

void write_targets(const Database& db, std::int64_t plan_key, const Targets& targets) {
  Statement scope_row = db.prepare("INSERT INTO goal_scope VALUES ($1, $2, $3, $4, $5, $6)");
  std::int64_t position = 0;
  for (const GoalScope& scope : targets.scopes) {
    scope_row.run(plan_key, position++, static_cast<std::int64_t>(scope.level), scope.key, std::string_view(scope.parent),
                  static_cast<std::int64_t>(scope.depth));
  }
  Statement period_row = db.prepare("INSERT INTO goal_period VALUES ($1, $2, $3, $4, $5, $6)");
  position = 0;
  for (const auto& [period, unit] : targets.periods) {
    period_row.run(plan_key, position++, static_cast<std::int64_t>(unit), std::string_view(period.name),
                   static_cast<std::int64_t>(day_number(period.span.from)), static_cast<std::int64_t>(day_number(period.span.to)));
  }
  write_cells(db, plan_key, targets.cells);
}

}  // namespace

std::string plan_digest(const GoalPlan& plan, const Targets& targets) {
  std::string text = plan.rule + plan.definition;
  const auto add = [&](std::int64_t number, char end) {
    char digits[24];
    text.append(std::begin(digits), std::to_chars(std::begin(digits), std::end(digits), number).ptr);
    text += end;
  };
  for (const GoalScope& scope : targets.scopes) {
    text += '\n' + scope.parent + ' ';
    add(static_cast<std::int64_t>(scope.level), ' ');
    add(scope.key, ' ');
  }
  for (const GoalPeriod& period : targets.periods) {
    text += '\n' + period.period.name + ' ';
    add(day_number(period.period.span.from), ' ');
  }
  for (const GoalCell& cell : targets.cells) {
    add(cell.scope, ' ');
    add(cell.period, ' ');
    add(cell.amount.minor, '\n');
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

Targets read_targets(const Database& db, const GoalPlan& plan) {
  Targets targets;
  Statement scopes = db.prepare(
      "SELECT s.level, s.scope_key, CASE s.level WHEN 0 THEN 'company' "
      "WHEN 1 THEN (SELECT id FROM team_fact WHERE key = s.scope_key) "
      "ELSE (SELECT id FROM rep_fact WHERE key = s.scope_key) END, s.parent, s.depth "
      "FROM goal_scope s WHERE s.plan_key = $1 ORDER BY s.position");
  scopes.bind(1, plan.key);
  while (scopes.step()) {
    targets.scopes.push_back({static_cast<ScopeLevel>(scopes.integer(0)), scopes.integer(1), std::string(scopes.text(2)),
                              std::string(scopes.text(3)), static_cast<int>(scopes.integer(4))});
  }
  Statement periods = db.prepare("SELECT unit, name, from_day, to_day FROM goal_period WHERE plan_key = $1 ORDER BY position");
  periods.bind(1, plan.key);
  while (periods.step()) {
    const Span span{from_day_number(static_cast<int>(periods.integer(2))), from_day_number(static_cast<int>(periods.integer(3)))};
    targets.periods.push_back({{std::string(periods.text(1)), span}, static_cast<PeriodUnit>(periods.integer(0))});
  }
  Statement cells = db.prepare("SELECT scope, period, amount FROM goal_cell WHERE plan_key = $1 ORDER BY scope, period");
  cells.bind(1, plan.key);
  targets.cells.reserve(targets.scopes.size() * targets.periods.size());
  while (cells.step()) {
    const std::int64_t scope = cells.integer(0);
    const std::int64_t period = cells.integer(1);
    if (scope < 0 || period < 0 || scope >= std::ssize(targets.scopes) || period >= std::ssize(targets.periods)) {
      throw StoreError(tr("{} {} version {} has a target of no scope or period", plan.metric, plan.period.name, plan.version),
                       tr("the store was changed by another program; restore a copy, or split again"));
    }
    targets.cells.push_back({static_cast<std::uint32_t>(scope), static_cast<std::uint32_t>(period), Money{cells.integer(2)}, 0});
  }
  return targets;
}

bool is_as_stored(const Database& db, const GoalPlan& plan, const Targets& targets) {
  Statement stored = db.prepare("SELECT digest FROM goal_plan WHERE key = $1");
  stored.bind(1, plan.key);
  return stored.step() && stored.text(0) == plan_digest(plan, targets);
}

void renew_digests(const Database& db) {
  Statement all = db.prepare(std::string(plan_columns) + " FROM goal_plan p");
  std::vector<GoalPlan> plans;
  while (all.step()) plans.push_back(read_plan(all));
  Statement renew = db.prepare("UPDATE goal_plan SET digest = $2 WHERE key = $1");
  for (const GoalPlan& plan : plans) renew.run(plan.key, std::string_view(plan_digest(plan, read_targets(db, plan))));
}

bool is_new_version(const Database& db, const GoalPlan& plan, const std::string& digest) {
  Statement newest = db.prepare(
      "SELECT digest FROM goal_plan WHERE metric = $1 AND period = $2 ORDER BY version DESC LIMIT 1");
  newest.bind(1, std::string_view(plan.metric)).bind(2, std::string_view(plan.period.name));
  return !newest.step() || newest.text(0) != digest;
}

void write_plan(const Database& db, GoalPlan plan, const Targets& targets, const std::string& digest,
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
  write_targets(db, plan_key, targets);
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
