// Custom fields: columns that the firm adds to the kinds.
#include <algorithm>
#include <array>

#include "base/message.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

FieldType field_type(const std::string& name) {
  constexpr std::array<std::pair<std::string_view, FieldType>, 8> types{
      {{"text", FieldType::text}, {"money", FieldType::money}, {"date", FieldType::date}, {"integer", FieldType::integer},
       {"number", FieldType::number}, {"rate", FieldType::rate}, {"boolean", FieldType::boolean}, {"choice", FieldType::choice}}};
  return std::ranges::find(types, name, &std::pair<std::string_view, FieldType>::first)->second;
}

Field read_field(const std::string& name, const Node& node, const Place& place) {
  Field field;
  field.name = name;
  field.custom = true;
  field.type = field_type(node.kind == Node::Kind::map ? node.at("type").text : node.text);
  field.doc = text_of(node, "doc");
  field.choices = words_of(node.find("choices"));
  if ((field.type == FieldType::choice) == field.choices.empty()) {
    throw ConfigError(tr("{}: a choice needs choices, and only a choice has them", name), {}, place);
  }
  const bool taken = name.ends_with("_key") || name.ends_with("_minor") || name.ends_with("_billionths") ||
                     name == "key" || name.starts_with("stage_");
  if (!is_name(name) || taken) {
    throw ConfigError(tr("\"{}\" cannot be the name of a field", printable(name)),
                      tr("small letters, digits and _; not ending in _key, _minor or _billionths"), place);
  }
  return field;
}

}  // namespace

std::vector<Kind> read_fields(const Node* node) {
  std::vector<Kind> kinds(built_in_kinds().begin(), built_in_kinds().end());
  if (node == nullptr) return kinds;
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    Node key;
    key.text = node->keys[i];
    key.place = node->key_places[i];
    const Kind& found = parse_at(key, [&](const std::string& name) -> const Kind& { return find_kind(kinds, name); });
    Kind& kind = kinds[static_cast<std::size_t>(&found - kinds.data())];
    const Node& fields = node->children[i];
    for (std::size_t f = 0; f < fields.keys.size(); ++f) {
      if (kind.find(fields.keys[f]) != nullptr) {
        throw ConfigError(tr("{} has a field \"{}\" already", kind.name, fields.keys[f]), tr("choose another name"), fields.key_places[f]);
      }
      kind.fields.push_back(read_field(fields.keys[f], fields.children[f], fields.key_places[f]));
    }
  }
  return kinds;
}

}  // namespace salesctl
