#include "store/read_only.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

Metric metric(std::string sum, std::string where = {}) {
  return {"m", "M", MetricUnit::count, "order", std::move(sum), "ordered_on", "rep", std::move(where), {"salesctl.yaml", 7, 3}};
}

}  // namespace

TEST_CASE("expressions over the view's columns pass") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  for (const char* sum : {"1", "quantity", "amount - cost", "coalesce(quantity, 0) * 2", "(SELECT count(*) FROM rep)"}) {
    CHECK_NOTHROW(check_metric(db, settings, metric(sum)));
  }
  CHECK_NOTHROW(check_metric(db, settings, metric("1", "customer IN (SELECT id FROM customer WHERE sector = 'medical')")));
}

TEST_CASE("expressions that do more than read the views are refused with their place") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  for (const char* sum : {"nothing", "amount_minor FROM order_fact; --", "1) FROM rep; DROP TABLE run; --", "load_extension('x')",
                          "(SELECT sql FROM sqlite_master)", "(SELECT amount_minor FROM order_fact)", "randomblob(1000)",
                          "zeroblob(1000000000)", "\"text\"", "1, 2", "", "(WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t)"}) {
    INFO(sum);
    try {
      check_metric(db, settings, metric(sum));
      FAIL("it passed");
    } catch (const ConfigError& e) {
      CHECK(e.place().line == 7);
      CHECK(!e.hint().empty());
    }
  }
  CHECK(db.integer("SELECT count(*) FROM run") == 0);
}

TEST_CASE("a metric adds up row by row: aggregates, placeholders and the clock are refused") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  for (const char* sum : {"sum(amount)", "rank() OVER ()", "?", "$from", "$99999999999", "julianday('now')", "julianday( )",
                          "(WITH rep AS (SELECT * FROM meta) SELECT count(*) FROM rep)"}) {
    INFO(sum);
    CHECK_THROWS_AS(check_metric(db, settings, metric(sum)), ConfigError);
  }
  CHECK_NOTHROW(check_metric(db, settings, metric("1", "strftime('%Y', ordered_on) > '2020' AND kind <> 'now'")));
}

namespace {

Table report(const Database& db, const Settings& settings, const std::string& sql, const std::string& type = "text") {
  ReportRule rule;
  rule.name = "r";
  rule.title = "R";
  rule.sql = sql;
  rule.columns = {{"x", "X", type}};
  rule.place = {"salesctl.yaml", 7, 3};
  return run_report(db, settings, rule, {make_date(2026, 1, 1), make_date(2027, 1, 1)}, make_date(2026, 6, 30));
}

}  // namespace

TEST_CASE("a report's placeholders are $from, $to and $as_of; others are refused, not NULL") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  const Table table = report(db, settings, "SELECT $from || ' ' || $to || ' ' || $as_of || ' US$total' AS x;\n");
  CHECK(std::get<std::string>(table.rows.at(0).cells.at(0)) == "2026-01-01 2026-12-31 2026-06-30 US$total");
  for (const char* sql : {"SELECT ?", "SELECT ?5", "SELECT $asof", "SELECT $today", "SELECT :from", "SELECT @to",
                          "SELECT $99999999999", "SELECT $1"}) {
    INFO(sql);
    CHECK_THROWS_AS(report(db, settings, sql), ConfigError);
  }
}

TEST_CASE("a report reads no clock and nothing behind the views, whatever a WITH is called") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  for (const char* sql : {"SELECT date('now')", "SELECT DATE ( )", "SELECT strftime('%Y')", "SELECT strftime('%Y', 'NOW')",
                          "WITH rep AS (SELECT * FROM sqlite_master) SELECT name FROM rep",
                          "WITH rep AS (SELECT * FROM meta) SELECT * FROM rep",
                          "WITH \"order\" AS (SELECT * FROM metric_day) SELECT * FROM \"order\""}) {
    INFO(sql);
    CHECK_THROWS_AS(report(db, settings, sql), ConfigError);
  }
}

TEST_CASE("numbers of a report that no column can hold are refused, text stays text") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  for (const char* type : {"money", "percent"}) {
    CHECK_THROWS_AS(report(db, settings, "SELECT 1e300 AS x", type), ConfigError);
    CHECK_THROWS_AS(report(db, settings, "SELECT -9e999 AS x", type), ConfigError);
  }
  CHECK(std::get<Money>(report(db, settings, "SELECT 12.5 AS x", "money").rows.at(0).cells.at(0)) == Money{1250});
  for (const char* type : {"money", "percent", "integer", "number", "date"}) {
    CHECK(std::get<std::string>(report(db, settings, "SELECT 'n/a' AS x", type).rows.at(0).cells.at(0)) == "n/a");
  }
}

TEST_CASE("a report larger than memory should hold is stopped") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 20; ++i) rows.push_back({"r" + std::to_string(i), std::string(1000, 'x')});
  load(db, settings, "rep", {"id", "name"}, rows);
  CHECK_THROWS_AS(report(db, settings, "SELECT replace(a.name, 'x', b.name) AS x FROM rep a, rep b, rep c"), ConfigError);
}

TEST_CASE("a query that runs too long is stopped") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 200; ++i) rows.push_back({"r" + std::to_string(i), "x"});
  load(db, settings, "rep", {"id", "name"}, rows);
  const ReadOnly locked(db, documented_views(settings), std::chrono::seconds{0});
  CHECK_THROWS_AS(
      {
        Statement statement = db.prepare("SELECT count(*) FROM rep a, rep b, rep c, rep d");
        statement.step();
      },
      StoreError);
}
