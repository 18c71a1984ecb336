#include "config/yaml_tree.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace salesctl;

namespace {

/// "LINE:COLUMN what is wrong" or "".
std::string refusal(const std::string& text) {
  try {
    parse_yaml(text, "a.yaml");
  } catch (const ConfigError& e) {
    CHECK(e.place().file == "a.yaml");
    return std::to_string(e.place().line) + ":" + std::to_string(e.place().column) + " " + e.what();
  }
  return {};
}

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("every value and key knows its place, counted from 1") {
  const Node tree = parse_yaml("a: 1\nb:\n  - x\n  - {c: \"2\"}\n", "a.yaml");
  CHECK(tree.keys == std::vector<std::string>{"a", "b"});
  CHECK(tree.key_places[1] == Place{"a.yaml", 2, 1});
  CHECK(tree.at("a").place == Place{"a.yaml", 1, 4});
  CHECK(tree.at("b").children[1].at("c").place == Place{"a.yaml", 4, 9});
}

TEST_CASE("scalars stay as they are written; quotes and null are told apart") {
  const Node tree = parse_yaml("[010, 1e3, yes, \"7\", '~', ~, null, , 2026-01-01]", "a.yaml");
  CHECK(tree.children[0].text == "010");
  CHECK(tree.children[1].text == "1e3");
  CHECK(tree.children[2].text == "yes");
  CHECK_FALSE(tree.children[2].quoted);
  CHECK(tree.children[3].quoted);
  CHECK(tree.children[4].kind == Node::Kind::scalar);
  CHECK(tree.children[5].kind == Node::Kind::null);
  CHECK(tree.children[6].kind == Node::Kind::null);
  CHECK(tree.children[7].kind == Node::Kind::null);
  CHECK(tree.children[8].text == "2026-01-01");
}

TEST_CASE("an empty file, one of comments, a byte order mark and Windows line ends are read") {
  CHECK(parse_yaml("", "a.yaml").kind == Node::Kind::null);
  CHECK(parse_yaml("# nothing\n", "a.yaml").kind == Node::Kind::null);
  CHECK(parse_yaml("\xEF\xBB\xBF" "a: 1\r\nb: 2\r\n", "a.yaml").at("b").text == "2");
}

TEST_CASE("a missing key is an error at the map, find gives nothing") {
  const Node tree = parse_yaml("x:\n  a: 1\n", "a.yaml");
  CHECK(tree.at("x").find("b") == nullptr);
  CHECK_THROWS_AS(tree.at("x").at("b"), ConfigError);
}

TEST_CASE("a key that stands twice is refused at the second, naming the first") {
  CHECK(refusal("a: 1\nb: 2\na: 3\n") == "3:1 the key \"a\" stands twice, first in line 1");
  CHECK(refusal("x: {k: 1,\n  \"k\": 2}\n") == "2:3 the key \"k\" stands twice, first in line 1");
  CHECK(refusal("x: {k: 1}\ny: {k: 1}\n").empty());
}

TEST_CASE("anchors, aliases and merge keys are refused, so no file can unfold") {
  CHECK(refusal("a: &x [1]\n").starts_with("1:"));
  CHECK(refusal("a: &x [*x]\n").starts_with("1:"));
  CHECK(refusal("a: *x\n").starts_with("1:"));
  CHECK(refusal("a:\n  <<: {b: 1}\n") == "2:3 merge keys (<<) are not allowed");
  CHECK(refusal("a:\n  \"<<\": 1\n").empty());
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 30; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + repeated(" ", 1) + "[*a" + std::to_string(i - 1) + ", *a" +
            std::to_string(i - 1) + "]\n";
  }
  CHECK(refusal(bomb).starts_with("1:"));
}

