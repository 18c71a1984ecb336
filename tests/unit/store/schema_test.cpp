#include "store/schema.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/error.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

TEST_CASE("a new store is private, in WAL mode, and has a view for every kind") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  struct stat status {};
  REQUIRE(stat(settings.store.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  Statement mode = db.prepare("PRAGMA journal_mode");
  REQUIRE(mode.step());
  CHECK(mode.text(0) == "wal");
  for (const Kind& kind : settings.kinds) {
    Statement view = db.prepare("SELECT * FROM " + sql_name(kind.name));
    for (std::size_t i = 0; i < kind.fields.size(); ++i) CHECK(view.column_name(static_cast<int>(i)) == kind.fields[i].name);
  }
}

TEST_CASE("custom fields become columns, and reading sees rules that changed") {
  Folder folder;
  Settings settings = firm_settings(folder);
  { open_store(settings, Access::create); }
  settings.hash = "other";
  for (Kind& kind : settings.kinds) {
    if (kind.name == "customer") kind.fields.push_back({"tier", FieldType::text, "", false, {}, {}, true});
  }
  const Database db = open_store(settings, Access::read);
  CHECK_NOTHROW(db.prepare("SELECT tier FROM customer"));
}

TEST_CASE("a custom field that changes its type is refused where the store cannot follow") {
  Folder folder;
  Settings settings = firm_settings(folder);
  const auto with_field = [&](FieldType type, const char* hash) {
    settings.kinds = firm_settings(folder).kinds;
    for (Kind& kind : settings.kinds) {
      if (kind.name != "team") continue;
      Field field{"grade", type, "", false, {}, {}};
      field.custom = true;
      kind.fields.push_back(field);
    }
    settings.hash = hash;
    return open_store(settings, Access::create).integer("SELECT count(*) FROM team");
  };
  CHECK(with_field(FieldType::integer, "1") == 0);
  CHECK_THROWS_AS(with_field(FieldType::text, "2"), ConfigError);
  CHECK(with_field(FieldType::boolean, "3") == 0);
}

TEST_CASE("a store of a newer version, of another currency or of another program is refused") {
  Folder folder;
  Settings settings = firm_settings(folder);
  { open_store(settings, Access::create); }
  settings.currency = {"JPY", 0};
  settings.hash = "other";
  CHECK_THROWS_AS(open_store(settings, Access::create), StoreError);
  settings.currency = {};
  { Database(settings.store, Access::write).execute("PRAGMA user_version = 99"); }
  CHECK_THROWS_AS(open_store(settings, Access::read), StoreError);
  settings.store = folder.path / "other.db";
  { Database(settings.store, Access::create).execute("CREATE TABLE t (x)"); }
  CHECK_THROWS_AS(open_store(settings, Access::create), StoreError);
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  {
    Transaction transaction(db);
    db.execute("INSERT INTO rep_fact (id, name) VALUES ('x', 'X')");
  }
  CHECK(db.integer("SELECT count(*) FROM rep_fact") == 0);
}

TEST_CASE("a reader sees the facts as they were when it opened the store") {
  Folder folder;
  const Settings settings = firm_settings(folder);
  const Database writer = open_store(settings, Access::create);
  const Database before = open_store(settings, Access::read);
  writer.execute("INSERT INTO rep_fact (id, name) VALUES ('x', 'X')");
  CHECK(before.integer("SELECT count(*) FROM rep") == 0);
  CHECK(open_store(settings, Access::read).integer("SELECT count(*) FROM rep") == 1);
}

TEST_CASE("stages that another version of the program has by itself take the place of those in the store") {
  Folder folder;
  Settings settings = firm_settings(folder);
  {
    const Database db = open_store(settings, Access::create);
    load(db, settings, "opportunity", {"id", "stage"}, {{"d1", "talking"}});
  }
  settings.stages.insert(settings.stages.begin(), {"first", {}, StageKind::open, Rate{}});  // the config is the same
  const Database db = open_store(settings, Access::read);
  CHECK(db.integer("SELECT position FROM stage WHERE name = 'talking'") == 2);
}
