// How other people's files become records.
#include "base/message.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

FieldMapping read_column(const std::string& field, const Node& node) {
  FieldMapping mapping;
  mapping.field = field;
  if (node.kind != Node::Kind::map) {
    mapping.columns = words_of(&node);
    return mapping;
  }
  mapping.columns = words_of(node.find("column"));
  mapping.date_form = text_of(node, "date");
  if (const Node* constant = node.find("constant")) mapping.constant = constant->text;
  if (mapping.columns.empty() != mapping.constant.has_value()) {
    throw ConfigError(tr("{}: name either a column or a constant", field), {}, node.place);
  }
  if (const Node* values = node.find("values")) {
    for (std::size_t i = 0; i < values->keys.size(); ++i) mapping.values.emplace_back(values->keys[i], values->children[i].text);
  }
  return mapping;
}

}  // namespace

Mapping read_mapping(const std::string& name, const Node& node, const std::vector<Kind>& kinds) {
  Mapping mapping;
  mapping.name = name;
  mapping.place = node.place;
  const Kind& kind =
      parse_at(node.at("kind"), [&](const std::string& text) -> const Kind& { return find_kind(kinds, text); });
  mapping.kind = kind.name;
  mapping.encoding = text_of(node, "encoding");
  if (const Node* delimiter = node.find("delimiter")) {
    const std::string& text = delimiter->text;
    if (text.size() != 1 || text == "\"" || text == "\n" || text == "\r") {
      throw ConfigError(tr("a delimiter is one character"), tr("such as \";\" or \"\\t\", no quote"), delimiter->place);
    }
    mapping.delimiter = delimiter->text.front();
  }
  mapping.sheet = text_of(node, "sheet");
  if (const Node* skip = node.find("skip")) {
    mapping.skip_column = skip->at("column").text;
    mapping.skip_values = words_of(&skip->at("value"));
  }
  mapping.footer = text_of(node, "footer") == "true";
  mapping.only_mapped = text_of(node, "only_mapped") == "true";
  const Node& columns = node.at("columns");
  for (std::size_t i = 0; i < columns.keys.size(); ++i) {
    if (kind.find(columns.keys[i]) == nullptr) {
      std::vector<std::string_view> fields;
      std::string list;
      for (const Field& field : kind.fields) {
        fields.emplace_back(field.name);
        list += (list.empty() ? "" : " ") + field.name;
      }
      throw ConfigError(tr("{} has no field \"{}\"{}", kind.name, printable(columns.keys[i]), did_you_mean(columns.keys[i], fields)),
                        tr("fields: {}", list), columns.key_places[i]);
    }
    mapping.fields.push_back(read_column(columns.keys[i], columns.children[i]));
  }
  return mapping;
}

}  // namespace salesctl
