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
  const Database db = open_store(settings, Access::write);
  for (const char* sum : {"1", "quantity", "amount - cost", "coalesce(quantity, 0) * 2", "(SELECT count(*) FROM rep)"}) {
    CHECK_NOTHROW(check_metric(db, settings, metric(sum)));
  }
  CHECK_NOTHROW(check_metric(db, settings, metric("1", "customer IN (SELECT id FROM customer WHERE sector = 'medical')")));
}

TEST_CASE("expressions that do more than read the views are refused with their place") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::write);
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

TEST_CASE("a query that runs too long is stopped") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::write);
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
