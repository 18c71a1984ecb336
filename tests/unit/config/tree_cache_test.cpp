#include "config/tree_cache.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>

#include "config/files.hpp"
#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
namespace fs = std::filesystem;

namespace {

/// A config in three files and a folder to keep its tree in.
struct Kept {
  Kept() {
    folder.write("salesctl.yaml", "include: more.yaml\ncalendar: {files: [days.csv]}\n");
    folder.write("more.yaml", "company: \"Größe 公司\"\nlanguage: en\nstages:\n  - {name: Won, kind: won, aliases: [w, 赢]}\n");
    folder.write("days.csv", "2026-01-01,holiday\n");
  }
  Settings load() const { return load_settings(main, cache); }
  fs::path only_file() const { return fs::directory_iterator(cache)->path(); }
  std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(cache), {}); }

  ConfigFolder folder;
  fs::path main = folder.path() / "salesctl.yaml";
  fs::path cache = folder.path() / "cache" / "salesctl";
};

bool same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text && a.quoted == b.quoted && a.place == b.place && a.keys == b.keys &&
         a.key_places == b.key_places && std::ranges::equal(a.children, b.children, same);
}

}  // namespace

TEST_CASE("a kept tree is the tree that was read, with every place") {
  const Kept kept;
  ConfigFiles first;
  const Node read = first.load(kept.main, kept.cache);
  const auto tree = kept_tree(kept.cache, kept.main);
  REQUIRE(tree);
  CHECK(same(tree->tree, read));
  CHECK(tree->parts.size() == 2);
  ConfigFiles second;
  CHECK(same(second.load(kept.main, kept.cache), read));
  CHECK(second.hash() == first.hash());
}

TEST_CASE("settings are the same with a kept tree and without") {
  const Kept kept;
  const Settings plain = load_settings(kept.main);
  for (int i = 0; i < 2; ++i) {
    const Settings again = kept.load();
    CHECK(again.hash == plain.hash);
    CHECK(again.language == "en");
    CHECK(again.calendar.holidays == plain.calendar.holidays);
    CHECK(again.stages.size() == 1);
  }
  CHECK(kept.files() == 1);
}

TEST_CASE("a change in any file is seen") {
  const Kept kept;
  const std::string hash = kept.load().hash;
  kept.folder.write("more.yaml", "language: zh_CN\n");
  CHECK(kept.load().language == "zh_CN");
  CHECK(kept.load().hash != hash);
  kept.folder.write("salesctl.yaml", "language: en\n");
  CHECK(kept.load().language == "en");
  kept.folder.write("salesctl.yaml", "include: more.yaml\ncalendar: {files: [days.csv]}\n");
  kept.load();
  kept.folder.write("days.csv", "2026-01-01,holiday\n2026-01-02,holiday\n");
  CHECK(kept.load().calendar.holidays.size() == 2);
  fs::remove(kept.folder.path() / "more.yaml");
  CHECK_THROWS_AS(kept.load(), ConfigError);
  CHECK(kept.files() == 1);
}

TEST_CASE("a faulty config is not kept") {
  const Kept kept;
  kept.folder.write("more.yaml", "langage: en\n");
  for (int i = 0; i < 2; ++i) CHECK_THROWS_AS(kept.load(), ConfigError);
  CHECK_FALSE(fs::exists(kept.cache));
}

TEST_CASE("a kept tree that was spoilt is not used") {
  const Kept kept;
  kept.load();
  const std::string good = read_file(kept.only_file());
  for (std::size_t i = 0; i < good.size(); i += 7) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    write_file_atomically(kept.only_file(), bad);
    CHECK_FALSE(kept_tree(kept.cache, kept.main));
    write_file_atomically(kept.only_file(), good.substr(0, i));
    CHECK_FALSE(kept_tree(kept.cache, kept.main));
  }
  CHECK(kept.load().language == "en");
  CHECK(read_file(kept.only_file()) == good);
}

TEST_CASE("what another salesctl kept is not used, nor what is too short under a good hash") {
  const Kept kept;
  kept.load();
  std::string content = read_file(kept.only_file()).substr(32);
  write_file_atomically(kept.only_file(), content_hash(content.substr(0, 200)) + content.substr(0, 200));
  CHECK_FALSE(kept_tree(kept.cache, kept.main));
  content[9] = 'X';
  write_file_atomically(kept.only_file(), content_hash(content) + content);
  CHECK_FALSE(kept_tree(kept.cache, kept.main));
  CHECK(kept.load().language == "en");
}

TEST_CASE("a folder that cannot be made keeps nothing and harms nothing") {
  const Kept kept;
  kept.folder.write("file", "");
  CHECK(load_settings(kept.main, kept.folder.path() / "file" / "cache").language == "en");
}
