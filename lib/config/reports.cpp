// Reports said in SQL.
#include "config/sections.hpp"

namespace salesctl {

std::vector<ReportRule> read_reports(const Node& node) {
  std::vector<ReportRule> reports;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node& entry = node.children[i];
    ReportRule report;
    report.name = node.keys[i];
    report.title = entry.at("title").text;
    report.description = text_of(entry, "description", report.title);
    report.period = text_of(entry, "period");
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
