#include "config/schema.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/message.hpp"
#include "base/text.hpp"
#include "config/config.hpp"

namespace salesctl {
namespace {

using Json = nlohmann::json;

const Json& schema() {
  static const Json parsed = Json::parse(config_schema());
  return parsed;
}

const Json& resolved(const Json& rule) {
  const auto ref = rule.find("$ref");
  if (ref == rule.end()) return rule;
  const auto name = ref->get_ref<const std::string&>().substr(std::string_view("#/$defs/").size());
  return schema().at("$defs").at(name);
}

bool looks_like_number(const std::string& text, bool whole) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  bool digits = false;
  bool point = false;
  for (; i < text.size(); ++i) {
    if (text[i] == '.' && !point && !whole) {
      point = true;
    } else if (text[i] >= '0' && text[i] <= '9') {
      digits = true;
    } else {
      return false;
    }
  }
  return digits;
}

/// Every scalar is text too: amounts, dates and periods are read by our own rules. The schema says so with a list of
/// types, for editors that take a plain 2026 for a number.
bool is_of_type(const Node& node, const Json& type) {
  if (type.is_array()) return std::ranges::any_of(type, [&](const Json& one) { return is_of_type(node, one); });
  switch (node.kind) {
    case Node::Kind::null: return type == "null";
    case Node::Kind::sequence: return type == "array";
    case Node::Kind::map: return type == "object";
    case Node::Kind::scalar: break;
  }
  if (type == "string") return true;
  if (node.quoted) return false;
  if (type == "boolean") return node.text == "true" || node.text == "false";
  if (type == "integer") return looks_like_number(node.text, true);
  return type == "number" && looks_like_number(node.text, false);
}

std::string list_of(const Json& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word.get<std::string>();
  return list;
}

std::string shape(const Json& rule) {
  const auto description = rule.find("description");
  return description == rule.end() ? std::string() : tr(description->get<std::string>().c_str());
}

std::string type_name(const Json& type) {
  if (type == "object") return tr("a map (key: value)");
  if (type == "array") return tr("a list");
  if (type == "integer") return tr("a whole number");
  if (type == "number") return tr("a number");
  if (type == "boolean") return tr("true or false");
  return tr("text");
}

std::vector<std::string_view> views(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

void check(const Node& node, const Json& rule_or_ref, const std::string& what);

void check_map(const Node& node, const Json& rule, const std::string& what) {
  static const Json none = Json::object();
  const Json& properties = rule.value("properties", none);
  const auto others = rule.find("additionalProperties");
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const std::string& key = node.keys[i];
    if (const auto known = properties.find(key); known != properties.end()) {
      check(node.children[i], *known, key);
    } else if (others != rule.end() && others->is_object()) {
      check(node.children[i], *others, key);
    } else {
      std::vector<std::string> allowed;
      for (const auto& [name, unused] : properties.items()) allowed.push_back(name);
      std::string list;
      for (const std::string& name : allowed) list += (list.empty() ? "" : ", ") + name;
      // What follows a comma in {a: 1,000} is a key to YAML.
      throw ConfigError(tr("there is no key \"{}\" here{}", printable(key), did_you_mean(key, views(allowed))),
                        looks_like_number(key, false) ? tr("a number with commas stands in quotes, such as \"1,000\"") : tr("allowed: {}", list),
                        node.key_places[i]);
    }
  }
  for (const auto& name : rule.value("required", Json::array())) {
    const auto& key = name.get_ref<const std::string&>();
    if (node.find(key) == nullptr) {
      throw ConfigError(tr("{}: the key \"{}\" is missing", what, key), shape(rule), node.place);
    }
  }
}

void check_scalar(const Node& node, const Json& rule, const std::string& what) {
  if (const auto words = rule.find("enum"); words != rule.end()) {
    const bool listed = std::ranges::any_of(*words, [&](const Json& word) { return word == node.text; });
    if (!listed) {
      std::vector<std::string> allowed = *words;
      throw ConfigError(tr("{}: \"{}\" is not allowed{}", what, printable(node.text), did_you_mean(node.text, views(allowed))),
                        tr("allowed: {}", list_of(*words)), node.place);
    }
  }
}

/// The alternative that has the right type speaks for all; so a fault inside it is named, not "none fits".
void check_any(const Node& node, const Json& alternatives, const Json& rule, const std::string& what) {
  for (const Json& alternative : alternatives) {
    const Json& one = resolved(alternative);
    if (is_of_type(node, one.at("type"))) return check(node, one, what);
  }
  throw ConfigError(tr("{}: this has the wrong form", what), shape(rule), node.place);
}

void check(const Node& node, const Json& rule_or_ref, const std::string& what) {
  const Json& rule = resolved(rule_or_ref);
  if (const auto any = rule.find("anyOf"); any != rule.end()) return check_any(node, *any, rule, what);
  const Json& type = rule.at("type");
  if (!is_of_type(node, type)) {
    const std::string wanted = shape(rule);
    throw ConfigError(tr("{}: this should be {}", what, type_name(type)), wanted, node.place);
  }
  if (node.kind == Node::Kind::map) check_map(node, rule, what);
  if (node.kind == Node::Kind::scalar) check_scalar(node, rule, what);
  if (node.kind == Node::Kind::sequence) {
    if (node.children.size() < rule.value("minItems", 0U)) {
      throw ConfigError(tr("{}: the list is too short", what), shape(rule), node.place);
    }
    for (const Node& item : node.children) check(item, rule.at("items"), what);
  }
}

}  // namespace

void validate(const Node& config) {
  if (config.kind == Node::Kind::null) return;  // an empty file: all defaults
  check(config, schema(), "salesctl.yaml");
}

}  // namespace salesctl
