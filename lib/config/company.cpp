#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

std::string read_timezone(const Node& zone) {
  if (!is_timezone(zone.text)) {
    throw ConfigError(tr("there is no time zone \"{}\"", printable(zone.text)),
                      tr("write an IANA name such as Asia/Shanghai; they come with the package tzdata"), zone.place);
  }
  return zone.text;
}

}  // namespace

bool is_name(std::string_view text) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= 40 && small(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return small(c) || c == '_' || (c >= '0' && c <= '9'); });
}

std::string text_of(const Node& map, std::string_view key, const std::string& otherwise) {
  const Node* node = map.find(key);
  return node == nullptr ? otherwise : node->text;
}

Period read_dated_period(const Node& node, FiscalYear fiscal) {
  // Today is put at two far ends: only a period that is relative to it comes out differently.
  return parse_at(node, [&](const std::string& text) {
    Period period = parse_period(text, make_date(9000, 1, 1), fiscal);
    if (period != parse_period(text, make_date(9503, 8, 17), fiscal)) {
      throw ValueError(tr("\"{}\" is relative to today", text), tr("name the period, such as 2026 or 2026-Q3"));
    }
    return period;
  });
}

std::vector<std::string> words_of(const Node* node) {
  std::vector<std::string> words;
  if (node == nullptr) return words;
  if (node->kind == Node::Kind::scalar) words.push_back(node->text);
  for (const Node& item : node->children) words.push_back(item.text);
  return words;
}

Audience read_audience(const Node& map) {
  return {words_of(map.find("reps")), words_of(map.find("levels")), words_of(map.find("teams"))};
}

void read_company(const Node& config, Settings& settings) {
  settings.company = text_of(config, "company", settings.company);
  if (const Node* code = config.find("currency")) settings.currency = parse_at(*code, currency);
  if (const Node* zone = config.find("timezone")) settings.timezone = read_timezone(*zone);
  settings.language = text_of(config, "language");
  if (const Node* start = config.find("fiscal_year_start")) settings.fiscal = parse_at(*start, parse_fiscal_year_start);
  settings.store = std::filesystem::absolute(settings.file).parent_path() / text_of(config, "store", "sales.db");
}

}  // namespace salesctl
