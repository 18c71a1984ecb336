#include "config/files.hpp"

#include <doctest/doctest.h>

#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::says;

namespace {

std::string metric(const std::string& name) { return "metrics:\n  " + name + ": {from: order, on: ordered_on}\n"; }

}  // namespace

TEST_CASE("includes join maps key by key and lists item after item") {
  const ConfigFolder folder;
  folder.write("b.yaml", metric("b") + "language: en\n");
  folder.write("c.yaml", metric("c") + "goals: [{metric: c, period: 2026, amount: 1}]\n");
  folder.write("d.yaml", metric("d") + "timezone: UTC\nstore: d.db\n");
  const Settings s =
      folder.load("include: [b.yaml, c.yaml, d.yaml]\n" + metric("a") + "goals: [{metric: a, period: 2026, amount: 1}]\n");
  for (const char* name : {"a", "b", "c", "d"}) CHECK(find_metric(s, name).name == name);
  CHECK(find_metric(s, "c").place.file == (folder.path() / "c.yaml").string());
  CHECK(s.language == "en");
  CHECK(s.store == folder.path() / "d.db");
  REQUIRE(s.goals.size() == 2);
  CHECK(s.goals[0].metric == "a");
}

TEST_CASE("an included file names files relative to itself") {
  const ConfigFolder folder;
  std::filesystem::create_directory(folder.path() / "rules");
  folder.write("rules/a.yaml", "include: b.yaml\ncalendar: {files: [days.csv]}\n");
  folder.write("rules/b.yaml", "language: en\n");
  folder.write("rules/days.csv", "2026-01-01,holiday\n");
  const Settings s = folder.load("include: rules/a.yaml\n");
  CHECK(s.language == "en");
  CHECK(s.calendar.holidays.size() == 1);
}

TEST_CASE("what is set in two files is an error that names both places") {
  const ConfigFolder folder;
  folder.write("b.yaml", "# b\nlanguage: en\n");
  CHECK(says(folder.fault("include: b.yaml\nlanguage: zh_CN\n"), "b.yaml:2:1 \"language\" is set in"));
  CHECK(says(folder.fault("include: b.yaml\nlanguage: zh_CN\n"), "salesctl.yaml:2:1 too"));
  folder.write("s.yaml", "stages:\n  - {name: won, kind: won}\n");
  CHECK(says(folder.fault("include: s.yaml\nstages: [{name: won, kind: won}]\n"), "first in line " + folder.path().string()));
}

TEST_CASE("circles, missing files and too many of them are refused where they are named") {
  const ConfigFolder folder;
  CHECK(says(folder.fault("company: A\ninclude: salesctl.yaml\n"), "salesctl.yaml:2:10 "));
  folder.write("a.yaml", "include: b.yaml\n");
  folder.write("b.yaml", "\n\ninclude: ./a.yaml\n");
  CHECK(says(folder.fault("include: a.yaml\n"), "b.yaml:3:10 "));
  CHECK(says(folder.fault("include: a.yaml\n"), "includes itself"));
  CHECK(says(folder.fault("include:\n  - none.yaml\n"), "salesctl.yaml:2:5 "));
  std::string list = "include:\n";
  folder.write("empty.yaml", "");
  for (int i = 0; i < 99; ++i) list += "  - empty.yaml\n";
  CHECK(folder.fault(list).empty());
  CHECK(says(folder.fault(list + "  - empty.yaml\n"), "salesctl.yaml:101:5 more than 100 files"));
}

TEST_CASE("an included file is a map, and include is a word or a list of words") {
  const ConfigFolder folder;
  folder.write("list.yaml", "- {name: won, kind: won}\n");
  CHECK(says(folder.fault("include: list.yaml\n"), "list.yaml:1:1 "));
  CHECK(says(folder.fault("include: {a: b}\n"), "salesctl.yaml:1:10 "));
  CHECK(says(folder.fault("include: [[a.yaml]]\n"), "salesctl.yaml:1:11 "));
  folder.write("wrong.yaml", "include: [~]\n");
  CHECK(says(folder.fault("include: wrong.yaml\n"), "wrong.yaml:1:11 "));
}

TEST_CASE("the hash follows the content of every file and not the folder") {
  const ConfigFolder one, two;
  for (const ConfigFolder* folder : {&one, &two}) {
    folder->write("more.yaml", "language: en\n");
    folder->write("days.csv", "2026-01-01,holiday\n");
  }
  const std::string text = "include: more.yaml\ncalendar: {files: [days.csv]}\n";
  const std::string hash = one.load(text).hash;
  CHECK(hash.size() == 32);
  CHECK(two.load(text).hash == hash);
  CHECK(two.load(text + "# said\n").hash != hash);
  two.write("more.yaml", "language: zh_CN\n");
  CHECK(two.load(text).hash != hash);
  one.write("days.csv", "2026-01-02,holiday\n");
  CHECK(one.load(text).hash != hash);
}
