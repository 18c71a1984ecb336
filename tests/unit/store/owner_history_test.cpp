#include "store/owner_history.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "firm.hpp"
#include "store/customers.hpp"
#include "store/runs.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

const Date first_day = make_date(2026, 3, 1);

/// A store with three reps, and imports of customers into it.
struct Firm {
  Folder folder;
  Settings settings = firm_settings(folder);
  Database db = open_store(settings, Access::create);

  Firm() { load(db, settings, "rep", {"id", "name"}, {{"r1", "A"}, {"r2", "B"}, {"r3", "C"}}); }

  void import(int day, std::vector<std::vector<std::string>> rows, const std::vector<std::string>& fields = {"id", "name", "owner"}) {
    const Kind& kind = find_kind(settings.kinds, "customer");
    MemorySource source(kind, fields, std::move(rows));
    Transaction transaction(db);
    OwnerWatch watch(db);
    import_records(db, settings, kind, source, {});
    watch.write(first_day + std::chrono::days{day}, record_run(db, {"", "", "", "import", "customer", "", "", {}}));
    transaction.commit();
  }
  std::vector<OwnerChange> changes(const std::string& id) const { return read_owner_changes(db, find_customer(db, id)); }
};

}  // namespace

TEST_CASE("a change of owner is kept with its day, new customers and other changes are not") {
  Firm firm;
  firm.import(0, {{"c1", "One", "r1"}, {"c2", "Two", ""}, {"c3", "Three", "r3"}});
  CHECK(firm.db.integer("SELECT count(*) FROM owner_change") == 0);
  firm.import(1, {{"c1", "One", "r2"}, {"c2", "Two", "r1"}, {"c3", "Trois", "r3"}, {"c4", "Four", "r1"}});
  firm.import(2, {{"c1", "One", ""}});
  firm.import(3, {{"c1", "Uno"}}, {"id", "name"});
  const Date day = first_day + std::chrono::days{1};
  CHECK(firm.changes("c1") == std::vector<OwnerChange>{{day, {"r1", "A"}, {"r2", "B"}}, {day + std::chrono::days{1}, {"r2", "B"}, {}}});
  CHECK(firm.changes("c2") == std::vector<OwnerChange>{{day, {}, {"r1", "A"}}});
  CHECK(firm.changes("c3").empty());
  CHECK(firm.changes("c4").empty());
  Statement view = firm.db.prepare("SELECT customer, changed_on, previous, owner FROM owner_history WHERE changed_on = '2026-03-03'");
  REQUIRE(view.step());
  CHECK(view.text(0) == "c1");
  CHECK(view.text(2) == "r2");
  CHECK(view.is_null(3));
}

TEST_CASE("of several changes on a day what came out of them remains, and nothing of what was taken back") {
  Firm firm;
  firm.import(0, {{"c1", "One", "r1"}, {"c2", "Two", "r1"}});
  firm.import(1, {{"c1", "One", "r2"}, {"c2", "Two", "r2"}});
  firm.import(1, {{"c1", "One", "r3"}, {"c2", "Two", "r1"}});
  CHECK(firm.changes("c1") == std::vector<OwnerChange>{{first_day + std::chrono::days{1}, {"r1", "A"}, {"r3", "C"}}});
  CHECK(firm.changes("c2").empty());
}

TEST_CASE("what fails or is not committed leaves no history and no trigger behind") {
  Firm firm;
  firm.import(0, {{"c1", "One", "r1"}});
  CHECK_THROWS_AS(firm.import(1, {{"c1", "One", "r2"}, {"c2", "Two", "nobody"}}), DataError);
  CHECK(firm.db.integer("SELECT count(*) FROM owner_change") == 0);
  CHECK(firm.db.integer("SELECT count(*) FROM sqlite_temp_master WHERE name LIKE 'owner%'") == 0);
  firm.import(2, {{"c1", "One", "r3"}});
  CHECK(firm.changes("c1").size() == 1);
  CHECK(firm.db.integer("SELECT count(*) FROM sqlite_temp_master WHERE name LIKE 'owner%'") == 0);
}

TEST_CASE("after any series of imports the history tells who the owner was at the end of every day") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    Firm firm;
    std::map<std::string, std::map<int, std::string>> owners;  // by customer, at the end of the days with an import
    int day = 0;
    for (int step = 0; step < 12; ++step) {
      std::vector<std::vector<std::string>> rows;
      for (int i = 0; i < 4; ++i) {
        if (random() % 2 == 0) continue;
        const std::string id = "c" + std::to_string(i);
        const unsigned rep = static_cast<unsigned>(random() % 4);
        rows.push_back({id, "N", rep == 0 ? "" : "r" + std::to_string(rep)});
        owners[id][day] = rows.back()[2];
      }
      firm.import(day, rows);
      day += static_cast<int>(random() % 2);
    }
    for (const auto& [id, by_day] : owners) {
      const std::vector<OwnerChange> changes = firm.changes(id);
      std::string owner = changes.empty() ? by_day.begin()->second : changes.front().from.id;
      std::size_t next = 0;
      for (const auto& [on, expected] : by_day) {
        while (next < changes.size() && changes[next].day <= first_day + std::chrono::days{on}) {
          CHECK(changes[next].from.id == owner);
          CHECK(changes[next].from != changes[next].to);
          owner = changes[next++].to.id;
        }
        if (on > by_day.begin()->first || changes.empty() || changes.front().day > first_day + std::chrono::days{on}) CHECK(owner == expected);
      }
      CHECK(next == changes.size());
    }
  }
}
