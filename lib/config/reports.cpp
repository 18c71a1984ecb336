// Reports said in SQL.
#include "base/period.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

/// Today is not known here, and which day it is does not make a period one: each end is looked at alone.
std::string read_period(const Node& node) {
  return parse_at(node, [](const std::string& text) {
    const auto dots = text.find("..");
    const std::string_view whole = text;
    parse_period(whole.substr(0, dots), make_date(2000, 1, 1), {});
    if (dots != std::string::npos) parse_period(whole.substr(dots + 2), make_date(2000, 1, 1), {});
    return text;
  });
}

}  // namespace

std::vector<ReportRule> read_reports(const Node& node) {
  std::vector<ReportRule> reports;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node& entry = node.children[i];
    ReportRule report;
    report.name = node.keys[i];
    report.title = entry.at("title").text;
    report.description = text_of(entry, "description", report.title);
    if (const Node* period = entry.find("period")) report.period = read_period(*period);
    report.sql = entry.at("sql").text;
    report.place = entry.at("sql").place;
    if (const Node* columns = entry.find("columns")) {
      for (std::size_t c = 0; c < columns->keys.size(); ++c) {
        const Node& column = columns->children[c];
        const bool brief = column.kind == Node::Kind::scalar;
        report.columns.push_back({columns->keys[c], brief ? column.text : text_of(column, "title", columns->keys[c]),
                                  brief ? "text" : text_of(column, "type", "text")});
      }
    }
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace salesctl
