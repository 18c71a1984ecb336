#include "store/database.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "base/error.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

/// What a writer is told that waits so long while another one holds the store.
std::string refused(const Settings& settings, seconds wait) {
  try {
    const Database db = open_store(settings, Access::write, wait);
    const Transaction transaction(db);
  } catch (const StoreError& e) {
    return std::string(e.what()) + " | " + e.hint();
  }
  return {};
}

}  // namespace

TEST_CASE("who writes waits for another as long as was said, then says what to do") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database other = open_store(settings, Access::create);
  const Transaction held(other);
  for (const seconds wait : {seconds{0}, seconds{1}}) {
    const auto start = steady_clock::now();
    const std::string said = refused(settings, wait);
    CHECK(steady_clock::now() - start >= wait - milliseconds{100});
    CHECK(said.find("another run is writing " + settings.store.string()) != std::string::npos);
    CHECK(said.find("--wait SECONDS (default 10)") != std::string::npos);
  }
}

TEST_CASE("who writes gets the store when the other has ended in time") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database other = open_store(settings, Access::create);
  std::optional<Transaction> held(std::in_place, other);
  std::string said = "not run";
  std::thread waiting([&] { said = refused(settings, seconds{20}); });
  std::this_thread::sleep_for(milliseconds{200});
  held.reset();
  waiting.join();
  CHECK(said.empty());
}

TEST_CASE("who reads does not wait for who writes") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database other = open_store(settings, Access::create);
  const Transaction held(other);
  CHECK(open_store(settings, Access::read, seconds{0}).integer("SELECT count(*) FROM rep") == 0);
}

TEST_CASE("a bulk load goes on waiting as long as was said") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create, seconds{0});
  const Bulk bulk(db, true);
  CHECK(db.integer("PRAGMA busy_timeout") == 0);
}
