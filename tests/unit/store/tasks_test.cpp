#include "store/tasks.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

Date day(unsigned month, unsigned of_month) { return make_date(2026, month, of_month); }

/// r1 owns c1 and has the deal d1 with it.
void load_people(const Database& db, const Settings& settings) {
  load(db, settings, "rep", {"id", "name"}, {{"r1", "Wang"}, {"r2", "Li"}});
  load(db, settings, "customer", {"id", "name", "owner"}, {{"c1", "One", "r1"}});
  load(db, settings, "opportunity", {"id", "name", "customer", "rep", "stage", "created_on", "closed_on"},
       {{"d1", "Deal", "c1", "", "talking", "2026-01-01", ""}, {"d2", "Over", "c1", "r2", "won", "2026-01-01", "2026-03-10"}});
}

}  // namespace

TEST_CASE("tasks are those of a day: set by then and not done before") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  load(db, settings, "task", {"id", "rep", "title", "created_on", "done_on"},
       {{"a", "r1", "open", "2026-03-01", ""}, {"b", "", "done that day", "", "2026-03-05"}, {"c", "r1", "done later", "2026-03-01", "2026-03-06"},
        {"d", "r1", "done before", "2026-03-01", "2026-03-04"}, {"e", "r1", "set later", "2026-03-06", ""}});
  const std::vector<Task> tasks = read_tasks(db, day(3, 5));
  REQUIRE(tasks.size() == 3);
  CHECK(tasks[0].id == "a");
  CHECK(tasks[0].rep == RepKey{1});
  CHECK(tasks[1].done == day(3, 5));
  CHECK_FALSE(tasks[1].rep);
  CHECK_FALSE(tasks[2].done);
}

TEST_CASE("a task that is written is known and found as it is, and is done when it is finished") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  TaskWriter writer(db);
  CHECK_FALSE(writer.is_known("deal-1"));
  writer.write({"deal-1", RepKey{2}, "Call", "call", CustomerKey{1}, 1, day(3, 1), day(3, 4), {}});
  writer.write({"plan-1", RepKey{1}, "Visit", "visit", {}, {}, day(3, 1), day(3, 4), {}});
  CHECK(writer.is_known("deal-1"));
  const Task task = find_task(db, "deal-1");
  CHECK(task.customer == CustomerKey{1});
  CHECK(task.opportunity == 1);
  CHECK(task.due == day(3, 4));
  CHECK_FALSE(find_task(db, "plan-1").customer);
  finish_task(db, "deal-1", day(3, 3));
  CHECK(find_task(db, "deal-1").done == day(3, 3));
  CHECK_FALSE(find_task(db, "plan-1").done);
  CHECK_THROWS_AS(find_task(db, "plan-2"), UsageError);
}

TEST_CASE("quotes expire that hold on the day and are open, of deals that are open then") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load_people(db, settings);
  load(db, settings, "quote", {"id", "opportunity", "customer", "amount", "quoted_on", "valid_until", "status"},
       {{"q1", "d1", "", "100", "2026-03-01", "2026-03-05", "sent"}, {"q2", "d2", "", "100", "2026-03-01", "2026-03-09", ""},
        {"q3", "", "c1", "100", "2026-03-01", "2026-03-04", ""}, {"q4", "", "c1", "100", "2026-03-06", "2026-03-09", ""},
        {"q5", "", "c1", "100", "2026-03-01", "2026-03-09", "refused"}, {"q6", "", "c1", "100", "2026-03-01", "2026-03-10", ""}});
  const std::vector<ExpiringQuote> quotes = expiring_quotes(db, day(3, 5), day(3, 9));
  REQUIRE(quotes.size() == 2);
  CHECK(quotes[0].id == "q1");
  CHECK(quotes[0].customer == CustomerKey{1});  // the deal's
  CHECK(quotes[0].rep == RepKey{1});            // the customer's owner
  CHECK(quotes[1].id == "q2");                  // won later
  CHECK(quotes[1].rep == RepKey{2});
  CHECK(expiring_quotes(db, day(3, 10), day(3, 31)).size() == 1);
}
