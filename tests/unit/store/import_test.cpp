#include "store/import.hpp"

#include <doctest/doctest.h>

#include <random>

#include "firm.hpp"
#include "store/metric_sums.hpp"
#include "store/verify.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const std::vector<std::string> order_fields{"id", "rep", "kind", "amount", "cost", "ordered_on"};

void load_people(const Database& db, const Settings& settings) {
  load(db, settings, "rep", {"id", "name"}, {{"r1", "A"}, {"r2", "B"}, {"r3", "C"}});
}

std::int64_t count(const Database& db, const std::string& sql) { return db.integer(sql).value_or(-1); }

}  // namespace

TEST_CASE("rows are inserted, updated by id, and left alone when nothing changed") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  auto counts = load(db, settings, "order", order_fields, {{"o1", "r1", "", "100", "", "2026-01-01"}, {"o2", "r2", "renewal", "50", "20", "2026-01-02"}});
  CHECK(counts.inserted == 2);
  counts = load(db, settings, "order", order_fields, {{"o1", "r1", "", "100", "", "2026-01-01"}, {"o2", "r2", "renewal", "51", "20", "2026-01-02"}, {"o3", "r3", "", "7", "", "2026-01-03"}});
  CHECK(counts.inserted == 1);
  CHECK(counts.updated == 1);
  CHECK(count(db, "SELECT amount_minor FROM order_fact WHERE id = 'o2'") == 51);
  CHECK(count(db, "SELECT count(*) FROM order_fact WHERE kind = 'sale'") == 2);
  CHECK(verify(db, settings, make_date(2026, 11, 25)).empty());
}

TEST_CASE("columns that a file does not have stay as they are") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  load(db, settings, "order", order_fields, {{"o1", "r1", "", "100", "60", "2026-01-01"}});
  load(db, settings, "order", {"id", "amount", "ordered_on"}, {{"o1", "200", "2026-01-01"}});
  CHECK(count(db, "SELECT cost_minor FROM order_fact") == 60);
  CHECK(count(db, "SELECT amount_minor FROM order_fact") == 200);
}

TEST_CASE("a reference within the file may stand before the row it names") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load(db, settings, "team", {"id", "name", "parent"}, {{"leaf", "L", "root"}, {"root", "R", ""}});
  CHECK(count(db, "SELECT count(*) FROM team_fact WHERE parent_key IS NOT NULL") == 1);
  const auto again = load(db, settings, "team", {"id", "name", "parent"}, {{"leaf", "L", "root"}, {"root", "R", ""}});
  CHECK(again.updated == 0);
  CHECK_THROWS_AS(load(db, settings, "team", {"id", "name", "parent"}, {{"x", "X", "nowhere"}}), DataError);
  CHECK(count(db, "SELECT count(*) FROM team_fact") == 2);
}

TEST_CASE("bad rows are handed over when they may be rejected") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  std::vector<std::size_t> lines;
  ImportOptions options;
  options.reject = [&](const DataError& e, const std::vector<std::string>&) { lines.push_back(e.place().line); };
  const auto counts = load(db, settings, "order", order_fields,
                           {{"o1", "nobody", "", "1", "", "2026-01-01"}, {"o2", "r1", "refund", "5", "", "2026-01-01"},
                            {"o3", "r1", "", "1", "", "2026-01-01"}, {"o3", "r1", "", "2", "", "2026-01-01"}}, options);
  CHECK(lines == std::vector<std::size_t>{2, 3, 5});
  CHECK(counts.read == 4);
  CHECK(counts.rejected == 3);
  CHECK(counts.inserted == 1);
}

TEST_CASE("credits split money without losing a cent") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  for (const std::int64_t amount : {1, 2, 10'001, 99'999, -10'001}) {
    const std::string id = "o" + std::to_string(amount);
    load(db, settings, "order", order_fields, {{id, "r1", amount < 0 ? "refund" : "sale", std::to_string(amount), "", "2026-01-01"}});
    load(db, settings, "order_credit", {"order", "rep", "share"}, {{id, "r1", "333333333"}, {id, "r2", "333333333"}, {id, "r3", "333333334"}});
    CHECK(count(db, "SELECT CAST(round(sum(amount) * 100) AS INTEGER) FROM credited_order WHERE \"order\" = '" + id + "'") == amount);
  }
  CHECK(verify(db, settings, make_date(2026, 11, 25)).empty());
}

TEST_CASE("after any series of imports, edits, credits and payments the day sums equal the rows") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    const auto any = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    Folder folder;
    const Settings settings = firm_settings(folder);
    const Database db = open_store(settings, Access::create);
    load_people(db, settings);
    const auto rep = [&] { return any(4) == 0 ? std::string() : "r" + std::to_string(1 + any(3)); };
    const auto day = [&] { return "2026-0" + std::to_string(1 + any(9)) + "-1" + std::to_string(any(10)); };
    for (int step = 0; step < 8; ++step) {
      std::vector<std::vector<std::string>> rows;
      const unsigned first = any(20);
      for (unsigned i = first; i < first + 1 + any(10); ++i) {
        rows.push_back({"o" + std::to_string(i), rep(), any(2) == 0 ? "sale" : "renewal", std::to_string(any(100'000)), any(3) == 0 ? "" : std::to_string(any(1000)), day()});
      }
      load(db, settings, "order", order_fields, rows);
      const std::string order = rows.front().front();
      if (any(2) == 0) {
        const std::int64_t share = static_cast<std::int64_t>(any(1'000'000'000));
        const auto credits = count(db, "SELECT count(*) FROM order_credit_fact c JOIN order_fact o ON o.key = c.order_key WHERE o.id = '" + order + "'");
        if (credits == 0 || credits == 2) {
          load(db, settings, "order_credit", {"order", "rep", "share"}, {{order, "r1", std::to_string(share)}, {order, "r2", std::to_string(Rate::one - share)}});
        }
      }
      load(db, settings, "payment", {"id", "order", "amount", "paid_on"}, {{"p" + std::to_string(any(10)), order, std::to_string(any(9999)), day()}});
      const auto findings = verify(db, settings, make_date(2026, 11, 25));
      CHECK(findings.empty());
      if (!findings.empty()) MESSAGE(findings.front().problem);
    }
  }
}

TEST_CASE("a call that fails leaves nothing behind") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  CHECK_THROWS_AS(load(db, settings, "order", order_fields, {{"o1", "r1", "", "1", "", "2026-01-01"}, {"o2", "nobody", "", "1", "", "2026-01-01"}}), DataError);
  CHECK(count(db, "SELECT count(*) FROM order_fact") == 0);
  CHECK(count(db, "SELECT count(*) FROM metric_day") == 0);
  CHECK(count(db, "SELECT count(*) FROM sqlite_master WHERE name = 'order_fact_natural'") == 1);
}