TEST_CASE("columns count characters, not bytes") {
  const Node tree = parse_yaml("公司: {名称: 星河, 类: x, 空: , b: [é, y]}\nz: 1\n", "a.yaml");
  const Node& firm = tree.children[0];
  CHECK(firm.place == Place{"a.yaml", 1, 5});
  CHECK(firm.key_places[1].column == 14);
  CHECK(firm.children[1].place.column == 17);
  CHECK(firm.at("b").children[1].place.column == 32);
  CHECK(tree.at("z").place == Place{"a.yaml", 2, 4});
}

TEST_CASE("a quote that does not end is refused, wherever the file goes on") {
  CHECK(refusal("a: \"open\n") == "1:4 the quote that begins here does not end");
  CHECK(refusal("a: 'open\nb: 2\n") == "1:4 the quote that begins here does not end");
  CHECK(refusal("a: \"x\"\nb: \"it is \\\"\nc: 1\n") == "2:4 the quote that begins here does not end");
  CHECK(refusal("a: 'it''s\nb: 2\n") == "1:4 the quote that begins here does not end");
  CHECK(refusal("a: 'it''s'\nb: \"c \\\\\" # \"\n").empty());
  CHECK(refusal("a: |\n  \"block\nb: \"\"\n").empty());
  CHECK(refusal("\"a\": b\n").empty());
}

TEST_CASE("tags are refused") {
  CHECK(refusal("a: !!binary x\n") == "1:4 tags (!) are not allowed");
  CHECK(refusal("a: ! \"x\"\n").starts_with("1:4 tags"));
  CHECK(refusal("!!map {a: 1}\n").starts_with("1:1 tags"));
  CHECK(refusal("a: \"!x\"\n").empty());
}

TEST_CASE("keys are words") {
  CHECK(refusal("? [a, b]\n: 1\n").find("a key must be a word") != std::string::npos);
  CHECK(refusal("{a: 1}: 2\n").starts_with("1:"));
  CHECK(refusal("~: 1\n").find("a key must be a word") != std::string::npos);
}

TEST_CASE("there is one document") {
  CHECK(refusal("a: 1\n---\nb: 2\n").find("second document") != std::string::npos);
  CHECK(refusal("---\na: 1\n...\n").empty());
}

TEST_CASE("fifty levels are read, more are refused, however many") {
  CHECK(refusal(repeated("[", 50) + repeated("]", 50)).empty());
  CHECK(refusal(repeated("[", 51) + repeated("]", 51)) == "1:51 it is nested deeper than 50 levels");
  CHECK(refusal(repeated("[", 500'000)).starts_with("1:"));
  CHECK(refusal(repeated("{a: ", 100'000)).starts_with("1:"));
  CHECK(refusal(repeated("- ", 100'000)).starts_with("1:"));
  CHECK(refusal(repeated("? ", 10'000)).starts_with("1:"));
}

TEST_CASE("what is too large is refused quickly") {
  CHECK(refusal(repeated("# a comment\n", 900'000)) == "1:0 the file is larger than 4 MB");
  CHECK(refusal(repeated("- 1\n", 100'001)).find("more than 100000 values") != std::string::npos);
  std::string keys;
  for (int i = 0; i < 60'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
  const auto start = std::chrono::steady_clock::now();
  CHECK(refusal(keys).find("more than 100000 values") != std::string::npos);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("what is no YAML text is refused with its line") {
  CHECK(refusal("a: 1\n\tb: 2\n").starts_with("2:"));
  CHECK(refusal("a: [1\nb: 2\n").find("not YAML") != std::string::npos);
  CHECK(refusal("a: b: c\n").starts_with("1:"));
  CHECK(refusal("a: 1\n b: 2\n").starts_with("2:"));
  CHECK(refusal("\xFF\xFE" "a") == "1:0 the file is not UTF-8 text");
  CHECK(refusal(std::string("a: 1\n\0", 6)) == "2:0 the file is not text: it holds a control character");
  CHECK(refusal("a: 1\nb: \x04 c\n").starts_with("2:0 the file is not text"));
  CHECK(refusal("SQLite format 3\x01: \xE6\x98") == "1:0 the file is not UTF-8 text");
}
