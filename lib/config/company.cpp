#include "base/message.hpp"
#include "config/sections.hpp"

namespace salesctl {

std::string text_of(const Node& map, std::string_view key, const std::string& otherwise) {
  const Node* node = map.find(key);
  return node == nullptr ? otherwise : node->text;
}

std::vector<std::string> words_of(const Node* node) {
  std::vector<std::string> words;
  if (node == nullptr) return words;
  if (node->kind == Node::Kind::scalar) words.push_back(node->text);
  for (const Node& item : node->children) words.push_back(item.text);
  return words;
}

void read_company(const Node& config, Settings& settings) {
  settings.company = text_of(config, "company", settings.company);
  if (const Node* code = config.find("currency")) settings.currency = parse_at(*code, currency);
  settings.timezone = text_of(config, "timezone");
  settings.language = text_of(config, "language");
  if (const Node* start = config.find("fiscal_year_start")) settings.fiscal = parse_at(*start, parse_fiscal_year_start);
  settings.store = std::filesystem::absolute(settings.file).parent_path() / text_of(config, "store", "sales.db");
}

}  // namespace salesctl
